#include "services/budget/domain/year_state.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping::budget {
namespace {

constexpr size_t kBlockBytes = size_t{32} << 10;
// Of one place in the map of records: key, state and control byte. Of a quota: its state, texts and place in the map.
constexpr size_t kRecordBytes = sizeof(absl::string_view) + sizeof(RecordState) + 1;
constexpr size_t kLiveTextBytes = 100;
constexpr size_t kQuotaBytes = sizeof(QuotaState) + 120;

// Source and record id in one text; texts hold no NUL (rule_text.h).
class RecordKey {
 public:
  RecordKey(absl::string_view source, absl::string_view record_id) : size_(source.size() + 1 + record_id.size()) {
    if (size_ > sizeof(short_)) long_.resize(size_);
    char* const bytes = long_.empty() ? short_ : &long_[0];
    std::copy(source.begin(), source.end(), bytes);
    bytes[source.size()] = '\0';
    std::copy(record_id.begin(), record_id.end(), bytes + source.size() + 1);
  }
  absl::string_view view() const { return absl::string_view(long_.empty() ? short_ : long_.data(), size_); }

 private:
  char short_[200];
  std::string long_;
  size_t size_;
};

}  // namespace

const QuotaState* YearState::FindQuota(absl::string_view id) const {
  if (found_last_ != nullptr && found_last_->record.id == id) return found_last_;
  const auto found = quotas_.find(id);
  if (found == quotas_.end()) return nullptr;
  found_last_ = found->second.get();
  return found_last_;
}

const RecordState* YearState::FindRecord(absl::string_view source, absl::string_view record_id) const {
  const auto found = records_.find(RecordKey(source, record_id).view());
  return found == records_.end() ? nullptr : &found->second;
}

void YearState::PutQuota(const QuotaRecord& record) {
  std::unique_ptr<QuotaState>& quota = quotas_[record.id];
  if (quota == nullptr) quota = std::make_unique<QuotaState>();
  quota->record = record;
}

void YearState::SetFunds(const std::set<std::string>& ids) {
  funds_.clear();
  funds_.insert(ids.begin(), ids.end());
}

absl::string_view YearState::Keep(absl::string_view bytes) {
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < bytes.size()) {
    const size_t wanted = blocks_.empty() ? size_t{1} << 10 : std::min(kBlockBytes, 2 * blocks_.back().capacity());
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(wanted, bytes.size()));
    kept_bytes_ += blocks_.back().capacity();
  }
  std::string& block = blocks_.back();
  const size_t begin = block.size();
  block.append(bytes.data(), bytes.size());
  return absl::string_view(block).substr(begin);
}

absl::string_view YearState::Apply(const Transaction& transaction, int64_t version, int64_t revision) {
  const bool is_reversing = !transaction.reverses.empty();
  for (const LedgerEntry& entry : transaction.entries) {
    FindQuota(entry.quota);
    ZP_CHECK(found_last_ != nullptr && found_last_->record.id == entry.quota,
             absl::StrCat("the ledger has an entry on the unknown quota ", entry.quota));
    QuotaState& quota = *found_last_;
    const size_t ends_before = quota.ends.size();
    quota.ends.Apply(MoveOf({transaction.effective_date, entry.entry, is_reversing}));
    kept_bytes_ += (quota.ends.size() - ends_before) * (sizeof(DayMove) + sizeof(DayMove) / 2);
    ++quota.entries;
  }
  entry_count_ += static_cast<int64_t>(transaction.entries.size());
  if (is_reversing) return absl::string_view();
  const RecordKey key(transaction.source, transaction.record_id);
  const auto found =
      records_.lazy_emplace(key.view(), [&](const auto& construct) { construct(Keep(key.view()), RecordState()); });
  found->second.highest_version = std::max(found->second.highest_version, version);
  found->second.in_force_revision = revision;
  return found->first;
}

void YearState::Withdraw(absl::string_view record_key, int64_t reversed_revision, int64_t version) {
  const auto found = records_.find(record_key);
  if (found == records_.end()) return;
  found->second.highest_version = std::max(found->second.highest_version, version);
  if (found->second.in_force_revision == reversed_revision) found->second.in_force_revision = 0;
}

void YearState::Withdraw(absl::string_view source, absl::string_view record_id, int64_t reversed_revision,
                         int64_t version) {
  Withdraw(RecordKey(source, record_id).view(), reversed_revision, version);
}

size_t YearState::memory_bytes() const {
  const auto live_texts = static_cast<size_t>(live_.documents() + live_.special_funds());
  return sizeof(YearState) + kept_bytes_ + records_.capacity() * kRecordBytes + quotas_.size() * kQuotaBytes +
         live_texts * kLiveTextBytes;
}

std::string YearState::DebugText() const {
  std::vector<std::string> lines;
  for (const auto& [id, quota] : quotas_) {
    std::string line = absl::StrCat("quota ", id, " ", quota->record.external_code, " ",
                                    quota->record.classification.function_code, " ", quota->entries);
    quota->ends.AppendTo(line);
    lines.push_back(std::move(line));
  }
  for (const auto& [key, record] : records_) {
    lines.push_back(absl::StrCat("record ", key, " ", record.highest_version, " ", record.in_force_revision));
  }
  for (const std::string& fund : funds_) lines.push_back(absl::StrCat("fund ", fund));
  std::sort(lines.begin(), lines.end());
  std::string text = absl::StrCat("entries ", entry_count_, " live ", live_.quotas(), " ", live_.documents(), " ",
                                  live_.special_funds(), "\n");
  for (const std::string& line : lines) absl::StrAppend(&text, line, "\n");
  return text;
}

YearState StateOf(const LedgerYear& year) {
  YearState state;
  for (const QuotaRecord& quota : year.quotas) state.PutQuota(quota);
  std::set<std::string> funds;
  for (const SpecialFund& fund : year.special_funds) funds.insert(fund.id);
  state.SetFunds(funds);
  struct Posting {
    absl::string_view record_key;
    int64_t revision = 0;
  };
  absl::flat_hash_map<absl::string_view, Posting> postings;
  for (const PostedTransaction& posted : year.transactions) {
    const Transaction& transaction = posted.transaction;
    state.live().Add(transaction);
    const absl::string_view key = state.Apply(transaction, transaction.record_version, posted.revision);
    const auto original = postings.find(transaction.reverses);
    if (transaction.reverses.empty()) {
      postings[posted.id] = {key, posted.revision};
    } else if (original != postings.end()) {
      state.Withdraw(original->second.record_key, original->second.revision, transaction.record_version);
    }
  }
  return state;
}

}  // namespace zhengping::budget
