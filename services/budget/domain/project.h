// Projects (项目) of a department: what its quotas name by pro_code, over the years.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_PROJECT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_PROJECT_H_

#include <cstdint>
#include <string>
#include <vector>

namespace zhengping::budget {

// A quota that names a project: when that was stored, and how.
struct ProjectNaming {
  int fiscal_year = 0;
  int64_t revision = 0;       // of that department-year
  std::string id;             // pro_code as an id
  std::string external_code;  // pro_code as the platform spells it
  std::string display_name;   // pro_name; empty: not said
};

struct Project {
  std::string id;
  std::string external_code;
  std::string display_name;
  std::vector<int> fiscal_years;  // ascending, each once

  friend bool operator==(const Project&, const Project&) = default;
};

// By id. Code and name are those of the naming that came last, by fiscal year and then revision; one without a name
// leaves the name that was there.
std::vector<Project> ProjectsOf(std::vector<ProjectNaming> namings);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_PROJECT_H_
