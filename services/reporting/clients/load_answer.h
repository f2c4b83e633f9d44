// What a service answered to its part of a case.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_ANSWER_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_ANSWER_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::reporting {

struct LoadAnswer {
  std::vector<Issue> issues;  // at their places in the case's files
  std::vector<TableChange> changes;
  DepartmentYearMark mark;  // after the load; as it was when only checked
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_ANSWER_H_
