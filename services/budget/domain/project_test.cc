#include "services/budget/domain/project.h"

#include <gtest/gtest.h>

#include <vector>

namespace zhengping::budget {
namespace {

TEST(Project, TheLastNamingGivesCodeAndName) {
  const std::vector<Project> projects = ProjectsOf({
      {2023, 4, "p1", "P1", "社区治理专项（二期）"},
      {2022, 9, "p1", "p1", "社区治理专项"},
      {2023, 2, "p2", "P2", "环卫"},
      {2023, 7, "p2", "P2", ""},
      {2021, 1, "p1", "p1", "治理"},
      {2023, 5, "p0", "P0", ""},
  });
  EXPECT_EQ(projects, (std::vector<Project>{
                          {"p0", "P0", "", {2023}},
                          {"p1", "P1", "社区治理专项（二期）", {2021, 2022, 2023}},
                          {"p2", "P2", "环卫", {2023}},
                      }));
  EXPECT_TRUE(ProjectsOf({}).empty());
}

}  // namespace
}  // namespace zhengping::budget
