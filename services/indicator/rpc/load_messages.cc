#include "services/indicator/rpc/load_messages.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/check_messages.h"
#include "services/indicator/rpc/framework_reading.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/plan_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"
#include "zhengping/indicator/v1/indicator_service.pb.h"

namespace zhengping::indicator {
namespace {

absl::Status CheckSize(int size, int most, const std::string& field) {
  if (size <= most) return absl::OkStatus();
  return Invalid({"LOAD_TOO_LARGE", field}, absl::StrCat("a load carries at most ", most, " ", field));
}

absl::Status CheckSource(const std::string& source) {
  if (source.empty()) return Invalid({"FIELD_MISSING", "source"}, "a load says who sends it, for example \"case\"");
  if (source.size() <= kMostSourceIdBytes) return absl::OkStatus();
  return Invalid({"TEXT_TOO_LONG", "source"}, absl::StrCat("a source has at most ", kMostSourceIdBytes, " bytes"));
}

void ChangesToMessage(const TableChanges& changes, v1::LoadDepartmentYearResponse::Changes& message) {
  message.set_added(changes.added);
  message.set_unchanged(changes.unchanged);
  message.set_changed(changes.changed);
  message.set_vanished(changes.vanished);
}

}  // namespace

absl::StatusOr<YearLoad> FromMessage(const v1::LoadDepartmentYearRequest& message, const FrameworkCatalogue& catalogue,
                                     std::vector<Issue>& issues) {
  YearLoad load;
  ZP_ASSIGN_OR_RETURN(load.key, ParseYearKey(message.department(), message.fiscal_year(), "department"));
  ZP_RETURN_IF_ERROR(CheckSource(message.source()));
  load.source = message.source();
  ZP_RETURN_IF_ERROR(CheckSize(message.plan_rows_size(), kMostPlanRows, "plan_rows"));
  ZP_RETURN_IF_ERROR(CheckSize(message.observations_size(), kMostObservations, "observations"));
  ZP_RETURN_IF_ERROR(CheckSize(message.checks_size(), kMostChecks, "checks"));
  ZP_RETURN_IF_ERROR(CheckSize(message.goals_size(), kMostGoals, "goals"));
  ZP_RETURN_IF_ERROR(CheckSize(message.fact_names_size(), kMostFactNames, "fact_names"));
  if (message.has_own_framework()) {
    if (!message.validate_only()) {
      return Invalid({"FRAMEWORK_CHOICE", "own_framework"},
                     "a load that writes names a framework that is published; own_framework is for validate_only");
    }
    ZP_ASSIGN_OR_RETURN(load.framework, CompileOwn(message.own_framework(), "own_framework"));
    load.content.framework = load.framework->framework().name;
  } else if (!message.framework().empty()) {
    ZP_ASSIGN_OR_RETURN(load.framework, catalogue.FindByName(message.framework(), "framework"));
    load.content.framework = load.framework->framework().name;
  }
  for (int i = 0; i < message.plan_rows_size(); ++i) {
    load.content.plan.push_back(FromMessage(message.plan_rows(i), absl::StrCat("plan_rows[", i, "]"), issues));
  }
  for (int i = 0; i < message.observations_size(); ++i) {
    load.content.observations.push_back(
        FromMessage(message.observations(i), message.fiscal_year(), absl::StrCat("observations[", i, "]"), issues));
  }
  for (int i = 0; i < message.goals_size(); ++i) {
    load.content.goals.push_back(FromMessage(message.goals(i), absl::StrCat("goals[", i, "]"), issues));
  }
  for (int i = 0; i < message.checks_size(); ++i) {
    load.content.checks.push_back(FromMessage(message.checks(i), absl::StrCat("checks[", i, "]"), issues));
  }
  load.fact_names.assign(message.fact_names().begin(), message.fact_names().end());
  return load;
}

void ToMessage(const YearKey& key, const Loaded& loaded, std::vector<Issue> unread,
               v1::LoadDepartmentYearResponse& message) {
  AppendUnlessUnread(loaded.issues, unread);
  std::stable_sort(unread.begin(), unread.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  const size_t told = std::min(unread.size(), kMostIssues);
  for (size_t i = 0; i < told; ++i) ToMessage(unread[i], *message.add_issues());
  ChangesToMessage(loaded.plan, *message.mutable_plan_rows());
  ChangesToMessage(loaded.observations, *message.mutable_observations());
  ChangesToMessage(loaded.checks, *message.mutable_checks());
  ToMessage(key, loaded.mark, *message.mutable_mark());
}

absl::Status RefusalOfUnread(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    return Invalid({"LOAD_HAS_ERRORS", issue.place.field},
                   absl::StrCat("nothing was stored; the first error: ", issue.place.field, ": ", issue.remedy));
  }
  return absl::OkStatus();
}

}  // namespace zhengping::indicator
