// The files of a case by their names: which table a path holds, and of which year.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_FILE_NAMES_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_FILE_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::reporting {

enum class CaseFileKind {
  kRead,      // a table or text of the case
  kNotRead,   // known, and not read by this release
  kWorkbook,  // XLSX and its like
  kForeign,   // no part of a case
};

struct CaseFileName {
  CaseFileKind kind = CaseFileKind::kForeign;
  int folder_year = 0;  // 2022 of "2022/ledger.csv"; 0: the case's own year
  std::string name;     // kRead: as the README has it, "2022/ledger.csv"
};

// Chinese names stand for the English ones: "2022/指标账.csv" is "2022/ledger.csv". Plan, observations, checks and
// narrative are read of the case's own year only.
CaseFileName ReadCaseFileName(absl::string_view path);

// The same for a sheet of a workbook in `folder` ("" or "2022/"): "ledger" or "指标账", and with a year before it, in a
// workbook at the top, "2022指标账", "2022-ledger", "2022年 指标账".
CaseFileName ReadCaseSheetName(absl::string_view folder, absl::string_view sheet);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_FILE_NAMES_H_
