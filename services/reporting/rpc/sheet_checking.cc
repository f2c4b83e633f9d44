#include "services/reporting/rpc/sheet_checking.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/status/status_macros.h"
#include "services/reporting/exchange/case/claimed_file.h"

namespace zhengping::reporting {
namespace {

// A row of the plan that claims points and prints no weight: the Hubei form.
bool LacksWeight(const SheetQuestion& question) {
  return std::any_of(question.rows.begin(), question.rows.end(), [](const AskedRow& row) {
    return row.basis != RowBasis::kNoPoints && row.leaf < 0 && !row.weight.has_value();
  });
}

// A form of achievements alone, without weights and points, has nothing to score.
bool ClaimsPoints(const SheetQuestion& question) {
  return std::any_of(question.rows.begin(), question.rows.end(),
                     [](const AskedRow& row) { return row.basis != RowBasis::kNoPoints; });
}

}  // namespace

absl::StatusOr<CheckedSheet> CheckFiledSheet(SheetClient& client, const SheetOrder& order,
                                             const client::Outgoing& outgoing) {
  CheckedSheet checked;
  const ClaimedSheet sheet = ReadClaimedSheet(order.written, checked.check.notes);
  const MoneyBlock money = ReadMoneyBlock(sheet);
  ZP_ASSIGN_OR_RETURN(checked.framework, client.Outline(order.framework, outgoing));
  const auto score = [&](const SheetQuestion& question, SheetWeightsAre weights) -> absl::StatusOr<Scorecard> {
    if (!ClaimsPoints(question)) return Scorecard();
    return client.Score(order.subject, order.framework, question, order.evidence.facts, weights, outgoing);
  };
  std::vector<std::optional<Rational>> implied(sheet.rows.size());
  SheetQuestion question = AskAboutSheet(sheet, money, checked.framework, implied);
  if (LacksWeight(question)) {
    ZP_ASSIGN_OR_RETURN(const Scorecard evenly, score(question, SheetWeightsAre::kKept));
    implied = ImpliedWeights(sheet, checked.framework, question, evenly);
    question = AskAboutSheet(sheet, money, checked.framework, implied);
  }
  ZP_ASSIGN_OR_RETURN(const Scorecard kept, score(question, SheetWeightsAre::kKept));
  ZP_ASSIGN_OR_RETURN(const Scorecard scaled, score(question, SheetWeightsAre::kScaled));
  const std::vector<RowRule> rules = RulesFrom(sheet, checked.framework, question, kept, scaled);
  std::vector<Issue> notes = std::move(checked.check.notes);
  checked.check = CheckSheet({sheet, money, checked.framework, question, rules, order.evidence});
  notes.insert(notes.end(), checked.check.notes.begin(), checked.check.notes.end());
  checked.check.notes = std::move(notes);
  return checked;
}

}  // namespace zhengping::reporting
