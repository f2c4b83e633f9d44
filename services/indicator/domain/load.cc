#include "services/indicator/domain/load.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/indicator/domain/expression/parser.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/rules/qualitative_tiers.h"
#include "services/indicator/domain/score_leaf.h"
#include "services/indicator/domain/unit_conversion.h"

namespace zhengping::indicator {
namespace {

Issue IssueAt(std::string field, Severity severity, absl::string_view reason, std::string found, std::string remedy) {
  Issue issue;
  issue.severity = severity;
  issue.place.field = std::move(field);
  issue.reason = std::string(reason);
  issue.found = std::move(found);
  issue.remedy = std::move(remedy);
  return issue;
}

// The rows of one project (or of the department as a whole), those of the load first, and where each stands in the
// load; -1 for a row of another source.
struct Sheet {
  std::vector<PlanRow> rows;
  std::vector<int> positions;
};

std::map<std::string, Sheet> SheetsOf(const YearContent& load, const YearContent& others) {
  std::map<std::string, Sheet> sheets;
  for (size_t i = 0; i < load.plan.size(); ++i) {
    Sheet& sheet = sheets[load.plan[i].key.project];
    sheet.rows.push_back(load.plan[i]);
    sheet.positions.push_back(static_cast<int>(i));
  }
  for (const PlanRow& row : others.plan) {
    const auto sheet = sheets.find(row.key.project);
    if (sheet == sheets.end()) continue;  // a project that the load says nothing about
    sheet->second.rows.push_back(row);
    sheet->second.positions.push_back(-1);
  }
  return sheets;
}

// "rows[3].weight" of a sheet as a place in the load: "plan_rows[17].weight".
std::string PlaceInLoad(const std::string& field, const Sheet& sheet) {
  absl::string_view rest = field;
  size_t position = 0;
  if (!absl::ConsumePrefix(&rest, "rows[")) return "plan_rows";
  const size_t end = rest.find(']');
  if (!absl::SimpleAtoi(rest.substr(0, end), &position) || position >= sheet.positions.size()) return "plan_rows";
  if (sheet.positions[position] < 0) return "plan_rows";
  return absl::StrCat("plan_rows[", sheet.positions[position], rest.substr(end));
}

void CheckPlan(const YearContent& load, const YearContent& others, const CompiledFramework* framework,
               std::vector<Issue>& issues) {
  for (auto& [project, sheet] : SheetsOf(load, others)) {
    std::vector<Issue> found = framework == nullptr ? CheckPlanRows(sheet.rows)
                                                    : PlacePlan(*framework, sheet.rows, SlotWeights::kRefuse).issues;
    for (Issue& issue : found) {
      issue.place.field = PlaceInLoad(issue.place.field, sheet);
      issues.push_back(std::move(issue));
    }
  }
}

// The tiers by which a row is judged; nullptr: by none, or the rule is not known.
const std::vector<Tier>* TiersOf(const CompiledFramework* framework, const PlanRow& row) {
  const int slot = framework == nullptr ? -1 : framework->FindSlot(row.key);
  if (slot < 0) return nullptr;
  const CompiledRule* rule = RuleOf(*framework, framework->indicators()[static_cast<size_t>(slot)], &row);
  const TiersRule* by_tier = rule == nullptr ? nullptr : std::get_if<TiersRule>(&rule->rule->body);
  if (by_tier == nullptr) return nullptr;
  return by_tier->tiers.empty() ? &framework->framework().settings.tiers : &by_tier->tiers;
}

std::string NamedUnit(const std::string& unit) { return unit.empty() ? "空" : absl::StrCat("「", unit, "」"); }

// Holds one observation against a row of the plan that it may mean.
void CheckAgainstRow(const Observation& observation, const std::string& place, const PlanRow& row,
                     const CompiledFramework* framework, std::vector<Issue>& issues) {
  const bool is_measured = observation.value && row.direction != Direction::kQualitative;
  const std::optional<Rational> factor = ConversionFactor(observation.unit, row.unit);
  if (is_measured && factor && *factor != Rational(1)) {
    issues.push_back(IssueAt(place + ".unit", Severity::kNote, "OBSERVATION_UNIT_CONVERTED", observation.unit,
                             absl::StrCat("按绩效目标的计量单位「", row.unit, "」换算为 ",
                                          FormatShort(*observation.value * *factor), row.unit)));
  }
  if (is_measured && !factor) {
    const bool has_percentage = observation.unit == "%" || row.unit == "%";
    issues.push_back(IssueAt(place + ".unit", Severity::kWarning, "OBSERVATION_UNIT_DIFFERS", observation.unit,
                             absl::StrCat("完成值的计量单位为", NamedUnit(observation.unit), "，绩效目标的为",
                                          NamedUnit(row.unit), "，不作换算，该指标不计分；",
                                          has_percentage ? "是百分比的，两边的计量单位都应填 %" : "请按同一单位填报")));
  }
  const std::vector<Tier>* tiers = observation.percent ? TiersOf(framework, row) : nullptr;
  if (tiers == nullptr) return;
  const Tier* tier = FindTier(*tiers, observation.tier.empty() ? observation.text : observation.tier);
  if (tier == nullptr || tier == TierOfPercent(*tiers, *observation.percent)) return;
  issues.push_back(IssueAt(
      place + ".percent", Severity::kWarning, "OBSERVATION_PERCENT_OUTSIDE_TIER", FormatPercent(*observation.percent),
      absl::StrCat("档次「", tier->name, "」的得分比例在 ", FormatPercent(tier->at_least), " 至 ",
                   FormatPercent(tier->at_most), " 之间；请核对档次与得分比例，否则该指标待评判")));
}

// Whether two observations say the same of what was achieved, whatever their evidence and reasons.
bool SaysTheSame(const Observation& a, const Observation& b) {
  const std::optional<Rational> factor = ConversionFactor(a.unit, b.unit);
  const bool is_same_value = a.value && b.value && factor ? *a.value * *factor == *b.value : a.value == b.value;
  return a.state == b.state && is_same_value && a.is_lower_bound == b.is_lower_bound && a.tier == b.tier &&
         a.percent == b.percent && a.parts == b.parts && (a.value || a.text == b.text);
}

Issue Contradicted(const std::string& place, const Observation& here, const Observation& there) {
  const std::string where = there.source.empty() ? "另一来源" : there.source;
  return IssueAt(
      place, Severity::kWarning, "OBSERVATION_CONTRADICTED", ShowObserved(here),
      absl::StrCat("「", FormatRowKey(here.key), "」", FormatIso(here.date), " 的完成值为「", ShowObserved(here),
                   "」，", where, "为「", ShowObserved(there), "」；请核对，以后报的为准"));
}

void CheckAgainstOthers(const YearContent& load, const YearContent& others, std::vector<Issue>& issues) {
  std::map<std::pair<RowKey, Date>, const Observation*> known;
  for (const Observation& other : others.observations) known[{other.key, other.date}] = &other;
  for (size_t i = 0; i < load.observations.size(); ++i) {
    const Observation& observation = load.observations[i];
    const auto other = known.find({observation.key, observation.date});
    if (other == known.end() || SaysTheSame(observation, *other->second)) continue;
    issues.push_back(Contradicted(absl::StrCat("observations[", i, "].value"), observation, *other->second));
  }
}

void CheckGoals(const YearContent& load, std::vector<Issue>& issues) {
  std::set<std::string> projects;
  for (size_t i = 0; i < load.goals.size(); ++i) {
    if (projects.insert(load.goals[i].project).second) continue;
    issues.push_back(IssueAt(absl::StrCat("goals[", i, "].project"), Severity::kError, "GOAL_DUPLICATE",
                             load.goals[i].project, "部门或一个项目的年度总体目标只能有一条"));
  }
}

void CheckAgainstPlan(const YearContent& load, const YearContent& others, const CompiledFramework* framework,
                      std::vector<Issue>& issues) {
  std::multimap<absl::string_view, const PlanRow*> rows;
  for (const std::vector<PlanRow>* plan : {&load.plan, &others.plan}) {
    for (const PlanRow& row : *plan) rows.emplace(row.key.level3, &row);
  }
  for (size_t i = 0; i < load.observations.size(); ++i) {
    const Observation& observation = load.observations[i];
    const auto [begin, end] = rows.equal_range(observation.key.level3);
    for (auto row = begin; row != end; ++row) {
      if (!CouldMean(observation.key, row->second->key)) continue;
      CheckAgainstRow(observation, absl::StrCat("observations[", i, "]"), *row->second, framework, issues);
      break;  // a key that may mean several rows is ambiguous: one of them suffices
    }
  }
}

const Date kEndOfTime = Date::FromYmd(2199, 12, 31).value();

// Holds the names of checks against observations and facts.
class CheckNames {
 public:
  CheckNames(const std::vector<Observation>& observations, const std::vector<std::string>& fact_names)
      : observations_(observations, kEndOfTime), fact_names_(fact_names.begin(), fact_names.end()) {}

