// An evaluation ready to be numbered and stored, inside the body of a write.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_DRAFT_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_DRAFT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/store/evaluation_rows.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

// The body of a write may run twice, so it only reads this.
struct EvaluationDraft {
  YearKey year;
  Evaluation evaluation;
  PackedContent packed;
  WriteStamp stamp;
  int64_t corrects = 0;  // number of the evaluation that it corrects
};

std::shared_ptr<EvaluationDraft> NewDraft(Computed computed, std::string release, WriteStamp stamp);

// Stores it under the next number, or answers the evaluation that the same request made before. Refused:
// REQUEST_ID_REUSED, field "request_id".
absl::StatusOr<Evaluation> StoreDraft(storage::Connection& connection, const EvaluationDraft& draft);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_DRAFT_H_
