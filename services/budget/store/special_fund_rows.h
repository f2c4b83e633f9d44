// Rows of special funds (专项资金): the whole list of a department-year under each revision that changed it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_ROWS_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

struct SpecialFundRow {
  SpecialFund fund;
  std::string external_code;  // as the sender spells it; fund.id is derived from it
};

struct FiledSpecialFunds {
  std::vector<SpecialFundRow> funds;  // by id
  int64_t revision = 0;               // that stored the list; 0: there is none
  int64_t filed_ms = 0;
};

// As they are at `revision`.
absl::StatusOr<FiledSpecialFunds> SelectSpecialFunds(storage::Connection& connection, const YearKey& key,
                                                     int64_t revision);
absl::Status InsertSpecialFunds(storage::Connection& connection, const YearKey& key, const FiledSpecialFunds& filed);

std::vector<SpecialFund> FundsOf(const FiledSpecialFunds& filed);
std::set<std::string> IdsOf(const FiledSpecialFunds& filed);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_ROWS_H_
