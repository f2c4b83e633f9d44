#include "services/reporting/clients/head_client.h"

#include <gtest/gtest.h>

#include "common/client/channel.h"
#include "common/testing/matchers.h"
#include "services/reporting/clients/budget_client.h"
#include "services/reporting/clients/downstream_testing.h"
#include "services/reporting/clients/indicator_client.h"

namespace zhengping::reporting {
namespace {

class HeadClientTest : public testing::Test {
 protected:
  FakeBudget budget_;
  FakeIndicator indicator_;
  ServerFixture budget_server_{{&budget_}};
  ServerFixture indicator_server_{{&indicator_}};
  HeadClient client_{client::NewChannel(BudgetChannel(budget_server_.server().address())),
                     client::NewChannel(IndicatorChannel(indicator_server_.server().address())),
                     std::chrono::seconds(20)};
  const std::vector<DepartmentYearMark> marks_ = {{"budget", kTestDepartment, 2022, 4, "d2022r4"},
                                                  {"budget", kTestDepartment, 2023, 17, "d2023r17"},
                                                  {"indicator", kTestDepartment, 2023, 3, "d2023r3"}};
};

TEST_F(HeadClientTest, ReadsTheHeadOfEachMark) {
  absl::StatusOr<std::vector<DepartmentYearMark>> heads = client_.Read(marks_, {});
  ASSERT_THAT(heads, IsOk());
  ASSERT_EQ(heads->size(), 3U);
  EXPECT_EQ((*heads)[0], marks_[0]);
  EXPECT_EQ((*heads)[1], marks_[1]);
  EXPECT_EQ((*heads)[2].revision, 3);
  EXPECT_EQ((*heads)[2].digest, "") << "indicator tells no digest here";
  budget_.moved = 2;
  indicator_.moved = 1;
  heads = client_.Read(marks_, {});
  ASSERT_THAT(heads, IsOk());
  EXPECT_EQ((*heads)[1].revision, 19);
  EXPECT_EQ((*heads)[2].revision, 4);
}

TEST_F(HeadClientTest, NamesTheServiceThatDoesNotAnswer) {
  indicator_.heads.refusal = Overloaded({"OVERLOADED", ""}, "come again");
  const absl::Status refused = client_.Read(marks_, {}).status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(RefusalOf(refused)->service, "indicator");
  budget_.heads.holds_back = true;
  const absl::Status late = client_.Read(marks_, {}, std::chrono::milliseconds(100)).status();
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(RefusalOf(late)->service, "budget");
  budget_.heads.gate.Open();
}

}  // namespace
}  // namespace zhengping::reporting
