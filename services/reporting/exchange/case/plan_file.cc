#include "services/reporting/exchange/case/plan_file.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/row_key_cells.h"
#include "services/reporting/exchange/case/written_value.h"

namespace zhengping::reporting {
namespace {

bool Contradicts(WrittenSign sign, TargetDirection direction) {
  return (sign == WrittenSign::kAtLeast && direction == TargetDirection::kAtMost) ||
         (sign == WrittenSign::kAtMost && direction == TargetDirection::kAtLeast);
}

// The unit of the row, once a cell has shown its own.
void TakeUnit(RowReader& reader, absl::string_view key, const std::string& cell_unit, std::string& unit) {
  const std::optional<std::string> agreed = AgreedUnit(cell_unit, unit);
  if (agreed.has_value()) {
    unit = *agreed;
    return;
  }
  reader.Wrong(key, "UNIT_DISAGREES",
               absl::StrCat("格内的单位「", cell_unit, "」与计量单位「", unit, "」不同，请统一后填写"));
}

CaseTarget ReadTarget(RowReader& reader, absl::string_view key, TargetDirection direction, std::string& unit) {
  CaseTarget target{.text = reader.Text(key)};
  switch (direction) {
    case TargetDirection::kQualitative:
      return target;
    case TargetDirection::kRange: {
      const std::optional<WrittenRange> range = ReadWrittenRange(target.text, unit);
      if (!range.has_value()) return target;
      target.value = range->lower;
      target.upper = range->upper;
      TakeUnit(reader, key, range->unit, unit);
      return target;
    }
    case TargetDirection::kAtLeast:
    case TargetDirection::kAtMost:
    case TargetDirection::kEqual:
      break;
  }
  const WrittenValue written = ReadWrittenValue(target.text, unit);
  target.value = written.value;
  TakeUnit(reader, key, written.unit, unit);
  if (Contradicts(written.sign, direction)) {
    reader.Wrong(key, "PLAN_TARGET_SIGN", "指标值里的符号与指标性质相反，请核对");
  }
  return target;
}

std::optional<Rational> ReadBaseline(RowReader& reader, std::string& unit) {
  if (reader.State("baseline") != CellState::kValue) return std::nullopt;
  const WrittenValue written = ReadWrittenValue(reader.Text("baseline"), unit);
  if (!written.value.has_value()) {
    reader.Wrong("baseline", "NUMBER_MALFORMED", "上年实际值应为数字，如 12、0.5、38.64%");
    return std::nullopt;
  }
  TakeUnit(reader, "baseline", written.unit, unit);
  return written.value;
}

}  // namespace

const Choices<TargetDirection>& TargetDirections() {
  static const Choices<TargetDirection> kChoices = {
      {">=", TargetDirection::kAtLeast}, {"<=", TargetDirection::kAtMost},        {"=", TargetDirection::kEqual},
      {"区间", TargetDirection::kRange}, {"定性", TargetDirection::kQualitative}, {"≥", TargetDirection::kAtLeast},
      {"≤", TargetDirection::kAtMost},   {"正向", TargetDirection::kAtLeast},     {"反向", TargetDirection::kAtMost},
      {"等于", TargetDirection::kEqual}};
  return kChoices;
}

const std::vector<ColumnSpec>& PlanColumns() {
  static const std::vector<ColumnSpec> kColumns = [] {
    std::vector<ColumnSpec> columns = RowKeyColumns();
    for (ColumnSpec column : std::vector<ColumnSpec>{{"direction", {"指标性质"}, Presence::kRequired},
                                                     {"kpi_val", {"指标值", "目标值"}, Presence::kRequired},
                                                     {"adjusted_val", {"调整指标值"}},
                                                     {"adjust_reason", {"调整原因"}},
                                                     {"unit", {"计量单位", "单位"}},
                                                     {"baseline", {"上年实际值"}},
                                                     {"weight", {"分值"}},
                                                     {"rule", {"评分规则"}},
                                                     {"core", {"是否核心指标", "核心指标"}}}) {
      columns.push_back(std::move(column));
    }
    return columns;
  }();
  return kColumns;
}

void ReadPlan(const CaseTable& table, std::vector<CasePlanRow>& plan, std::vector<Issue>& issues) {
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    CasePlanRow read{.key = ReadRowKey(reader), .unit = reader.Code("unit"), .place = reader.place()};
    if (reader.Code("direction").empty()) {
      reader.Wrong("direction", "DIRECTION_MISSING", "指标性质必填，应为 >=、<=、=、区间、定性 之一");
    }
    const std::optional<TargetDirection> direction =
        reader.Choice("direction", TargetDirections(), "DIRECTION_UNKNOWN");
    read.direction = direction.value_or(TargetDirection::kAtLeast);
    read.target = ReadTarget(reader, "kpi_val", read.direction, read.unit);
    if (reader.State("adjusted_val") == CellState::kValue) {
      read.adjusted = ReadTarget(reader, "adjusted_val", read.direction, read.unit);
    }
    read.adjust_reason = reader.Text("adjust_reason");
    read.baseline = ReadBaseline(reader, read.unit);
    read.weight = reader.Number("weight");
    read.rule_name = reader.Code("rule");
    read.is_core = reader.YesNo("core").value_or(false);
    plan.push_back(std::move(read));
  }
}

}  // namespace zhengping::reporting
