// Transactions (指标业务) as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_TRANSACTION_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_TRANSACTION_MESSAGES_H_

#include <map>
#include <string>

#include "services/budget/domain/ledger.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/transaction_rows.h"

namespace zhengping::budget::v1 {
class Entry;
class Transaction;
enum EntryKind : int;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// A transaction of `key`; CheckTransaction judges the rest. Issues: ENTRY_KIND_MISSING, ENUM_UNKNOWN, DATE_MISSING,
// DATE_NOT_IN_CALENDAR, AMOUNT_OUT_OF_RANGE, QUOTA_CODES_DISAGREE, RESOURCE_NAME_MALFORMED, NAME_DISAGREES,
// RECORD_ID_RESERVED. A fiscal_year of 0 is that of `key`.
Transaction FromMessage(const YearKey& key, const v1::Transaction& message, const MessageIssues& issues);
// `transaction` is written over, and its memory used again.
void FromMessage(const YearKey& key, const v1::Transaction& message, const MessageIssues& issues,
                 Transaction& transaction);

void ToMessage(const DepartmentName& department, const Transaction& transaction, v1::Transaction& message);
// One that is not stored yet has neither name nor revision.
void ToMessage(const DepartmentName& department, const PostedTransaction& posted, v1::Transaction& message);
void ToMessage(const DepartmentName& department, const StoredTransaction& stored, v1::Transaction& message);

v1::EntryKind ToMessage(EntryKind kind);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_TRANSACTION_MESSAGES_H_
