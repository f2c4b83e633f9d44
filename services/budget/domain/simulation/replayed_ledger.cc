#include "services/budget/domain/simulation/replayed_ledger.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/budget/domain/simulation/merged_code.h"

namespace zhengping::budget {
namespace {

constexpr char kNoteSeparator[] = "；";

// Keeps an attribute where both agree.
void KeepIfEqual(std::string& kept, const std::string& other) {
  if (kept != other) kept.clear();
}

void JoinClassification(Classification& merged, const Classification& other) {
  merged.government_economic_code = MergedCode(merged.government_economic_code, other.government_economic_code);
  merged.department_economic_code = MergedCode(merged.department_economic_code, other.department_economic_code);
  if (merged.project != other.project) merged.project_display_name.clear();
  KeepIfEqual(merged.project, other.project);
  KeepIfEqual(merged.budget_unit, other.budget_unit);
}

bool IsSplitOf(const LedgerEntry& a, const LedgerEntry& b) {
  return a.quota == b.quota && a.entry.kind == b.entry.kind && a.origin == b.origin && a.recurring == b.recurring &&
         a.special_fund == b.special_fund;
}

void JoinNote(std::string& note, const std::string& other) {
  const std::vector<std::string> parts = absl::StrSplit(note, kNoteSeparator);
  if (other.empty() || std::find(parts.begin(), parts.end(), other) != parts.end()) return;
  note = note.empty() ? other : absl::StrCat(note, kNoteSeparator, other);
}

Money SumOf(const std::vector<LedgerEntry>& entries, const std::string& quota, EntryKind kind) {
  Money sum;
  for (const LedgerEntry& entry : entries) {
    if (entry.quota == quota && entry.entry.kind == kind) sum += entry.entry.amount;
  }
  return sum;
}

// Takes `amount` off the entries of `kind` on `quota`, the first ones first.
void Deduct(std::vector<LedgerEntry>& entries, const std::string& quota, EntryKind kind, Money amount) {
  for (LedgerEntry& entry : entries) {
    if (entry.quota != quota || entry.entry.kind != kind) continue;
    const Money part = std::min(amount, entry.entry.amount);
    entry.entry.amount -= part;
    amount -= part;
  }
}

void BecomeInitial(LedgerEntry& entry) {
  entry.entry.kind = EntryKind::kInitial;
  entry.origin = Origin::kUnstated;
}

}  // namespace

ReplayedLedger::ReplayedLedger(const LedgerYear& year) : year_(year) {
  for (size_t i = 0; i < year_.quotas.size(); ++i) quota_places_[year_.quotas[i].id] = i;
  for (const PostedTransaction& posted : year_.transactions) ids_.insert(posted.id);
}

const std::string& ReplayedLedger::OriginalOf(const PostedTransaction& posted) {
  return posted.transaction.reverses.empty() ? posted.id : posted.transaction.reverses;
}

Date ReplayedLedger::first_of_january() const { return *Date::FromYmd(year_.fiscal_year, 1, 1); }

const std::string& ReplayedLedger::RootOf(const std::string& quota) const {
  const std::string* root = &quota;
  for (auto found = merged_into_.find(*root); found != merged_into_.end(); found = merged_into_.find(*root)) {
    root = &found->second;
  }
  return *root;
}

const QuotaRecord& ReplayedLedger::quota(const std::string& id) const {
  return year_.quotas[quota_places_.at(RootOf(id))];
}

void ReplayedLedger::Merge(const std::vector<std::string>& quotas) {
  const std::string first = RootOf(quotas.front());
  QuotaRecord& merged = year_.quotas[quota_places_.at(first)];
  for (const std::string& id : quotas) {
    const std::string root = RootOf(id);
    if (root == first) continue;
    JoinClassification(merged.classification, quota(root).classification);
    merged_into_[root] = first;
    merged_since_follow_.erase(root);
    merged_since_follow_.insert(first);
  }
}

void ReplayedLedger::FollowMerges() {
  for (PostedTransaction& posted : year_.transactions) FollowMerges(posted.transaction, merged_since_follow_);
  merged_since_follow_.clear();
  DropEmpty();
}

void ReplayedLedger::FollowMerges(Transaction& transaction, const std::set<std::string>& merged) const {
  std::vector<LedgerEntry> kept;
  std::set<std::string> touched;
  for (LedgerEntry& entry : transaction.entries) {
    entry.quota = RootOf(entry.quota);
    auto joined = kept.end();
    if (merged.count(entry.quota) > 0) {
      touched.insert(entry.quota);
      joined = std::find_if(kept.begin(), kept.end(), [&entry](const LedgerEntry& k) { return IsSplitOf(k, entry); });
    }
    if (joined == kept.end()) {
      kept.push_back(std::move(entry));
    } else {
      joined->entry.amount += entry.entry.amount;
      JoinNote(joined->note, entry.note);
    }
  }
  for (const std::string& quota : touched) {
    const Money within =
        std::min(SumOf(kept, quota, EntryKind::kTransferIn), SumOf(kept, quota, EntryKind::kTransferOut));
    Deduct(kept, quota, EntryKind::kTransferIn, within);
    Deduct(kept, quota, EntryKind::kTransferOut, within);
  }
  transaction.entries = std::move(kept);
}

void ReplayedLedger::MoveEntries(const Pick& pick) {
  std::vector<PostedTransaction> moved;
  moved.reserve(year_.transactions.size());
  std::map<std::string, std::string> pieces;  // id of a transaction and suffix → id of what went
  for (PostedTransaction& posted : year_.transactions) {
    std::vector<LedgerEntry> staying;
    std::map<std::string, std::pair<Destination, std::vector<LedgerEntry>>> going;
    for (size_t i = 0; i < posted.transaction.entries.size(); ++i) {
      LedgerEntry entry = posted.transaction.entries[i];
      if (entry.entry.amount == Money()) continue;
      const std::optional<Destination> destination = pick(posted, i);
      if (!destination) {
        staying.push_back(std::move(entry));
        continue;
      }
      if (destination->is_initial) BecomeInitial(entry);
      auto& [where, entries] = going[destination->suffix];
      where = *destination;
      entries.push_back(std::move(entry));
    }
    if (!staying.empty()) {
      moved.push_back(posted);
      moved.back().transaction.entries = std::move(staying);
    } else if (going.size() == 1) {
      going = {{"", std::move(going.begin()->second)}};  // goes whole, under its own id
    }
    for (auto& [suffix, part] : going) {
      PostedTransaction piece = posted;
      piece.transaction.effective_date = part.first.day;
      piece.transaction.entries = std::move(part.second);
      if (!suffix.empty()) {
        piece.id = FreeId(absl::StrCat(posted.id, suffix));
        pieces[absl::StrCat(posted.id, suffix)] = piece.id;
        const auto reversed = pieces.find(absl::StrCat(posted.transaction.reverses, suffix));
        if (reversed != pieces.end()) piece.transaction.reverses = reversed->second;
      }
      moved.push_back(std::move(piece));
    }
  }
  year_.transactions = std::move(moved);
}

void ReplayedLedger::MoveTransactions(const std::map<std::string, Date>& days) {
  for (PostedTransaction& posted : year_.transactions) {
    const auto found = days.find(OriginalOf(posted));
    if (found != days.end()) posted.transaction.effective_date = found->second;
  }
}

std::set<std::string> ReplayedLedger::ReversedIds() const {
  std::set<std::string> reversed;
  for (const PostedTransaction& posted : year_.transactions) reversed.insert(posted.transaction.reverses);
  return reversed;
}

ReplayedLedger::InitialPlaces ReplayedLedger::InitialEntries() const {
  const std::set<std::string> reversed = ReversedIds();
  InitialPlaces places;
  for (size_t i = 0; i < year_.transactions.size(); ++i) {
    const PostedTransaction& posted = year_.transactions[i];
    if (!posted.transaction.reverses.empty() || reversed.count(posted.id) > 0) continue;
    for (size_t j = 0; j < posted.transaction.entries.size(); ++j) {
      const LedgerEntry& entry = posted.transaction.entries[j];
      if (entry.entry.kind == EntryKind::kInitial) places[entry.quota].push_back({i, j});
    }
  }
  for (auto& [quota, of_quota] : places) {
    std::stable_sort(of_quota.begin(), of_quota.end(), [this](const EntryPlace& a, const EntryPlace& b) {
      return year_.transactions[a.first].transaction.effective_date <
             year_.transactions[b.first].transaction.effective_date;
    });
  }
  return places;
}

LedgerEntry& ReplayedLedger::EntryAt(EntryPlace place) {
  return year_.transactions[place.first].transaction.entries[place.second];
}

void ReplayedLedger::SetInitialBudget(const std::string& quota, Money initial_budget) {
  const std::string root = RootOf(quota);
  const auto places = InitialEntries();
  const auto found = places.find(root);
  if (found == places.end()) {
    if (initial_budget == Money()) return;
    PostedTransaction posted;
    posted.id = FreeId(absl::StrCat("simulated-", root));
    posted.transaction.source = "simulation";
    posted.transaction.record_id = posted.id;
    posted.transaction.fiscal_year = year_.fiscal_year;
    posted.transaction.effective_date = first_of_january();
    posted.transaction.entries = {{.quota = root, .entry = {EntryKind::kInitial, initial_budget}}};
    year_.transactions.insert(year_.transactions.begin(), std::move(posted));
    return;
  }
  Money left = initial_budget;
  for (const EntryPlace& place : found->second) {
    EntryAt(place).entry.amount = left;
    left = Money();
  }
  DropEmpty();
}

std::optional<ReplayedLedger::Lack> ReplayedLedger::MoveTransferToInitialBudget(PostedTransaction& posted,
                                                                                InitialPlaces& initial) {
  std::map<std::string, Money> taken;
  for (const LedgerEntry& entry : posted.transaction.entries) {
    if (entry.entry.kind == EntryKind::kTransferOut) taken[entry.quota] += entry.entry.amount;
  }
  for (const auto& [quota, amount] : taken) {
    Money there;
    for (const EntryPlace& place : initial[quota]) there += EntryAt(place).entry.amount;
    if (there < amount) return Lack{posted.id, quota, amount - there};
  }
  for (const auto& [quota, amount] : taken) {
    Money left = amount;
    const std::vector<EntryPlace>& places = initial[quota];
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
      const Money part = std::min(left, EntryAt(*place).entry.amount);
      EntryAt(*place).entry.amount -= part;
      left -= part;
    }
    Deduct(posted.transaction.entries, quota, EntryKind::kTransferOut, amount);
  }
  return std::nullopt;
}

