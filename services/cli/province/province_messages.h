// A made-up department as the messages by which the budget service takes it in.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_PROVINCE_MESSAGES_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_PROVINCE_MESSAGES_H_

#include <vector>

#include "services/cli/province/ledger_year.h"
#include "zhengping/budget/v1/department.pb.h"
#include "zhengping/budget/v1/exchange.pb.h"
#include "zhengping/budget/v1/special_fund.pb.h"

namespace zhengping::cli {

inline constexpr char kGeneratedSource[] = "generated";

budget::v1::Department DepartmentMessage(const DepartmentProfile& profile);
std::vector<budget::v1::SpecialFund> SpecialFundMessages(const DepartmentProfile& profile, const LedgerYear& year);
// In the order of the ledger; a record brings the quotas that it uses for the first time.
std::vector<budget::v1::ImportRecord> ImportRecordMessages(const DepartmentProfile& profile, const LedgerYear& year);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_PROVINCE_MESSAGES_H_
