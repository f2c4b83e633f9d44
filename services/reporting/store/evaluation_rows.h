// The rows of evaluations, inside the body of a read or a write.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_ROWS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_ROWS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

// What lists show of an evaluation.
struct EvaluationSummary {
  EvaluationKey key;
  EvaluationHead head;
  Watermark watermark;
  std::string department_display_name;
  std::optional<Date> as_of;
  std::string project;
  std::string framework;
  std::string framework_display_name;
  Rational score;
  Rational full_mark;
  std::string grade;
  int64_t corrects = 0;                    // number of the evaluation that it corrects; 0: a first version
  std::optional<Rational> adjusted_score;  // empty: there are no adjustments
  std::string adjusted_grade;
  bool is_stale = false;  // as far as is known
};

// A row's place in the list: the newest come first.
struct ListPlace {
  int64_t created_ms = std::numeric_limits<int64_t>::max();
  std::string department;
  int fiscal_year = 0;
  int64_t number = 0;
};

struct EvaluationQuery {
  std::string division;
  std::string department;  // empty: all of the division
  int fiscal_year = 0;     // 0: all
  ListPlace after;         // the last row of the page before; as it stands: the first page
  int64_t limit = 0;
};

// The content of an evaluation as it goes to disk.
struct PackedContent {
  std::string compressed;
  int64_t size = 0;
};
PackedContent Pack(const EvaluationContent& content);

// Refused: EVALUATION_NOT_FOUND.
absl::StatusOr<EvaluationSummary> SelectSummary(storage::Connection& connection, const EvaluationKey& key);
// State, step and what adjustments make of the total.
absl::Status UpdateLife(storage::Connection& connection, const EvaluationSummary& summary);

// One above the highest of the department-year.
absl::StatusOr<int64_t> NextNumber(storage::Connection& connection, const YearKey& key);
// Notes the marks of its watermark.
absl::Status InsertEvaluation(storage::Connection& connection, const EvaluationKey& key, const Evaluation& evaluation,
                              const PackedContent& packed, const std::string& caller, int64_t corrects);
// Refused: EVALUATION_NOT_FOUND. INTERNAL when the content is not what the digest says.
absl::StatusOr<Evaluation> SelectEvaluation(storage::Connection& connection, const EvaluationKey& key);
absl::StatusOr<std::vector<EvaluationSummary>> SelectSummaries(storage::Connection& connection,
                                                               const EvaluationQuery& query);
// The latest evaluation of each department of a division as a whole (of no project), by department.
absl::StatusOr<std::vector<EvaluationKey>> SelectLatest(storage::Connection& connection, const std::string& division,
                                                        int fiscal_year);

// The evaluation that the request made; empty when it is new or bears no id. Refused: REQUEST_ID_REUSED.
absl::StatusOr<std::optional<EvaluationKey>> FindRequest(storage::Connection& connection,
                                                         const DepartmentName& department, const WriteStamp& stamp);
// Does nothing without a request id.
absl::Status InsertRequest(storage::Connection& connection, const EvaluationKey& key, const WriteStamp& stamp);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_EVALUATION_ROWS_H_