std::vector<ReplayedLedger::Lack> ReplayedLedger::MoveTransfersToInitialBudget(
    const std::set<std::string>& transactions) {
  InitialPlaces initial = InitialEntries();
  const std::set<std::string> reversed = ReversedIds();
  std::set<std::pair<std::string, size_t>> moved;  // transaction id, entry
  std::vector<Lack> lacks;
  for (size_t i = 0; i < year_.transactions.size(); ++i) {
    PostedTransaction& posted = year_.transactions[i];
    const bool is_in_force = posted.transaction.reverses.empty() && reversed.count(posted.id) == 0;
    if (transactions.count(posted.id) == 0 || !is_in_force) continue;
    if (const std::optional<Lack> lack = MoveTransferToInitialBudget(posted, initial)) {
      lacks.push_back(*lack);
      continue;
    }
    std::vector<LedgerEntry>& entries = posted.transaction.entries;
    for (size_t j = 0; j < entries.size(); ++j) {
      if (entries[j].entry.kind != EntryKind::kTransferIn) continue;
      BecomeInitial(entries[j]);
      moved.insert({posted.id, j});
      std::vector<EntryPlace>& places = initial[entries[j].quota];
      places.insert(places.begin(), {i, j});
    }
  }
  MoveEntries([this, &moved](const PostedTransaction& posted, size_t entry) -> std::optional<Destination> {
    if (moved.count({posted.id, entry}) == 0) return std::nullopt;
    return Destination{first_of_january(), "-initial", true};
  });
  DropEmpty();
  return lacks;
}

