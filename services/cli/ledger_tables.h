// Tables of a department-year's ledger, as the verbs about it print them for people.
#ifndef ZHENGPING_SERVICES_CLI_LEDGER_TABLES_H_
#define ZHENGPING_SERVICES_CLI_LEDGER_TABLES_H_

#include <string>
#include <vector>

#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::cli {

// Groups with their sums in yuan, and a line that adds them up.
std::string BalancesTable(const std::vector<budget::v1::BalanceDimension>& dimensions,
                          const budget::v1::AggregateBalancesResponse& response);
// Quotas with their sums, and a line that adds them up.
std::string QuotasTable(const budget::v1::ListQuotasResponse& response);
// One line an entry; reversed transactions and reversals say so.
std::string TransactionsTable(const budget::v1::ListTransactionsResponse& response);
std::string ProjectsTable(const budget::v1::ListProjectsResponse& response);
std::string SpecialFundsTable(const budget::v1::ListSpecialFundsResponse& response);
// Facts with a value or that do not apply; how many are missing is told in one line.
std::string FactsTable(const budget::v1::GetFactsResponse& response);
// What differs, or that nothing does.
std::string AuditTable(const budget::v1::AuditFactsResponse& response);
std::string DigestsText(const budget::v1::VerifyDigestsResponse& response);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_LEDGER_TABLES_H_
