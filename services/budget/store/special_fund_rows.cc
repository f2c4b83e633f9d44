#include "services/budget/store/special_fund_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "services/budget/store/filing_rows.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectFunds[] =
    "SELECT special_fund, external_code, display_name, amount_fen, approved_day, expected_release_day "
    "FROM special_funds WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND revision = $4 "
    "ORDER BY special_fund";

constexpr char kSelectNeeds[] =
    "SELECT special_fund, needed_day, amount_fen FROM special_fund_needs WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND revision = $4 ORDER BY special_fund, position";

constexpr char kInsertFund[] =
    "INSERT INTO special_funds (division, department, fiscal_year, revision, special_fund, external_code, "
    "display_name, amount_fen, approved_day, expected_release_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

constexpr char kInsertNeed[] =
    "INSERT INTO special_fund_needs (division, department, fiscal_year, revision, special_fund, position, needed_day, "
    "amount_fen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

struct NeedRow {
  std::string fund;
  SpecialFundNeed need;
};

SpecialFundRow FundFromRow(const storage::Statement& row) {
  SpecialFundRow result;
  result.fund.id = std::string(row.Text(0));
  result.external_code = std::string(row.Text(1));
  result.fund.display_name = std::string(row.Text(2));
  result.fund.amount = Money::Fen(row.Int64(3));
  result.fund.approved_date = DateFromColumn(row.OptionalInt64(4));
  result.fund.expected_release_date = DateFromColumn(row.OptionalInt64(5));
  return result;
}

NeedRow NeedFromRow(const storage::Statement& row) {
  return {.fund = std::string(row.Text(0)),
          .need = {.needed_date = DateFromColumn(row.Int64(1)), .amount = Money::Fen(row.Int64(2))}};
}

}  // namespace

absl::StatusOr<FiledSpecialFunds> SelectSpecialFunds(storage::Connection& connection, const YearKey& key,
                                                     int64_t revision) {
  ZP_ASSIGN_OR_RETURN(const std::optional<Filing> filing,
                      SelectFiling(connection, key, ChangeKind::kSpecialFunds, revision));
  FiledSpecialFunds filed;
  if (!filing.has_value()) return filed;
  filed.revision = filing->revision;
  filed.filed_ms = filing->filed_ms;
  ZP_ASSIGN_OR_RETURN(filed.funds, Rows(connection, kSelectFunds, FundFromRow, key.division(), key.code(),
                                        key.fiscal_year, filed.revision));
  ZP_ASSIGN_OR_RETURN(const std::vector<NeedRow> needs, Rows(connection, kSelectNeeds, NeedFromRow, key.division(),
                                                             key.code(), key.fiscal_year, filed.revision));
  std::map<std::string, std::vector<SpecialFundNeed>> needs_by_fund;
  for (const NeedRow& row : needs) needs_by_fund[row.fund].push_back(row.need);
  for (SpecialFundRow& row : filed.funds) row.fund.needs = std::move(needs_by_fund[row.fund.id]);
  return filed;
}

absl::Status InsertSpecialFunds(storage::Connection& connection, const YearKey& key, const FiledSpecialFunds& filed) {
  ZP_RETURN_IF_ERROR(
      InsertFiling(connection, key, ChangeKind::kSpecialFunds,
                   {.revision = filed.revision, .economy_measures = "", .source = "", .filed_ms = filed.filed_ms}));
  for (const SpecialFundRow& row : filed.funds) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertFund, key.division(), key.code(), key.fiscal_year, filed.revision,
                                          row.fund.id, row.external_code, row.fund.display_name, row.fund.amount.fen(),
                                          ColumnOf(row.fund.approved_date), ColumnOf(row.fund.expected_release_date)));
    int64_t position = 0;
    for (const SpecialFundNeed& need : row.fund.needs) {
      ZP_RETURN_IF_ERROR(connection.Execute(kInsertNeed, key.division(), key.code(), key.fiscal_year, filed.revision,
                                            row.fund.id, position++, need.needed_date.days(), need.amount.fen()));
    }
  }
  return absl::OkStatus();
}

std::vector<SpecialFund> FundsOf(const FiledSpecialFunds& filed) {
  std::vector<SpecialFund> funds;
  funds.reserve(filed.funds.size());
  for (const SpecialFundRow& row : filed.funds) funds.push_back(row.fund);
  return funds;
}

std::set<std::string> IdsOf(const FiledSpecialFunds& filed) {
  std::set<std::string> ids;
  for (const SpecialFundRow& row : filed.funds) ids.insert(row.fund.id);
  return ids;
}

}  // namespace zhengping::budget
