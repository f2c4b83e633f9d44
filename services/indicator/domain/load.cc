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

// What can be said of rows without a framework.
std::vector<Issue> CheckRowsAlone(const Sheet& sheet) {
  std::vector<Issue> issues;
  std::set<RowKey> keys;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const PlanRow& row = sheet.rows[i];
    const std::string place = absl::StrCat("rows[", i, "].");
    if (row.key.level3.empty() || row.key.level3.size() > static_cast<size_t>(kMostNameBytes)) {
      issues.push_back(IssueAt(place + "key.level3", Severity::kError, "PLAN_ROW_NAME", row.key.level3,
                               "三级指标名称不能为空，最长 200 字"));
    }
    if (!keys.insert(row.key).second) {
      issues.push_back(IssueAt(place + "key", Severity::kError, "PLAN_ROW_DUPLICATE", FormatRowKey(row.key),
                               "同一指标出现两次；同名指标应填上级指标以区分"));
    }
    if (row.weight && *row.weight <= Rational()) {
      issues.push_back(IssueAt(place + "weight", Severity::kError, "PLAN_WEIGHT_NOT_POSITIVE", FormatShort(*row.weight),
                               "分值应大于 0"));
    }
  }
  return issues;
}

void CheckPlan(const YearContent& load, const YearContent& others, const CompiledFramework* framework,
               std::vector<Issue>& issues) {
  for (auto& [project, sheet] : SheetsOf(load, others)) {
    std::vector<Issue> found =
        framework == nullptr ? CheckRowsAlone(sheet) : PlacePlan(*framework, sheet.rows, SlotWeights::kRefuse).issues;
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
  if (is_measured && UnitsDisagree(observation.unit, row.unit)) {
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

// Holds the names of checks against observations and facts.
class CheckNames {
 public:
  CheckNames(const std::vector<Observation>& observations, const std::vector<std::string>& fact_names)
      : observations_(observations, Date::FromYmd(2199, 12, 31).value()),
        fact_names_(fact_names.begin(), fact_names.end()) {}

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
}

// The domain's short names of fields, where the contract has others.
void SpellAsContract(std::string& field) {
  constexpr struct {
    absl::string_view list, ours, contract;
  } kSpellings[] = {
      {"plan_rows[", "].rule", "].rule_name"},
      {"observations[", "].date", "].observed_date"},
      {"checks[", "].name", "].display_name"},
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
  CheckChecks(load, others, fact_names, issues);
  for (Issue& issue : issues) SpellAsContract(issue.place.field);
  return issues;
}

LoadDifference Compare(const YearContent& load, const YearContent& stored) {
  LoadDifference difference;
  difference.plan_differs =
      load.plan != stored.plan || (load.framework != stored.framework && !(load.plan.empty() && stored.plan.empty()));
  difference.checks_differ = load.checks != stored.checks;
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
