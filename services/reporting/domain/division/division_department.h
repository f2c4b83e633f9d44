// A department of a division, as the budget service knows it.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_DEPARTMENT_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_DEPARTMENT_H_

#include <string>

#include "common/resource_name/resource_name.h"

namespace zhengping::reporting {

struct DivisionDepartment {
  DepartmentName name;
  std::string display_name;
  std::string unit_kind;  // in its own words, "街道办事处"; empty: not stated

  friend bool operator==(const DivisionDepartment&, const DivisionDepartment&) = default;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_DEPARTMENT_H_
