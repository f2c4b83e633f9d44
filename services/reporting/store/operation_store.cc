#include "services/reporting/store/operation_store.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

constexpr char kIdPrefix[] = "evaluate";

constexpr char kSelect[] =
    "SELECT division, fiscal_year, number, framework, state, caller, started_ms, ended_ms FROM operations "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3";
constexpr char kSelectUnfinished[] =
    "SELECT division, fiscal_year, number, framework, state, caller, started_ms, ended_ms FROM operations "
    "WHERE state IN (1, 2) ORDER BY started_ms, division, fiscal_year, number";
constexpr char kSelectRequested[] =
    "SELECT fiscal_year, number, request_digest FROM operations "
    "WHERE division = $1 AND caller = $2 AND request_id = $3";
constexpr char kSelectRunning[] =
    "SELECT number FROM operations WHERE division = $1 AND fiscal_year = $2 AND state IN (1, 2) ORDER BY number";
constexpr char kNextNumber[] =
    "SELECT COALESCE(MAX(number), 0) + 1 FROM operations WHERE division = $1 AND fiscal_year = $2";
constexpr char kInsert[] =
    "INSERT INTO operations (division, fiscal_year, number, framework, state, caller, request_id, request_digest, "
    "started_ms, ended_ms) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, NULL)";
constexpr char kInsertDepartment[] =
    "INSERT INTO operation_departments (division, fiscal_year, number, department, department_display_name, state, "
    "evaluation, reason, message) VALUES ($1, $2, $3, $4, $5, 1, NULL, '', '')";
constexpr char kCounts[] =
    "SELECT state, COUNT(*) FROM operation_departments WHERE division = $1 AND fiscal_year = $2 AND number = $3 "
    "GROUP BY state";
constexpr char kFailures[] =
    "SELECT department, department_display_name, reason, message FROM operation_departments "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND state = 3 ORDER BY department LIMIT $4";
constexpr char kPending[] =
    "SELECT department, department_display_name FROM operation_departments "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND state = 1 ORDER BY department LIMIT $4";
constexpr char kNoteEvaluated[] =
    "UPDATE operation_departments SET state = 2, evaluation = $5 "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND department = $4 AND state = 1";
constexpr char kNoteFailed[] =
    "UPDATE operation_departments SET state = 3, reason = $5, message = $6 "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND department = $4 AND state = 1";
constexpr char kCancel[] =
    "UPDATE operations SET state = 2 WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND state = 1";
constexpr char kEndCancelled[] =
    "UPDATE operations SET state = 4, ended_ms = $4 "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND state = 2";
constexpr char kEndDone[] =
    "UPDATE operations SET state = 3, ended_ms = $4 "
    "WHERE division = $1 AND fiscal_year = $2 AND number = $3 AND state = 1";

absl::StatusOr<OperationState> StateFromColumn(int64_t number) {
  switch (number) {
    case 1:
      return OperationState::kRunning;
    case 2:
      return OperationState::kCancelling;
    case 3:
      return OperationState::kDone;
    case 4:
      return OperationState::kCancelled;
    default:
      return absl::InternalError(absl::StrCat("stored operation: no state has the number ", number));
  }
}

absl::StatusOr<Operation> FromRow(const storage::Statement& row) {
  Operation operation;
  operation.key = {std::string(row.Text(0)), row.Int32(1), row.Int64(2)};
  operation.framework = std::string(row.Text(3));
  ZP_ASSIGN_OR_RETURN(operation.state, StateFromColumn(row.Int64(4)));
  operation.caller = std::string(row.Text(5));
  operation.started_ms = row.Int64(6);
  operation.ended_ms = row.OptionalInt64(7);
  return operation;
}

absl::Status Count(storage::Connection& connection, Operation& operation) {
  using StateCount = std::pair<int64_t, int64_t>;
  ZP_ASSIGN_OR_RETURN(
      const std::vector<StateCount> counts,
      Rows(
          connection, kCounts, [](const storage::Statement& row) { return StateCount(row.Int64(0), row.Int64(1)); },
          operation.key.division, operation.key.fiscal_year, operation.key.number));
  for (const auto& [state, count] : counts) {
    if (state == 1) operation.pending_count = count;
    if (state == 2) operation.evaluated_count = count;
    if (state == 3) operation.failed_count = count;
  }
  return absl::OkStatus();
}

absl::StatusOr<Operation> Select(storage::Connection& connection, const OperationKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<Operation> operation,
                      FirstRow(connection, kSelect, FromRow, key.division, key.fiscal_year, key.number));
  if (!operation.has_value()) {
    return Absent({"OPERATION_NOT_FOUND", "name"}, absl::StrCat("there is no operation ", FormatOperationName(key)));
  }
  ZP_RETURN_IF_ERROR(Count(connection, *operation));
  return *std::move(operation);
}

struct RequestRow {
  OperationKey key;
  std::string digest;
};

absl::StatusOr<std::optional<Operation>> SelectRequested(storage::Connection& connection, const std::string& division,
                                                         const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return std::optional<Operation>();
  ZP_ASSIGN_OR_RETURN(const std::optional<RequestRow> found,
                      FirstRow(
                          connection, kSelectRequested,
                          [&division](const storage::Statement& row) {
                            return RequestRow{{division, row.Int32(0), row.Int64(1)}, std::string(row.Text(2))};
                          },
                          division, stamp.caller, stamp.request_id));
  if (!found.has_value()) return std::optional<Operation>();
  if (found->digest != stamp.request_digest) {
    return Taken({"REQUEST_ID_REUSED", "request_id"},
                 absl::StrCat("request id ", stamp.request_id, " was used for another request: take a new one"));
  }
  ZP_ASSIGN_OR_RETURN(Operation operation, Select(connection, found->key));
  return std::optional<Operation>(std::move(operation));
}

