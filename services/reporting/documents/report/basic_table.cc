#include "services/reporting/documents/report/basic_table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/reporting/documents/report/printed.h"

namespace zhengping::reporting {
namespace {

constexpr MoneyUnit kWanyuan = MoneyUnit::kWanyuan;

Cell FactCell(const EvaluationContent& content, const std::string& name) {
  return NumberCell(PrintFact(content, name, kWanyuan));
}

Row ThreeYears(const EvaluationContent& content, std::string label, const std::string& stem) {
  return {.cells = {TextCell(std::move(label)), FactCell(content, stem + ".prior_actual"),
                    FactCell(content, stem + ".budget"), FactCell(content, stem + ".actual")}};
}

// Whether the row has a figure in any column.
bool HasRow(const EvaluationContent& content, const std::string& stem) {
  return std::any_of(content.facts.begin(), content.facts.end(), [&stem](const Fact& fact) {
    return fact.value.has_value() && (fact.name == stem + ".prior_actual" || fact.name == stem + ".prior_budget" ||
                                      fact.name == stem + ".budget" || fact.name == stem + ".actual");
  });
}

Table Headcount(const EvaluationContent& content) {
  const std::string year = absl::StrCat(content.fiscal_year, "年");
  return {
      .caption = "财政供养人员情况",
      .unit = "人",
      .columns = {{.share = 1}, {.share = 1}, {.share = 1}},
      .header_rows = {{.cells = {HeadingCell("编制数"), HeadingCell(year + "实际在职人数"), HeadingCell("控制率")}}},
      .rows = {{.cells = {FactCell(content, "authorized_headcount"), FactCell(content, "actual_headcount"),
                          NumberCell(
                              PrintRate(content, "actual_headcount", "authorized_headcount", "rates/headcount"))}}},
      .is_illustrative = IsIllustrativeTable(content, "基础数据表")};
}

// The department's own rows of 项目支出 have a fact each: "project_spending.<id>.actual".
std::vector<std::pair<std::string, std::string>> ProjectRows(const EvaluationContent& content) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Fact& fact : content.facts) {
    absl::string_view stem = fact.name;
    if (!absl::ConsumePrefix(&stem, "project_spending.") || !absl::ConsumeSuffix(&stem, ".actual")) continue;
    if (stem.empty() || stem == "operations" || stem == "maintenance") continue;
    std::string label = fact.display_name;
    for (absl::string_view tail : {"（本年决算数）", "本年决算数"}) label = std::string(absl::StripSuffix(label, tail));
    rows.emplace_back(label, absl::StrCat("project_spending.", stem));
  }
  return rows;
}

Table Expenses(const EvaluationContent& content) {
  const int year = content.fiscal_year;
  Table table{.caption = "经费控制情况",
              .unit = "万元",
              .columns = {{.share = 46}, {.share = 18}, {.share = 18}, {.share = 18}},
              .header_rows = {{.cells = {HeadingCell("项目"), HeadingCell(absl::StrCat(year - 1, "年决算数")),
                                         HeadingCell(absl::StrCat(year, "年预算数")),
                                         HeadingCell(absl::StrCat(year, "年决算数"))}}},
              .is_illustrative = IsIllustrativeTable(content, "基础数据表")};
  const std::pair<const char*, const char*> kRows[] = {
      {"三公经费", "three_public_expenses"},
      {"　1.公务用车购置", "three_public_expenses.vehicle_purchase"},
      {"　2.公务用车运行维护", "three_public_expenses.vehicle_running"},
      {"　3.因公出国（境）", "three_public_expenses.abroad"},
      {"　4.公务接待", "three_public_expenses.reception"},
      {"项目支出", "project_spending"},
      {"　1.业务工作经费", "project_spending.operations"},
      {"　2.运行维护经费", "project_spending.maintenance"},
  };
  for (const auto& [label, stem] : kRows) table.rows.push_back(ThreeYears(content, label, stem));
  int number = 2;
  for (const auto& [label, stem] : ProjectRows(content)) {
    table.rows.push_back(ThreeYears(content, absl::StrCat("　", ++number, ".", label), stem));
  }
  const std::pair<const char*, const char*> kMore[] = {
      {"公用经费", "operating_expenses"},
      {"　其中：办公经费", "operating_expenses.office"},
      {"　　　　水费、电费、差旅费", "operating_expenses.utilities_travel"},
      {"　　　　会议费、培训费", "operating_expenses.meetings_training"},
      {"政府采购金额", "procurement"},
      {"部门基本支出预算调整", "budget_adjustment.basic"},
  };
  for (const auto& [label, stem] : kMore) table.rows.push_back(ThreeYears(content, label, stem));
  // The form of 2018 has the whole department's; later ones do not ask for it.
  if (HasRow(content, "budget_adjustment")) {
    table.rows.push_back(ThreeYears(content, "部门整体支出预算调整", "budget_adjustment"));
  }
  table.rows.push_back(
      {.cells = {TextCell("重点项目支出"), FactCell(content, "priority_projects.prior_actual"),
                 FactCell(content, "priority_projects.budget"), FactCell(content, "priority_projects.payments")}});
  Cell measures = TextCell("未填报");
  measures.column_span = 3;
  table.rows.push_back({.cells = {TextCell("厉行节约保障措施"), std::move(measures)}});
  table.notes = {{Plain("项目支出为基本支出以外的全部支出，公用经费为基本支出中的一般商品和服务支出。")}};
  return table;
}

