// Quotas (预算指标) as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_QUOTA_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_QUOTA_MESSAGES_H_

#include <map>
#include <string>

#include "services/budget/domain/balances.h"
#include "services/budget/domain/selector.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget::v1 {
class BalanceSums;
class Classification;
class Quota;
enum BalanceDimension : int;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// A quota that a request about `key` declares; CheckQuota judges the codes. FIELD_MISSING, CODE_NOT_AN_ID,
// NAME_DISAGREES, YEAR_DISAGREES, ENUM_UNKNOWN.
QuotaRow FromMessage(const YearKey& key, const v1::Quota& message, const MessageIssues& issues);

void ToMessage(const Classification& classification, const std::string& project_code, v1::Classification& message);
// Without sums.
void ToMessage(const YearKey& key, const QuotaRow& row, v1::Quota& message);

// ENUM_UNKNOWN.
BalanceDimension FromMessage(v1::BalanceDimension message, absl::string_view field, const MessageIssues& issues);
void ToMessage(const BalanceSums& sums, v1::BalanceSums& message);
// The sums of each quota of the year up to a day; a quota without entries has zeros.
std::map<std::string, v1::BalanceSums> SumsByQuota(const YearSnapshot& year, const EntryScope& scope);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_QUOTA_MESSAGES_H_
