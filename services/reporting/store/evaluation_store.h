// Evaluations: stored once with what was read and what came out, never changed in their content.
//
// Numbering: an evaluation's number is one above the highest of its department-year, taken inside the database
// transaction that stores it, so two at once get two numbers. A request id of a caller and department belongs to one
// evaluation for ever. Reading checks the content against its digest: a content that is not what was stored comes back
// as INTERNAL, never as an evaluation.
//
// Thread rule: as storage::Database; Read, Latest and FindRequested block and are for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/store/evaluation_rows.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

class EvaluationStore {
 public:
  explicit EvaluationStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // Stores `computed` as a draft made at stamp.now_ms by `release`, or answers the evaluation that the same request
  // made before. Refused, with nothing stored: REQUEST_ID_REUSED, field "request_id".
  void Create(Computed computed, std::string release, WriteStamp stamp, Done<Evaluation> done);

  // The evaluation that this request made before; empty when it is new or bears no id. Refused: REQUEST_ID_REUSED.
  absl::StatusOr<std::optional<Evaluation>> FindRequested(const DepartmentName& department, const WriteStamp& stamp);

  // With the revisions of its selectors restored from the watermark. Refused: EVALUATION_NOT_FOUND, field "name".
  absl::StatusOr<Evaluation> Read(const EvaluationKey& key);

  // The latest evaluation of each department of a division as a whole, by department.
  absl::StatusOr<std::vector<EvaluationKey>> Latest(const std::string& division, int fiscal_year);

  // Newest first.
  void List(EvaluationQuery query, Done<std::vector<EvaluationSummary>> done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_STORE_H_
