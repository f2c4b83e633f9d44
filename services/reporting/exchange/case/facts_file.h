// facts.csv (决算数): figures reported where there is no ledger, or beside it. A fact goes by its name in the budget
// service's dictionary or by its Chinese name; whether there is such a fact is that service's to say.
//
// Issues, beside those of cells: STATEMENT_UNIT_DIFFERS.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FACTS_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FACTS_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& FactsColumns();

void ReadFacts(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FACTS_FILE_H_
