#include "services/indicator/store/year_by_source.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/status/status_macros.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/store/filing_rows.h"

namespace zhengping::indicator {

absl::StatusOr<YearBySource> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision) {
  YearBySource year;
  ZP_ASSIGN_OR_RETURN(const std::vector<Filing> plans, SelectFilings(connection, key, FilingKind::kPlan, revision));
  int64_t latest = 0;
  for (const Filing& filing : plans) {
    YearContent& content = year.filed[filing.source];
    ZP_ASSIGN_OR_RETURN(content.plan, SelectPlanRows(connection, key, filing));
    content.framework = filing.framework;
    year.plan_revision = std::max(year.plan_revision, filing.revision);
    if (filing.framework.empty() || filing.revision < latest) continue;
    latest = filing.revision;
    year.framework = filing.framework;
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<Filing> goals, SelectFilings(connection, key, FilingKind::kGoals, revision));
  for (const Filing& filing : goals) {
    ZP_ASSIGN_OR_RETURN(year.filed[filing.source].goals, SelectGoals(connection, key, filing));
    year.plan_revision = std::max(year.plan_revision, filing.revision);
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<Filing> checks, SelectFilings(connection, key, FilingKind::kChecks, revision));
  for (const Filing& filing : checks) {
    ZP_ASSIGN_OR_RETURN(year.filed[filing.source].checks, SelectChecks(connection, key, filing));
  }
  ZP_ASSIGN_OR_RETURN(std::vector<StoredObservation> rows, SelectObservations(connection, key, revision));
  year.observations = StandingBySource(std::move(rows));
  return year;
}

YearContent Together(const YearBySource& year, const std::string* excluded) {
  YearContent all;
  all.framework = year.framework;
  for (const auto& [source, content] : year.filed) {
    if (excluded != nullptr && source == *excluded) continue;
    all.plan.insert(all.plan.end(), content.plan.begin(), content.plan.end());
    all.checks.insert(all.checks.end(), content.checks.begin(), content.checks.end());
    all.goals.insert(all.goals.end(), content.goals.begin(), content.goals.end());
  }
  std::vector<StoredObservation> rows;
  for (const StoredObservation& row : year.observations) {
    if (excluded == nullptr || row.source != *excluded) rows.push_back(row);
  }
  all.observations = StandingOfAll(rows);
  return all;
}

YearContent OfSource(const YearBySource& year, const std::string& source) {
  const auto filed = year.filed.find(source);
  YearContent content = filed == year.filed.end() ? YearContent() : filed->second;
  for (const StoredObservation& row : year.observations) {
    if (row.source == source) content.observations.push_back(row.observation);
  }
  return content;
}

std::vector<Issue> ContradictionsIn(const YearBySource& year) {
  std::map<std::pair<RowKey, Date>, std::string> last_source;
  for (const StoredObservation& row : year.observations) {
    last_source[{row.observation.key, row.observation.date}] = row.source;
  }
  std::map<std::string, SourcedObservations> by_source;
  for (const StoredObservation& row : year.observations) {
    if (last_source[{row.observation.key, row.observation.date}].empty()) continue;  // settled by hand
    SourcedObservations& of_source = by_source[row.source];
    of_source.source = row.source;
    of_source.observations.push_back(row.observation);
  }
  std::vector<SourcedObservations> sources;
  for (auto& [source, said] : by_source) sources.push_back(std::move(said));
  return FindContradictions(sources);
}

}  // namespace zhengping::indicator
