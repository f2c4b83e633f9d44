#include "services/indicator/domain/fact.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace zhengping::indicator {
namespace {

struct Word {
  absl::string_view name;
  absl::string_view chinese;
};

// Folded from the ledger; each may carry one of kParts.
constexpr Word kLedgerFacts[] = {
    {"initial_budget", "年初预算数"},
    {"carryover_in", "上年结转"},
    {"supplements", "年中追加"},
    {"reductions", "年中追减"},
    {"transfers_in", "调剂调入"},
    {"transfers_out", "调剂调出"},
    {"recalls", "收回"},
    {"final_budget", "全年预算数"},
    {"payments", "全年执行数"},
    {"balance", "结转结余"},
};
constexpr Word kParts[] = {
    {"basic", "基本支出"},
    {"project", "项目支出"},
    {"unstated", "未列明支出类别"},
    {"general_public", "一般公共预算"},
    {"government_fund", "政府性基金"},
    {"special_account", "财政专户"},
    {"other", "其他收入"},
};
// Summed up from January on.
constexpr Word kByQuarter[] = {{"payments", "累计执行数"}, {"supplements", "累计追加"}};
constexpr Word kQuarters[] = {
    {"q1", "截至一季度末"}, {"q2", "截至二季度末"}, {"q3", "截至三季度末"}, {"q4", "截至四季度末"}};
constexpr Word kOrigins[] = {
    {"superior", "上级"}, {"policy", "政策"}, {"emergency", "突发"}, {"own", "本单位"}, {"unstated", "未注明来源"}};
constexpr Word kPlainFacts[] = {
    {"supplement_documents", "追加文件数"},
    {"quotas", "预算指标数"},
    {"transfers_between_codes", "科目间调剂"},
    {"special_funds", "专项资金数"},
    {"authorized_headcount", "编制数"},
    {"authorized_headcount.prior", "编制数（上年决算数）"},
    {"actual_headcount", "在职人数"},
    {"actual_headcount.prior", "在职人数（上年决算数）"},
    {"building_area.approved", "楼堂馆所面积（本年预算数）"},
    {"building_area.actual", "楼堂馆所面积（本年决算数）"},
    {"building_investment.approved", "楼堂馆所投资（本年预算数）"},
    {"building_investment.actual", "楼堂馆所投资（本年决算数）"},
    {"fixed_assets.total", "固定资产"},
    {"fixed_assets.total.prior", "固定资产（上年决算数）"},
    {"fixed_assets.in_use", "在用固定资产"},
    {"fixed_assets.in_use.prior", "在用固定资产（上年决算数）"},
    {"supplements.outlay_unstated", "年中追加（未列明支出类别）"},
    {"three_public_expenses.by_economic_code", "三公经费（按经济科目）"},
    {"operating_expenses.by_economic_code", "公用经费（按经济科目）"},
    {"priority_projects.payments", "重点项目支出（本年决算数）"},
    {"priority_projects.budget", "重点项目支出（本年预算数）"},
    {"priority_projects.prior_budget", "重点项目支出（上年预算数）"},
    {"priority_projects.prior_actual", "重点项目支出（上年决算数）"},
    {"balance.prior", "结转结余（上年决算数）"},
};
// Rows of the basic data table; each with one of kColumns.
constexpr Word kStatementRows[] = {
    {"three_public_expenses", "三公经费"},
    {"three_public_expenses.abroad", "因公出国（境）费"},
    {"three_public_expenses.vehicles", "公务用车购置和维护经费"},
    {"three_public_expenses.vehicle_purchase", "公务用车购置费"},
    {"three_public_expenses.vehicle_running", "公务用车运行维护费"},
    {"three_public_expenses.reception", "公务接待费"},
    {"operating_expenses", "公用经费"},
    {"operating_expenses.office", "办公经费"},
    {"operating_expenses.utilities_travel", "水费、电费、差旅费"},
    {"operating_expenses.meetings_training", "会议费、培训费"},
    {"project_spending", "项目支出"},
    {"project_spending.operations", "业务工作经费"},
    {"project_spending.maintenance", "运行维护经费"},
    {"procurement", "政府采购金额"},
    {"budget_adjustment", "部门整体支出预算调整"},
    {"budget_adjustment.basic", "部门基本支出预算调整"},
};
// Its other rows are the department's: any well-formed name.
constexpr absl::string_view kOpenRow = "project_spending.";
constexpr Word kColumns[] = {
    {"prior_actual", "上年决算数"}, {"prior_budget", "上年预算数"}, {"budget", "本年预算数"}, {"actual", "本年决算数"}};
constexpr absl::string_view kFindingKinds[] = {"coarse_budgeting", "mid_year_additions", "release_timing",
                                               "scattered_quotas"};

bool IsWord(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '_';
  });
}

