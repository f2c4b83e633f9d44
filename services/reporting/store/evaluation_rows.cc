#include "services/reporting/store/evaluation_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/content_json.h"
#include "services/reporting/store/columns.h"
#include "services/reporting/store/compression.h"
#include "services/reporting/store/life_rows.h"
#include "services/reporting/store/publication_rows.h"

namespace zhengping::reporting {
namespace {

constexpr char kNextNumber[] =
    "SELECT COALESCE(MAX(number), 0) + 1 FROM evaluations "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3";

constexpr char kInsertEvaluation[] =
    "INSERT INTO evaluations (division, department, fiscal_year, number, state, step, created_ms, release, "
    "content_digest, digest_algorithm, watermark, caller, department_display_name, as_of_day, project, framework, "
    "framework_display_name, score, full_mark, grade, corrects) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";

constexpr char kUpdateLife[] =
    "UPDATE evaluations SET state = $1, step = $2, adjusted_score = $3, adjusted_grade = $4 "
    "WHERE division = $5 AND department = $6 AND fiscal_year = $7 AND number = $8";

constexpr char kInsertContent[] =
    "INSERT INTO evaluation_contents (division, department, fiscal_year, number, content, content_size) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

constexpr char kSelectContent[] =
    "SELECT content, content_size FROM evaluation_contents "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND number = $4";

constexpr char kSelectSummary[] =
    "SELECT department, fiscal_year, number, state, step, created_ms, release, content_digest, watermark, "
    "department_display_name, as_of_day, project, framework, framework_display_name, score, full_mark, grade, "
    "corrects, adjusted_score, adjusted_grade FROM evaluations WHERE division = $1 AND department = $2 AND fiscal_year "
    "= $3 AND number = $4";

constexpr char kListDepartment[] =
    "SELECT department, fiscal_year, number, state, step, created_ms, release, content_digest, watermark, "
    "department_display_name, as_of_day, project, framework, framework_display_name, score, full_mark, grade, "
    "corrects, adjusted_score, adjusted_grade FROM evaluations WHERE division = $1 AND department = $2 AND ($3 = 0 OR "
    "fiscal_year = $3) "
    "AND (created_ms, fiscal_year, number) < ($4, $5, $6) "
    "ORDER BY created_ms DESC, fiscal_year DESC, number DESC LIMIT $7";

constexpr char kListDivision[] =
    "SELECT department, fiscal_year, number, state, step, created_ms, release, content_digest, watermark, "
    "department_display_name, as_of_day, project, framework, framework_display_name, score, full_mark, grade, "
    "corrects, adjusted_score, adjusted_grade FROM evaluations WHERE division = $1 AND ($2 = 0 OR fiscal_year = $2) "
    "AND (created_ms, department, fiscal_year, number) < ($3, $4, $5, $6) "
    "ORDER BY created_ms DESC, department DESC, fiscal_year DESC, number DESC LIMIT $7";

constexpr char kSelectLatest[] =
    "SELECT department, MAX(number) FROM evaluations WHERE division = $1 AND fiscal_year = $2 AND project = '' "
    "GROUP BY department ORDER BY department";
constexpr char kSelectRequest[] =
    "SELECT request_digest, fiscal_year, number FROM requests "
    "WHERE division = $1 AND department = $2 AND caller = $3 AND request_id = $4";

constexpr char kInsertRequest[] =
    "INSERT INTO requests (division, department, caller, request_id, request_digest, fiscal_year, number, answered_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

absl::StatusOr<EvaluationSummary> SummaryFromRow(const storage::Statement& row) {
  EvaluationSummary summary;
  summary.key.year.department.department = std::string(row.Text(0));
  summary.key.year.fiscal_year = row.Int32(1);
  summary.key.number = row.Int64(2);
  summary.head.id = FormatEvaluationId(summary.key);
  ZP_ASSIGN_OR_RETURN(summary.head.state, StateFromColumn(row.Int64(3)));
  summary.head.step = row.Int64(4);
  summary.head.create_time_ms = row.Int64(5);
  summary.head.release = std::string(row.Text(6));
  summary.head.content_digest = std::string(row.Text(7));
  ZP_ASSIGN_OR_RETURN(summary.watermark, WatermarkFromJson(row.Text(8)));
  summary.department_display_name = std::string(row.Text(9));
  if (const std::optional<int32_t> day = row.OptionalInt32(10)) summary.as_of = Date::FromDays(*day);
  summary.project = std::string(row.Text(11));
  summary.framework = std::string(row.Text(12));
  summary.framework_display_name = std::string(row.Text(13));
  ZP_ASSIGN_OR_RETURN(summary.score, RationalFromColumn(row.Text(14)));
  ZP_ASSIGN_OR_RETURN(summary.full_mark, RationalFromColumn(row.Text(15)));
  summary.grade = std::string(row.Text(16));
  summary.corrects = row.Int64(17);
  if (!row.Text(18).empty()) {
    ZP_ASSIGN_OR_RETURN(summary.adjusted_score, RationalFromColumn(row.Text(18)));
  }
  summary.adjusted_grade = std::string(row.Text(19));
  return summary;
}

absl::StatusOr<EvaluationContent> ContentFromRow(const storage::Statement& row, const std::string& digest) {
  ZP_ASSIGN_OR_RETURN(const std::string canonical, Decompress(row.Blob(0), row.Int64(1)));
  if (Sm3Hex(canonical) != digest) return absl::InternalError("the stored content is not what its digest says");
  return ContentFromJson(canonical);
}

struct RequestRow {
  std::string request_digest;
  int fiscal_year = 0;
  int64_t number = 0;
};

}  // namespace

PackedContent Pack(const EvaluationContent& content) {
  const std::string canonical = CanonicalBytes(ContentToJson(content));
  return {.compressed = Compress(canonical), .size = static_cast<int64_t>(canonical.size())};
}

absl::StatusOr<int64_t> NextNumber(storage::Connection& connection, const YearKey& key) {
  ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> number,
                      FirstRow(
                          connection, kNextNumber, [](const storage::Statement& row) { return row.Int64(0); },
                          key.division(), key.code(), key.fiscal_year));
  return number.value_or(1);
}

