#include "services/indicator/exchange/perf_export.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/csv.h"
#include "common/spreadsheet/json_tables.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "services/indicator/domain/observation.h"

namespace zhengping::indicator {
namespace {

constexpr char kSheetOfTemplate[] = "绩效自评指标完成情况";

std::string Number(const Rational& value, const std::string& unit) {
  return unit == "%" ? FormatPercent(value, 6) : FormatShort(value, 18);
}

// "95%", "5-10": what reads back as the same; as it was written where it was.
std::string TargetText(const Target& target, const std::string& unit) {
  if (!target.text.empty() || !target.value) return target.text;
  const std::string lower = Number(*target.value, unit);
  return target.upper ? absl::StrCat(lower, "~", Number(*target.upper, unit)) : lower;
}

std::string ActualText(const Observation& observation) {
  if (observation.state == ObservationState::kNotApplicable) return "/";
  if (observation.state == ObservationState::kMissing) return "";
  if (!observation.text.empty()) return observation.text;
  if (!observation.value) return observation.tier;
  return absl::StrCat(Number(*observation.value, observation.unit), observation.is_lower_bound ? "余" : "");
}

class Exporter {
 public:
  Exporter(const PerfTable& fields, const ExportedPlan& plan)
      : fields_(fields),
        plan_(plan),
        on_the_day_(plan.content.observations, Date::FromYmd(plan.fiscal_year, 12, 31).value()) {
    rows_.name = fields.name;
    rows_.heading_row = 1;
    for (const PerfField& field : fields.fields) {
      if (field.role.empty() || field.role == "version") continue;
      rows_.headings.push_back(field.name);
    }
  }

  Table Run() {
    if (fields_.yield == Yield::kGoal) {
      for (const YearGoal& goal : plan_.content.goals) {
        if (IsOfSheet(goal.project)) AddGoal(goal);
      }
    } else {
      for (const PlanRow& row : plan_.content.plan) {
        if (IsOfSheet(row.key.project)) AddRow(row);
      }
    }
    return std::move(rows_);
  }

 private:
  bool is_of_projects() const { return absl::StartsWith(fields_.name, "PM_"); }
  bool is_of_department() const { return absl::StartsWith(fields_.name, "BGT_"); }

  bool IsOfSheet(const std::string& project) const {
    if (is_of_projects() && project.empty()) return false;
    if (is_of_department() && !project.empty()) return false;
    return !plan_.project || *plan_.project == project;
  }

  void Begin() {
    rows_.rows.push_back({.number = static_cast<int>(rows_.rows.size()) + 2, .cells = {}});
    rows_.rows.back().cells.resize(rows_.headings.size());
    Put("division", plan_.division);
    Put("year", absl::StrCat(plan_.fiscal_year));
    Put("department", plan_.department);
    Put("deleted", "2");
  }

  // Into the first column of the role; a table without one has no place for it.
  void Put(absl::string_view role, std::string text) {
    const PerfField* field = fields_.FieldOfRole(role);
    if (field == nullptr) return;
    const auto column = std::find(rows_.headings.begin(), rows_.headings.end(), field->name);
    rows_.rows.back().cells[static_cast<size_t>(column - rows_.headings.begin())] = std::move(text);
  }

  void AddGoal(const YearGoal& goal) {
    Begin();
    if (goal.record.table == fields_.name) Put("record", goal.record.id);
    Put("project", goal.project);
    Put("goal_target", goal.target);
    Put("whole_term", goal.whole_term_target);
    Put("achieved", goal.achieved);
    Put("deviation", goal.deviation_reason);
    Put("measure", goal.measure);
    if (plan_.total) Put("score", *plan_.total);
  }

  void AddRow(const PlanRow& row) {
    Begin();
    if (row.record.table == fields_.name) Put("record", row.record.id);
    Put("goal", row.key.goal);
    Put("level1", row.key.level1);
    Put("level2", row.key.level2);
    Put("level3", row.key.level3);
    Put("project", row.key.project);
    Put("content", row.content);
    Put("standard", row.scoring_standard);
    Put("note", row.note);
    Put("sign", std::string(row.direction == Direction::kQualitative ? "定性" : DirectionSign(row.direction)));
    Put("unit", row.unit);
    if (row.weight) Put("weight", FormatShort(*row.weight, 18));
    // A self-evaluation shows the target by which the row is scored.
    const bool shows_plan = fields_.yield == Yield::kPlan;
    Put("target", TargetText(shows_plan ? row.target : row.effective_target(), row.unit));
    if (row.adjusted) Put("adjusted", TargetText(*row.adjusted, row.unit));
    Put("adjust_reason", row.adjust_reason);
    if (row.baseline) Put("baseline", Number(*row.baseline, row.unit));
    Put("rule", row.rule);
    Put("core", row.is_core ? "1" : "2");
    const auto score = plan_.scores.find(row.key);
    if (score != plan_.scores.end()) Put("score", score->second);
    const Observation* seen = on_the_day_.FindRow(row.key).observation;
    if (seen == nullptr) return;
    Put("actual", ActualText(*seen));
    Put("deviation", seen->deviation_reason);
    Put("measure", seen->measure);
    Put("evidence", seen->evidence);
  }

  const PerfTable& fields_;
  const ExportedPlan& plan_;
  const ObservationsOf on_the_day_;
  Table rows_;
};

}  // namespace

const PerfTable* ExportedPerfTable(absl::string_view name) {
  const PerfTable* table = FindPerfTable(name);
  return table == nullptr || table->yield == Yield::kLibrary ? nullptr : table;
}

Table PerfRowsOf(const PerfTable& table, const ExportedPlan& plan) { return Exporter(table, plan).Run(); }

absl::StatusOr<std::string> FormatPerfExport(const PerfTable& table, Table rows, PerfFormat format) {
  if (format == PerfFormat::kJson) return FormatJsonTable(table.name, rows);
  if (format == PerfFormat::kCsv) return FormatCsv(rows, {.has_byte_order_mark = true});
  if (table.name == kTemplateTable) rows.name = kSheetOfTemplate;
  return FormatXlsx({{.table = std::move(rows)}});
}

}  // namespace zhengping::indicator
