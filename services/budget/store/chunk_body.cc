#include "services/budget/store/chunk_body.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {
namespace {

constexpr char kVersion = 1;
constexpr size_t kDigestBytes = 32;
constexpr int32_t kDaysInYear = 366;

// The revision's first byte: its kind in the low bits, then what follows.
constexpr uint8_t kKindMask = 0x07;
constexpr uint8_t kHasReason = 0x08;
constexpr uint8_t kHasQuotas = 0x10;
constexpr uint8_t kHasReversal = 0x20;
constexpr uint8_t kHasOwn = 0x40;
constexpr uint8_t kReverses = 0x80;

// An entry's kind, origin and recurring in one number.
constexpr uint64_t kKinds = 9, kOrigins = 5, kRecurrings = 3;

// A year outside the calendar has no transactions: the rules refuse them.
int32_t FirstDayOf(int fiscal_year) { return Date::FromYmd(fiscal_year, 1, 1).value_or(Date()).days(); }

void PutNumber(std::string& out, uint64_t number) {
  while (number >= 0x80) {
    out += static_cast<char>((number & 0x7F) | 0x80);
    number >>= 7;
  }
  out += static_cast<char>(number);
}

void PutBytes(std::string& out, absl::string_view bytes) {
  PutNumber(out, bytes.size());
  out.append(bytes.data(), bytes.size());
}

absl::Status Damaged(absl::string_view what) { return absl::DataLossError(absl::StrCat("a chunk's body: ", what)); }

bool HasRepeated(const std::vector<absl::string_view>& texts) {
  return absl::flat_hash_set<absl::string_view>(texts.begin(), texts.end()).size() != texts.size();
}

// Takes values off the head of `bytes`; the first one that is not there makes everything after it empty and ok() false.
class Cursor {
 public:
  explicit Cursor(absl::string_view bytes) : bytes_(bytes) {}

  uint64_t Number() {
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      if (shift == 63 && byte > 1) break;
      number |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte >= 0x80) continue;
      if (byte == 0 && shift > 0) break;  // a longer spelling of a shorter number
      return number;
    }
    return Fail();
  }

  // At most `most`.
  uint64_t NumberUpTo(uint64_t most) {
    const uint64_t number = Number();
    return number <= most ? number : Fail();
  }

  absl::string_view Bytes(uint64_t size) {
    if (size > bytes_.size()) {
      Fail();
      return absl::string_view();
    }
    const absl::string_view taken = bytes_.substr(0, static_cast<size_t>(size));
    bytes_.remove_prefix(taken.size());
    return taken;
  }
  absl::string_view Text() { return Bytes(Number()); }
  uint8_t Byte() {
    const absl::string_view byte = Bytes(1);
    return byte.empty() ? uint8_t{0} : static_cast<uint8_t>(byte.front());
  }

  uint64_t Fail() {
    ok_ = false;
    bytes_ = absl::string_view();
    return 0;
  }
  bool ok() const { return ok_; }
  absl::string_view rest() const { return bytes_; }

 private:
  absl::string_view bytes_;
  bool ok_ = true;
};

// Reads one revision's parts against the chunk's table of texts.
class RevisionCursor {
 public:
  RevisionCursor(absl::string_view bytes, const std::vector<absl::string_view>& texts, int32_t first_day,
                 uint64_t known_texts)
      : cursor_(bytes), texts_(texts), first_day_(first_day), known_texts_(known_texts) {}

  std::string Shared() {
    const uint64_t place = cursor_.NumberUpTo(texts_.size());
    if (place == 0) return std::string();
    if (place > known_texts_) {
      is_in_order_ &= place == known_texts_ + 1;
      known_texts_ = place;
    }
    return std::string(texts_[static_cast<size_t>(place - 1)]);
  }

  // A text out of the table is not empty, so that an empty one has one spelling.
  std::string Text() { return std::string(cursor_.Text()); }