  void Append(const CheckRow& check, size_t position, std::vector<Issue>& issues) const {
    const ParsedExpression parsed = ParseExpression(check.expression);
    if (!parsed.expression) return;  // ValidateChecks says why
    const std::string place = absl::StrCat("checks[", position, "].expression");
    for (const std::string& name : parsed.expression->names()) {
      if (IsFactName(name) && (fact_names_.count(name) > 0 || IsKnownFact(name))) continue;
      const LookupState state = IsFactName(name) ? LookupState::kNone : observations_.FindName(name).state;
      if (state == LookupState::kNone) {
        issues.push_back(IssueAt(place, Severity::kError, "CHECK_NAME_UNKNOWN", name,
                                 absl::StrCat("「", name, "」既不是完成情况中的指标，也不是已知的决算数")));
      } else if (state == LookupState::kAmbiguous) {
        issues.push_back(IssueAt(place, Severity::kWarning, "CHECK_NAME_AMBIGUOUS", name,
                                 absl::StrCat("有几个完成情况都叫「", name, "」，应写成「一级/二级/三级」")));
      }
    }
  }

 private:
  const ObservationsOf observations_;
  const std::set<std::string> fact_names_;
};

void CheckChecks(const YearContent& load, const YearContent& others, const std::vector<std::string>& fact_names,
                 std::vector<Issue>& issues) {
  for (Issue& issue : ValidateChecks(load.checks)) {
    if (issue.reason != "FACT_UNKNOWN") issues.push_back(std::move(issue));
  }
  std::vector<Observation> observations = others.observations;
  observations.insert(observations.end(), load.observations.begin(), load.observations.end());
  const CheckNames names(observations, fact_names);
  std::set<std::string> taken;
  for (const CheckRow& check : others.checks) taken.insert(check.name);
  for (size_t i = 0; i < load.checks.size(); ++i) {
    names.Append(load.checks[i], i, issues);
    if (taken.count(load.checks[i].name) == 0) continue;
    issues.push_back(IssueAt(absl::StrCat("checks[", i, "].name"), Severity::kError, "CHECK_NAME", load.checks[i].name,
                             "另一来源已有同名的勾稽关系"));
  }
  // What facts are needed for is told with the score.
  const std::vector<CheckResult> results = RunChecks(load.checks, observations, FactSet(), kEndOfTime);
  for (size_t i = 0; i < results.size(); ++i) {
    // With a tolerance that was refused there is nothing to hold it against.
    if (results[i].state != CheckState::kDiffers || load.checks[i].tolerance < Rational(0)) continue;
    issues.push_back(IssueAt(absl::StrCat("checks[", i, "].expression"), Severity::kWarning, "CHECK_DIFFERS",
                             load.checks[i].expression, absl::StrCat("「", results[i].name, "」", results[i].text)));
  }
}

// The domain's short names of fields, where the contract has others.
void SpellAsContract(std::string& field) {
  constexpr struct {
    absl::string_view list, ours, contract;
  } kSpellings[] = {
      {"plan_rows[", "].rule", "].rule_name"},
      {"observations[", "].date", "].observed_date"},
      {"checks[", "].name", "].display_name"},
      {"observations[", "].name", "].display_name"},  // of a document
  };
  for (const auto& spelling : kSpellings) {
    if (!absl::StartsWith(field, spelling.list) || !absl::EndsWith(field, spelling.ours)) continue;
    field.replace(field.size() - spelling.ours.size(), spelling.ours.size(), std::string(spelling.contract));
  }
}

using ObservationId = std::pair<RowKey, Date>;

// One a path and day, the later of two, in order.
std::vector<Observation> LastOfEach(const std::vector<Observation>& observations) {
  std::map<ObservationId, size_t> last;
  for (size_t i = 0; i < observations.size(); ++i) last[{observations[i].key, observations[i].date}] = i;
  std::vector<Observation> result;
  for (size_t i = 0; i < observations.size(); ++i) {
    if (last[{observations[i].key, observations[i].date}] == i) result.push_back(observations[i]);
  }
  return result;
}

// Counts by key; `differ` takes what is new or changed, `gone` what vanished.
template <typename Row, typename KeyOf>
TableChanges CompareRows(const std::vector<Row>& load, const std::vector<Row>& stored, KeyOf key_of,
                         std::vector<Row>& differ, std::vector<Row>& gone) {
  TableChanges changes;
  std::map<decltype(key_of(stored[0])), const Row*> by_key;
  for (const Row& row : stored) by_key[key_of(row)] = &row;
  for (const Row& row : load) {
    const auto known = by_key.find(key_of(row));
    const bool is_same = known != by_key.end() && *known->second == row;
    ++(known == by_key.end() ? changes.added : is_same ? changes.unchanged : changes.changed);
    if (!is_same) differ.push_back(row);
    if (known != by_key.end()) by_key.erase(known);
  }
  for (const Row& row : stored) {
    if (by_key.count(key_of(row)) > 0) gone.push_back(row);
  }
  changes.vanished = static_cast<int>(gone.size());
  return changes;
}

}  // namespace

std::vector<Issue> CheckLoad(const YearContent& load, const YearContent& others, const CompiledFramework* framework,
                             const std::vector<std::string>& fact_names) {
  std::vector<Issue> issues;
  CheckPlan(load, others, framework, issues);
  for (Issue& issue : CheckObservations(load.observations)) issues.push_back(std::move(issue));
  CheckAgainstPlan(load, others, framework, issues);
  CheckAgainstOthers(load, others, issues);
  CheckGoals(load, issues);
  CheckChecks(load, others, fact_names, issues);
  for (Issue& issue : issues) SpellAsContract(issue.place.field);
  return issues;
}

std::vector<Issue> FindContradictions(const std::vector<SourcedObservations>& sources) {
  std::map<std::pair<RowKey, Date>, const Observation*> known;
  std::vector<Issue> issues;
  for (const SourcedObservations& source : sources) {
    for (const Observation& observation : source.observations) {
      const auto [other, is_first] = known.emplace(std::make_pair(observation.key, observation.date), &observation);
      if (is_first || SaysTheSame(*other->second, observation)) continue;
      issues.push_back(Contradicted("observations", observation, *other->second));
    }
  }
  return issues;
}

LoadDifference Compare(const YearContent& load, const YearContent& stored) {
  LoadDifference difference;
  difference.plan_differs =
      load.plan != stored.plan || (load.framework != stored.framework && !(load.plan.empty() && stored.plan.empty()));
  difference.checks_differ = load.checks != stored.checks;
  difference.goals_differ = load.goals != stored.goals;
  std::vector<PlanRow> rows;  // only counted: a plan and checks are stored whole
  std::vector<PlanRow> gone_rows;
  difference.plan = CompareRows(
      load.plan, stored.plan, [](const PlanRow& row) { return row.key; }, rows, gone_rows);
  std::vector<CheckRow> checks;
  std::vector<CheckRow> gone_checks;
  difference.checks = CompareRows(
      load.checks, stored.checks, [](const CheckRow& row) { return row.name; }, checks, gone_checks);
  difference.observations = CompareRows(
      LastOfEach(load.observations), stored.observations,
      [](const Observation& row) { return ObservationId(row.key, row.date); }, difference.new_observations,
      difference.gone_observations);
  return difference;
}

}  // namespace zhengping::indicator
