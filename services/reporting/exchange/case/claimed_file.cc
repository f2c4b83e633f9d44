#include "services/reporting/exchange/case/claimed_file.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"
#include "services/reporting/exchange/case/claimed_cells.h"
#include "services/reporting/exchange/case/plan_file.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kFenPerYuan = 100;

std::optional<TargetDirection> DirectionNamed(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  for (const auto& [name, direction] : TargetDirections()) {
    if (narrow == name || narrow == absl::StrCat(name, "指标")) return direction;
  }
  if (narrow == "负向" || narrow == "逆向" || narrow == "≦") return TargetDirection::kAtMost;
  if (narrow == "≧") return TargetDirection::kAtLeast;
  if (narrow == "═") return TargetDirection::kEqual;
  return std::nullopt;
}

std::optional<TargetDirection> DirectionOfSign(CellSign sign) {
  switch (sign) {
    case CellSign::kAtLeast:
    case CellSign::kAbove:
      return TargetDirection::kAtLeast;
    case CellSign::kAtMost:
    case CellSign::kBelow:
      return TargetDirection::kAtMost;
    case CellSign::kEqual:
      return TargetDirection::kEqual;
    case CellSign::kNone:
      break;
  }
  return std::nullopt;
}

// What cannot be above 100%.
bool IsShare(absl::string_view name) {
  for (const char* word : {"满意度", "合格率", "准确率", "真实率", "及时率", "覆盖率", "达标率", "满意率"}) {
    if (absl::StrContains(name, word)) return true;
  }
  return false;
}

int64_t UnitFenOf(absl::string_view text) {
  if (absl::StrContains(text, "亿元")) return 100'000'000 * kFenPerYuan;
  if (absl::StrContains(text, "万元")) return 10'000 * kFenPerYuan;
  return absl::StrContains(text, "千元") ? 1'000 * kFenPerYuan : kFenPerYuan;
}

class SheetReader {
 public:
  SheetReader(const WrittenSheet& written, std::vector<Issue>& issues) : written_(written), issues_(issues) {}

  ClaimedSheet Run() {
    ClaimedSheet sheet{written_.file, written_.headings, {}};
    for (const WrittenRow& row : written_.rows) {
      written_row_ = &row;
      std::optional<ClaimedRow> read = ReadRow();
      if (read.has_value()) sheet.rows.push_back(*std::move(read));
    }
    return sheet;
  }

 private:
  const std::string& Cell(const char* key) const {
    static const std::string kEmpty;
    const auto found = written_row_->cells.find(key);
    return found == written_row_->cells.end() ? kEmpty : found->second;
  }
  std::string Text(const char* key) const { return std::string(TrimSpaces(Cell(key))); }

  void Tell(const char* key, Severity severity, const char* reason, std::string remedy) {
    const auto heading = written_.headings.find(key);
    issues_.push_back({severity,
                       {.file = written_.file,
                        .row = written_row_->row,
                        .column = heading == written_.headings.end() ? std::string(key) : heading->second},
                       reason,
                       Text(key),
                       std::move(remedy)});
  }

  std::optional<ClaimedKind> Kind() {
    const std::string text = HalfWidth(Cell("row_kind"));
    if (text == "资金" || text == "money") return ClaimedKind::kMoney;
    if (text == "指标" || text == "indicator") return ClaimedKind::kIndicator;
    if (text == "总分" || text == "合计" || text == "小计" || text == "total") return ClaimedKind::kTotal;
    if (!text.empty()) return std::nullopt;
    if (!Text("kpi_lv3").empty()) return ClaimedKind::kIndicator;
    const std::string item = PlainName(Text("item"));
    if (item.empty()) return std::nullopt;
    const bool is_total = item == "总分" || item == "合计" || absl::EndsWith(item, "小计");
    return is_total ? ClaimedKind::kTotal : ClaimedKind::kMoney;
  }

