// A case folder as files, or a workbook among them or alone, read into a Case with everything that is wrong with any of
// them.
//
//   CaseReading reading = ReadCase({{"case.json", "…"}, {"ledger.csv", "…"}, {"2022/ledger.csv", "…"}});
//
// The columns of each file are described in the README here, its rules at the head of its reader. Reading goes on after
// an error, so that one pass mends a case: what could not be read is left out, or stands in with what was. A file that
// is missing is missing data; only case.json and department.csv must be there.
//
// Pure; linear in the size of the files.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_READING_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_READING_H_

#include <map>
#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

// Path inside the case ("2022/ledger.csv") → bytes.
using CaseFiles = std::map<std::string, std::string>;

// Of one file; the rest is counted in one more issue, TOO_MANY_ISSUES.
inline constexpr size_t kMostIssuesPerFile = 500;

// Folders of earlier years; the findings look two years back.
inline constexpr size_t kMostEarlierYears = 10;

struct CaseReading {
  Case contents;
  // In the order in which the files are read, within a file by row. Beside those of the readers:
  //   FILE_MISSING         case.json or department.csv
  //   FILE_REPEATED        one table under two names
  //   CASE_FILE_NOT_READ   warning: a file that is no part of a case, or that this release does not read
  //   WORKBOOK_NOT_READ    error: a workbook without a table of a case (case_workbook.h)
  //   TOO_MANY_YEARS       more folders of years than kMostEarlierYears
  //   YEAR_FOLDER_UNFIT    a folder of a year that is not before the case's
  //   YEAR_DISAGREES, DEPARTMENT_DISAGREES   an earlier year's case.json or department.csv
  std::vector<Issue> issues;
};

CaseReading ReadCase(const CaseFiles& files);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_READING_H_
