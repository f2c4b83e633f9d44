#include "services/reporting/clients/change_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/client/channel.h"
#include "common/testing/matchers.h"
#include "services/reporting/clients/budget_client.h"
#include "services/reporting/clients/downstream_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;

using Piece = budget::v1::WatchChangesResponse;

void AddChange(Piece& piece, int fiscal_year, int64_t revision) {
  budget::v1::Change& change = *piece.add_changes();
  change.set_department(kTestDepartment);
  change.set_fiscal_year(fiscal_year);
  change.set_revision(revision);
}

class ChangeFeedTest : public testing::Test {
 protected:
  absl::Status Follow(const std::string& position = "") {
    return feed_.Follow("430503000", position, std::chrono::seconds(20),
                        [this](std::string next, std::vector<DepartmentYearMark> heads) {
                          positions_.push_back(std::move(next));
                          for (const DepartmentYearMark& head : heads) {
                            heads_.push_back(absl::StrCat(head.fiscal_year, "r", head.revision));
                          }
                          return answer_;
                        });
  }

  FakeBudget budget_;
  ServerFixture server_{{&budget_}};
  ChangeFeed feed_{client::NewChannel(BudgetChannel(server_.server().address()))};
  absl::Status answer_;
  std::vector<std::string> positions_;
  std::vector<std::string> heads_;
};

TEST_F(ChangeFeedTest, TellsTheNewestRevisionOfAPieceAndWhereToGoOn) {
  budget_.feed = [](const budget::v1::WatchChangesRequest& request) {
    std::vector<Piece> pieces(2);
    AddChange(pieces[0], 2023, 17);
    AddChange(pieces[0], 2022, 5);
    AddChange(pieces[0], 2023, 18);
    pieces[0].set_position(absl::StrCat(request.parent(), request.position(), "1"));
    AddChange(pieces[1], 2023, 19);
    pieces[1].set_position("2");
    return pieces;
  };
  EXPECT_THAT(Follow("0"), IsOk());
  EXPECT_THAT(heads_, ElementsAre("2022r5", "2023r18", "2023r19"));
  EXPECT_THAT(positions_, ElementsAre("divisions/43050300001", "2", "2")) << "the last says that there is no more";
}

// Refused because the piece named is not as the contract has it.
auto Breaks(const std::string& piece) {
  return testing::AllOf(IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"),
                        testing::ResultOf([](const absl::Status& status) { return std::string(status.message()); },
                                          testing::HasSubstr(piece)));
}

TEST_F(ChangeFeedTest, IsLeftWhenItIsUnsoundOrNotTaken) {
  const auto give = [this](int64_t revision, const std::string& position) {
    budget_.feed = [revision, position](const budget::v1::WatchChangesRequest&) {
      std::vector<Piece> pieces(1);
      AddChange(pieces[0], 2023, revision);
      pieces[0].set_position(position);
      return pieces;
    };
  };
  give(0, "1");
  EXPECT_THAT(Follow(), Breaks("changes[0]"));
  give(1, "");
  EXPECT_THAT(Follow(), Breaks("position"));
  EXPECT_THAT(positions_, ElementsAre());
  give(1, "1");
  answer_ = absl::InternalError("the disk is full");
  EXPECT_THAT(Follow(), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(positions_, ElementsAre("1"));
  budget_.refuses_position = "9";
  EXPECT_THAT(Follow("9"), IsRefusal("POSITION_OF_OTHER_STORE", "position"));
  feed_.Cancel();
  EXPECT_THAT(Follow(), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace zhengping::reporting
