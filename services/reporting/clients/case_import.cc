#include "services/reporting/clients/case_import.h"

#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/clients/load_refusal.h"
#include "services/reporting/domain/case_places.h"

namespace zhengping::reporting {
namespace {

// One pass over both services, in the order of writing.
absl::Status LoadAll(const Case& contents, const ImportOrder& order, BudgetLoad& budget, IndicatorLoad& indicator,
                     const client::Outgoing& outgoing, ImportOutcome& outcome) {
  outcome.changes.clear();
  outcome.marks.clear();
  std::vector<Issue> found;
  const auto take = [&](absl::string_view service, LoadAnswer answer) {
    if (order.mode == ImportMode::kWrite && HasErrors(answer.issues)) return RefusedAtWriting(service, answer.issues);
    for (Issue& issue : answer.issues) found.push_back(std::move(issue));
    for (TableChange& change : answer.changes) outcome.changes.push_back(std::move(change));
    if (!answer.mark.service.empty()) outcome.marks.push_back(std::move(answer.mark));
    return absl::OkStatus();
  };
  for (const CaseYear& year : contents.years) {
    ZP_ASSIGN_OR_RETURN(LoadAnswer answer, budget.Load(contents, year, order, outgoing));
    ZP_RETURN_IF_ERROR(take("budget", std::move(answer)));
  }
  std::optional<TakenFramework> own;
  if (contents.own_framework.has_value()) {
    ZP_ASSIGN_OR_RETURN(own, indicator.TakeFramework(contents, order, outgoing));
    outcome.own_framework = own->name;
    ZP_RETURN_IF_ERROR(take("indicator", own->answer));
  }
  if (contents.HasTargetsOrResults()) {
    ZP_ASSIGN_OR_RETURN(LoadAnswer answer, indicator.Load(contents, own, order, outgoing));
    ZP_RETURN_IF_ERROR(take("indicator", std::move(answer)));
  }
  if (order.mode == ImportMode::kValidateOnly) MergeIssues(contents, std::move(found), outcome.issues);
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateWithServices(const Case& contents, const ImportOrder& order, BudgetLoad& budget,
                                  IndicatorLoad& indicator, const client::Outgoing& outgoing, ImportOutcome& outcome) {
  if (contents.department.name.department.empty() || contents.fiscal_year == 0) return absl::OkStatus();
  ImportOrder asked = order;
  asked.mode = ImportMode::kValidateOnly;
  return LoadAll(contents, asked, budget, indicator, outgoing, outcome);
}

absl::Status WriteToServices(const Case& contents, const ImportOrder& order, BudgetLoad& budget,
                             IndicatorLoad& indicator, const client::Outgoing& outgoing, ImportOutcome& outcome) {
  return LoadAll(contents, order, budget, indicator, outgoing, outcome);
}

}  // namespace zhengping::reporting
