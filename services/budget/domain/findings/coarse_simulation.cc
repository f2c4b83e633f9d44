#include "services/budget/domain/findings/coarse_simulation.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "services/budget/domain/findings/coarse_budgeting.h"
#include "services/budget/domain/simulation/replay.h"

namespace zhengping::budget {
namespace {

// A transaction that takes money out of coarse quotas, and some of it to another code.
struct Candidate {
  std::string id;
  std::set<std::string> takes_from;  // quotas
  std::vector<const EntryView*> outs;
  Money to_other_codes;
};

std::vector<Candidate> CandidatesAmong(const std::vector<EntryView>& entries) {
  std::set<absl::string_view> reversed;
  for (const EntryView& view : entries) {
    if (view.is_reversing()) reversed.insert(view.transaction->reverses);
  }
  std::vector<Candidate> candidates;
  std::set<std::string> fine;  // transactions that take from a quota that is not coarse
  for (const EntryView& view : entries) {
    const bool is_in_force = !view.is_reversing() && reversed.count(view.transaction_id) == 0;
    const bool moves = view.kind() == EntryKind::kTransferOut || view.kind() == EntryKind::kTransferIn;
    if (!is_in_force || !moves) continue;
    if (candidates.empty() || candidates.back().id != view.transaction_id) {
      candidates.push_back({.id = std::string(view.transaction_id)});
    }
    Candidate& candidate = candidates.back();
    if (view.kind() == EntryKind::kTransferIn) {
      if (view.is_code_transfer) candidate.to_other_codes += view.amount();
      continue;
    }
    candidate.takes_from.insert(view.quota->id);
    candidate.outs.push_back(&view);
    if (!IsCoarse(*view.quota)) fine.insert(candidate.id);
  }
  std::vector<Candidate> coarse;
  for (Candidate& candidate : candidates) {
    if (fine.count(candidate.id) > 0 || candidate.to_other_codes == Money()) continue;
    coarse.push_back(std::move(candidate));
  }
  return coarse;
}

MoveTransfersToInitialBudget ChangeOf(const std::vector<Candidate>& candidates) {
  MoveTransfersToInitialBudget change;
  for (const Candidate& candidate : candidates) change.transactions.push_back(candidate.id);
  return change;
}

// What the replay's issues name, of one reason.
std::set<std::string> NamedIn(const std::vector<Issue>& issues, const char* reason, const char* collection) {
  std::set<std::string> named;
  for (const Issue& issue : issues) {
    if (issue.reason == reason) named.insert(std::string(absl::StripPrefix(issue.place.field, collection)));
  }
  return named;
}

template <typename Drops>
bool Drop(std::vector<Candidate>& candidates, Drops drops) {
  return std::erase_if(candidates, drops) > 0;
}

// Rounds of taking off what cannot be borne. A round that follows is needed only where a coarse quota hands on what it
// got from another; longer chains than this are not budgets, and each round is a replay of the year.
constexpr int kMostRounds = 8;

// The replay of those candidates that can be borne, the others are taken off the list; nothing when none is left.
ReplayedYear ReplayWhatCanBeBorne(const LedgerYear& year, std::vector<Candidate>& candidates) {
  ReplayedYear replayed;
  for (int round = 0; !candidates.empty(); ++round) {
    if (round == kMostRounds) {
      candidates.clear();
      break;
    }
    absl::StatusOr<ReplayedYear> tried = Replay(year, {ChangeOf(candidates)});
    ZP_CHECK(tried.ok(), "candidates are transactions of the year");
    const std::set<std::string> lacking = NamedIn(tried->issues, "INITIAL_BUDGET_INSUFFICIENT", "transactions/");
    const std::set<std::string> overdrawn = NamedIn(tried->issues, "REPLAY_OVERDRAWN", "quotas/");
    const bool dropped = Drop(candidates, [&lacking, &overdrawn](const Candidate& candidate) {
      if (lacking.count(candidate.id) > 0) return true;
      for (const std::string& quota : candidate.takes_from) {
        if (overdrawn.count(quota) > 0) return true;
      }
      return false;
    });
    if (dropped) continue;
    replayed = *std::move(tried);
    break;
  }
  return replayed;
}

FindingDetail DetailOf(const Candidate& candidate) {
  const EntryView& first = *candidate.outs.front();
  FindingDetail detail;
  detail.subject_kind = FindingDetail::SubjectKind::kTransaction;
  detail.subject = candidate.id;
  const std::string& document = first.transaction->document_number;
  detail.display_name = document.empty() ? absl::StrCat("业务", candidate.id) : document;
  std::map<std::string, Money> given;  // by what prose calls the quota
  for (const EntryView* out : candidate.outs) {
    given[ProseNameOf(*out->quota)] += out->amount();
    detail.amount += out->amount();
  }
  detail.text = absl::StrCat(FormatChinese(first.transaction->effective_date), "由");
  bool is_first = true;
  for (const auto& [quota, amount] : given) {
    absl::StrAppend(&detail.text, is_first ? "" : "、", quota, "调出", FormatProseMoney(amount));
    is_first = false;
  }
  return detail;
}

// Beside the finding's amount: how often.
Figure CodeTransfers(const std::vector<EntryView>& entries) {
  int64_t count = 0;
  for (const EntryView& view : entries) {
    if (view.kind() == EntryKind::kTransferIn && view.is_code_transfer) count += view.is_reversing() ? -1 : 1;
  }
  return CountFigure("finding:coarse_budgeting.transfers_between_codes_count", "科目间调剂笔数",
                     "科目间调剂的调入分录数，冲销的不计", "transfers", count);
}

}  // namespace

std::vector<Change> FinerBudgetChanges(const FindingInput& input) {
  std::vector<Candidate> candidates = CandidatesAmong(input.entries);
  ReplayWhatCanBeBorne(input.year, candidates);
  if (candidates.empty()) return {};
  return {ChangeOf(candidates)};
}

std::optional<SimulatedEffect> SimulateCoarseBudgeting(const FindingInput& input, const Finding& finding) {
  std::vector<Candidate> candidates = CandidatesAmong(input.entries);
  const ReplayedYear replayed = ReplayWhatCanBeBorne(input.year, candidates);
  if (candidates.empty()) return std::nullopt;
  SimulatedEffect effect;
  Money amount;
  for (const Candidate& candidate : candidates) {
    effect.changes.push_back(DetailOf(candidate));
    amount += effect.changes.back().amount;
  }
  effect.assumption = absl::StrCat(
      "年初即按全年实际去向编制预算，年中由未细化指标调出的", candidates.size(), "笔、", FormatProseMoney(amount),
      "直接列入用款科目和项目（未经调剂而在未细化指标上直接列支的资金，账上没有更细的去向，不作推算）");
  const Finding after = MeasureReplayed(input, replayed.ledger, MeasureCoarseBudgeting);
  effect.figures = CompareFigures(
      finding, after, {"transfers_between_codes", "transfers_between_codes_share", "coarse_amount", "coarse_share"});
  effect.figures.insert(effect.figures.begin() + 1,
                        {CodeTransfers(input.entries), CodeTransfers(EntriesOf(replayed.ledger, input.scope))});
  return effect;
}

}  // namespace zhengping::budget
