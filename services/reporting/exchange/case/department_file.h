// department.csv (单位): the department that the case is about, in one row.
//
// Issues, beside those of cells: DEPARTMENT_ROWS (not exactly one row), DIVISION_CODE_MALFORMED, AGENCY_CODE_MALFORMED.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_DEPARTMENT_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_DEPARTMENT_FILE_H_

#include <optional>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& DepartmentColumns();

// Empty when its name could not be read.
std::optional<CaseDepartment> ReadDepartment(const CaseTable& table, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_DEPARTMENT_FILE_H_
