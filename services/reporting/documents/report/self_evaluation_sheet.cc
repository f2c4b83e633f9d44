#include "services/reporting/documents/report/self_evaluation_sheet.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/reporting/documents/report/printed.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kLevels = 3;  // 一级, 二级, 三级

// The row that scores the execution of the budget stands in the money table too, as the form has it.
const ScoredNode* ExecutionLeaf(const Scorecard& scorecard) {
  for (const ScoredNode& node : scorecard.nodes) {
    if (node.is_leaf && !node.is_plan_row && node.explanation.has_value() &&
        node.explanation->formula == "payments / final_budget") {
      return &node;
    }
  }
  return nullptr;
}

Cell PointsCell(const ScoredNode& node) {
  if (node.score.has_value()) return NumberCell(PrintPoints(*node.score, node.path));
  return Cell{.kind = CellKind::kNumber,
              .runs = {Plain(absl::StrCat(FormatShort(node.low), "–", FormatShort(node.high)))}};
}

Table Money(const EvaluationContent& content) {
  Table table{
      .caption = "年度预算执行",
      .unit = "万元",
      .columns =
          {{.share = 26}, {.share = 16}, {.share = 16}, {.share = 16}, {.share = 8}, {.share = 10}, {.share = 8}},
      .header_rows = {{.cells = {HeadingCell("项目"), HeadingCell("年初预算数"), HeadingCell("全年预算数"),
                                 HeadingCell("全年执行数"), HeadingCell("分值"), HeadingCell("执行率"),
                                 HeadingCell("得分")}}},
      .is_illustrative = IsIllustrativeTable(content, "指标账")};
  const auto cell = [&content](const std::string& name) {
    return NumberCell(PrintFact(content, name, MoneyUnit::kWanyuan));
  };
  const ScoredNode* execution = ExecutionLeaf(content.scorecard);
  Row total{.cells = {TextCell("年度资金总额"), cell("initial_budget"), cell("final_budget"), cell("payments")},
            .is_total = true};
  total.cells.push_back(execution == nullptr ? TextCell("—")
                                             : NumberCell(PrintPoints(execution->weight, execution->path + "/weight")));
  total.cells.push_back(NumberCell(PrintRate(content, "payments", "final_budget", "rates/execution")));
  total.cells.push_back(execution == nullptr ? TextCell("—") : PointsCell(*execution));
  table.rows.push_back(std::move(total));
  const std::pair<const char*, const char*> kSplits[] = {
      {"按收入性质：一般公共预算", ".general_public"},
      {"　　　　　　政府性基金", ".government_fund"},
      {"　　　　　　财政专户", ".special_account"},
      {"　　　　　　其他资金", ".other"},
      {"按支出性质：基本支出", ".basic"},
      {"　　　　　　项目支出", ".project"},
  };
  for (const auto& [label, suffix] : kSplits) {
    Row row{
        .cells = {TextCell(label), cell(absl::StrCat("initial_budget", suffix)),
                  cell(absl::StrCat("final_budget", suffix)), cell(absl::StrCat("payments", suffix)), TextCell(""),
                  NumberCell(PrintRate(content, absl::StrCat("payments", suffix), absl::StrCat("final_budget", suffix),
                                       absl::StrCat("rates/execution", suffix))),
                  TextCell("")}};
    table.rows.push_back(std::move(row));
  }
  return table;
}

// A leaf's names on the three columns: the last one on the third, those above before it.
std::vector<std::string> LevelsOf(const ScoredNode& leaf) {
  std::vector<std::string> names = absl::StrSplit(leaf.path, '/');
  while (names.size() > kLevels) names.erase(names.begin());
  while (names.size() < kLevels) names.insert(names.end() - 1, names.front() == names.back() ? "" : names.front());
  return names;
}

std::string ReasonText(const ScoredNode& node) {
  std::string text = node.deviation_reason;
  if (!node.measure.empty()) absl::StrAppend(&text, text.empty() ? "" : "；", "措施：", node.measure);
  if (node.is_deviation_flagged) absl::StrAppend(&text, text.empty() ? "" : "；", "完成值明显高于目标");
  return text;
}

// A leaf of the framework has no target of the plan; a rate is held against the rule's own.
std::string TargetText(const ScoredNode& node) {
  const bool is_rate = absl::EndsWith(node.actual_text, "%");
  if (!node.target_text.empty() || !is_rate || !node.explanation.has_value()) return node.target_text;
  return node.explanation->target.has_value() ? FormatPercent(*node.explanation->target) : "";
}

const Observation* ObservationOf(const EvaluationContent& content, const ScoredNode& node) {
  for (const Observation& observation : content.scorecard.observations) {
    if (node.is_plan_row && observation.key == node.key) return &observation;
  }
  return nullptr;
}

// What was achieved, with its day when the year went on after it. Targets are marked for the whole column; a made-up
// result is marked in its own cell.
Cell ActualCell(const EvaluationContent& content, const ScoredNode& node) {
  Run actual = Plain(node.actual_text);
  if (const Observation* observation = ObservationOf(content, node)) {
    actual.is_illustrative = observation->is_illustrative;
    const Date year_end = *Date::FromYmd(content.fiscal_year, 12, 31);
    if (observation->observed_date.has_value() && *observation->observed_date < year_end) {
      absl::StrAppend(&actual.text, "（截至", FormatChinese(*observation->observed_date), "）");
    }
  } else if (node.explanation.has_value() && !node.explanation->formula.empty()) {
    actual.is_illustrative = IsIllustrativeTable(content, "指标账");
  }
  return Cell{.runs = {std::move(actual)}};
}