Table Buildings(const EvaluationContent& content) {
  const auto heading = [](const char* text) { return HeadingCell(text); };
  return {
      .caption = absl::StrCat("楼堂馆所控制情况（", content.fiscal_year, "年完工项目）"),
      .columns = {{.share = 1}, {.share = 1}, {.share = 1}, {.share = 1}, {.share = 1}, {.share = 1}},
      .header_rows = {{.cells = {heading("批复规模（㎡）"), heading("实际规模（㎡）"), heading("规模控制率"),
                                 heading("预算投资（万元）"), heading("实际投资（万元）"), heading("投资概算控制率")}}},
      .rows = {{.cells = {FactCell(content, "building_area.approved"), FactCell(content, "building_area.actual"),
                          NumberCell(PrintRate(content, "building_area.actual", "building_area.approved",
                                               "rates/building_area")),
                          FactCell(content, "building_investment.approved"),
                          FactCell(content, "building_investment.actual"),
                          NumberCell(PrintRate(content, "building_investment.actual", "building_investment.approved",
                                               "rates/building_investment"))}}},
      .is_illustrative = IsIllustrativeTable(content, "基础数据表")};
}

Table Quotas(const EvaluationContent& content) {
  Table table{.caption = "部门整体支出预算执行情况",
              .unit = "万元",
              .columns = {{.share = 34}, {.share = 22}, {.share = 22}, {.share = 22}},
              .header_rows = {{.cells = {HeadingCell("项目"), HeadingCell("合计"), HeadingCell("基本支出"),
                                         HeadingCell("项目支出")}}},
              .is_illustrative = IsIllustrativeTable(content, "指标账")};
  const std::pair<const char*, const char*> kRows[] = {
      {"年初预算", "initial_budget"}, {"加：上年结转", "carryover_in"}, {"　　追加", "supplements"},
      {"　　调入", "transfers_in"},   {"减：追减", "reductions"},       {"　　调出", "transfers_out"},
      {"　　收回", "recalls"},        {"全年预算数", "final_budget"},   {"执行数", "payments"},
      {"年末结转结余", "balance"},
  };
  for (const auto& [label, stem] : kRows) {
    const std::string name = stem;
    table.rows.push_back({.cells = {TextCell(label), FactCell(content, name), FactCell(content, name + ".basic"),
                                    FactCell(content, name + ".project")}});
    table.rows.back().is_total = name == "final_budget";
  }
  table.notes = {{Plain("执行率"), PrintRate(content, "payments", "final_budget", "rates/execution"),
                  Plain("，追加占年初预算"), PrintRate(content, "supplements", "initial_budget", "rates/supplements"),
                  Plain("。")}};
  return table;
}

}  // namespace

Annex BasicTable(const EvaluationContent& content) {
  return {.title = absl::StrCat(content.fiscal_year, "年度部门整体支出绩效评价基础数据表"),
          .blocks = {Headcount(content), Expenses(content), Buildings(content), Quotas(content)}};
}

}  // namespace zhengping::reporting
