#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

constexpr char kVersion = 1;
// No sum of a department-year can leave it (limits.h).
constexpr int64_t kMaxSumFen = kMaxAmountFen * kMaxEntriesPerYear;

// Base-128 varints, the lowest seven bits first; signed numbers folded so that small ones are short (0, -1, 1, -2 …).
class Writer {
 public:
  void Put(uint64_t number) {
    while (number >= 0x80) {
      bytes_ += static_cast<char>((number & 0x7F) | 0x80);
      number >>= 7;
    }
    bytes_ += static_cast<char>(number);
  }
  void PutSigned(int64_t number) {
    Put((static_cast<uint64_t>(number) << 1) ^ (number < 0 ? ~uint64_t{0} : uint64_t{0}));
  }
  void Put(const Tally& tally) {
    PutSigned(tally.sum.fen());
    Put(static_cast<uint64_t>(tally.entries));
  }
  void Put(int64_t count) { Put(static_cast<uint64_t>(count)); }
  void PutByte(char byte) { bytes_ += byte; }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what Writer wrote; `ok` turns false at the first byte that Writer would not have written.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : bytes_(bytes) {}

  uint64_t Number() {
    uint64_t number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      if (shift == 63 && byte > 1) break;
      number |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte >= 0x80) continue;
      if (byte == 0 && shift > 0) break;  // a longer spelling of a shorter number
      return number;
    }
    ok_ = false;
    return 0;
  }

  int64_t Count() {
    const uint64_t number = Number();
    if (number > static_cast<uint64_t>(kMaxEntriesPerYear)) ok_ = false;
    return ok_ ? static_cast<int64_t>(number) : 0;
  }

  int64_t Signed() {
    const uint64_t number = Number();
    return static_cast<int64_t>((number >> 1) ^ ((number & 1) != 0 ? ~uint64_t{0} : uint64_t{0}));
  }

  void Read(Tally& tally) {
    const int64_t fen = Signed();
    if (fen > kMaxSumFen || fen < -kMaxSumFen) ok_ = false;
    const int64_t entries = Count();
    if (ok_) tally = {Money::Fen(fen), entries};
  }

  void Read(int64_t& count) { count = Count(); }

  char Byte() {
    if (bytes_.empty()) {
      ok_ = false;
      return 0;
    }
    const char byte = bytes_.front();
    bytes_.remove_prefix(1);
    return byte;
  }

  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  absl::string_view bytes_;
  bool ok_ = true;
};

// Whether facts can add the tallies up.
class SumBound {
 public:
  void Add(const Tally& tally) {
    const int64_t fen = tally.sum < Money() ? -tally.sum.fen() : tally.sum.fen();
    fits_ = fits_ && fen <= kMaxSumFen - total_;
    if (fits_) total_ += fen;
  }
  bool fits() const { return fits_; }

 private:
  int64_t total_ = 0;
  bool fits_ = true;
};

}  // namespace

// The order of the fields is the format: a change is a new version byte.
template <typename Fold, typename Visit>
void FactFold::ForEachPart(Fold& fold, Visit visit) {
  for (auto& outlays : fold.cells_) {
    for (auto& natures : outlays) {
      for (auto& cell : natures) visit(cell);
    }
  }
  for (auto& tally : fold.paid_by_quarter_) visit(tally);
  for (auto& tally : fold.supplements_by_quarter_) visit(tally);
  for (auto& tally : fold.supplements_by_origin_) visit(tally);
  visit(fold.documented_);
  visit(fold.named_funds_);
  visit(fold.code_transfers_);
  visit(fold.three_public_paid_);
  visit(fold.operating_paid_);
  visit(fold.paid_without_code_);
  visit(fold.supplement_documents_);
  visit(fold.quotas_);
  visit(fold.special_funds_);
}

std::string FactFold::Serialize() const {
  Writer writer;
  writer.PutByte(kVersion);
  writer.Put(static_cast<uint64_t>(entries_));
  ForEachPart(*this, [&writer](const auto& part) { writer.Put(part); });
  return writer.Take();
}

bool FactFold::SumsFit() const {
  SumBound cells;
  for (const auto& outlays : cells_) {
    for (const auto& natures : outlays) {
      for (const Tally& cell : natures) cells.Add(cell);
    }
  }
  SumBound paid;
  for (const Tally& tally : paid_by_quarter_) paid.Add(tally);
  SumBound supplements;
  for (const Tally& tally : supplements_by_quarter_) supplements.Add(tally);
  return cells.fits() && paid.fits() && supplements.fits();
}

absl::StatusOr<FactFold> FactFold::Parse(absl::string_view blob) {
  Reader reader(blob);
  FactFold fold;
  const char version = reader.Byte();
  fold.entries_ = reader.Count();
  ForEachPart(fold, [&reader](auto& part) { reader.Read(part); });
  if (version != kVersion || !reader.ok() || !reader.at_end() || !fold.SumsFit()) {
    return Invalid({"FACT_BLOB_MALFORMED", "", ""}, "a blob is what FactFold::Serialize wrote");
  }
  return fold;
}

}  // namespace zhengping::budget
