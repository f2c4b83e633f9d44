// Operations (EvaluateDivision): which departments there are to evaluate, which are done and how. A run asks here for
// what is left, notes each department when it is done, and ends; all of it survives a restart.
//
//   running ──(all departments done)──▶ done
//   running ──Cancel──▶ cancelling ──(what is under way is done)──▶ cancelled
//
// A department is noted once: from pending to evaluated or failed, and never again.
//
// Thread rule: as storage::Database; all functions block and are for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_OPERATION_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_OPERATION_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/database.h"
#include "services/reporting/domain/division/division_department.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

struct OperationKey {
  std::string division;
  int fiscal_year = 0;
  int64_t number = 0;  // from 1, within division and year

  friend auto operator<=>(const OperationKey&, const OperationKey&) = default;
};

// "divisions/430503000/operations/evaluate-2023-1".
std::string FormatOperationName(const OperationKey& key);
// Empty for an id that FormatOperationName would not write.
std::optional<OperationKey> ParseOperationId(const std::string& division, absl::string_view id);

enum class OperationState { kRunning, kCancelling, kDone, kCancelled };

// A department that could not be evaluated.
struct OperationFailure {
  std::string department;  // code
  std::string department_display_name;
  std::string reason;
  std::string message;

  friend bool operator==(const OperationFailure&, const OperationFailure&) = default;
};

struct Operation {
  OperationKey key;
  std::string framework;
  OperationState state = OperationState::kRunning;
  std::string caller;
  int64_t started_ms = 0;
  std::optional<int64_t> ended_ms;
  int64_t pending_count = 0;
  int64_t evaluated_count = 0;
  int64_t failed_count = 0;

  bool has_ended() const { return state == OperationState::kDone || state == OperationState::kCancelled; }
};

struct OperationOrder {
  std::string division;
  int fiscal_year = 0;
  std::string framework;
  std::vector<DivisionDepartment> departments;  // of the division; at least one
};

class OperationStore {
 public:
  explicit OperationStore(storage::Database& database) : database_(database) {}

  // Stores an operation that runs, or answers the one that the same request began. Refused, with nothing stored:
  // REQUEST_ID_REUSED, field "request_id"; DIVISION_BEING_EVALUATED (FAILED_PRECONDITION), field "parent".
  absl::StatusOr<Operation> Begin(const OperationOrder& order, const WriteStamp& stamp);
  // The operation that this request began; empty when it is new or bears no id. Refused: REQUEST_ID_REUSED.
  absl::StatusOr<std::optional<Operation>> FindRequested(const std::string& division, const WriteStamp& stamp);

  // Refused: OPERATION_NOT_FOUND, field "name".
  absl::StatusOr<Operation> Read(const OperationKey& key);
  // By department, at most `most`.
  absl::StatusOr<std::vector<OperationFailure>> Failures(const OperationKey& key, int64_t most);
  // All that have not ended, by start.
  absl::StatusOr<std::vector<Operation>> Unfinished();
  // The next departments to evaluate, by code, at most `most`.
  absl::StatusOr<std::vector<DivisionDepartment>> Pending(const OperationKey& key, int64_t most);

  absl::Status NoteEvaluated(const OperationKey& key, const std::string& department, int64_t evaluation);
  absl::Status NoteFailed(const OperationKey& key, const OperationFailure& failure);

  // Refused: OPERATION_NOT_FOUND, field "name". One that has ended stays as it is.
  absl::StatusOr<Operation> Cancel(const OperationKey& key);
  // Ends one without anything pending, or one that was cancelled; leaves any other as it is.
  absl::Status End(const OperationKey& key, int64_t now_ms);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_OPERATION_STORE_H_
