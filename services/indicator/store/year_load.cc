#include "services/indicator/store/year_load.h"

#include <utility>

#include "common/status/status_macros.h"
#include "services/indicator/store/canonical.h"
#include "services/indicator/store/filing_rows.h"
#include "services/indicator/store/observation_rows.h"
#include "services/indicator/store/year_by_source.h"

namespace zhengping::indicator {

absl::StatusOr<LoadDecision> DecideLoad(storage::Connection& connection, const YearLoad& load) {
  ZP_ASSIGN_OR_RETURN(const YearMark head, SelectHead(connection, load.key));
  ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, load.key, head.revision));
  LoadDecision decision;
  Loaded& loaded = decision.loaded;
  loaded.issues = CheckLoad(load.content, Together(year, &load.source), load.framework.get(), load.fact_names);
  decision.difference = Compare(load.content, OfSource(year, load.source));
  const LoadDifference& difference = decision.difference;
  loaded.plan = difference.plan;
  loaded.observations = difference.observations;
  loaded.checks = difference.checks;
  loaded.mark = head;
  if (difference.empty() || HasErrors(loaded.issues)) return decision;
  ++loaded.mark.revision;
  std::string& digest = loaded.mark.digest;
  if (difference.plan_differs) {
    digest = ChainDigest(digest, CanonicalPlan(load.source, load.content.framework, load.content.plan));
  }
  if (!difference.new_observations.empty() || !difference.gone_observations.empty()) {
    digest = ChainDigest(digest,
                         CanonicalObservations(load.source, difference.new_observations, difference.gone_observations));
  }
  if (difference.checks_differ) digest = ChainDigest(digest, CanonicalChecks(load.source, load.content.checks));
  if (difference.goals_differ) digest = ChainDigest(digest, CanonicalGoals(load.source, load.content.goals));
  return decision;
}

absl::Status SaveLoad(storage::Connection& connection, const YearLoad& load, const RequestStamp& stamp,
                      const LoadDecision& decision) {
  const LoadDifference& difference = decision.difference;
  const int64_t revision = decision.loaded.mark.revision;
  const Filing filing{.source = load.source, .revision = revision, .framework = load.content.framework};
  if (difference.plan_differs) {
    ZP_RETURN_IF_ERROR(InsertPlan(connection, load.key, filing, load.content.plan));
  }
  std::vector<StoredObservation> rows;
  for (const Observation& observation : difference.new_observations) {
    rows.push_back({.source = load.source, .is_withdrawn = false, .observation = observation});
  }
  for (const Observation& gone : difference.gone_observations) {
    StoredObservation withdrawal{.source = load.source, .is_withdrawn = true, .observation = {}};
    withdrawal.observation.key = gone.key;
    withdrawal.observation.date = gone.date;
    rows.push_back(std::move(withdrawal));
  }
  ZP_RETURN_IF_ERROR(InsertObservations(connection, load.key, revision, rows));
  if (difference.checks_differ) {
    ZP_RETURN_IF_ERROR(InsertChecks(connection, load.key, {load.source, revision, ""}, load.content.checks));
  }
  if (difference.goals_differ) {
    ZP_RETURN_IF_ERROR(InsertGoals(connection, load.key, {load.source, revision, ""}, load.content.goals));
  }
  return SaveChange(connection, load.key, {decision.loaded.mark, load.source, stamp.caller, stamp.now_ms});
}

}  // namespace zhengping::indicator
