// An issue: something found about what a user sent, with its place and its remedy. A value, not an error: readers
// collect all issues of a file and hand them back at once.
#ifndef ZHENGPING_COMMON_STATUS_ISSUE_H_
#define ZHENGPING_COMMON_STATUS_ISSUE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping {

enum class Severity { kNote, kWarning, kError };

struct Place {
  std::string file = "";    // as the user names it, "2023/ledger.csv"; empty where there is no file
  int row = 0;              // as a spreadsheet shows it, from 1 with the heading row counted; 0: none
  std::string column = "";  // the heading as it stands in the file; empty: none
  std::string field = "";   // path in the request or in the framework; empty where a file says it
};

struct Issue {
  Severity severity = Severity::kError;
  Place place = {};
  std::string reason = "";  // UPPER_SNAKE, stable
  std::string found = "";   // the text found
  std::string remedy = "";  // what is wrong and what would be right, in Chinese: users read it
};

bool HasErrors(const std::vector<Issue>& issues);

// "2023/ledger.csv 第 12 行 金额: 「-5」 …remedy…", the form that logs and the command line print.
std::string FormatIssue(const Issue& issue);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_STATUS_ISSUE_H_
