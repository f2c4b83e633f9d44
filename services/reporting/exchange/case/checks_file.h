// checks.csv (勾稽关系): what must agree. The expressions are the indicator service's to read.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CHECKS_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CHECKS_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& ChecksColumns();

void ReadChecks(const CaseTable& table, std::vector<CaseCheckRow>& checks, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CHECKS_FILE_H_
