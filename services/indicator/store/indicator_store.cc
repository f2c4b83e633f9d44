#include "services/indicator/store/indicator_store.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/store/canonical.h"
#include "services/indicator/store/filing_rows.h"
#include "services/indicator/store/observation_rows.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostErrorsInMessage = 5;

// What is held about a department-year, source by source.
struct YearBySource {
  std::map<std::string, YearContent> filed;     // plan and checks; observations stand below
  std::vector<StoredObservation> observations;  // that stand, by revision
  std::string framework;                        // of the plan that was filed last
};

absl::StatusOr<YearBySource> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision) {
  YearBySource year;
  ZP_ASSIGN_OR_RETURN(const std::vector<Filing> plans, SelectFilings(connection, key, FilingKind::kPlan, revision));
  int64_t latest = 0;
  for (const Filing& filing : plans) {
    YearContent& content = year.filed[filing.source];
    ZP_ASSIGN_OR_RETURN(content.plan, SelectPlanRows(connection, key, filing));
    content.framework = filing.framework;
    if (filing.framework.empty() || filing.revision < latest) continue;
    latest = filing.revision;
    year.framework = filing.framework;
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<Filing> checks, SelectFilings(connection, key, FilingKind::kChecks, revision));
  for (const Filing& filing : checks) {
    ZP_ASSIGN_OR_RETURN(year.filed[filing.source].checks, SelectChecks(connection, key, filing));
  }
  ZP_ASSIGN_OR_RETURN(std::vector<StoredObservation> rows, SelectObservations(connection, key, revision));
  year.observations = StandingBySource(std::move(rows));
  return year;
}

// Of all sources but `excluded`; null: of all.
YearContent Together(const YearBySource& year, const std::string* excluded) {
  YearContent all;
  all.framework = year.framework;
  for (const auto& [source, content] : year.filed) {
    if (excluded != nullptr && source == *excluded) continue;
    all.plan.insert(all.plan.end(), content.plan.begin(), content.plan.end());
    all.checks.insert(all.checks.end(), content.checks.begin(), content.checks.end());
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

// What a load comes to on the year as it stands.
struct Decision {
  Loaded loaded;
  LoadDifference difference;
};

absl::StatusOr<Decision> Decide(storage::Connection& connection, const YearLoad& load) {
  ZP_ASSIGN_OR_RETURN(const YearMark head, SelectHead(connection, load.key));
  ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, load.key, head.revision));
  Decision decision;
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
  return decision;
}

absl::Status Save(storage::Connection& connection, const YearLoad& load, const RequestStamp& stamp,
                  const Decision& decision) {
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
  return SaveChange(connection, load.key, {decision.loaded.mark, load.source, stamp.caller, stamp.now_ms});
}

absl::Status HasErrorsRefusal(absl::string_view reason, const std::vector<Issue>& issues) {
  std::vector<std::string> texts;
  std::string field;
  size_t count = 0;
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    if (count++ == 0) field = issue.place.field;
    if (count <= kMostErrorsInMessage) texts.push_back(absl::StrCat(issue.place.field, ": ", issue.remedy));
  }
  return Invalid({std::string(reason), field},
                 absl::StrCat(count, " errors, nothing was stored; the first: ", absl::StrJoin(texts, "; ")));
}

std::string ContentDigest(const YearLoad& load) {
  std::vector<std::string> facts = load.fact_names;
  std::sort(facts.begin(), facts.end());
  return Sm3Hex(absl::StrCat("LoadDepartmentYear\n", load.key.fiscal_year, "\n",
                             CanonicalPlan(load.source, load.content.framework, load.content.plan),
                             CanonicalObservations(load.source, load.content.observations, {}),
                             CanonicalChecks(load.source, load.content.checks), absl::StrJoin(facts, "\n")));
}

