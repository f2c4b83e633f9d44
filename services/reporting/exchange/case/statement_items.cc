#include "services/reporting/exchange/case/statement_items.h"

#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

struct NamedPart {
  const char* suffix;
  const char* name;
};

// The ledger's figures, as the budget service's dictionary names them.
constexpr NamedPart kMeasures[] = {{"initial_budget", "年初预算数"},
                                   {"carryover_in", "上年结转"},
                                   {"supplements", "年中追加"},
                                   {"reductions", "年中追减"},
                                   {"transfers_in", "调剂调入"},
                                   {"transfers_out", "调剂调出"},
                                   {"recalls", "收回"},
                                   {"final_budget", "全年预算数"},
                                   {"payments", "全年执行数"},
                                   {"balance", "结转结余"}};
constexpr NamedPart kParts[] = {{".basic", "基本支出"},
                                {".project", "项目支出"},
                                {".general_public", "一般公共预算"},
                                {".government_fund", "政府性基金"},
                                {".special_account", "财政专户"},
                                {".other", "其他收入"}};
constexpr NamedPart kOrigins[] = {{"superior", "上级"}, {"policy", "政策"}, {"emergency", "突发"}, {"own", "本单位"}};
constexpr NamedPart kColumns[] = {
    {"prior_actual", "上年决算数"}, {"prior_budget", "上年预算数"}, {"budget", "本年预算数"}, {"actual", "本年决算数"}};

// Of the items that give a fact under one name, whatever the column, and those whose columns have names of their own.
std::string FactOfColumn(const StatementItemName& item, absl::string_view column) {
  const absl::string_view stem = item.item;
  if (stem == "authorized_headcount" || stem == "actual_headcount") {
    return column == "prior_actual" ? absl::StrCat(stem, ".prior") : std::string(stem);
  }
  if (stem == "building_area" || stem == "building_investment") {
    return absl::StrCat(stem, column == "budget" ? ".approved" : ".actual");
  }
  if (absl::StartsWith(stem, "fixed_assets.") || stem == "balance") {
    return column == "prior_actual" ? absl::StrCat(stem, ".prior") : std::string(stem);
  }
  if (stem == "initial_budget" || stem == "final_budget" || stem == "payments") return std::string(stem);
  if (stem == "priority_projects" && column == "actual") return "priority_projects.payments";
  return absl::StrCat(stem, ".", column);
}

std::map<std::string, std::string> MakeFactNames() {
  std::map<std::string, std::string> facts;
  for (const NamedPart& measure : kMeasures) {
    facts.emplace(measure.name, measure.suffix);
    for (const NamedPart& part : kParts) {
      facts.emplace(absl::StrCat(measure.name, "(", part.name, ")"), absl::StrCat(measure.suffix, part.suffix));
    }
  }
  for (const NamedPart& origin : kOrigins) {
    facts.emplace(absl::StrCat("年中追加(", origin.name, ")"), absl::StrCat("supplements.", origin.suffix));
  }
  facts.emplace("追加文件数", "supplement_documents");
  facts.emplace("预算指标数", "quotas");
  facts.emplace("专项资金数", "special_funds");
  facts.emplace("科目间调剂", "transfers_between_codes");
  for (const StatementItemName& item : StatementItemNames()) {
    for (const char* name : item.names) {
      for (const NamedPart& column : kColumns) {
        facts.emplace(absl::StrCat(HalfWidth(name), "(", column.name, ")"), FactOfColumn(item, column.suffix));
      }
      // Without a column: this year's final account.
      facts.emplace(HalfWidth(name), FactOfColumn(item, "actual"));
    }
  }
  return facts;
}

}  // namespace