  LedgerEntry Entry() {
    LedgerEntry entry;
    entry.quota = Shared();
    const uint64_t packed = cursor_.NumberUpTo(kKinds * kOrigins * kRecurrings - 1);
    entry.entry.kind = *EntryKindFromColumn(static_cast<int64_t>(packed % kKinds) + 1);
    entry.origin = *OriginFromColumn(static_cast<int64_t>(packed / kKinds % kOrigins));
    entry.recurring = *RecurringFromColumn(static_cast<int64_t>(packed / kKinds / kOrigins));
    const uint64_t amount_fen = cursor_.NumberUpTo(static_cast<uint64_t>(kMaxAmountFen));
    if (amount_fen == 0) cursor_.Fail();
    entry.entry.amount = Money::Fen(static_cast<int64_t>(amount_fen));
    entry.special_fund = Shared();
    entry.note = Shared();
    return entry;
  }

  Transaction OneTransaction(int fiscal_year) {
    Transaction transaction;
    transaction.fiscal_year = fiscal_year;
    transaction.source = Shared();
    transaction.record_id = Text();
    transaction.record_version =
        static_cast<int64_t>(cursor_.NumberUpTo(static_cast<uint64_t>(std::numeric_limits<int64_t>::max())));
    transaction.document_number = Shared();
    transaction.effective_date =
        Date::FromDays(first_day_ + static_cast<int32_t>(cursor_.NumberUpTo(uint64_t{kDaysInYear} - 1)));
    transaction.reverses = Text();
    const uint64_t entries = cursor_.NumberUpTo(kMaxEntriesPerTransaction);
    transaction.entries.reserve(static_cast<size_t>(entries));
    for (uint64_t i = 0; i < entries && cursor_.ok(); ++i) transaction.entries.push_back(Entry());
    return transaction;
  }

  QuotaRow Quota(int64_t revision) {
    QuotaRow row;
    row.revision = revision;
    row.record.id = Shared();
    row.record.external_code = Text();
    Classification& purpose = row.record.classification;
    purpose.outlay = *OutlayFromColumn(static_cast<int64_t>(cursor_.NumberUpTo(2)));
    for (std::string* text : {&purpose.fund_type, &purpose.function_code, &purpose.government_economic_code,
                              &purpose.department_economic_code, &purpose.project, &row.project_code,
                              &purpose.project_display_name, &purpose.budget_unit}) {
      *text = Shared();
    }
    return row;
  }

  Cursor& cursor() { return cursor_; }
  uint64_t known_texts() const { return known_texts_; }
  bool is_in_order() const { return is_in_order_; }

 private:
  Cursor cursor_;
  const std::vector<absl::string_view>& texts_;
  int32_t first_day_;
  uint64_t known_texts_;
  bool is_in_order_ = true;  // texts are used for the first time in the order of the table
};

}  // namespace

