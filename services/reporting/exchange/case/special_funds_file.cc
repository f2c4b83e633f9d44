#include "services/reporting/exchange/case/special_funds_file.h"

#include <map>
#include <optional>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

// Holds a later row of a fund against what its earlier rows said; an empty cell agrees with all.
template <typename T>
void Agree(RowReader& reader, absl::string_view key, const std::optional<T>& value, std::optional<T>& stated,
           int first_row) {
  if (!value.has_value()) return;
  if (stated.has_value() && *stated != *value) {
    reader.Wrong(key, "SPECIAL_FUND_CONFLICT", absl::StrCat("与第 ", first_row, " 行是同一专项资金，此列应一致"));
    return;
  }
  stated = value;
}

struct FundSoFar {
  std::optional<std::string> name;
  std::optional<Money> amount;
  CaseFund fund;
};

void ReadMonthlyNeed(RowReader& reader, int fiscal_year, CaseFund& fund) {
  const std::optional<Money> need = reader.Amount("monthly_need");
  if (!need.has_value()) return;
  if (*need <= Money()) return reader.Wrong("monthly_need", "AMOUNT_NOT_POSITIVE", "月需求应大于 0");
  if (!fund.needs.empty()) return reader.Wrong("monthly_need", "NEEDS_DISAGREE", "月需求和按日期的需求只能填一种");
  for (int month = 1; month <= 12; ++month) {
    const std::optional<Date> first_day = Date::FromYmd(fiscal_year, month, 1);
    if (!first_day.has_value()) return;  // case.json names no fiscal year, and that is an issue of its own
    fund.needs.push_back({.needed_date = *first_day, .amount = *need, .is_monthly = true, .place = reader.place()});
  }
}

void ReadDatedNeed(RowReader& reader, CaseFund& fund) {
  const bool has_day = reader.State("needed_date") == CellState::kValue;
  const bool has_amount = reader.State("needed_amount") == CellState::kValue;
  const std::optional<Date> day = reader.Day("needed_date");
  const std::optional<Money> amount = reader.Amount("needed_amount");
  if (has_day != has_amount) {
    return reader.Wrong(has_day ? "needed_amount" : "needed_date", "NEED_INCOMPLETE", "需求日期和需求金额应都填");
  }
  if (!day.has_value() || !amount.has_value()) return;
  if (*amount <= Money()) return reader.Wrong("needed_amount", "AMOUNT_NOT_POSITIVE", "需求金额应大于 0");
  if (!fund.needs.empty() && fund.needs.front().is_monthly) {
    return reader.Wrong("needed_date", "NEEDS_DISAGREE", "月需求和按日期的需求只能填一种");
  }
  fund.needs.push_back({.needed_date = *day, .amount = *amount, .place = reader.place()});
}

void ReadRow(RowReader& reader, int fiscal_year, FundSoFar& so_far) {
  CaseFund& fund = so_far.fund;
  const int first_row = fund.place.row;
  const std::string name = reader.Text("name");
  Agree(reader, "name", name.empty() ? std::nullopt : std::optional(name), so_far.name, first_row);
  const std::optional<Money> amount = reader.Amount("amount");
  if (amount.has_value() && *amount < Money()) {
    reader.Wrong("amount", "AMOUNT_NEGATIVE", "专项资金的金额不小于 0");
  } else {
    Agree(reader, "amount", amount, so_far.amount, first_row);
  }
  Agree(reader, "approved_date", reader.Day("approved_date"), fund.approved_date, first_row);
  Agree(reader, "expected_release_date", reader.Day("expected_release_date"), fund.expected_release_date, first_row);
  ReadMonthlyNeed(reader, fiscal_year, fund);
  ReadDatedNeed(reader, fund);
  if (reader.place().row != first_row) return;
  if (name.empty()) reader.Wrong("name", "VALUE_MISSING", "专项资金名称必填");
  if (reader.State("amount") != CellState::kValue) {
    reader.Wrong("amount", "AMOUNT_MISSING", "金额必填：空格是缺失，不是零");
  }
}

}  // namespace

const std::vector<ColumnSpec>& SpecialFundsColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"special_fund", {"专项资金", "专项资金编号"}, Presence::kRequired},
                                                   {"name", {"名称", "专项资金名称"}, Presence::kRequired},
                                                   {"amount", {"金额"}, Presence::kRequired},
                                                   {"approved_date", {"批复日期"}},
                                                   {"expected_release_date", {"应下达日期"}},
                                                   {"monthly_need", {"月需求"}},
                                                   {"needed_date", {"需求日期"}},
                                                   {"needed_amount", {"需求金额"}}};
  return kColumns;
}

void ReadSpecialFunds(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues) {
  std::vector<FundSoFar> funds;
  std::map<std::string, size_t> positions;
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    const std::string code = reader.RequiredCode("special_fund");
    if (code.empty()) continue;
    const auto [known, is_first] = positions.emplace(code, funds.size());
    if (is_first) funds.push_back({.fund = {.external_code = code, .place = reader.place()}});
    ReadRow(reader, year.fiscal_year, funds[known->second]);
  }
  for (FundSoFar& so_far : funds) {
    so_far.fund.display_name = so_far.name.value_or("");
    so_far.fund.amount = so_far.amount.value_or(Money());
    year.special_funds.push_back(std::move(so_far.fund));
  }
}

void ReadSpecialFundNames(const CaseTable& table, CaseYear& year) {
  std::vector<Issue> told_already;
  for (const Row& row : table.table().rows) {
    const RowReader reader(table, row, told_already);
    const std::string code = reader.Code("special_fund");
    if (code.empty()) continue;
    year.special_funds.push_back({.external_code = code, .display_name = reader.Text("name"), .place = reader.place()});
  }
}

}  // namespace zhengping::reporting
