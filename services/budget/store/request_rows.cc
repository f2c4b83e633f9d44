#include "services/budget/store/request_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/storage/gathered_rows.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectRequest[] =
    "SELECT content_digest, fiscal_year, revision, answer FROM requests WHERE division = $1 AND department = $2 "
    "AND caller = $3 AND request_id = $4";

constexpr storage::GatheredTable kRequests = {
    .insert =
        "INSERT INTO requests (division, department, caller, request_id, content_digest, fiscal_year, revision, "
        "answer, answered_ms)",
    .columns = 9,
    .key_columns = 4};

struct RequestRow {
  std::string content_digest;
  AnsweredRequest answered;
};

RequestRow RequestFromRow(const storage::Statement& row) {
  return {.content_digest = std::string(row.Text(0)),
          .answered = {.fiscal_year = row.Int32(1), .revision = row.Int64(2), .answer = std::string(row.Text(3))}};
}

}  // namespace

absl::StatusOr<std::optional<AnsweredRequest>> FindAnswer(storage::Connection& connection,
                                                          const DepartmentName& department, const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return std::optional<AnsweredRequest>();
  const storage::Value key[] = {department.division, department.department, stamp.caller, stamp.request_id};
  if (storage::IsGathered(connection, kRequests, key)) ZP_RETURN_IF_ERROR(storage::StoreGathered(connection));
  ZP_ASSIGN_OR_RETURN(std::optional<RequestRow> row,
                      FirstRow(connection, kSelectRequest, RequestFromRow, department.division, department.department,
                               stamp.caller, stamp.request_id));
  if (!row.has_value()) return std::optional<AnsweredRequest>();
  if (row->content_digest != stamp.content_digest) {
    return Taken({"REQUEST_ID_REUSED", "request_id"},
                 absl::StrCat("request id ", stamp.request_id, " was used for another request: take a new one"));
  }
  return std::optional<AnsweredRequest>(std::move(row->answered));
}

absl::Status InsertAnswer(storage::Connection& connection, const DepartmentName& department, const WriteStamp& stamp,
                          const AnsweredRequest& answer) {
  if (stamp.request_id.empty()) return absl::OkStatus();
  return storage::GatherRow(connection, kRequests, department.division, department.department, stamp.caller,
                            stamp.request_id, stamp.content_digest, answer.fiscal_year, answer.revision, answer.answer,
                            stamp.now_ms);
}

}  // namespace zhengping::budget