// The goals in words: the form asks for them, and a case has no place for them.
Table Goals() {
  return {.caption = "年度总体目标",
          .columns = {{.share = 1}, {.share = 1}},
          .header_rows = {{.cells = {HeadingCell("预期目标"), HeadingCell("实际完成情况")}}},
          .rows = {{.cells = {TextCell("未填报"), TextCell("见正文“部门整体支出绩效情况”")}}}};
}

// Adds the first two columns: one cell for as many rows as share the names.
void AddGroupCell(std::vector<Row>& rows, const std::vector<std::vector<std::string>>& names, size_t row,
                  size_t level) {
  const auto same = [&](size_t other) {
    return std::equal(names[other].begin(), names[other].begin() + static_cast<long>(level) + 1, names[row].begin());
  };
  if (row > 0 && same(row - 1)) return;
  int span = 1;
  while (row + static_cast<size_t>(span) < names.size() && same(row + static_cast<size_t>(span))) ++span;
  rows[row].cells.push_back(HeadingCell(names[row][level], 1, span));
}

Table Indicators(const EvaluationContent& content) {
  Table table{
      .caption = "绩效指标完成情况",
      .columns = {{.share = 9},
                  {.share = 10},
                  {.share = 20},
                  {.share = 13},
                  {.share = 13},
                  {.share = 6},
                  {.share = 7},
                  {.share = 28}},
      .header_rows = {{.cells = {HeadingCell("一级指标"), HeadingCell("二级指标"), HeadingCell("三级指标"),
                                 HeadingCell(absl::StrCat(
                                     "年度指标值", IsIllustrativeTable(content, "绩效目标") ? "（示例数据）" : "")),
                                 HeadingCell("实际完成值"), HeadingCell("分值"), HeadingCell("得分"),
                                 HeadingCell("偏差原因分析及改进措施")}}}};
  std::vector<std::vector<std::string>> names;
  for (const ScoredNode& node : content.scorecard.nodes) {
    if (node.is_leaf) names.push_back(LevelsOf(node));
  }
  table.rows.resize(names.size());
  size_t row = 0;
  for (const ScoredNode& node : content.scorecard.nodes) {
    if (!node.is_leaf) continue;
    std::vector<Cell>& cells = table.rows[row].cells;
    const bool stands_alone = names[row][0].empty();  // 预算执行率 has no levels above it
    if (stands_alone) {
      cells.push_back(HeadingCell(names[row][2], 3));
    } else {
      AddGroupCell(table.rows, names, row, 0);
      AddGroupCell(table.rows, names, row, 1);
    }
    if (!stands_alone) cells.push_back(TextCell(names[row][2]));
    cells.push_back(TextCell(TargetText(node)));
    cells.push_back(ActualCell(content, node));
    cells.push_back(NumberCell(PrintPoints(node.weight, node.path + "/weight")));
    cells.push_back(PointsCell(node));
    cells.push_back(TextCell(ReasonText(node)));
    table.rows[row].may_split = true;
    ++row;
  }
  const Total& total = content.scorecard.total;
  table.rows.push_back({.cells = {HeadingCell("总分", 5), NumberCell(PrintPoints(total.full_mark, "total/weight")),
                                  NumberCell(PrintPoints(total.score, "total")), Cell{.runs = TotalRuns(total)}},
                        .is_total = true});
  return table;
}

}  // namespace

Runs TotalRuns(const Total& total) {
  const bool is_whole = total.scored_weight + total.not_applicable_weight >= total.full_mark;
  if (is_whole && !total.grade.empty())
    return {Plain("得分"), PrintPoints(total.score, "total"), Plain("分，等级" + total.grade)};
  return {Plain("可评"),
          PrintPoints(total.scored_weight, "total/scored_weight"),
          Plain("分中得"),
          PrintPoints(total.score, "total"),
          Plain("分，区间"),
          PrintPoints(total.low, "total/low"),
          Plain("–"),
          PrintPoints(total.high, "total/high"),
          Plain(total.grade.empty() ? "分，不定级" : "分，等级" + total.grade)};
}

Annex SelfEvaluationSheet(const EvaluationContent& content) {
  Annex annex{.title = absl::StrCat(content.fiscal_year, "年度部门整体支出绩效自评表"),
              .orientation = Orientation::kLandscape};
  Runs head = {Plain(absl::StrCat("预算部门：", content.department_display_name, "　评价体系：",
                                  content.scorecard.framework_display_name, "　自评结果："))};
  for (Run& run : TotalRuns(content.scorecard.total)) head.push_back(std::move(run));
  if (!content.case_head.illustrative_tables.empty()) head.back().text += "（含示例数据）";
  annex.blocks.emplace_back(Paragraph{.kind = ParagraphKind::kFlush, .runs = std::move(head)});
  annex.blocks.emplace_back(Money(content));
  annex.blocks.emplace_back(Goals());
  annex.blocks.emplace_back(Indicators(content));
  return annex;
}

}  // namespace zhengping::reporting