absl::Status InsertEvaluation(storage::Connection& connection, const EvaluationKey& key, const Evaluation& evaluation,
                              const PackedContent& packed, const std::string& caller, int64_t corrects) {
  const EvaluationHead& head = evaluation.head;
  const EvaluationContent& content = evaluation.content;
  const Scorecard& scorecard = content.scorecard;
  storage::Value as_of_day = nullptr;
  if (content.as_of.has_value()) as_of_day = content.as_of->days();
  ZP_RETURN_IF_ERROR(connection.Execute(
      kInsertEvaluation, key.year.division(), key.year.code(), key.year.fiscal_year, key.number, ColumnOf(head.state),
      head.step, head.create_time_ms, head.release, head.content_digest, kSm3AlgorithmId,
      CanonicalBytes(WatermarkToJson(evaluation.watermark)), caller, content.department_display_name, as_of_day,
      content.project, scorecard.framework, scorecard.framework_display_name, FractionColumnOf(scorecard.total.score),
      FractionColumnOf(scorecard.total.full_mark), scorecard.total.grade, corrects));
  ZP_RETURN_IF_ERROR(NoteMarks(connection, evaluation.watermark.marks));
  return connection.Execute(kInsertContent, key.year.division(), key.year.code(), key.year.fiscal_year, key.number,
                            storage::BlobView{packed.compressed}, packed.size);
}

absl::StatusOr<EvaluationSummary> SelectSummary(storage::Connection& connection, const EvaluationKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<EvaluationSummary> summary,
                      FirstRow(connection, kSelectSummary, SummaryFromRow, key.year.division(), key.year.code(),
                               key.year.fiscal_year, key.number));
  if (!summary.has_value()) {
    return Absent({"EVALUATION_NOT_FOUND", "name"},
                  absl::StrCat("the department has no evaluation ", FormatEvaluationId(key)));
  }
  summary->key = key;
  ZP_ASSIGN_OR_RETURN(summary->is_stale, SelectIsStale(connection, summary->watermark));
  return *std::move(summary);
}

absl::Status UpdateLife(storage::Connection& connection, const EvaluationSummary& summary) {
  const EvaluationKey& key = summary.key;
  return connection.Execute(
      kUpdateLife, ColumnOf(summary.head.state), summary.head.step,
      summary.adjusted_score.has_value() ? FractionColumnOf(*summary.adjusted_score) : std::string(),
      summary.adjusted_grade, key.year.division(), key.year.code(), key.year.fiscal_year, key.number);
}

