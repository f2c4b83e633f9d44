// A platform's file as tables: JSON by json_tables.h, everything else (CSV, XLSX, XLS, an HTML table under the name of
// either) by common/spreadsheet. What a file is, its content says.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_FILE_READING_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_FILE_READING_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"
#include "services/budget/exchange/source_rows.h"

namespace zhengping::budget {

// What the sender says that the file is; kAny: told from the content.
enum class ExchangeFormat { kAny, kCsv, kXlsx, kXls, kJson };

// The tables of the file: of a workbook one for each sheet that holds one of `tables`, below its titles and headings of
// several rows, its total rows set aside. Empty with an error: those of json_tables.h, workbook.h and sheet_shape.h,
// and
//   FILE_FORMAT_DIFFERS  the content is not of `format`
//   TABLE_UNKNOWN        no sheet holds a known table: the columns that the nearest one lacks are named
// Notes: SHEET_NOT_READ (another sheet of a workbook, or a hidden one), ROWS_OF_TOTALS.
std::optional<std::vector<SourceTable>> ReadExchangeFile(absl::string_view name, absl::string_view bytes,
                                                         ExchangeFormat format, const std::vector<FieldTable>& tables,
                                                         const ImportProfile& profile, std::vector<Issue>& issues,
                                                         const WorkbookLimits& limits = {});

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_FILE_READING_H_