absl::StatusOr<Loaded> LoadOnce(storage::Connection& connection, const YearLoad& load, const RequestStamp& stamp) {
  const std::string content_digest = ContentDigest(load);
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      SelectRequest(connection, load.key, stamp, content_digest));
  ZP_ASSIGN_OR_RETURN(Decision decision, Decide(connection, load));
  Loaded& loaded = decision.loaded;
  if (answered.has_value()) {
    loaded.plan = answered->plan;
    loaded.observations = answered->observations;
    loaded.checks = answered->checks;
    ZP_ASSIGN_OR_RETURN(loaded.mark, SelectMark(connection, load.key, answered->revision));
    return std::move(loaded);
  }
  if (HasErrors(loaded.issues)) return HasErrorsRefusal("LOAD_HAS_ERRORS", loaded.issues);
  if (!decision.difference.empty()) {
    ZP_RETURN_IF_ERROR(Save(connection, load, stamp, decision));
  }
  ZP_RETURN_IF_ERROR(InsertRequest(connection, load.key, stamp, content_digest,
                                   {loaded.mark.revision, loaded.plan, loaded.observations, loaded.checks}));
  return std::move(loaded);
}

absl::StatusOr<YearMark> AddOnce(storage::Connection& connection, const YearKey& key,
                                 const std::vector<Observation>& observations, const RequestStamp& stamp) {
  const std::string content_digest =
      Sm3Hex(absl::StrCat("AddObservations\n", key.fiscal_year, "\n", CanonicalObservations("", observations, {})));
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      SelectRequest(connection, key, stamp, content_digest));
  if (answered.has_value()) return SelectMark(connection, key, answered->revision);
  YearContent added;
  added.observations = observations;
  const std::vector<Issue> issues = CheckLoad(added, YearContent(), nullptr, {});
  if (HasErrors(issues)) return HasErrorsRefusal("OBSERVATION_INVALID", issues);
  ZP_ASSIGN_OR_RETURN(YearMark mark, SelectHead(connection, key));
  ZP_ASSIGN_OR_RETURN(std::vector<StoredObservation> rows, SelectObservations(connection, key, mark.revision));
  YearContent standing;
  standing.observations = StandingOfAll(StandingBySource(std::move(rows)));
  const LoadDifference difference = Compare(added, standing);
  if (!difference.new_observations.empty()) {
    ++mark.revision;
    mark.digest = ChainDigest(mark.digest, CanonicalObservations("", difference.new_observations, {}));
    std::vector<StoredObservation> new_rows;
    for (const Observation& observation : difference.new_observations) {
      new_rows.push_back({.source = "", .is_withdrawn = false, .observation = observation});
    }
    ZP_RETURN_IF_ERROR(InsertObservations(connection, key, mark.revision, new_rows));
    ZP_RETURN_IF_ERROR(SaveChange(connection, key, {mark, "", stamp.caller, stamp.now_ms}));
  }
  AnsweredRequest answer;
  answer.revision = mark.revision;
  answer.observations = difference.observations;
  ZP_RETURN_IF_ERROR(InsertRequest(connection, key, stamp, content_digest, answer));
  return mark;
}

}  // namespace

void IndicatorStore::Load(const YearLoad& load, const RequestStamp& stamp,
                          std::function<void(absl::StatusOr<Loaded>)> done) {
  database_.Write([load, stamp](storage::Connection& connection) { return LoadOnce(connection, load, stamp); },
                  std::move(done));
}

void IndicatorStore::PreviewLoad(const YearLoad& load, std::function<void(absl::StatusOr<Loaded>)> done) {
  database_.ReadAsync(
      [load](storage::Connection& connection) -> absl::StatusOr<Loaded> {
        ZP_ASSIGN_OR_RETURN(Decision decision, Decide(connection, load));
        return std::move(decision.loaded);
      },
      std::move(done));
}

void IndicatorStore::AddObservations(const YearKey& key, const std::vector<Observation>& observations,
                                     const RequestStamp& stamp, std::function<void(absl::StatusOr<YearMark>)> done) {
  database_.Write([key, observations,
                   stamp](storage::Connection& connection) { return AddOnce(connection, key, observations, stamp); },
                  std::move(done));
}

void IndicatorStore::ReadYear(const YearKey& key, int64_t revision,
                              std::function<void(absl::StatusOr<StoredYear>)> done) {
  database_.ReadAsync(
      [key, revision](storage::Connection& connection) -> absl::StatusOr<StoredYear> {
        StoredYear stored;
        ZP_ASSIGN_OR_RETURN(stored.mark, SelectMark(connection, key, revision));
        ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, key, stored.mark.revision));
        stored.content = Together(year, nullptr);
        return stored;
      },
      std::move(done));
}

}  // namespace zhengping::indicator