// Chinese names by name.
using Dictionary = std::map<std::string, std::string, std::less<>>;

void AddEach(const Word& fact, absl::Span<const Word> parts, Dictionary& dictionary) {
  for (const Word& part : parts) {
    dictionary.emplace(absl::StrCat(fact.name, ".", part.name), absl::StrCat(fact.chinese, "（", part.chinese, "）"));
  }
}

const Dictionary& ClosedDictionary() {
  static const Dictionary* const dictionary = [] {
    auto* made = new Dictionary();
    for (const Word& fact : kPlainFacts) made->emplace(fact.name, fact.chinese);
    for (const Word& fact : kLedgerFacts) {
      made->emplace(fact.name, fact.chinese);
      // `supplements.unstated` are entries without origin; those on quotas without outlay are .outlay_unstated.
      if (fact.name == "supplements") AddEach(fact, kOrigins, *made);
      AddEach(fact, kParts, *made);
    }
    for (const Word& fact : kByQuarter) AddEach(fact, kQuarters, *made);
    for (const Word& row : kStatementRows) AddEach(row, kColumns, *made);
    return made;
  }();
  return *dictionary;
}

// "project_spending.p7.budget" is "p7（本年预算数）".
std::string OpenRowName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kOpenRow)) return "";
  const size_t dot = name.rfind('.');
  if (dot == absl::string_view::npos || !IsWord(name.substr(0, dot))) return "";
  for (const Word& column : kColumns) {
    if (column.name == name.substr(dot + 1)) return absl::StrCat(name.substr(0, dot), "（", column.chinese, "）");
  }
  return "";
}

bool IsFindingFigure(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "finding:")) return false;
  const size_t dot = name.find('.');
  if (dot == absl::string_view::npos || !IsWord(name.substr(dot + 1))) return false;
  return std::find(std::begin(kFindingKinds), std::end(kFindingKinds), name.substr(0, dot)) != std::end(kFindingKinds);
}

}  // namespace

FactSet::FactSet(std::vector<Fact> facts) : facts_(std::move(facts)) {
  position_.reserve(facts_.size());
  for (size_t i = 0; i < facts_.size(); ++i) position_[facts_[i].name] = static_cast<int>(i);
}

const Fact* FactSet::Find(absl::string_view name) const {
  const auto found = position_.find(name);
  return found == position_.end() ? nullptr : &facts_[static_cast<size_t>(found->second)];
}

bool IsKnownFact(absl::string_view name) { return IsFindingFigure(name) || !FactDisplayName(name).empty(); }

std::string FactDisplayName(absl::string_view name) {
  const Dictionary& closed = ClosedDictionary();
  const auto found = closed.find(name);
  return found == closed.end() ? OpenRowName(name) : found->second;
}

std::vector<std::string> ClosedFactNames() {
  std::vector<std::string> names;
  for (const auto& [name, display_name] : ClosedDictionary()) names.push_back(name);
  return names;
}

}  // namespace zhengping::indicator
