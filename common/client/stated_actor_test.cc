#include "common/client/stated_actor.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"

namespace zhengping::client {
namespace {

TEST(StatedActor, IsANameAndARole) {
  const absl::StatusOr<StatedActor> reviewer = ParseStatedActor("王五:finance_reviewer");
  ASSERT_THAT(reviewer, IsOk());
  EXPECT_EQ(reviewer->name, "王五");
  EXPECT_EQ(reviewer->role, ROLE_FINANCE_REVIEWER);
  EXPECT_EQ(RoleName(reviewer->role), "finance_reviewer");
  EXPECT_EQ(ParseStatedActor(" 财政局:王五 :clerk")->name, "财政局:王五") << "the role stands behind the last colon";
  EXPECT_THAT(ParseStatedActor(absl::StrCat(std::string(200, 'x'), ":auditor")), IsOk());
}

TEST(StatedActor, IsRefusedWhenItNamesNobodyOrNoRole) {
  const std::vector<std::string> refused = {"",
                                            "王五",
                                            "王五:",
                                            ":finance_reviewer",
                                            "  :finance_reviewer",
                                            "王五:anonymous",
                                            "王五:unspecified",
                                            "王五:ROLE_CLERK",
                                            "王五:审核",
                                            "王\n五:clerk",
                                            "\xff\xfe:clerk",
                                            absl::StrCat(std::string(201, 'x'), ":clerk")};
  for (const std::string& text : refused) EXPECT_THAT(ParseStatedActor(text), IsRefusal("ACTOR_MALFORMED")) << text;
}

}  // namespace
}  // namespace zhengping::client
