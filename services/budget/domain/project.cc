#include "services/budget/domain/project.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace zhengping::budget {

std::vector<Project> ProjectsOf(std::vector<ProjectNaming> namings) {
  std::stable_sort(namings.begin(), namings.end(), [](const ProjectNaming& a, const ProjectNaming& b) {
    return std::tie(a.fiscal_year, a.revision) < std::tie(b.fiscal_year, b.revision);
  });
  std::map<std::string, Project> by_id;
  for (ProjectNaming& naming : namings) {
    Project& project = by_id[naming.id];
    project.id = naming.id;
    project.external_code = std::move(naming.external_code);
    if (!naming.display_name.empty()) project.display_name = std::move(naming.display_name);
    if (project.fiscal_years.empty() || project.fiscal_years.back() != naming.fiscal_year) {
      project.fiscal_years.push_back(naming.fiscal_year);
    }
  }
  std::vector<Project> projects;
  for (auto& [id, project] : by_id) projects.push_back(std::move(project));
  return projects;
}

}  // namespace zhengping::budget
