#include "services/indicator/store/request_rows.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::indicator {
namespace {

constexpr char kSelectRequest[] =
    "SELECT content_digest, revision, counts FROM requests WHERE division = $1 AND department = $2 AND caller = $3 "
    "AND request_id = $4";

constexpr char kInsertRequest[] =
    "INSERT INTO requests (division, department, caller, request_id, content_digest, fiscal_year, revision, counts, "
    "answered_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

struct Row {
  std::string content_digest;
  AnsweredRequest answer;
};

std::string CountsColumnOf(const AnsweredRequest& answer) {
  std::vector<int> counts;
  for (const TableChanges* table : {&answer.plan, &answer.observations, &answer.checks}) {
    counts.insert(counts.end(), {table->added, table->unchanged, table->changed, table->vanished});
  }
  return absl::StrJoin(counts, ",");
}

absl::StatusOr<Row> RequestFromRow(const storage::Statement& row) {
  Row result{std::string(row.Text(0)), {}};
  result.answer.revision = row.Int64(1);
  std::vector<int> counts;
  for (absl::string_view text : absl::StrSplit(row.Text(2), ',')) {
    counts.push_back(0);
    if (!absl::SimpleAtoi(text, &counts.back())) return absl::InternalError("column counts holds no numbers");
  }
  if (counts.size() != 12) return absl::InternalError("column counts does not hold twelve numbers");
  result.answer.plan = {counts[0], counts[1], counts[2], counts[3]};
  result.answer.observations = {counts[4], counts[5], counts[6], counts[7]};
  result.answer.checks = {counts[8], counts[9], counts[10], counts[11]};
  return result;
}

}  // namespace

absl::StatusOr<std::optional<AnsweredRequest>> SelectRequest(storage::Connection& connection, const YearKey& key,
                                                             const RequestStamp& stamp,
                                                             const std::string& content_digest) {
  if (stamp.request_id.empty()) return std::optional<AnsweredRequest>();
  ZP_ASSIGN_OR_RETURN(std::optional<Row> row, FirstRow(connection, kSelectRequest, RequestFromRow, key.division(),
                                                       key.code(), stamp.caller, stamp.request_id));
  if (!row.has_value()) return std::optional<AnsweredRequest>();
  if (row->content_digest != content_digest) {
    return Taken({"REQUEST_ID_REUSED", "request_id"},
                 "this request_id stands for another request; a new request takes a new id");
  }
  return std::optional<AnsweredRequest>(row->answer);
}

absl::Status InsertRequest(storage::Connection& connection, const YearKey& key, const RequestStamp& stamp,
                           const std::string& content_digest, const AnsweredRequest& answer) {
  if (stamp.request_id.empty()) return absl::OkStatus();
  return connection.Execute(kInsertRequest, key.division(), key.code(), stamp.caller, stamp.request_id, content_digest,
                            key.fiscal_year, answer.revision, CountsColumnOf(answer), stamp.now_ms);
}

}  // namespace zhengping::indicator
