// An evaluation computed from what the other services answer: one request to budget, one to indicator, nothing stored.
// CreateEvaluation stores the result, CheckNarrative holds prose against it.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_COMPUTATION_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_COMPUTATION_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/clients/budget_client.h"
#include "services/reporting/clients/indicator_client.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/store/narrative_store.h"
#include "services/reporting/store/rectification_store.h"

namespace zhengping::reporting {

struct Sources {
  NarrativeStore& narratives;
  RectificationStore& rectifications;
  BudgetClient& budget;
  IndicatorClient& indicator;
};

// `framework` empty: the one that the case named. Blocks. Refused: FRAMEWORK_NOT_STATED (FAILED_PRECONDITION), field
// "framework"; what the two clients refuse.
absl::StatusOr<Computed> Compute(const Sources& sources, const Subject& subject, std::string framework,
                                 const client::Outgoing& outgoing,
                                 RetiredFramework retired = RetiredFramework::kRefused);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_COMPUTATION_H_
