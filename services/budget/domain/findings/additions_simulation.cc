#include "services/budget/domain/findings/additions_simulation.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/budget/domain/findings/mid_year_additions.h"
#include "services/budget/domain/findings/recurring_additions.h"
#include "services/budget/domain/simulation/replay.h"

namespace zhengping::budget {
namespace {

FindingDetail DetailOf(const JudgedAddition& judged) {
  const EntryView& view = judged.view;
  FindingDetail detail;
  detail.subject_kind = FindingDetail::SubjectKind::kTransaction;
  detail.subject = std::string(view.transaction_id);
  detail.display_name = ProseNameOf(*view.quota);
  detail.text = absl::StrCat(FormatChinese(view.transaction->effective_date), "追加", FormatProseMoney(view.amount()));
  if (judged.is_recurring()) absl::StrAppend(&detail.text, "，", *judged.recurs_from, "年也有");
  if (judged.is_foreseeable()) absl::StrAppend(&detail.text, "，摘要有“", judged.foreseen_by, "”");
  detail.amount = view.amount();
  return detail;
}

// The avoidable additions of one year, moved.
struct Moved {
  MoveToInitialBudget change;
  std::vector<FindingDetail> details;
  int64_t recurring = 0;
  Money recurring_amount;
  int64_t foreseeable = 0;  // and not recurring
  Money foreseeable_amount;
};

Moved MoveAvoidable(const FindingInput& input) {
  Moved moved;
  for (const JudgedAddition& judged : JudgeAdditions(input).additions) {
    if (!judged.is_avoidable()) continue;
    const EntryView& view = judged.view;
    const size_t entry = static_cast<size_t>(view.entry - view.transaction->entries.data());
    moved.change.additions.push_back({.transaction = std::string(view.transaction_id), .entry = entry});
    moved.details.push_back(DetailOf(judged));
    (judged.is_recurring() ? moved.recurring : moved.foreseeable) += 1;
    (judged.is_recurring() ? moved.recurring_amount : moved.foreseeable_amount) += view.amount();
  }
  return moved;
}

std::string TextOf(const Moved& moved) {
  std::string text;
  if (moved.recurring > 0) {
    absl::StrAppend(&text, "经常性追加", moved.recurring, "笔、", FormatProseMoney(moved.recurring_amount));
  }
  if (moved.foreseeable > 0) {
    absl::StrAppend(&text, moved.recurring > 0 ? "和" : "", "可预见的追加", moved.foreseeable, "笔、",
                    FormatProseMoney(moved.foreseeable_amount));
  }
  return text;
}

std::vector<SimulatedFigure> FiguresOf(const FindingInput& input, const Finding& before, const Moved& moved,
                                       const std::string& year_text, const std::string& suffix) {
  const absl::StatusOr<ReplayedYear> replayed = Replay(input.year, {moved.change});
  ZP_CHECK(replayed.ok(), "additions are entries of the year");
  return CompareFigures(before, MeasureReplayed(input, replayed->ledger, MeasureMidYearAdditions),
                        {"addition_rate", "fair_adjustment_rate", "predictability", "pace_distance", "supplements",
                         "supplement_documents"},
                        year_text, suffix);
}

// Last year's ledger, if it is at hand.
const LedgerYear* PriorYear(const FindingInput& input) {
  for (const LedgerYear& year : input.earlier) {
    if (year.fiscal_year == input.year.fiscal_year - 1 && !year.transactions.empty()) return &year;
  }
  return nullptr;
}

void AddPriorYear(const FindingInput& input, SimulatedEffect& effect) {
  const LedgerYear* prior = PriorYear(input);
  if (prior == nullptr) return;
  const EntryScope scope = {.conditions = input.scope.conditions};
  const std::vector<EntryView> entries = EntriesOf(*prior, scope);
  const FindingInput prior_input = {*prior, input.earlier, scope, input.settings, entries};
  const Moved moved = MoveAvoidable(prior_input);
  const Finding before = MeasureMidYearAdditions(prior_input);
  if (moved.details.empty() || !before.applies) return;
  const std::string year_text = absl::StrCat(prior->fiscal_year, "年");
  for (SimulatedFigure& figure : FiguresOf(prior_input, before, moved, year_text, ".prior")) {
    effect.figures.push_back(std::move(figure));
  }
  absl::StrAppend(&effect.assumption, effect.assumption.empty() ? "" : "；", year_text, "年初预算列入当年",
                  TextOf(moved));
  for (const FindingDetail& detail : moved.details) effect.changes.push_back(detail);
}

}  // namespace

std::vector<Change> EarlierBudgetChanges(const FindingInput& input) {
  const Moved moved = MoveAvoidable(input);
  if (moved.details.empty()) return {};
  return {moved.change};
}

std::optional<SimulatedEffect> SimulateMidYearAdditions(const FindingInput& input, const Finding& finding) {
  SimulatedEffect effect;
  Moved moved = MoveAvoidable(input);
  if (!moved.details.empty()) {
    effect.assumption = absl::StrCat("年初预算列入本年", TextOf(moved));
    effect.figures = FiguresOf(input, finding, moved, "", "");
    effect.changes = std::move(moved.details);
  }
  AddPriorYear(input, effect);
  if (effect.figures.empty()) return std::nullopt;
  return effect;
}

}  // namespace zhengping::budget
