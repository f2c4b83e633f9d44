#include "services/reporting/store/import_requests.h"

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelect[] =
    "SELECT request_digest FROM import_requests "
    "WHERE division = $1 AND department = $2 AND caller = $3 AND request_id = $4";

constexpr char kInsert[] =
    "INSERT INTO import_requests (division, department, caller, request_id, request_digest, begun_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

// True when the id stands for this request already, false when it is new.
absl::StatusOr<bool> IsKnown(storage::Connection& connection, const DepartmentName& department,
                             const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(const std::optional<std::string> digest,
                      FirstRow(
                          connection, kSelect, [](const storage::Statement& row) { return std::string(row.Text(0)); },
                          department.division, department.department, stamp.caller, stamp.request_id));
  if (!digest.has_value()) return false;
  if (*digest == stamp.request_digest) return true;
  return Taken({"REQUEST_ID_REUSED", "head.request_id"},
               absl::StrCat("request id ", stamp.request_id, " was used for another case: take a new one"));
}

}  // namespace

absl::Status ImportRequests::Check(const DepartmentName& department, const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return absl::OkStatus();
  return database_
      .Read([&](storage::Connection& connection) -> absl::StatusOr<bool> {
        return IsKnown(connection, department, stamp);
      })
      .status();
}

absl::Status ImportRequests::Begin(const DepartmentName& department, const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return absl::OkStatus();
  return database_
      .WriteAndWait([&](storage::Connection& connection) -> absl::StatusOr<bool> {
        ZP_ASSIGN_OR_RETURN(const bool is_known, IsKnown(connection, department, stamp));
        if (is_known) return true;
        ZP_RETURN_IF_ERROR(connection.Execute(kInsert, department.division, department.department, stamp.caller,
                                              stamp.request_id, stamp.request_digest, stamp.now_ms));
        return false;
      })
      .status();
}

}  // namespace zhengping::reporting
