#include "services/indicator/store/indicator_store.h"

#include <algorithm>
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
#include "services/indicator/store/packed_years.h"
#include "services/indicator/store/year_by_source.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostErrorsInMessage = 5;

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
                             CanonicalChecks(load.source, load.content.checks),
                             load.content.goals.empty() ? "" : CanonicalGoals(load.source, load.content.goals),
                             absl::StrJoin(facts, "\n")));
}

absl::StatusOr<Loaded> LoadOnce(storage::Connection& connection, const YearLoad& load, const RequestStamp& stamp) {
  const std::string content_digest = ContentDigest(load);
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      SelectRequest(connection, load.key, stamp, content_digest));
  ZP_ASSIGN_OR_RETURN(LoadDecision decision, DecideLoad(connection, load));
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
    ZP_RETURN_IF_ERROR(SaveLoad(connection, load, stamp, decision));
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

absl::StatusOr<StoredYear> SelectStoredYear(storage::Connection& connection, const YearAtRevision& asked) {
  StoredYear stored;
  ZP_ASSIGN_OR_RETURN(stored.mark, SelectMark(connection, asked.key, asked.revision));
  ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, asked.key, stored.mark.revision));
  stored.content = Together(year, nullptr);
  stored.plan_revision = year.plan_revision;
  stored.contradictions = ContradictionsIn(year);
  return stored;
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
        ZP_ASSIGN_OR_RETURN(LoadDecision decision, DecideLoad(connection, load));
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
  database_.ReadAsync([asked = YearAtRevision{key, revision}](
                          storage::Connection& connection) { return SelectStoredYear(connection, asked); },
                      std::move(done));
}

void IndicatorStore::ReadYears(std::vector<YearAtRevision> years,
                               std::function<void(size_t place, const absl::StatusOr<const StoredYear*>& year)> each,
                               std::function<void(absl::Status)> done) {
  database_.ReadAsync(
      [years = std::move(years), each = std::move(each)](storage::Connection& connection) -> absl::Status {
        ZP_ASSIGN_OR_RETURN(const std::vector<size_t> others,
                            SelectPackedYears(connection, years,
                                              [&each](size_t place, const StoredYear& year) { each(place, &year); }));
        for (const size_t i : others) {
          const absl::StatusOr<StoredYear> year = SelectStoredYear(connection, years[i]);
          if (year.ok()) {
            each(i, &*year);
          } else {
            each(i, year.status());
          }
        }
        return absl::OkStatus();
      },
      std::move(done));
}

void IndicatorStore::ReadPlan(const YearKey& key, int64_t revision, bool with_history,
                              std::function<void(absl::StatusOr<StoredPlan>)> done) {
  database_.ReadAsync(
      [key, revision, with_history](storage::Connection& connection) -> absl::StatusOr<StoredPlan> {
        StoredPlan stored;
        ZP_ASSIGN_OR_RETURN(stored.mark, SelectMark(connection, key, revision));
        ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, key, stored.mark.revision));
        stored.content = Together(year, nullptr);
        stored.plan_revision = year.plan_revision;
        ZP_ASSIGN_OR_RETURN(stored.plan_ms, SelectChangeTime(connection, key, year.plan_revision));
        if (!with_history) return stored;
        ZP_ASSIGN_OR_RETURN(const std::vector<FiledPlan> filings,
                            SelectPlanHistory(connection, key, stored.mark.revision));
        stored.histories = HistoriesOf(stored.content.plan, filings);
        return stored;
      },
      std::move(done));
}

void IndicatorStore::UpdatePlan(const PlanUpdate& update, const RequestStamp& stamp,
                                std::function<void(absl::StatusOr<YearMark>)> done) {
  database_.Write(
      [update, stamp](storage::Connection& connection) { return UpdatePlanOnce(connection, update, stamp); },
      std::move(done));
}

void IndicatorStore::PreviewUpdatePlan(const PlanUpdate& update,
                                       std::function<void(absl::StatusOr<YearContent>)> done) {
  database_.ReadAsync([update](storage::Connection& connection) { return PreviewPlanUpdate(connection, update); },
                      std::move(done));
}

void IndicatorStore::ImportRecords(std::vector<YearImport> imports, const RequestStamp& stamp,
                                   std::function<void(absl::StatusOr<std::vector<ImportedYear>>)> done) {
  database_.Write([imports = std::move(imports),
                   stamp](storage::Connection& connection) { return ImportYears(connection, imports, stamp); },
                  std::move(done));
}

void IndicatorStore::PreviewImport(std::vector<YearImport> imports,
                                   std::function<void(absl::StatusOr<std::vector<ImportedYear>>)> done) {
  database_.ReadAsync([imports = std::move(imports)](
                          storage::Connection& connection) { return PreviewImportOfYears(connection, imports); },
                      std::move(done));
}

void IndicatorStore::ReadObservations(const YearKey& key, int64_t revision,
                                      std::function<void(absl::StatusOr<RecordedYear>)> done) {
  database_.ReadAsync(
      [key, revision](storage::Connection& connection) -> absl::StatusOr<RecordedYear> {
        RecordedYear recorded;
        ZP_ASSIGN_OR_RETURN(recorded.mark, SelectMark(connection, key, revision));
        ZP_ASSIGN_OR_RETURN(const std::vector<StoredObservation> rows,
                            SelectObservations(connection, key, recorded.mark.revision));
        recorded.observations = RecordsOf(rows);
        ZP_ASSIGN_OR_RETURN(recorded.change_times, SelectChangeTimes(connection, key, recorded.mark.revision));
        return recorded;
      },
      std::move(done));
}

}  // namespace zhengping::indicator