absl::Status CheckAlone(storage::Connection& connection, const OperationOrder& order) {
  ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> running,
                      FirstRow(
                          connection, kSelectRunning, [](const storage::Statement& row) { return row.Int64(0); },
                          order.division, order.fiscal_year));
  if (!running.has_value()) return absl::OkStatus();
  return NotNow({"DIVISION_BEING_EVALUATED", "parent"},
                absl::StrCat(FormatOperationName({order.division, order.fiscal_year, *running}),
                             " evaluates the division's year: wait for its end, or cancel it"));
}

absl::StatusOr<Operation> BeginBody(storage::Connection& connection, const OperationOrder& order,
                                    const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(std::optional<Operation> begun, SelectRequested(connection, order.division, stamp));
  if (begun.has_value()) return *std::move(begun);
  ZP_RETURN_IF_ERROR(CheckAlone(connection, order));
  ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> number,
                      FirstRow(
                          connection, kNextNumber, [](const storage::Statement& row) { return row.Int64(0); },
                          order.division, order.fiscal_year));
  const OperationKey key{order.division, order.fiscal_year, number.value_or(1)};
  ZP_RETURN_IF_ERROR(connection.Execute(kInsert, key.division, key.fiscal_year, key.number, order.framework,
                                        stamp.caller, stamp.request_id, stamp.request_digest, stamp.now_ms));
  for (const DivisionDepartment& department : order.departments) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertDepartment, key.division, key.fiscal_year, key.number,
                                          department.name.department, department.display_name));
  }
  return Select(connection, key);
}

}  // namespace

std::string FormatOperationName(const OperationKey& key) {
  return absl::StrCat("divisions/", key.division, "/operations/", kIdPrefix, "-", key.fiscal_year, "-", key.number);
}

std::optional<OperationKey> ParseOperationId(const std::string& division, absl::string_view id) {
  const std::vector<absl::string_view> parts = absl::StrSplit(id, '-');
  OperationKey key{division, 0, 0};
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[1], &key.fiscal_year) || !absl::SimpleAtoi(parts[2], &key.number)) {
    return std::nullopt;
  }
  if (FormatOperationName(key) != absl::StrCat("divisions/", division, "/operations/", id)) return std::nullopt;
  return key;
}

absl::StatusOr<Operation> OperationStore::Begin(const OperationOrder& order, const WriteStamp& stamp) {
  return database_.WriteAndWait([&](storage::Connection& connection) { return BeginBody(connection, order, stamp); });
}

absl::StatusOr<std::optional<Operation>> OperationStore::FindRequested(const std::string& division,
                                                                       const WriteStamp& stamp) {
  return database_.Read([&](storage::Connection& connection) { return SelectRequested(connection, division, stamp); });
}

absl::StatusOr<Operation> OperationStore::Read(const OperationKey& key) {
  return database_.Read([&key](storage::Connection& connection) { return Select(connection, key); });
}

absl::StatusOr<std::vector<OperationFailure>> OperationStore::Failures(const OperationKey& key, int64_t most) {
  return database_.Read([&](storage::Connection& connection) {
    return Rows(
        connection, kFailures,
        [](const storage::Statement& row) {
          return OperationFailure{std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2)),
                                  std::string(row.Text(3))};
        },
        key.division, key.fiscal_year, key.number, most);
  });
}

absl::StatusOr<std::vector<Operation>> OperationStore::Unfinished() {
  return database_.Read([](storage::Connection& connection) { return Rows(connection, kSelectUnfinished, FromRow); });
}

absl::StatusOr<std::vector<DivisionDepartment>> OperationStore::Pending(const OperationKey& key, int64_t most) {
  return database_.Read([&](storage::Connection& connection) {
    return Rows(
        connection, kPending,
        [&key](const storage::Statement& row) {
          return DivisionDepartment{{key.division, std::string(row.Text(0))}, std::string(row.Text(1)), ""};
        },
        key.division, key.fiscal_year, key.number, most);
  });
}

absl::Status OperationStore::NoteEvaluated(const OperationKey& key, const std::string& department, int64_t evaluation) {
  return database_.WriteAndWait([&](storage::Connection& connection) {
    return connection.Execute(kNoteEvaluated, key.division, key.fiscal_year, key.number, department, evaluation);
  });
}

absl::Status OperationStore::NoteFailed(const OperationKey& key, const OperationFailure& failure) {
  return database_.WriteAndWait([&](storage::Connection& connection) {
    return connection.Execute(kNoteFailed, key.division, key.fiscal_year, key.number, failure.department,
                              failure.reason, failure.message);
  });
}

absl::StatusOr<Operation> OperationStore::Cancel(const OperationKey& key) {
  return database_.WriteAndWait([&](storage::Connection& connection) -> absl::StatusOr<Operation> {
    ZP_RETURN_IF_ERROR(Select(connection, key).status());
    ZP_RETURN_IF_ERROR(connection.Execute(kCancel, key.division, key.fiscal_year, key.number));
    return Select(connection, key);
  });
}

absl::Status OperationStore::End(const OperationKey& key, int64_t now_ms) {
  return database_.WriteAndWait([&](storage::Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const Operation operation, Select(connection, key));
    ZP_RETURN_IF_ERROR(connection.Execute(kEndCancelled, key.division, key.fiscal_year, key.number, now_ms));
    if (operation.pending_count > 0) return absl::OkStatus();
    return connection.Execute(kEndDone, key.division, key.fiscal_year, key.number, now_ms);
  });
}

}  // namespace zhengping::reporting
