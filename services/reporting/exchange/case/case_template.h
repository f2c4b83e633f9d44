// An empty workbook of a case, ready to be filled in: a sheet for each table with its headings, notes on what each
// column holds, and the codes that cells take. Read as it is, it says nothing.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TEMPLATE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TEMPLATE_H_

#include <vector>

#include "common/spreadsheet/xlsx_writer.h"

namespace zhengping::reporting {

// For FormatXlsx. The sheets 填写说明 and 代码 are for people; the others are those that ReadCaseWorkbook knows.
std::vector<XlsxSheet> CaseTemplate();

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_TEMPLATE_H_
