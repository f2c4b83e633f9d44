#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {
namespace {

constexpr char kOpenRows[] = "project_spending.*";

// All four columns give a fact of their own.
std::array<std::string, 4> FourFacts(absl::string_view stem) {
  return {absl::StrCat(stem, ".prior_actual"), absl::StrCat(stem, ".prior_budget"), absl::StrCat(stem, ".budget"),
          absl::StrCat(stem, ".actual")};
}

StatementItem Spending(std::string item, std::string display_name, std::vector<std::string> other_names,
                       PartRule part_rule, std::string whole) {
  std::array<std::string, 4> facts = FourFacts(item);
  return {std::move(item), std::move(display_name), std::move(other_names), "fen",
          part_rule,       std::move(whole),        std::move(facts)};
}

StatementItem Other(std::string item, std::string display_name, std::vector<std::string> other_names, std::string unit,
                    std::array<std::string, 4> facts) {
  return {std::move(item), std::move(display_name), std::move(other_names), std::move(unit), PartRule::kNone, "",
          std::move(facts)};
}

std::vector<StatementItem> MakeItems() {
  std::vector<StatementItem> items;
  items.push_back(Other("authorized_headcount", "编制数", {"编制人数"}, "persons",
                        {"authorized_headcount.prior", "", "authorized_headcount", "authorized_headcount"}));
  items.push_back(Other("actual_headcount", "在职人数", {"实际在职人数", "在职人员数", "实有人数"}, "persons",
                        {"actual_headcount.prior", "", "actual_headcount", "actual_headcount"}));
  const std::string three_public = "three_public_expenses";
  const std::string vehicles = "three_public_expenses.vehicles";
  items.push_back(Spending(three_public, "三公经费", {"“三公”经费", "“三公经费”"}, PartRule::kNone, ""));
  items.push_back(Spending(vehicles, "公务用车购置和维护经费", {"公务用车购置及运行维护费", "公务用车"}, PartRule::kSum,
                           three_public));
  items.push_back(Spending("three_public_expenses.vehicle_purchase", "公务用车购置费", {"公务用车购置", "公车购置"},
                           PartRule::kSum, vehicles));
  items.push_back(Spending("three_public_expenses.vehicle_running", "公务用车运行维护费",
                           {"公务用车运行维护", "公车运行维护"}, PartRule::kSum, vehicles));
  items.push_back(Spending("three_public_expenses.abroad", "因公出国（境）费",
                           {"因公出国", "出国经费", "因公出国(境)费"}, PartRule::kSum, three_public));
  items.push_back(
      Spending("three_public_expenses.reception", "公务接待费", {"公务接待"}, PartRule::kSum, three_public));
  const std::string projects = "project_spending";
  items.push_back(Spending(projects, "项目支出", {}, PartRule::kNone, ""));
  items.push_back(Spending("project_spending.operations", "业务工作经费", {}, PartRule::kUsualSum, projects));
  items.push_back(Spending("project_spending.maintenance", "运行维护经费", {}, PartRule::kUsualSum, projects));
  items.push_back(Spending(kOpenRows, "项目", {}, PartRule::kUsualSum, projects));
  const std::string operating = "operating_expenses";
  items.push_back(Spending(operating, "公用经费", {}, PartRule::kNone, ""));
  items.push_back(Spending("operating_expenses.office", "办公经费", {"办公费"}, PartRule::kAmong, operating));
  items.push_back(Spending("operating_expenses.utilities_travel", "水费、电费、差旅费",
                           {"水费电费差旅费", "水电费、差旅费"}, PartRule::kAmong, operating));
  items.push_back(Spending("operating_expenses.meetings_training", "会议费、培训费", {"会议费培训费"}, PartRule::kAmong,
                           operating));
  // 部门整体支出预算调整 in the form of 2018, 部门基本支出预算调整 in that of 2023 (domain.md II.4.3): 追加、追减 and
  // 调剂 of the year, each as it happened.
  items.push_back(Spending("budget_adjustment", "部门整体支出预算调整", {"整体支出预算调整"}, PartRule::kNone, ""));
  items.push_back(Spending("budget_adjustment.basic", "部门基本支出预算调整", {"基本支出预算调整"}, PartRule::kAmong,
                           "budget_adjustment"));
  items.push_back(Spending("procurement", "政府采购金额", {"政府采购"}, PartRule::kNone, ""));
  items.push_back(Other("building_area", "楼堂馆所面积", {"楼堂馆所规模"}, "square_meters",
                        {"", "", "building_area.approved", "building_area.actual"}));
  items.push_back(Other("building_investment", "楼堂馆所投资", {"楼堂馆所投资概算"}, "fen",
                        {"", "", "building_investment.approved", "building_investment.actual"}));
  // One row with both figures, as a form with two columns has it, or a row each.
  items.push_back(
      Other("fixed_assets", "固定资产及其在用", {}, "fen", {"", "", "fixed_assets.total", "fixed_assets.in_use"}));
  items.push_back(Other("fixed_assets.total", "固定资产", {"固定资产总额"}, "fen",
                        {"fixed_assets.total.prior", "", "", "fixed_assets.total"}));
  items.push_back(Other("fixed_assets.in_use", "在用固定资产", {"在用固定资产总额"}, "fen",
                        {"fixed_assets.in_use.prior", "", "", "fixed_assets.in_use"}));
  items.push_back(Other("priority_projects", "重点项目支出", {"重点支出"}, "fen",
                        {"priority_projects.prior_actual", "priority_projects.prior_budget", "priority_projects.budget",
                         "priority_projects.payments"}));
  items.push_back(
      Other("balance", "结转结余", {"年末结转结余", "结转结余资金"}, "fen", {"balance.prior", "", "", "balance"}));
  items.push_back(Other("initial_budget", "年初预算数", {}, "fen", {"", "", "initial_budget", ""}));
  items.push_back(Other("final_budget", "全年预算数", {}, "fen", {"", "", "final_budget", ""}));
  items.push_back(Other("payments", "全年执行数", {}, "fen", {"", "", "", "payments"}));
  return items;
}

bool IsCalled(const StatementItem& item, absl::string_view name) {
  if (name == item.item || name == item.display_name) return true;
  for (const std::string& other : item.other_names) {
    if (name == other) return true;
  }
  return false;
}

}  // namespace

const std::vector<StatementItem>& StatementItems() {
  static const std::vector<StatementItem>* const items = new std::vector<StatementItem>(MakeItems());
  return *items;
}

const StatementItem* FindStatementItem(absl::string_view name) {
  const StatementItem* open_rows = nullptr;
  for (const StatementItem& item : StatementItems()) {
    if (item.item == kOpenRows) {
      open_rows = &item;
    } else if (IsCalled(item, name)) {
      return &item;
    }
  }
  const bool is_open_row = absl::StartsWith(name, "project_spending.") && name != "project_spending.";
  return is_open_row ? open_rows : nullptr;
}

}  // namespace zhengping::budget
