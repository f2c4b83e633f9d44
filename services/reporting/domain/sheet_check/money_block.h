// The money rows of a filed sheet, by what they are, and what they say together.
//
//   年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金            in each column
//   按收入性质   = 一般公共预算 + 政府性基金 + 财政专户 + 其他收入   what came in: final_budget
//   按支出性质   = 基本支出 + 项目支出                               what went out: payments
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_BLOCK_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_BLOCK_H_

#include <optional>
#include <string>
#include <vector>

#include "common/rational/rational.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"

namespace zhengping::reporting {

enum class MoneyItem {
  kTotal,
  kAppropriation,
  kCarryover,
  kOtherFunds,
  kIncome,
  kGeneralPublic,
  kGovernmentFund,
  kSpecialAccount,
  kOtherIncome,
  kOutlay,
  kBasic,
  kProject,
};

// By any of the names that forms use ("本年财政拨款", "非税专户"). Empty: none of them.
std::optional<MoneyItem> MoneyItemNamed(const std::string& name);
// The name of each as a form prints it, for lists of codes.
std::vector<const char*> MoneyItemNames();

enum class MoneyColumn { kInitialBudget, kFinalBudget, kPayments };
inline constexpr MoneyColumn kMoneyColumns[] = {MoneyColumn::kInitialBudget, MoneyColumn::kFinalBudget,
                                                MoneyColumn::kPayments};
const char* KeyOf(MoneyColumn column);  // "final_budget"
const ClaimedCell& CellOf(const ClaimedRow& row, MoneyColumn column);

struct MoneyBlock {
  const ClaimedRow* total = nullptr;  // null where the sheet has none
  const ClaimedRow* carryover = nullptr;
  const ClaimedRow* income_head = nullptr;
  const ClaimedRow* outlay_head = nullptr;
  std::vector<const ClaimedRow*> components;
  std::vector<const ClaimedRow*> income;
  std::vector<const ClaimedRow*> outlay;
  std::vector<const ClaimedRow*> unknown;  // money rows of another name

  // What the sheet's own rows come to, in fen: the printed total where there is one above zero, else the sum of its
  // components; payments are the outlay rows' sum where income was put in their place.
  std::optional<Rational> initial_budget;
  std::optional<Rational> final_budget;
  std::optional<Rational> payments;
  // payments ÷ final_budget, or ÷ initial_budget in a form that has no other; the printed rate where there are no
  // amounts.
  std::optional<Rational> rate;
  bool is_rate_as_printed = false;
  // Executed = all that came in, while the outlay rows say less.
  bool has_income_as_payments = false;
};

// Points into `sheet`, which must outlive it.
MoneyBlock ReadMoneyBlock(const ClaimedSheet& sheet);

// The sum of the rows' amounts in a column. Empty when no row has one, or when one could not be read.
std::optional<Rational> SumOf(const std::vector<const ClaimedRow*>& rows, MoneyColumn column);

// A rate as a cell says it: 0.9486 for "94.86%"; "94.86" and "1" without a sign may count either way, so `quotient`
// decides between the two. Empty when there is no number.
std::optional<Rational> RateOf(const ClaimedCell& cell, const std::optional<Rational>& quotient);

// An indicator row that is the rate of the money block by its name: 预算执行率; 执行率 alone where its group is of
// budget or money, not of purchases.
bool IsExecutionRate(const ClaimedRow& row);

// Whether `printed` is `exact` rounded, or cut, to the last digit that it prints.
bool IsPrintedFrom(const Rational& printed, const Rational& step, const Rational& exact);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_BLOCK_H_
