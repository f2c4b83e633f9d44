#include "services/indicator/domain/fact.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

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
    {"supplements", "本年追加"},
    {"reductions", "本年追减"},
    {"transfers_in", "调入"},
    {"transfers_out", "调出"},
    {"recalls", "收回"},
    {"final_budget", "全年预算数"},
    {"payments", "全年执行数"},
    {"balance", "结转结余"},
};
constexpr Word kParts[] = {
    {"basic", "基本支出"},
    {"project", "项目支出"},
    {"unstated", "未注明"},
    {"general_public", "一般公共预算"},
    {"government_fund", "政府性基金"},
    {"special_account", "财政专户"},
    {"other", "其他资金"},
};
constexpr Word kQuarters[] = {{"q1", "第一季度末"}, {"q2", "第二季度末"}, {"q3", "第三季度末"}, {"q4", "第四季度末"}};
constexpr Word kOrigins[] = {
    {"superior", "上级"}, {"policy", "政策"}, {"emergency", "突发"}, {"own", "本单位"}, {"unstated", "未注明来源"}};
constexpr Word kPlainFacts[] = {
    {"supplement_documents", "追加文件数"},
    {"quotas", "预算指标数"},
    {"transfers_between_codes", "科目间调剂"},
    {"special_funds", "专项资金数"},
    {"authorized_headcount", "编制数"},
    {"authorized_headcount.prior", "编制数（上年）"},
    {"actual_headcount", "在职人数"},
    {"actual_headcount.prior", "在职人数（上年）"},
    {"building_area.approved", "批准建设面积"},
    {"building_area.actual", "实际建设面积"},
    {"building_investment.approved", "批准投资"},
    {"building_investment.actual", "实际投资"},
    {"fixed_assets.total", "固定资产总额"},
    {"fixed_assets.total.prior", "固定资产总额（上年）"},
    {"fixed_assets.in_use", "在用固定资产"},
    {"fixed_assets.in_use.prior", "在用固定资产（上年）"},
    {"supplements.outlay_unstated", "本年追加（未注明支出类别）"},
    {"three_public_expenses.by_economic_code", "三公经费（按经济科目）"},
    {"operating_expenses.by_economic_code", "公用经费（按经济科目）"},
    {"priority_projects.payments", "重点项目支出"},
    {"priority_projects.budget", "重点项目支出（本年预算数）"},
    {"priority_projects.prior_budget", "重点项目支出（上年预算数）"},
    {"priority_projects.prior_actual", "重点项目支出（上年决算数）"},
    {"balance.prior", "上年结转结余"},
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
    {"project_spending", "项目支出"},
    {"procurement", "政府采购金额"},
    {"budget_adjustment", "部门整体支出预算调整"},
    {"budget_adjustment.basic", "部门基本支出预算调整"},
};
// Their own rows are the department's: any well-formed name.
constexpr absl::string_view kOpenRows[] = {"operating_expenses.", "project_spending."};
constexpr Word kColumns[] = {
    {"prior_actual", "上年决算数"}, {"prior_budget", "上年预算数"}, {"budget", "本年预算数"}, {"actual", "本年决算数"}};
constexpr absl::string_view kFindingKinds[] = {"coarse_budgeting", "mid_year_additions", "release_timing",
                                               "scattered_quotas"};

template <size_t N>
const Word* Find(const Word (&words)[N], absl::string_view name) {
  const auto found =
      std::find_if(std::begin(words), std::end(words), [name](const Word& word) { return word.name == name; });
  return found == std::end(words) ? nullptr : found;
}

bool IsWord(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '_';
  });
}

std::string Named(const Word& word, const Word* qualifier) {
  return qualifier == nullptr ? std::string(word.chinese) : absl::StrCat(word.chinese, "（", qualifier->chinese, "）");
}

// The Chinese name of a fact of the ledger; empty when it is none.
std::string LedgerFactName(absl::string_view head, absl::string_view tail) {
  const Word* fact = Find(kLedgerFacts, head);
  if (fact == nullptr) return "";
  if (tail.empty()) return Named(*fact, nullptr);
  if (const Word* part = Find(kParts, tail)) return Named(*fact, part);
  const bool is_supplements = head == "supplements";
  const Word* quarter = is_supplements || head == "payments" ? Find(kQuarters, tail) : nullptr;
  if (quarter != nullptr) return Named(*fact, quarter);
  const Word* origin = is_supplements ? Find(kOrigins, tail) : nullptr;
  return origin == nullptr ? "" : Named(*fact, origin);
}

std::string StatementFactName(absl::string_view row, absl::string_view column_name) {
  const Word* column = Find(kColumns, column_name);
  if (column == nullptr) return "";
  if (const Word* known = Find(kStatementRows, row)) return Named(*known, column);
  for (const absl::string_view open : kOpenRows) {
    absl::string_view own = row;
    if (absl::ConsumePrefix(&own, open) && IsWord(own)) return absl::StrCat(own, "（", column->chinese, "）");
  }
  return "";
}

std::string NameOf(absl::string_view name) {
  if (const Word* plain = Find(kPlainFacts, name)) return std::string(plain->chinese);
  const size_t first_dot = name.find('.');
  const absl::string_view tail = first_dot == absl::string_view::npos ? "" : name.substr(first_dot + 1);
  if (first_dot == absl::string_view::npos || !tail.empty()) {
    std::string ledger = LedgerFactName(name.substr(0, first_dot), tail);
    if (!ledger.empty()) return ledger;
  }
  const size_t last_dot = name.rfind('.');
  return last_dot == absl::string_view::npos ? ""
                                             : StatementFactName(name.substr(0, last_dot), name.substr(last_dot + 1));
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

bool IsKnownFact(absl::string_view name) { return IsFindingFigure(name) || !NameOf(name).empty(); }

std::string FactDisplayName(absl::string_view name) { return NameOf(name); }

}  // namespace zhengping::indicator
