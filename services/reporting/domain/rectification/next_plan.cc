#include "services/reporting/domain/rectification/next_plan.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/domain/monitoring/target_progress.h"

namespace zhengping::reporting {
namespace {

const Observation* LatestOf(const RowKey& key, const std::vector<Observation>& observations) {
  const Observation* latest = nullptr;
  for (const Observation& one : observations) {
    if (one.key != key || one.state != ObservationState::kReported) continue;
    if (latest == nullptr || !one.observed_date.has_value() ||
        (latest->observed_date.has_value() && *latest->observed_date <= *one.observed_date)) {
      latest = &one;
    }
  }
  return latest;
}

std::string Written(const Rational& value, const WatchedTarget& target) {
  return target.unit == "%" ? FormatPercent(value) : absl::StrCat(FormatShort(value), target.unit);
}

bool IsFarBeyond(const WatchedTarget& target, const Rational& actual) {
  const Rational ten(10);
  if (target.direction == TargetDirection::kAtMost) return actual * ten <= *target.value * Rational(7);
  return Rational(13) * *target.value <= actual * ten && !target.value->is_zero();
}

// A limit is the better the lower it is.
bool IsBetter(TargetDirection direction, const Rational& a, const Rational& b) {
  return direction == TargetDirection::kAtMost ? a < b : b < a;
}

void Keep(const WatchedTarget& target, ProposalKind kind, std::string reason, TargetProposal& proposal) {
  proposal.kind = kind;
  proposal.target = target.value;
  proposal.target_text = target.text;
  proposal.reason = std::move(reason);
}

void Move(const WatchedTarget& target, Rational value, ProposalKind kind, std::string reason,
          TargetProposal& proposal) {
  if (target.unit == "%" && Rational(1) < value) {
    value = Rational(1);
    absl::StrAppend(&reason, "；以100%为限");
  }
  proposal.kind = kind;
  proposal.target = value;
  proposal.target_text = TargetText(target.direction, value, target.unit, "");
  proposal.reason = std::move(reason);
}

void ProposeFromActual(const WatchedTarget& target, const std::optional<Rational>& last_baseline,
                       const Observation& observed, TargetProposal& proposal) {
  const Rational& actual = *observed.value;
  const std::string bound = observed.is_lower_bound ? "（下限）" : "";
  const bool is_met = actual == *target.value || IsBetter(target.direction, actual, *target.value);
  if (!is_met) {
    return Keep(target, ProposalKind::kKept,
                absl::StrCat("本年完成", Written(actual, target), bound, "，未达到目标，下年继续按原目标执行"),
                proposal);
  }
  if (IsFarBeyond(target, actual)) {
    return Move(target, actual, ProposalKind::kCorrected,
                absl::StrCat("本年完成", Written(actual, target), bound, "，优于目标30%以上，原目标偏低，按实际值纠正"),
                proposal);
  }
  const Rational proposed = actual;
  if (last_baseline.has_value() && IsBetter(target.direction, *last_baseline, *target.value)) {
    const bool is_last_better = IsBetter(target.direction, *last_baseline, proposed);
    return Move(target, is_last_better ? *last_baseline : proposed, ProposalKind::kCorrected,
                absl::StrCat("原目标不及上年实际值", Written(*last_baseline, target), "，按",
                             is_last_better ? "上年" : "本年", "实际值纠正"),
                proposal);
  }
  if (actual == *target.value) {
    return Keep(target, ProposalKind::kKept,
                absl::StrCat("本年恰好完成", Written(actual, target), bound, "，保持原目标"), proposal);
  }
  Move(target, proposed, ProposalKind::kRaised,
       absl::StrCat("本年完成", Written(actual, target), bound, "，优于目标，以本年实际值为下年目标"), proposal);
}

}  // namespace

TargetProposal ProposeTarget(const WatchedTarget& target, const std::optional<Rational>& last_baseline,
                             const std::vector<Observation>& observations) {
  TargetProposal proposal;
  const Observation* observed = LatestOf(target.key, observations);
  if (observed == nullptr) {
    Keep(target, ProposalKind::kToBeStated, "本年没有完成情况，先明确数据来源再定目标", proposal);
    return proposal;
  }
  proposal.actual_text = observed->text;
  if (!observed->value.has_value() || target.direction == TargetDirection::kQualitative) {
    if (proposal.actual_text.empty()) proposal.actual_text = observed->tier;
    Keep(target, ProposalKind::kToBeStated, "定性目标，建议改为可以计量的指标值", proposal);
    return proposal;
  }
  proposal.actual_text = absl::StrCat(Written(*observed->value, target), observed->is_lower_bound ? "以上" : "");
  proposal.baseline = observed->value;
  if (!target.value.has_value()) {
    Keep(target, ProposalKind::kToBeStated, "原目标没有数值，参照本年实际值确定", proposal);
  } else if (target.direction == TargetDirection::kEqual || target.direction == TargetDirection::kRange) {
    Keep(target, ProposalKind::kKept, "目标为定值或区间，保持", proposal);
  } else {
    ProposeFromActual(target, last_baseline, *observed, proposal);
  }
  return proposal;
}

}  // namespace zhengping::reporting
