// A workbook of a case: one file whose sheets bear the names of the tables (指标账, ledger, 2022指标账), and say the
// same as the files of those names would. A sheet without records, as the empty template has, is a file that is not
// there.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_WORKBOOK_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_WORKBOOK_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"

namespace zhengping::reporting {

struct CaseSheet {
  std::string name;   // of the file it stands for: "2022/ledger.csv"
  std::string path;   // of the workbook inside the case
  std::string place;  // what issues call it: "案卷.xlsx[2022指标账]"
  Sheet sheet;
};

// `path` is the workbook's inside the case; below a folder of a year its sheets are of that year. Issues beside those
// of ReadWorkbook:
//   WORKBOOK_NOT_READ    error: no sheet is a table of a case, or the file has no sheets
//   CASE_FILE_NOT_READ   warning: a sheet that is none, or that this release does not read; hidden ones and the notes
//   and
//                        code lists of the template, and what goes with 评价体系, are passed over in silence
std::vector<CaseSheet> ReadCaseWorkbook(const std::string& path, absl::string_view bytes, std::vector<Issue>& issues);

// The sheet 说明, rows of a key and its value, as the case.json it stands for. Keys are those of case.json or 评价体系,
// 预算年度, 数据来源, 示例数据 (tables with 、 between them), 评价对象.
std::string HeadJson(const Sheet& sheet);

// The sheet 正文 as narrative.md: each row a line, in the first cell that holds anything.
std::string NarrativeText(const Sheet& sheet);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_WORKBOOK_H_