  std::optional<ClaimedRow> ReadRow() {
    const std::optional<ClaimedKind> kind = Kind();
    if (!kind.has_value()) {
      Tell("row_kind", Severity::kWarning, "CLAIMED_KIND_UNKNOWN",
           "行类型应为 资金、指标、总分 之一；这一行没有读入，复核时不计");
      return std::nullopt;
    }
    ClaimedRow row{.kind = *kind, .row = written_row_->row, .item = Text("item"), .unit = HalfWidth(Cell("unit"))};
    if (*kind == ClaimedKind::kIndicator) {
      CarryDown(row);
    } else {
      row.level1 = Text("kpi_lv1");
    }
    if (*kind == ClaimedKind::kTotal && row.item.empty()) row.item = row.level1.empty() ? "总分" : row.level1;
    const bool has_name = *kind == ClaimedKind::kIndicator ? !row.level3.empty() : !row.item.empty();
    if (!has_name) {
      Tell(*kind == ClaimedKind::kIndicator ? "kpi_lv3" : "item", Severity::kWarning, "CLAIMED_NAME_MISSING",
           "这一行没有名称，没有读入，复核时不计");
      return std::nullopt;
    }
    is_cut_ = absl::StrContains(HalfWidth(row.level3), "(缺") || absl::StrContains(row.level3, "未读到");
    ReadNumbers(row);
    if (*kind == ClaimedKind::kMoney) ReadAmounts(row);
    if (*kind == ClaimedKind::kIndicator) ReadValues(row);
    row.deviation_reason = Text("deviation_reason");
    return row;
  }

  // A name that stands once for several rows belongs to those below it, until the level above changes.
  void CarryDown(ClaimedRow& row) {
    row.goal = Text("goal");
    row.level1 = Text("kpi_lv1");
    row.level2 = Text("kpi_lv2");
    row.level3 = Text("kpi_lv3");
    const bool is_of_new_goal = !row.goal.empty() && row.goal != goal_;
    if (row.goal.empty()) row.goal = goal_;
    const bool is_of_new_level1 = is_of_new_goal || (!row.level1.empty() && row.level1 != level1_);
    if (row.level1.empty() && !is_of_new_goal) row.level1 = level1_;
    if (row.level2.empty() && !is_of_new_level1) row.level2 = level2_;
    // A form of two levels: the name stands in the last column that is filled.
    if (row.level3.empty() && !Text("kpi_lv2").empty()) row.level3 = row.level2;
    goal_ = row.goal;
    level1_ = row.level1;
    level2_ = row.level2;
  }

  // In a row that a copy has cut, a blank is a cell that was not read.
  ClaimedCell Whole(ClaimedCell cell) const {
    if (is_cut_ && cell.is_blank()) cell.reading = CellReading::kUnread;
    return cell;
  }

  ClaimedCell Number(const char* key) {
    ClaimedCell cell = Whole(ReadClaimedNumber(Cell(key)));
    if (cell.text.empty()) return cell;
    if (cell.reading == CellReading::kUnread) {
      Tell(key, Severity::kWarning, "CLAIMED_CELL_UNREAD", "应为数字，无法识别，不据此得出结论；请核对原表");
    }
    return cell;
  }

  void ReadNumbers(ClaimedRow& row) {
    row.weight = Number("weight");
    row.rate = Number("rate");
    row.score = Number("score");
    row.coefficient = Number("coefficient");
  }

  ClaimedCell Amount(const char* key, const std::string& unit) {
    const auto heading = written_.headings.find(key);
    int64_t unit_fen = heading == written_.headings.end() ? kFenPerYuan : UnitFenOf(HalfWidth(heading->second));
    if (unit_fen == kFenPerYuan) unit_fen = UnitFenOf(unit);
    ClaimedCell cell = ReadClaimedAmount(Cell(key), unit_fen);
    if (cell.reading == CellReading::kUnread) {
      Tell(key, Severity::kWarning, "CLAIMED_CELL_UNREAD", "应为金额，无法识别，不据此得出结论；请核对原表");
    }
    return cell;
  }

  void ReadAmounts(ClaimedRow& row) {
    row.initial_budget = Amount("initial_budget", row.unit);
    row.final_budget = Amount("final_budget", row.unit);
    row.payments = Amount("payments", row.unit);
  }

  // Of a number that has none itself. Below 2 it may be a share as well as a percentage, and is left alone.
  static std::string UnitOfTarget(const ClaimedRow& row) {
    const ClaimedCell& target = row.effective_target();
    const bool may_be_share = target.unit == "%" && *row.actual.number <= Rational(2);
    return may_be_share ? "" : target.written_unit;
  }

