#include "services/reporting/exchange/case/case_template.h"

#include <string>
#include <utility>

#include "services/reporting/domain/sheet_check/money_block.h"
#include "services/reporting/exchange/case/checks_file.h"
#include "services/reporting/exchange/case/claimed_file.h"
#include "services/reporting/exchange/case/columns.h"
#include "services/reporting/exchange/case/department_file.h"
#include "services/reporting/exchange/case/facts_file.h"
#include "services/reporting/exchange/case/ledger_file.h"
#include "services/reporting/exchange/case/observations_file.h"
#include "services/reporting/exchange/case/plan_file.h"
#include "services/reporting/exchange/case/special_funds_file.h"
#include "services/reporting/exchange/case/statement_file.h"
#include "services/reporting/exchange/case/statement_items.h"

namespace zhengping::reporting {
namespace {

struct TemplateTable {
  const char* name;
  const std::vector<ColumnSpec>& columns;
};

std::vector<TemplateTable> Tables() {
  return {{"单位", DepartmentColumns()},       {"指标账", LedgerColumns()},         {"基础数据表", StatementColumns()},
          {"决算数", FactsColumns()},          {"专项资金", SpecialFundsColumns()}, {"绩效目标", PlanColumns()},
          {"完成情况", ObservationsColumns()}, {"勾稽关系", ChecksColumns()},       {"已报自评表", ClaimedColumns()}};
}

std::string HeadingOf(const ColumnSpec& column) { return column.names.empty() ? column.key : column.names.front(); }

XlsxSheet SheetOf(const std::string& name, std::vector<std::string> headings,
                  std::vector<std::vector<std::string>> rows = {}) {
  XlsxSheet sheet{.table = {.name = name, .heading_row = 1, .headings = std::move(headings), .rows = {}}};
  int number = 1;
  for (std::vector<std::string>& cells : rows)
    sheet.table.rows.push_back({.number = ++number, .cells = std::move(cells)});
  return sheet;
}

XlsxSheet Notes() {
  std::vector<std::vector<std::string>> rows = {
      {"各表第一行是列名，次序可以变动；不用的表和列留空。金额以元计，列名写“金额（万元）”则以万元计。"},
      {"空格是缺失，/ 或 无 是不适用，0 是零：三者不同。日期写 2023-05-31、2023年5月31日 或 20230531。"},
      {"编码请以文本保存，以免丢失前面的 0。以前年度的表在表名前加年份，如“2022指标账”。"},
      {"“说明”表写明预算年度；“单位”表填一行；“正文”表每行一段，标题写 一、（一）1.。"},
      {},
      {"表", "列", "字段名", "是否必填"}};
  for (const TemplateTable& table : Tables()) {
    for (const ColumnSpec& column : table.columns) {
      rows.push_back(
          {table.name, HeadingOf(column), column.key, column.presence == Presence::kRequired ? "必填" : "选填"});
    }
  }
  return SheetOf("填写说明", {"怎样填写"}, std::move(rows));
}

XlsxSheet Codes() {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&rows](const char* table, const char* column, const std::vector<const char*>& codes) {
    for (const char* code : codes) rows.push_back({table, column, code});
  };
  add("指标账", "类型", {"年初预算", "追加", "追减", "调剂", "上年结转", "收回", "支付", "退回"});
  add("指标账", "支出类别", {"基本支出", "项目支出"});
  add("指标账", "调整来源", {"上级", "政策", "突发", "本单位"});
  add("指标账", "是否经常性", {"是", "否"});
  add("绩效目标", "指标性质", {">=", "<=", "=", "区间", "定性"});
  add("绩效目标", "是否核心指标", {"是", "否"});
  add("完成情况", "状态", {"已报", "缺失", "不适用"});
  add("已报自评表", "行类型", {"资金", "指标", "总分"});
  add("已报自评表", "项目", MoneyItemNames());
  for (const StatementItemName& item : StatementItemNames()) add("基础数据表", "项目", {item.names.front()});
  return SheetOf("代码", {"表", "列", "可以填写"}, std::move(rows));
}

}  // namespace

std::vector<XlsxSheet> CaseTemplate() {
  std::vector<XlsxSheet> sheets = {Notes(),
                                   SheetOf("说明", {"项目", "内容", "例"},
                                           {{"预算年度", "", "2023"},
                                            {"评价体系", "", "self-evaluation-2020"},
                                            {"数据来源", "", "县财政局 2023 年部门决算"},
                                            {"示例数据", "", "指标账、完成情况（编出来供演示的表，没有则留空）"},
                                            {"评价对象", "", "部门"}})};
  for (const TemplateTable& table : Tables()) {
    std::vector<std::string> headings;
    for (const ColumnSpec& column : table.columns) headings.push_back(HeadingOf(column));
    sheets.push_back(SheetOf(table.name, std::move(headings)));
  }
  sheets.push_back(SheetOf("正文", {}));
  sheets.push_back(Codes());
  return sheets;
}

}  // namespace zhengping::reporting
