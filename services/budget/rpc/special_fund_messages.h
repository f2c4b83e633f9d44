// Special funds (专项资金) as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_SPECIAL_FUND_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_SPECIAL_FUND_MESSAGES_H_

#include "services/budget/domain/selector.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget::v1 {
class SpecialFund;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// CheckSpecialFund judges the rest. Issues: FIELD_MISSING, CODE_NOT_AN_ID, NAME_DISAGREES, YEAR_DISAGREES, dates.
SpecialFundRow FromMessage(const YearKey& key, const v1::SpecialFund& message, const MessageIssues& issues);

// With what the entries in `scope` released: INITIAL, SUPPLEMENT and CARRYOVER that name it, reversed ones left out.
void ToMessage(const YearSnapshot& year, const EntryScope& scope, const SpecialFundRow& row, v1::SpecialFund& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_SPECIAL_FUND_MESSAGES_H_
