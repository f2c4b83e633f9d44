// case.json (说明): what a case says about itself.
//
//   {"framework": "self-evaluation-2020", "fiscal_year": 2023, "source": "…", "illustrative": ["指标账"],
//    "subject": "department"}
//
// Issues: CASE_JSON_MALFORMED; CASE_KEY_UNKNOWN (warning); CASE_KEY_MALFORMED (a value of the wrong type);
// FISCAL_YEAR_MISSING, FISCAL_YEAR_OUT_OF_RANGE; FRAMEWORK_NAME_MALFORMED; ILLUSTRATIVE_UNKNOWN (warning);
// CASE_SUBJECT_NOT_READ (warning: a project as subject).
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_HEAD_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_HEAD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

inline constexpr int kFirstFiscalYear = 2000;  // what the indicator service takes
inline constexpr int kLastFiscalYear = 2100;

struct CaseHeadFile {
  CaseHead head;
  int fiscal_year = 0;  // 0: not said, or not readable
};

CaseHeadFile ReadCaseHead(absl::string_view file, absl::string_view bytes, std::vector<Issue>& issues);

// Marks the rows of plan and observations that the head calls made up: 绩效目标, 完成情况, 完成情况：<三级指标>,
// 完成情况：定性指标的档次和比例. ILLUSTRATIVE_UNKNOWN for an indicator that no observation has.
void MarkIllustrativeRows(absl::string_view file, Case& contents, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CASE_HEAD_H_
