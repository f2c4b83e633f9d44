#include "services/reporting/exchange/case/observations_file.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/row_key_cells.h"
#include "services/reporting/exchange/case/written_value.h"

namespace zhengping::reporting {
namespace {

// Rows of the plan by their third name.
using PlanNames = std::multimap<std::string, const CasePlanRow*>;

void CompleteKey(RowReader& reader, const PlanNames& plan, RowKey& key) {
  if (!key.level1.empty() || !key.level2.empty() || key.level3.empty()) return;
  const CasePlanRow* meant = nullptr;
  int count = 0;
  const auto [begin, end] = plan.equal_range(key.level3);
  for (auto row = begin; row != end; ++row) {
    const RowKey& known = row->second->key;
    if (!key.goal.empty() && key.goal != known.goal) continue;
    if (!key.project.empty() && key.project != known.project) continue;
    meant = row->second;
    ++count;
  }
  if (count == 1) {
    key = meant->key;
  } else if (count > 1) {
    reader.Wrong("kpi_lv3", "INDICATOR_AMBIGUOUS", "绩效目标中有几行同名的三级指标，请填写一级、二级指标");
  } else {
    reader.Wrong("kpi_lv3", "INDICATOR_UNKNOWN",
                 "绩效目标中没有这个三级指标；请核对名称，不在绩效目标中的指标应填写一级、二级指标");
  }
}

void ReadValue(RowReader& reader, CaseObservation& read) {
  Observation& observation = read.observation;
  observation.text = reader.Text("value");
  if (reader.State("value") != CellState::kValue) return;
  read.parts = ReadWrittenParts(observation.text);
  if (!read.parts.empty()) return;
  const WrittenValue written = ReadWrittenValue(observation.text, observation.unit);
  observation.value = written.value;
  observation.is_lower_bound = written.is_lower_bound;
  const std::optional<std::string> unit = AgreedUnit(written.unit, observation.unit);
  if (unit.has_value()) {
    observation.unit = *unit;
  } else {
    reader.Wrong(
        "value", "UNIT_DISAGREES",
        absl::StrCat("格内的单位「", written.unit, "」与计量单位「", observation.unit, "」不同，请统一后填写"));
  }
}

ObservationState StateByCells(const RowReader& reader) {
  if (reader.State("value") == CellState::kValue || reader.State("tier") == CellState::kValue ||
      reader.State("percent") == CellState::kValue) {
    return ObservationState::kReported;
  }
  return reader.State("value") == CellState::kNotApplicable ? ObservationState::kNotApplicable
                                                            : ObservationState::kMissing;
}

ObservationState ReadState(RowReader& reader) {
  static const Choices<ObservationState> kChoices = {
      {"已报", ObservationState::kReported},        {"缺失", ObservationState::kMissing},
      {"不适用", ObservationState::kNotApplicable}, {"reported", ObservationState::kReported},
      {"missing", ObservationState::kMissing},      {"not_applicable", ObservationState::kNotApplicable}};
  return reader.Choice("status", kChoices, "STATUS_UNKNOWN").value_or(StateByCells(reader));
}

std::optional<Date> ReadDay(RowReader& reader, int fiscal_year) {
  const std::optional<Date> day = reader.Day("date");
  if (day.has_value() && fiscal_year != 0 && day->year() != fiscal_year) {
    reader.Wrong("date", "DATE_OUTSIDE_YEAR", absl::StrCat("不是 ", fiscal_year, " 年的日期，请核对"),
                 Severity::kWarning);
  }
  return day;
}

}  // namespace

const std::vector<ColumnSpec>& ObservationsColumns() {
  static const std::vector<ColumnSpec> kColumns = [] {
    std::vector<ColumnSpec> columns = RowKeyColumns();
    for (ColumnSpec column : std::vector<ColumnSpec>{{"date", {"日期"}},
                                                     {"value", {"实际完成值", "完成值"}},
                                                     {"tier", {"档次"}},
                                                     {"percent", {"得分比例", "比例"}},
                                                     {"unit", {"计量单位", "单位"}},
                                                     {"status", {"状态"}},
                                                     {"evidence", {"佐证材料"}},
                                                     {"deviation_reason", {"偏差原因"}},
                                                     {"measure", {"改进措施"}}}) {
      columns.push_back(std::move(column));
    }
    return columns;
  }();
  return kColumns;
}

void ReadObservations(const CaseTable& table, Case& contents, std::vector<Issue>& issues) {
  PlanNames plan;
  for (const CasePlanRow& row : contents.plan) plan.emplace(row.key.level3, &row);
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    CaseObservation read{.place = reader.place()};
    Observation& observation = read.observation;
    observation.key = ReadRowKey(reader);
    if (!plan.empty()) CompleteKey(reader, plan, observation.key);
    observation.observed_date = ReadDay(reader, contents.fiscal_year);
    observation.unit = reader.Code("unit");
    ReadValue(reader, read);
    observation.tier = reader.Code("tier");
    observation.percent = reader.Number("percent");
    observation.state = ReadState(reader);
    observation.evidence = reader.Text("evidence");
    read.deviation_reason = reader.Text("deviation_reason");
    read.measure = reader.Text("measure");
    contents.observations.push_back(std::move(read));
  }
}

}  // namespace zhengping::reporting
