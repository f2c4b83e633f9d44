#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/exchange/perf_export.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/fact_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

struct Query {
  YearKey key;
  int64_t revision = 0;
  std::optional<std::string> project;
  const PerfTable* table = nullptr;
  PerfFormat format = PerfFormat::kCsv;
  std::shared_ptr<const CompiledFramework> framework;  // null: nothing is scored
  FactSet facts;
};

absl::StatusOr<Query> FromMessage(const v1::ExportTableRequest& request, const FrameworkCatalogue& catalogue) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.key, ParseYearKey(request.parent(), request.fiscal_year(), "parent"));
  query.revision = request.revision();
  if (request.has_project()) query.project = request.project();
  query.table = ExportedPerfTable(request.table());
  if (query.table == nullptr) {
    return Invalid(
        {"TABLE_UNKNOWN", "table"},
        "BGT_PERF_GOAL_INFO, BGT_PERF_INDICATOR, PM_PERF_GOAL_INFO, PM_PERF_INDICATOR, PERF_T_SELFPERFINDEX, "
        "PERF_T_SELFPERFDESC or SELF_EVALUATION_TEMPLATE");
  }
  if (request.format() == v1::TABLE_FORMAT_XLSX) {
    query.format = PerfFormat::kXlsx;
  } else if (request.format() == v1::TABLE_FORMAT_JSON) {
    query.format = PerfFormat::kJson;
  } else if (request.format() != v1::TABLE_FORMAT_UNSPECIFIED && request.format() != v1::TABLE_FORMAT_CSV) {
    return Invalid({"FILE_FORMAT_UNKNOWN", "format"}, "a table is written as CSV, XLSX or JSON");
  }
  if (request.framework().empty()) return query;
  ZP_ASSIGN_OR_RETURN(query.framework, catalogue.FindByName(request.framework(), "framework"));
  ZP_ASSIGN_OR_RETURN(query.facts, FactSetFrom(request.facts()));
  return query;
}

// Points of the sheet that was asked for, where a framework was named.
absl::Status AddScores(const Query& query, const StoredYear& year, ExportedPlan& plan) {
  if (query.framework == nullptr) return absl::OkStatus();
  const bool is_own = year.content.framework == query.framework->framework().name;
  const std::vector<PlanRow> rows = PlanOf(year.content, query.project.value_or(""));
  const Date as_of = Date::FromYmd(query.key.fiscal_year, 12, 31).value();
  const absl::StatusOr<Scorecard> card = Score({*query.framework, rows, year.content.observations, query.facts, as_of},
                                               {.slot_weights = is_own ? SlotWeights::kRefuse : SlotWeights::kScale});
  if (!card.ok()) {
    const std::optional<Refusal> refusal = RefusalOf(card.status());
    const bool is_of_plan = refusal.has_value() && refusal->reason == "PLAN_HAS_ERRORS";
    return is_of_plan ? NotNow(*refusal, card.status().message()) : card.status();
  }
  const int decimals = query.framework->framework().settings.decimals;
  for (const ScoredNode& node : card->nodes) {
    const bool is_scored = node.row >= 0 && node.state == LeafState::kScored;
    if (is_scored) plan.scores[rows[static_cast<size_t>(node.row)].key] = FormatFixed(node.points, decimals);
  }
  if (card->low == card->high) plan.total = FormatFixed(card->total, decimals);
  return absl::OkStatus();
}

std::vector<v1::ExportTableResponse> ChunksOf(const std::string& bytes) {
  std::vector<v1::ExportTableResponse> chunks;
  for (size_t at = 0; at < bytes.size(); at += kExportChunkBytes) {
    chunks.emplace_back().set_content(bytes.substr(at, kExportChunkBytes));
  }
  return chunks;
}

}  // namespace

grpc::ServerWriteReactor<v1::ExportTableResponse>* IndicatorService::ExportTable(
    grpc::CallbackServerContext* context, const v1::ExportTableRequest* request) {
  return server::AnswerChunks<v1::ExportTableResponse>(
      file_workers_, context, *request,
      [=, this](const server::CallContext&) -> absl::StatusOr<std::vector<v1::ExportTableResponse>> {
        ZP_ASSIGN_OR_RETURN(const Query query, FromMessage(*request, catalogue_));
        std::promise<absl::StatusOr<StoredYear>> promise;
        store_.ReadYear(query.key, query.revision,
                        [&promise](absl::StatusOr<StoredYear> year) { promise.set_value(std::move(year)); });
        ZP_ASSIGN_OR_RETURN(const StoredYear year, promise.get_future().get());
        ExportedPlan plan;
        plan.division = query.key.division();
        plan.department = query.key.code();
        plan.fiscal_year = query.key.fiscal_year;
        plan.project = query.project;
        plan.content = year.content;
        ZP_RETURN_IF_ERROR(AddScores(query, year, plan));
        ZP_ASSIGN_OR_RETURN(const std::string bytes,
                            FormatPerfExport(*query.table, PerfRowsOf(*query.table, plan), query.format));
        return ChunksOf(bytes);
      });
}

}  // namespace zhengping::indicator
