// special_funds.csv (专项资金): what was promised, when it was due and when it was needed. A fund with several needs
// stands on several rows, whose other columns agree.
//
// Issues, beside those of cells: AMOUNT_MISSING; SPECIAL_FUND_CONFLICT (rows of one fund that differ);
// NEED_INCOMPLETE (one of needed_date and needed_amount without the other); NEEDS_DISAGREE (a monthly need beside dated
// ones).
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_SPECIAL_FUNDS_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_SPECIAL_FUNDS_FILE_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& SpecialFundsColumns();

// A monthly need is twelve needs, each on the first of its month.
void ReadSpecialFunds(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues);

// Codes and names alone, of a table that lacks another column: other tables name funds by them.
void ReadSpecialFundNames(const CaseTable& table, CaseYear& year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_SPECIAL_FUNDS_FILE_H_