  void ReadValues(ClaimedRow& row) {
    row.target = Whole(ReadClaimedValue(Cell("kpi_val"), row.unit));
    row.adjusted = ReadClaimedValue(Cell("adjusted_val"), row.unit);
    row.baseline = ReadClaimedValue(Cell("baseline"), row.unit);
    row.actual = Whole(ReadClaimedValue(Cell("value"), row.unit));
    const bool has_unit = !row.actual.number.has_value() || !row.actual.unit.empty();
    if (!has_unit) {
      Tell("value", Severity::kNote, "CLAIMED_UNIT_MISSING", "没有计量单位，按目标值的单位理解；请补充");
      row.actual = ReadClaimedValue(Cell("value"), UnitOfTarget(row));
    }
    row.direction = DirectionNamed(Cell("direction"));
    if (!row.direction.has_value() && !HalfWidth(Cell("direction")).empty()) {
      Tell("direction", Severity::kWarning, "CLAIMED_DIRECTION_UNKNOWN", "指标性质应为 >=、<=、=、区间、定性 之一");
    }
    if (!row.direction.has_value()) row.direction = DirectionOfSign(row.effective_target().sign);
    if (row.actual.sign != CellSign::kNone) {
      Tell("value", Severity::kNote, "CLAIMED_SIGN_IN_VALUE", "实际完成值应为实际数，不写符号");
    }
    for (ClaimedCell* cell : {&row.actual, &row.target}) {
      const bool is_above_all = cell->number.has_value() && cell->unit == "%" && *cell->number > Rational(1);
      if (!is_above_all || !IsShare(row.level3)) continue;
      Tell(cell == &row.actual ? "value" : "kpi_val", Severity::kWarning, "CLAIMED_VALUE_IMPLAUSIBLE",
           "这一指标不可能超过 100%，可能是识别错误；按未读到处理，请核对原表");
      cell->reading = CellReading::kUnread;
      cell->number.reset();
    }
  }

  const WrittenSheet& written_;
  std::vector<Issue>& issues_;
  const WrittenRow* written_row_ = nullptr;
  bool is_cut_ = false;  // the row's name says that a part of it was not read
  std::string goal_;
  std::string level1_;
  std::string level2_;
};

}  // namespace

const std::vector<ColumnSpec>& ClaimedColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"row_kind", {"行类型"}},
                                                   {"item", {"项目"}},
                                                   {"goal", {"绩效目标", "年度目标"}},
                                                   {"kpi_lv1", {"一级指标"}},
                                                   {"kpi_lv2", {"二级指标"}},
                                                   {"kpi_lv3", {"三级指标"}},
                                                   {"direction", {"指标性质"}},
                                                   {"kpi_val", {"指标值", "年度指标值", "目标值"}},
                                                   {"adjusted_val", {"调整指标值"}},
                                                   {"value", {"实际完成值", "完成值", "全年完成值"}},
                                                   {"baseline", {"上年实际值"}},
                                                   {"coefficient", {"得分系数"}},
                                                   {"unit", {"计量单位", "单位"}},
                                                   {"initial_budget", {"年初预算数", "年初预算"}},
                                                   {"final_budget", {"全年预算数", "预算数"}},
                                                   {"payments", {"全年执行数", "执行数"}},
                                                   {"weight", {"分值", "权重"}},
                                                   {"rate", {"执行率"}},
                                                   {"score", {"得分", "自评得分"}},
                                                   {"deviation_reason", {"偏差原因", "偏差原因分析及改进措施"}}};
  return kColumns;
}

WrittenSheet WrittenFrom(const CaseTable& table) {
  WrittenSheet sheet{.file = table.table().name, .headings = table.Headings(), .rows = {}};
  for (const Row& row : table.table().rows) {
    WrittenRow written{.row = row.number, .cells = {}};
    for (const auto& [key, heading] : sheet.headings) {
      const std::string& cell = row.cells[*table.ColumnOf(key)];
      if (!cell.empty()) written.cells[key] = cell;
    }
    sheet.rows.push_back(std::move(written));
  }
  return sheet;
}

ClaimedSheet ReadClaimedSheet(const WrittenSheet& written, std::vector<Issue>& issues) {
  return SheetReader(written, issues).Run();
}

}  // namespace zhengping::reporting