absl::StatusOr<Evaluation> SelectEvaluation(storage::Connection& connection, const EvaluationKey& key) {
  ZP_ASSIGN_OR_RETURN(EvaluationSummary summary, SelectSummary(connection, key));
  Evaluation evaluation{.head = std::move(summary.head), .watermark = std::move(summary.watermark)};
  ZP_ASSIGN_OR_RETURN(
      std::optional<EvaluationContent> content,
      FirstRow(
          connection, kSelectContent,
          [&evaluation](const storage::Statement& row) { return ContentFromRow(row, evaluation.head.content_digest); },
          key.year.division(), key.year.code(), key.year.fiscal_year, key.number));
  if (!content.has_value()) return absl::InternalError("a stored evaluation has no content");
  evaluation.content = *std::move(content);
  RestoreRevisions(evaluation.watermark, evaluation.content);
  ZP_ASSIGN_OR_RETURN(const std::vector<LifeEvent> events, SelectEvents(connection, key));
  evaluation.review = {.adjustments = AdjustmentsOf(events),
                       .adjusted_total = summary.adjusted_score,
                       .adjusted_grade = summary.adjusted_grade,
                       .is_stale = summary.is_stale};
  if (summary.corrects > 0) {
    evaluation.review.corrects = FormatEvaluationId({.year = key.year, .number = summary.corrects});
  }
  ZP_ASSIGN_OR_RETURN(evaluation.published_file, SelectPublication(connection, key));
  return evaluation;
}

absl::StatusOr<std::vector<EvaluationSummary>> SelectSummaries(storage::Connection& connection,
                                                               const EvaluationQuery& query) {
  const ListPlace& after = query.after;
  absl::StatusOr<std::vector<EvaluationSummary>> summaries =
      query.department.empty()
          ? Rows(connection, kListDivision, SummaryFromRow, query.division, query.fiscal_year, after.created_ms,
                 after.department, after.fiscal_year, after.number, query.limit)
          : Rows(connection, kListDepartment, SummaryFromRow, query.division, query.department, query.fiscal_year,
                 after.created_ms, after.fiscal_year, after.number, query.limit);
  if (!summaries.ok()) return summaries;
  for (EvaluationSummary& summary : *summaries) {
    summary.key.year.department.division = query.division;
    ZP_ASSIGN_OR_RETURN(summary.is_stale, SelectIsStale(connection, summary.watermark));
  }
  return summaries;
}

absl::StatusOr<std::vector<EvaluationKey>> SelectLatest(storage::Connection& connection, const std::string& division,
                                                        int fiscal_year) {
  return Rows(
      connection, kSelectLatest,
      [&](const storage::Statement& row) {
        return EvaluationKey{.year = {.department = {division, std::string(row.Text(0))}, .fiscal_year = fiscal_year},
                             .number = row.Int64(1)};
      },
      division, fiscal_year);
}

absl::StatusOr<std::optional<EvaluationKey>> FindRequest(storage::Connection& connection,
                                                         const DepartmentName& department, const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return std::optional<EvaluationKey>();
  ZP_ASSIGN_OR_RETURN(const std::optional<RequestRow> row,
                      FirstRow(
                          connection, kSelectRequest,
                          [](const storage::Statement& found) {
                            return RequestRow{std::string(found.Text(0)), found.Int32(1), found.Int64(2)};
                          },
                          department.division, department.department, stamp.caller, stamp.request_id));
  if (!row.has_value()) return std::optional<EvaluationKey>();
  if (row->request_digest != stamp.request_digest) {
    return Taken({"REQUEST_ID_REUSED", "request_id"},
                 absl::StrCat("request id ", stamp.request_id, " was used for another request: take a new one"));
  }
  return std::optional<EvaluationKey>(
      EvaluationKey{.year = {.department = department, .fiscal_year = row->fiscal_year}, .number = row->number});
}

absl::Status InsertRequest(storage::Connection& connection, const EvaluationKey& key, const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return absl::OkStatus();
  return connection.Execute(kInsertRequest, key.year.division(), key.year.code(), stamp.caller, stamp.request_id,
                            stamp.request_digest, key.year.fiscal_year, key.number, stamp.now_ms);
}

}  // namespace zhengping::reporting
