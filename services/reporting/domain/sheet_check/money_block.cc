#include "services/reporting/domain/sheet_check/money_block.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/match.h"

namespace zhengping::reporting {
namespace {

struct ItemNames {
  MoneyItem item;
  std::vector<const char*> names;
};

const std::vector<ItemNames>& AllItems() {
  static const std::vector<ItemNames> kItems = {
      {MoneyItem::kTotal,
       {"年度资金总额", "年度财政资金总额", "资金总额", "年度预算资金总额", "年度预算申请", "预算资金总额",
        "预算执行情况", "部门整体支出", "整体支出规模", "项目资金总额", "总额", "资金合计", "合计"}},
      {MoneyItem::kAppropriation,
       {"当年财政拨款", "本年财政拨款", "财政拨款", "年度财政拨款", "当年财政拨款资金", "本年度财政拨款", "财政资金",
        "中央资金", "省级资金", "市级资金", "县级资金", "区级资金", "本级资金", "上级资金", "地方资金"}},
      {MoneyItem::kCarryover, {"上年结转资金", "上年结转", "上年结转结余", "年初结转", "年初结转和结余", "上年结余"}},
      {MoneyItem::kOtherFunds, {"其他资金", "单位资金", "自筹资金"}},
      {MoneyItem::kIncome, {"按收入性质", "按收入性质分", "收入性质"}},
      {MoneyItem::kGeneralPublic, {"一般公共预算", "一般公共预算拨款", "一般公共预算资金"}},
      {MoneyItem::kGovernmentFund, {"政府性基金", "政府性基金拨款", "政府性基金预算", "政府性基金预算拨款"}},
      {MoneyItem::kSpecialAccount,
       {"财政专户", "非税专户", "纳入专户管理的非税收入拨款", "财政专户管理资金", "专户管理的非税收入拨款"}},
      {MoneyItem::kOtherIncome, {"其他收入"}},
      {MoneyItem::kOutlay, {"按支出性质", "按支出性质分", "支出性质"}},
      {MoneyItem::kBasic, {"基本支出"}},
      {MoneyItem::kProject, {"项目支出"}}};
  return kItems;
}

bool HasItem(const std::vector<std::pair<MoneyItem, const ClaimedRow*>>& rows, MoneyItem item) {
  return std::any_of(rows.begin(), rows.end(), [item](const auto& row) { return row.first == item; });
}

std::optional<Rational> Positive(const ClaimedRow* row, MoneyColumn column) {
  if (row == nullptr) return std::nullopt;
  const std::optional<Rational>& number = CellOf(*row, column).number;
  return number.has_value() && *number > Rational() ? number : std::nullopt;
}

std::optional<Rational> Printed(const ClaimedRow* row, MoneyColumn column) {
  return row == nullptr ? std::nullopt : CellOf(*row, column).number;
}

// The printed total where there is one above zero, else what its parts come to; a printed zero over nothing stays.
std::optional<Rational> Amount(const MoneyBlock& block, MoneyColumn column,
                               const std::vector<const ClaimedRow*>& split) {
  std::optional<Rational> amount = Positive(block.total, column);
  if (!amount.has_value()) amount = SumOf(block.components, column);
  if (!amount.has_value()) amount = SumOf(split, column);
  return amount.has_value() ? amount : Printed(block.total, column);
}

bool IsIncomeAsPayments(const MoneyBlock& block) {
  const std::optional<Rational> outlay = SumOf(block.outlay, MoneyColumn::kPayments);
  if (!outlay.has_value() || !block.payments.has_value() || *outlay >= *block.payments) return false;
  std::optional<Rational> income = SumOf(block.income, MoneyColumn::kFinalBudget);
  if (!income.has_value()) income = SumOf(block.income, MoneyColumn::kPayments);
  if (!income.has_value()) income = block.final_budget;
  return income == block.payments;
}

void Sort(const ClaimedSheet& sheet, MoneyBlock& block) {
  std::vector<std::pair<MoneyItem, const ClaimedRow*>> rows;
  for (const ClaimedRow& row : sheet.rows) {
    if (row.kind != ClaimedKind::kMoney) continue;
    const std::optional<MoneyItem> item = MoneyItemNamed(row.item);
    if (item.has_value()) {
      rows.emplace_back(*item, &row);
    } else {
      block.unknown.push_back(&row);
    }
  }
  // 其他资金 stands in both lists of a form; where there is no list of components it is an income.
  const bool has_components = HasItem(rows, MoneyItem::kAppropriation) || HasItem(rows, MoneyItem::kCarryover);
  const bool has_income = HasItem(rows, MoneyItem::kGeneralPublic) || HasItem(rows, MoneyItem::kGovernmentFund) ||
                          HasItem(rows, MoneyItem::kSpecialAccount) || HasItem(rows, MoneyItem::kIncome);
  for (const auto& [item, row] : rows) {
    switch (item) {
      case MoneyItem::kTotal:
        if (block.total == nullptr) block.total = row;
        break;
      case MoneyItem::kCarryover:
        block.carryover = row;
        block.components.push_back(row);
        break;
      case MoneyItem::kAppropriation:
        block.components.push_back(row);
        break;
      case MoneyItem::kOtherFunds:
        (has_income && !has_components ? block.income : block.components).push_back(row);
        break;
      case MoneyItem::kIncome:
        block.income_head = row;
        break;
      case MoneyItem::kGeneralPublic:
      case MoneyItem::kGovernmentFund:
      case MoneyItem::kSpecialAccount:
      case MoneyItem::kOtherIncome:
        block.income.push_back(row);
        break;
      case MoneyItem::kOutlay:
        block.outlay_head = row;
        break;
      case MoneyItem::kBasic:
      case MoneyItem::kProject:
        block.outlay.push_back(row);
        break;
    }
  }
}

}  // namespace

std::optional<MoneyItem> MoneyItemNamed(const std::string& name) {
  const std::string plain = PlainName(name);
  for (const ItemNames& item : AllItems()) {
    if (std::any_of(item.names.begin(), item.names.end(), [&plain](const char* known) { return plain == known; })) {
      return item.item;
    }
  }
  return std::nullopt;
}

std::vector<const char*> MoneyItemNames() {
  std::vector<const char*> names;
  for (const ItemNames& item : AllItems()) names.push_back(item.names.front());
  return names;
}

const char* KeyOf(MoneyColumn column) {
  switch (column) {
    case MoneyColumn::kInitialBudget:
      return "initial_budget";
    case MoneyColumn::kFinalBudget:
      return "final_budget";
    case MoneyColumn::kPayments:
      return "payments";
  }
  std::abort();  // Our own bug: every column is named above.
}

const ClaimedCell& CellOf(const ClaimedRow& row, MoneyColumn column) {
  switch (column) {
    case MoneyColumn::kInitialBudget:
      return row.initial_budget;
    case MoneyColumn::kFinalBudget:
      return row.final_budget;
    case MoneyColumn::kPayments:
      return row.payments;
  }
  std::abort();  // Our own bug: every column is named above.
}

MoneyBlock ReadMoneyBlock(const ClaimedSheet& sheet) {
  MoneyBlock block;
  Sort(sheet, block);
  block.initial_budget = Amount(block, MoneyColumn::kInitialBudget, {});
  block.final_budget = Amount(block, MoneyColumn::kFinalBudget, block.income);
  block.payments = Amount(block, MoneyColumn::kPayments, block.outlay);
  block.has_income_as_payments = IsIncomeAsPayments(block);
  if (block.has_income_as_payments) block.payments = SumOf(block.outlay, MoneyColumn::kPayments);
  const std::optional<Rational>& budget = block.final_budget.has_value() ? block.final_budget : block.initial_budget;
  if (block.payments.has_value() && budget.has_value()) {
    block.rate = Quotient(*block.payments, *budget);
  } else if (block.total != nullptr) {
    block.rate = RateOf(block.total->rate, std::nullopt);
    block.is_rate_as_printed = block.rate.has_value();
  }
  return block;
}

std::optional<Rational> SumOf(const std::vector<const ClaimedRow*>& rows, MoneyColumn column) {
  std::optional<Rational> sum;
  for (const ClaimedRow* row : rows) {
    const ClaimedCell& cell = CellOf(*row, column);
    if (cell.reading == CellReading::kUnread) return std::nullopt;
    if (cell.number.has_value()) sum = sum.value_or(Rational()) + *cell.number;
  }
  return sum;
}

std::optional<Rational> RateOf(const ClaimedCell& cell, const std::optional<Rational>& quotient) {
  if (!cell.number.has_value()) return std::nullopt;
  if (cell.unit == "%") return cell.number;
  const Rational percent = *Quotient(*cell.number, Rational(100));
  if (quotient.has_value()) {
    if (IsPrintedFrom(*cell.number, cell.step, *quotient)) return cell.number;
    if (IsPrintedFrom(percent, *Quotient(cell.step, Rational(100)), *quotient)) return percent;
  }
  // "76" is 76%; "0.76" and "1" are shares.
  return *cell.number > Rational(2) ? percent : *cell.number;
}

bool IsExecutionRate(const ClaimedRow& row) {
  const std::string name = PlainName(row.level3);
  constexpr const char* kNames[] = {"预算执行率",     "资金执行率",         "资金支付率",
                                    "预算资金执行率", "年度资金支付完成率", "资金支付完成率"};
  if (std::any_of(std::begin(kNames), std::end(kNames), [&name](const char* known) { return name == known; }))
    return true;
  const bool is_of_money = absl::StrContains(row.level2, "预算") || absl::StrContains(row.level2, "资金");
  return name == "执行率" && is_of_money && !absl::StrContains(row.level2, "采购");
}

bool IsPrintedFrom(const Rational& printed, const Rational& step, const Rational& exact) {
  return printed > exact ? (printed - exact) * Rational(2) <= step : exact - printed < step;
}

}  // namespace zhengping::reporting
