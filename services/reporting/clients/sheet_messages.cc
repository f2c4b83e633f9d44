#include "services/reporting/clients/sheet_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/indicator_load_messages.h"
#include "services/reporting/clients/indicator_messages.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/indicator/v1/framework.pb.h"
#include "zhengping/indicator/v1/plan.pb.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::reporting {
namespace {

namespace v1 = indicator::v1;

Rational NumberOr(const std::string& text, const Rational& absent) {
  absl::StatusOr<Rational> number = ParseNumber(text);
  return number.ok() ? *std::move(number) : absent;
}

// Kinds that look at one value: a rate that is stated decides them.
bool LooksAtOneValue(const v1::Rule& rule) {
  return rule.has_proportional() || rule.has_step_deduction() || rule.has_bands() || rule.has_range() ||
         rule.has_faults();
}

class OutlineReader {
 public:
  OutlineReader(const v1::Framework& message, FrameworkOutline& outline) : message_(message), outline_(outline) {}

  void Read(const v1::Indicator& indicator, const std::string& parent) {
    OutlineNode node{
        .kind = KindOf(indicator),
        .name = indicator.display_name(),
        .aliases = {indicator.aliases().begin(), indicator.aliases().end()},
        .path = parent.empty() ? indicator.display_name() : absl::StrCat(parent, "/", indicator.display_name()),
        .weight = NumberOr(indicator.weight(), Rational()),
        .formula = indicator.leaf().formula(),
        .is_one_value = LooksAtOneValue(RuleOf(indicator.leaf()))};
    const std::string path = node.path;
    outline_.nodes.push_back(std::move(node));
    for (const v1::Indicator& child : indicator.group().indicators()) Read(child, path);
  }

 private:
  static OutlineKind KindOf(const v1::Indicator& indicator) {
    if (indicator.has_slot()) return OutlineKind::kSlot;
    return indicator.has_leaf() ? OutlineKind::kLeaf : OutlineKind::kGroup;
  }

  const v1::Rule& RuleOf(const v1::Leaf& leaf) const {
    for (const v1::NamedRule& rule : message_.named_rules()) {
      if (!leaf.rule_name().empty() && rule.display_name() == leaf.rule_name()) return rule.rule();
    }
    return leaf.rule();
  }

  const v1::Framework& message_;
  FrameworkOutline& outline_;
};

// 财预〔2020〕10号, where a framework states none.
std::vector<OutlineTier> StandardTiers() {
  const Rational upper = *Quotient(Rational(4), Rational(5));
  const Rational lower = *Quotient(Rational(3), Rational(5));
  return {{"达成预期指标", upper, Rational(1)},
          {"部分达成并具有一定效果", lower, upper},
          {"未达成且效果较差", Rational(), lower}};
}

}  // namespace

FrameworkOutline OutlineFrom(const v1::Framework& message) {
  FrameworkOutline outline{.name = message.name(), .display_name = message.display_name()};
  outline.full_mark = NumberOr(message.full_mark(), Rational(100));
  if (message.settings().has_decimals()) outline.decimals = message.settings().decimals();
  for (const v1::Tier& tier : message.settings().tiers()) {
    outline.tiers.push_back(
        {tier.display_name(), NumberOr(tier.at_least(), Rational()), NumberOr(tier.at_most(), Rational(1))});
  }
  if (outline.tiers.empty()) outline.tiers = StandardTiers();
  OutlineReader reader(message, outline);
  for (const v1::Indicator& indicator : message.indicators()) reader.Read(indicator, "");
  return outline;
}

void ToMessage(const SheetQuestion& question, v1::SheetContent& message) {
  for (const CasePlanRow& row : question.plan) ToMessage(row, *message.add_plan_rows());
  for (const CaseObservation& row : question.observations) ToMessage(row, *message.add_observations());
  message.set_states_measures(true);
}

absl::StatusOr<Scorecard> NodesFrom(const v1::Scorecard& message) {
  Contract contract("indicator");
  Scorecard scorecard{.framework = message.framework(), .framework_display_name = message.framework_display_name()};
  scorecard.nodes = NodesFrom(message, contract);
  ZP_RETURN_IF_ERROR(contract.status());
  return scorecard;
}

absl::StatusOr<std::vector<PlannedTarget>> TargetsFrom(const v1::Plan& message, const std::string& project) {
  Contract contract("indicator");
  std::vector<PlannedTarget> targets;
  for (int i = 0; i < message.rows_size(); ++i) {
    const v1::PlanRow& row = message.rows(i);
    const std::string place = absl::StrCat("rows[", i, "]");
    if (row.key().project() != project) continue;
    PlannedTarget target{.key = {row.key().goal(), row.key().level1(), row.key().level2(), row.key().level3(), project},
                         .unit = row.unit()};
    const v1::TargetValue& value = row.has_adjusted() ? row.adjusted() : row.target();
    if (value.has_value()) target.value = FromMessage(value.value(), place + ".target", contract);
    if (row.has_baseline()) target.baseline = FromMessage(row.baseline(), place + ".baseline", contract);
    targets.push_back(std::move(target));
  }
  ZP_RETURN_IF_ERROR(contract.status());
  return targets;
}

}  // namespace zhengping::reporting
