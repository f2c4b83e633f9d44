// Proposals for next year's targets (下年度绩效目标建议), row by row, for a person to accept.
//
//   nothing observed, or words   stays as it is, to be stated by a person
//   missed                       stays: this year's target is still to be reached
//   met                          this year's actual, where it is the better one: a target below last year's actual is a
//   sign of
//                                one set too low
//   far beyond (≥130%, or ≤ 70% of a limit)  this year's actual, and the reason says that the target was too low
//   "="                          stays
//
// A rate stops at 100%. A lower bound (800余) is proposed as the bound. Baseline is this year's actual.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_NEXT_PLAN_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_NEXT_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "common/rational/rational.h"
#include "services/reporting/domain/monitoring/monitoring.h"
#include "services/reporting/domain/scorecard.h"

namespace zhengping::reporting {

enum class ProposalKind { kKept, kRaised, kCorrected, kToBeStated };

struct TargetProposal {
  ProposalKind kind = ProposalKind::kToBeStated;
  std::optional<Rational> target;    // empty: no number is proposed
  std::optional<Rational> baseline;  // this year's actual
  std::string target_text;           // the proposed one, as documents print it
  std::string actual_text;           // this year's
  std::string reason;
};

// `last_baseline` is 上年实际值 of this year's plan. The latest observation of the row in `observations` is its actual.
TargetProposal ProposeTarget(const WatchedTarget& target, const std::optional<Rational>& last_baseline,
                             const std::vector<Observation>& observations);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_NEXT_PLAN_H_
