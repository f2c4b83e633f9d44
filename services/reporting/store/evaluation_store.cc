#include "services/reporting/store/evaluation_store.h"

#include <memory>
#include <utility>

#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

// An evaluation ready to be numbered. The body of a write may run twice, so it only reads this.
struct Draft {
  YearKey year;
  Evaluation evaluation;
  PackedContent packed;
  WriteStamp stamp;
};

absl::StatusOr<Evaluation> CreateBody(storage::Connection& connection, const Draft& draft) {
  ZP_ASSIGN_OR_RETURN(const std::optional<EvaluationKey> made,
                      FindRequest(connection, draft.year.department, draft.stamp));
  if (made.has_value()) return SelectEvaluation(connection, *made);
  EvaluationKey key{.year = draft.year};
  ZP_ASSIGN_OR_RETURN(key.number, NextNumber(connection, draft.year));
  ZP_RETURN_IF_ERROR(InsertEvaluation(connection, key, draft.evaluation, draft.packed, draft.stamp.caller));
  ZP_RETURN_IF_ERROR(InsertRequest(connection, key, draft.stamp));
  Evaluation created = draft.evaluation;
  created.head.id = FormatEvaluationId(key);
  return created;
}

}  // namespace

void EvaluationStore::Create(Computed computed, std::string release, WriteStamp stamp, Done<Evaluation> done) {
  auto draft = std::make_shared<Draft>();
  draft->year = {.department = computed.content.department, .fiscal_year = computed.content.fiscal_year};
  draft->packed = Pack(computed.content);
  draft->evaluation.head = {.state = EvaluationState::kDraft,
                            .create_time_ms = stamp.now_ms,
                            .release = std::move(release),
                            .content_digest = std::move(computed.content_digest)};
  draft->evaluation.watermark = std::move(computed.watermark);
  draft->evaluation.content = std::move(computed.content);
  draft->stamp = std::move(stamp);
  database_.Write([draft = std::shared_ptr<const Draft>(std::move(draft))](
                      storage::Connection& connection) { return CreateBody(connection, *draft); },
                  std::move(done));
}

absl::StatusOr<std::optional<Evaluation>> EvaluationStore::FindRequested(const DepartmentName& department,
                                                                         const WriteStamp& stamp) {
  if (stamp.request_id.empty()) return std::optional<Evaluation>();
  return database_.Read([&](storage::Connection& connection) -> absl::StatusOr<std::optional<Evaluation>> {
    ZP_ASSIGN_OR_RETURN(const std::optional<EvaluationKey> key, FindRequest(connection, department, stamp));
    if (!key.has_value()) return std::optional<Evaluation>();
    ZP_ASSIGN_OR_RETURN(Evaluation evaluation, SelectEvaluation(connection, *key));
    return std::optional<Evaluation>(std::move(evaluation));
  });
}

absl::StatusOr<Evaluation> EvaluationStore::Read(const EvaluationKey& key) {
  return database_.Read([&key](storage::Connection& connection) { return SelectEvaluation(connection, key); });
}

absl::StatusOr<std::vector<EvaluationKey>> EvaluationStore::Latest(const std::string& division, int fiscal_year) {
  return database_.Read(
      [&](storage::Connection& connection) { return SelectLatest(connection, division, fiscal_year); });
}

void EvaluationStore::List(EvaluationQuery query, Done<std::vector<EvaluationSummary>> done) {
  database_.ReadAsync(
      [query = std::move(query)](storage::Connection& connection) { return SelectSummaries(connection, query); },
      std::move(done));
}

}  // namespace zhengping::reporting
