#include "common/resource_name/resource_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;

const DepartmentName kCuiyuan{.division = "430503000", .department = "403"};

TEST(ResourceName, ReadsADepartment) {
  EXPECT_THAT(ParseDepartmentName("divisions/430503000/departments/403", "parent"), IsOkAndHolds(kCuiyuan));
  EXPECT_EQ(FormatName(kCuiyuan), "divisions/430503000/departments/403");
}

TEST(ResourceName, CompletesADivisionOfSixDigits) {
  EXPECT_THAT(ParseDepartmentName("divisions/430503/departments/403", "parent"), IsOkAndHolds(kCuiyuan));
  EXPECT_THAT(ParseDivisionName("divisions/430503", "parent"), IsOkAndHolds("430503000"));
  EXPECT_THAT(ParseDivisionName("divisions/430503101", "parent"), IsOkAndHolds("430503101"));
}

TEST(ResourceName, ReadsSomethingOfADepartment) {
  const ChildName quota{.parent = kCuiyuan, .id = "q-1"};
  EXPECT_THAT(ParseChildName("divisions/430503/departments/403/quotas/q-1", "quotas", "name"), IsOkAndHolds(quota));
  EXPECT_EQ(FormatName(quota, "quotas"), "divisions/430503000/departments/403/quotas/q-1");
  EXPECT_THAT(ParseChildName("divisions/430503/departments/403/projects/q-1", "quotas", "name"),
              IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
}

TEST(ResourceName, GivesThePartsAtTheStars) {
  EXPECT_THAT(MatchName("frameworks/*", "frameworks/hunan-a-2017", "framework"),
              IsOkAndHolds(ElementsAre("hunan-a-2017")));
  EXPECT_THAT(MatchName("a/*/b/*", "a/1/b/2", "name"), IsOkAndHolds(ElementsAre("1", "2")));
  EXPECT_THAT(MatchName("frameworks/*", "frameworks/" + std::string(63, 'x'), "f"), IsOk());
}

TEST(ResourceName, RefusesOtherShapesWithTheFieldOfTheCaller) {
  for (const char* name :
       {"", "403", "divisions", "divisions/", "divisions/430503000", "divisions/430503000/departments/",
        "divisions//departments/403", "/divisions/430503000/departments/403", "divisions/430503000/departments/403/",
        "divisions/43050300/departments/403", "divisions/43050a/departments/403", "divisions/430503000/departments/A03",
        "divisions/430503000/departments/4_3", "divisions/430503000/departments/四",
        "division/430503000/departments/403", "divisions/430503000/departments/..",
        "divisions/430503000/departments/1234567890123456789012"}) {
    EXPECT_THAT(ParseDepartmentName(name, "parent"), IsRefusal("RESOURCE_NAME_MALFORMED", "parent")) << name;
  }
  EXPECT_THAT(MatchName("frameworks/*", "frameworks/" + std::string(64, 'x'), "f"),
              IsRefusal("RESOURCE_NAME_MALFORMED", "f"));
  EXPECT_THAT(ParseDivisionName("divisions/4305", "parent"), IsRefusal("RESOURCE_NAME_MALFORMED", "parent"));
}

TEST(ResourceName, MakesAnIdOfAPlatformCode) {
  EXPECT_EQ(IdFromExternalCode("BGT_2023_001"), "bgt-2023-001");
  EXPECT_EQ(IdFromExternalCode("{A1B2-C3}"), "a1b2-c3");
  EXPECT_EQ(IdFromExternalCode("8F14E45FCEEA167A5A36DEDD4BEA2543000001"), "8f14e45fceea167a5a36dedd4bea2543000001");
  EXPECT_EQ(IdFromExternalCode(""), "");
  EXPECT_EQ(IdFromExternalCode("__/"), "");
  EXPECT_EQ(IdFromExternalCode(std::string(63, 'A')), std::string(63, 'a'));
}

TEST(ResourceName, TwoCodesThatLoseCharactersStayTwo) {
  const std::string longer = IdFromExternalCode(std::string(64, 'A'));
  EXPECT_EQ(longer.size(), 63u);
  EXPECT_NE(longer, IdFromExternalCode(std::string(65, 'A')));
  EXPECT_NE(IdFromExternalCode("指标1"), IdFromExternalCode("项目1"));
  EXPECT_EQ(IdFromExternalCode("指标1").substr(0, 2), "1-");
  EXPECT_EQ(IdFromExternalCode("指标").size(), 16u);
  EXPECT_THAT(MatchName("quotas/*", "quotas/" + IdFromExternalCode("指标1"), "name"), IsOk());
}

}  // namespace
}  // namespace zhengping