const std::vector<StatementItemName>& StatementItemNames() {
  static const std::vector<StatementItemName> kItems = {
      {"authorized_headcount", FigureKind::kCount, {"编制数", "编制人数"}},
      {"actual_headcount", FigureKind::kCount, {"在职人数", "实际在职人数", "在职人员数", "实有人数"}},
      {"three_public_expenses", FigureKind::kMoney, {"三公经费", "“三公”经费", "“三公经费”"}},
      {"three_public_expenses.vehicles",
       FigureKind::kMoney,
       {"公务用车购置和维护经费", "公务用车购置及运行维护费", "公务用车"}},
      {"three_public_expenses.vehicle_purchase", FigureKind::kMoney, {"公务用车购置费", "公务用车购置", "公车购置"}},
      {"three_public_expenses.vehicle_running",
       FigureKind::kMoney,
       {"公务用车运行维护费", "公务用车运行维护", "公车运行维护"}},
      {"three_public_expenses.abroad", FigureKind::kMoney, {"因公出国（境）费", "因公出国", "出国经费"}},
      {"three_public_expenses.reception", FigureKind::kMoney, {"公务接待费", "公务接待"}},
      {"project_spending", FigureKind::kMoney, {"项目支出"}},
      {"project_spending.operations", FigureKind::kMoney, {"业务工作经费"}},
      {"project_spending.maintenance", FigureKind::kMoney, {"运行维护经费"}},
      {"operating_expenses", FigureKind::kMoney, {"公用经费"}},
      {"operating_expenses.office", FigureKind::kMoney, {"办公经费", "办公费"}},
      {"operating_expenses.utilities_travel",
       FigureKind::kMoney,
       {"水费、电费、差旅费", "水费电费差旅费", "水电费、差旅费"}},
      {"operating_expenses.meetings_training", FigureKind::kMoney, {"会议费、培训费", "会议费培训费"}},
      {"budget_adjustment", FigureKind::kMoney, {"部门整体支出预算调整", "整体支出预算调整"}},
      {"budget_adjustment.basic", FigureKind::kMoney, {"部门基本支出预算调整", "基本支出预算调整"}},
      {"procurement", FigureKind::kMoney, {"政府采购金额", "政府采购"}},
      {"building_area", FigureKind::kArea, {"楼堂馆所面积", "楼堂馆所规模"}},
      {"building_investment", FigureKind::kMoney, {"楼堂馆所投资", "楼堂馆所投资概算"}},
      {"fixed_assets", FigureKind::kMoney, {"固定资产及其在用"}},
      {"fixed_assets.total", FigureKind::kMoney, {"固定资产", "固定资产总额"}},
      {"fixed_assets.in_use", FigureKind::kMoney, {"在用固定资产", "在用固定资产总额"}},
      {"priority_projects", FigureKind::kMoney, {"重点项目支出", "重点支出"}},
      {"balance", FigureKind::kMoney, {"结转结余", "年末结转结余", "结转结余资金"}},
      {"initial_budget", FigureKind::kMoney, {"年初预算数"}},
      {"final_budget", FigureKind::kMoney, {"全年预算数"}},
      {"payments", FigureKind::kMoney, {"全年执行数"}}};
  return kItems;
}

const StatementItemName* FindStatementItemName(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  for (const StatementItemName& item : StatementItemNames()) {
    if (narrow == item.item) return &item;
    for (const char* name : item.names) {
      if (narrow == HalfWidth(name)) return &item;
    }
  }
  return nullptr;
}

std::string FactNameOf(absl::string_view text) {
  static const std::map<std::string, std::string>* const facts =
      new std::map<std::string, std::string>(MakeFactNames());
  const auto found = facts->find(HalfWidth(text));
  return found == facts->end() ? std::string(text) : found->second;
}

FigureKind FigureKindOfFact(absl::string_view name) {
  if (absl::StartsWith(name, "authorized_headcount") || absl::StartsWith(name, "actual_headcount") ||
      name == "supplement_documents" || name == "quotas" || name == "special_funds") {
    return FigureKind::kCount;
  }
  return absl::StartsWith(name, "building_area") ? FigureKind::kArea : FigureKind::kMoney;
}

}  // namespace zhengping::reporting