void ReplayedLedger::ExpectRelease(const std::string& special_fund, Date day) {
  for (SpecialFund& fund : year_.special_funds) {
    if (fund.id != special_fund) continue;
    fund.expected_release_date = day;
    return;
  }
  SpecialFund fund = {.id = special_fund, .display_name = special_fund, .expected_release_date = day};
  for (const PostedTransaction& posted : year_.transactions) {
    for (const LedgerEntry& entry : posted.transaction.entries) {
      if (entry.special_fund != special_fund || !IsRelease(entry.entry.kind)) continue;
      fund.amount += posted.transaction.reverses.empty() ? entry.entry.amount : -entry.entry.amount;
    }
  }
  year_.special_funds.push_back(std::move(fund));
}

bool ReplayedLedger::IsRelease(EntryKind kind) {
  return kind == EntryKind::kInitial || kind == EntryKind::kSupplement || kind == EntryKind::kCarryover;
}

std::string ReplayedLedger::FreeId(std::string id) {
  std::string free = id;
  for (int i = 2; !ids_.insert(free).second; ++i) free = absl::StrCat(id, "-", i);
  return free;
}

void ReplayedLedger::DropEmpty() {
  for (PostedTransaction& posted : year_.transactions) {
    std::vector<LedgerEntry>& entries = posted.transaction.entries;
    entries.erase(std::remove_if(entries.begin(), entries.end(),
                                 [](const LedgerEntry& entry) { return entry.entry.amount == Money(); }),
                  entries.end());
  }
  year_.transactions.erase(
      std::remove_if(year_.transactions.begin(), year_.transactions.end(),
                     [](const PostedTransaction& posted) { return posted.transaction.entries.empty(); }),
      year_.transactions.end());
}

LedgerYear ReplayedLedger::Take() && {
  std::vector<QuotaRecord>& quotas = year_.quotas;
  quotas.erase(std::remove_if(quotas.begin(), quotas.end(),
                              [this](const QuotaRecord& quota) { return merged_into_.count(quota.id) > 0; }),
               quotas.end());
  return std::move(year_);
}

}  // namespace zhengping::budget
