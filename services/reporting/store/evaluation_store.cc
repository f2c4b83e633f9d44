#include "services/reporting/store/evaluation_store.h"

#include <memory>
#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/store/evaluation_draft.h"

namespace zhengping::reporting {
void EvaluationStore::Create(Computed computed, std::string release, WriteStamp stamp, Done<Evaluation> done) {
  std::shared_ptr<const EvaluationDraft> draft = NewDraft(std::move(computed), std::move(release), std::move(stamp));
  database_.Write(
      [draft = std::move(draft)](storage::Connection& connection) { return StoreDraft(connection, *draft); },
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