size_t TextTable::SlotOf(absl::string_view text) const {
  size_t slot = absl::Hash<absl::string_view>()(text) & (slots_.size() - 1);
  while (slots_[slot] != 0 && TextAt(slots_[slot]) != text) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void TextTable::Grow() {
  constexpr size_t kFirstSlots = 64;
  slots_.assign(std::max(kFirstSlots, 2 * slots_.size()), 0);
  for (uint32_t place = 1; place <= ends_.size(); ++place) slots_[SlotOf(TextAt(place))] = place;
}

uint64_t TextTable::PlaceOf(absl::string_view text) {
  if (2 * (ends_.size() + 1) > slots_.size()) Grow();
  const size_t slot = SlotOf(text);
  if (slots_[slot] == 0) {
    PutNumber(bytes_, text.size());
    begins_.push_back(static_cast<uint32_t>(bytes_.size()));
    bytes_.append(text.data(), text.size());
    ends_.push_back(static_cast<uint32_t>(bytes_.size()));
    slots_[slot] = static_cast<uint32_t>(ends_.size());
  }
  return slots_[slot];
}

ChunkWriter::ChunkWriter(int fiscal_year) : fiscal_year_(fiscal_year), first_day_(FirstDayOf(fiscal_year)) {}

void ChunkWriter::PutText(absl::string_view text) { PutBytes(*out_, text); }

void ChunkWriter::PutShared(absl::string_view text) {
  if (text.empty()) {
    out_->push_back('\0');
    return;
  }
  PutNumber(*out_, table_.PlaceOf(text));
}

void ChunkWriter::PutQuota(const QuotaRow& row) {
  out_ = &quotas_;
  ++quota_count_;
  const Classification& purpose = row.record.classification;
  PutShared(row.record.id);
  PutText(row.record.external_code);
  PutNumber(*out_, static_cast<uint64_t>(ColumnOf(purpose.outlay)));
  for (const std::string* text : {&purpose.fund_type, &purpose.function_code, &purpose.government_economic_code,
                                  &purpose.department_economic_code, &purpose.project, &row.project_code,
                                  &purpose.project_display_name, &purpose.budget_unit}) {
    PutShared(*text);
  }
}

void ChunkWriter::PutEntry(const LedgerEntry& entry) {
  PutShared(entry.quota);
  PutNumber(*out_, static_cast<uint64_t>(ColumnOf(entry.entry.kind) - 1) +
                       kKinds * (static_cast<uint64_t>(ColumnOf(entry.origin)) +
                                 kOrigins * static_cast<uint64_t>(ColumnOf(entry.recurring))));
  PutNumber(*out_, static_cast<uint64_t>(entry.entry.amount.fen()));
  PutShared(entry.special_fund);
  PutShared(entry.note);
}

void ChunkWriter::PutTransaction(Step step, const Transaction& transaction, int64_t version) {
  out_ = step == Step::kOwn ? &own_ : &reversal_;
  const int32_t day = transaction.effective_date.days() - first_day_;
  ZP_CHECK(transaction.fiscal_year == fiscal_year_ && day >= 0 && day < kDaysInYear,
           "the rules keep a transaction within its fiscal year");
  PutShared(transaction.source);
  PutText(transaction.record_id);
  PutNumber(*out_, static_cast<uint64_t>(version));
  PutShared(transaction.document_number);
  PutNumber(*out_, static_cast<uint64_t>(day));
  PutText(transaction.reverses);
  if (!transaction.reverses.empty()) {
    ++reversals_;
    reverses_ = true;
  }
  PutNumber(*out_, transaction.entries.size());
  for (const LedgerEntry& entry : transaction.entries) PutEntry(entry);
}

void ChunkWriter::EndRevision(ChangeKind kind, absl::string_view digest_bytes, absl::string_view reason) {
  EndRevision(kind, reason);
  SetDigest(digest_places_.size() - 1, digest_bytes);
}

void ChunkWriter::SetDigest(size_t index, absl::string_view digest_bytes) {
  ZP_CHECK(digest_bytes.size() == kDigestBytes, "a digest has 32 bytes");
  body_.replace(digest_places_[index], kDigestBytes, digest_bytes.data(), digest_bytes.size());
}

void ChunkWriter::EndRevision(ChangeKind kind, absl::string_view reason) {
  uint8_t head = static_cast<uint8_t>(ColumnOf(kind));
  if (!reason.empty()) head |= kHasReason;
  if (quota_count_ > 0) head |= kHasQuotas;
  if (!reversal_.empty()) head |= kHasReversal;
  if (!own_.empty()) head |= kHasOwn;
  if (reverses_) head |= kReverses;
  front_.clear();
  if (!reason.empty()) PutBytes(front_, reason);
  if (quota_count_ > 0) PutNumber(front_, quota_count_);
  PutNumber(body_, 1 + kDigestBytes + front_.size() + quotas_.size() + reversal_.size() + own_.size());
  body_ += static_cast<char>(head);
  digest_places_.push_back(body_.size());
  body_.append(kDigestBytes, '\0');
  for (std::string* part : {&front_, &quotas_, &reversal_, &own_}) {
    body_ += *part;
    part->clear();
  }
  quota_count_ = 0;
  reverses_ = false;
}

std::string ChunkWriter::Body() const {
  std::string body(1, kVersion);
  body.reserve(size_bytes() + 16);
  PutNumber(body, table_.size());
  body += table_.bytes();
  body += body_;
  return body;
}

ChunkReader::ChunkReader(int fiscal_year, int64_t first_revision, int64_t last_revision)
    : fiscal_year_(fiscal_year),
      revision_(first_revision - 1),
      last_revision_(last_revision),
      next_read_(first_revision) {}

absl::StatusOr<ChunkReader> ChunkReader::Open(absl::string_view body, int fiscal_year, int64_t first_revision,
                                              int64_t last_revision) {
  if (fiscal_year < kFirstFiscalYear || fiscal_year > kLastFiscalYear || first_revision < 1 ||
      last_revision < first_revision) {
    return Damaged("its row is of no revisions");
  }
  ChunkReader reader(fiscal_year, first_revision, last_revision);
  Cursor cursor(body);
  if (cursor.Byte() != kVersion) return Damaged("a version that is not known");
  const uint64_t texts = cursor.NumberUpTo(body.size());
  reader.texts_.reserve(static_cast<size_t>(texts));
  for (uint64_t i = 0; i < texts && cursor.ok(); ++i) {
    reader.texts_.push_back(cursor.Text());
    if (reader.texts_.back().empty()) cursor.Fail();
  }
  if (!cursor.ok()) return Damaged("its table of texts");
  reader.rest_ = cursor.rest();
  return reader;
}

absl::StatusOr<bool> ChunkReader::Next() {
  if (revision_ == last_revision_) {
    if (!rest_.empty()) return Damaged("bytes after its last revision");
    return false;
  }
  Cursor cursor(rest_);
  current_ = cursor.Text();
  if (!cursor.ok() || current_.size() < 1 + kDigestBytes) {
    return Damaged(absl::StrCat("revision ", revision_ + 1, " has no length or no digest"));
  }
  rest_ = cursor.rest();
  ++revision_;
  return true;
}

absl::Status ChunkReader::Seek(int64_t revision) {
  while (revision_ < revision) {
    ZP_ASSIGN_OR_RETURN(const bool has_next, Next());
    if (!has_next) return Damaged(absl::StrCat("it has no revision ", revision));
  }
  return absl::OkStatus();
}

bool ChunkReader::reverses() const { return (static_cast<uint8_t>(current_.front()) & kReverses) != 0; }

std::string ChunkReader::digest() const { return absl::BytesToHexString(current_.substr(1, kDigestBytes)); }

absl::StatusOr<PackedRevision> ChunkReader::Read() {
  PackedRevision packed;
  packed.revision = revision_;
  packed.digest = digest();
  const uint8_t head = static_cast<uint8_t>(current_.front());
  RevisionCursor cursor(current_.substr(1 + kDigestBytes), texts_, FirstDayOf(fiscal_year_), known_texts_);
  const std::optional<ChangeKind> kind = ChangeKindFromColumn(head & kKindMask);
  if (!kind.has_value()) return DamagedHere("is of no kind");
  packed.kind = *kind;
  const auto expect = [&cursor](bool holds) {
    if (!holds) cursor.cursor().Fail();
  };
  if ((head & kHasReason) != 0) {
    packed.reason = cursor.Text();
    expect(!packed.reason.empty());
  }
  if ((head & kHasQuotas) != 0) {
    const uint64_t quotas = cursor.cursor().NumberUpTo(kMaxQuotasPerYear);
    expect(quotas > 0);
    for (uint64_t i = 0; i < quotas && cursor.cursor().ok(); ++i) packed.quotas.push_back(cursor.Quota(revision_));
  }
  if ((head & kHasReversal) != 0) packed.reversal = cursor.OneTransaction(fiscal_year_);
  if ((head & kHasOwn) != 0) packed.own = cursor.OneTransaction(fiscal_year_);
  const bool reverses =
      (packed.reversal && !packed.reversal->reverses.empty()) || (packed.own && !packed.own->reverses.empty());
  expect(reverses == ((head & kReverses) != 0));
  if (!cursor.cursor().ok() || !cursor.cursor().rest().empty()) return DamagedHere("cannot be read to its end");
  if (next_read_ != revision_) return packed;
  // Read one after another from the first on, the texts show whether the table is the writer's.
  next_read_ = revision_ + 1;
  known_texts_ = cursor.known_texts();
  const bool is_last = revision_ == last_revision_;
  if (!cursor.is_in_order() || (is_last && (known_texts_ != texts_.size() || HasRepeated(texts_)))) {
    return DamagedHere("uses texts that are not those of the table");
  }
  return packed;
}

absl::Status ChunkReader::DamagedHere(absl::string_view what) const {
  return Damaged(absl::StrCat("revision ", revision_, " ", what));
}

}  // namespace zhengping::budget
