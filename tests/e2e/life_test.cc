// Goal: an office and its finance bureau take an evaluation through its life by command line, on real processes: filed,
// returned, filed, adjusted, reviewed, and not published without a key; who acts is stated by --as. New data makes it
// stale.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using reporting::v1::Evaluation;
using testing::HasSubstr;
using testing::Not;

constexpr char kHead[] = "张三:department_head";
constexpr char kReviewer[] = "王五:finance_reviewer";
constexpr char kPath[] = "产出指标/数量指标/湘易办推广人次";

class Life : public testing::Test {
 protected:
  void SetUp() override {
    suite_.Start();
    suite_.Load(CasePath("cuiyuan-2023"));
    suite_.Evaluate({kDepartment, "--year", "2023"});
  }

  Finished As(const std::string& actor, const std::vector<std::string>& arguments) {
    std::vector<std::string> all = {"--as", actor};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return suite_.Cli(all);
  }
  Evaluation After(const Finished& finished) {
    EXPECT_EQ(finished.status, 0) << finished.err;
    return EvaluationFromJson(finished.out);
  }
  std::string Out(const std::vector<std::string>& arguments) {
    const Finished finished = suite_.Cli(arguments);
    EXPECT_EQ(finished.status, 0) << finished.err;
    return finished.out;
  }

  Suite suite_;
};

TEST_F(Life, FromTheOfficeToTheReviewersDesk) {
  // The total by hand is 89.95 (expected_score.json), 3 of them for 湘易办推广人次; with 1.5 for it 88.45.
  EXPECT_EQ(suite_.Cli({"submit", kDepartment}).status, 2) << "nobody says who acts";
  EXPECT_EQ(As("张三:clerk", {"submit", kDepartment}).status, 4) << "a clerk does not file";
  EXPECT_EQ(As("张三", {"submit", kDepartment}).status, 2);
  const Evaluation filed = After(As(kHead, {"submit", kDepartment, "-o", "json"}));
  EXPECT_EQ(filed.state(), Evaluation::STATE_SUBMITTED);
  EXPECT_EQ(As(kReviewer, {"return", kDepartment}).status, 2) << "no reason";
  EXPECT_EQ(As(kReviewer, {"return", kDepartment, "--reason", "缺少佐证材料", "--etag", filed.etag()}).status, 0);
  EXPECT_EQ(As(kReviewer, {"review", kDepartment, "--etag", filed.etag()}).status, 6) << "another moved it on";
  EXPECT_EQ(As(kHead, {"submit", kDepartment, "--reason", "已补齐"}).status, 0);
  EXPECT_EQ(As("张三:finance_reviewer", {"review", kDepartment}).status, 6) << "who filed never reviews";

  const Evaluation adjusted = After(As(kReviewer, {"adjust", kDepartment, kPath, "1.5", "--reason", "推广数含重复注册",
                                                   "--evidence", "后台导出.xlsx", "-o", "json"}));
  EXPECT_EQ(adjusted.adjusted_total(), "88.45");
  EXPECT_EQ(adjusted.adjusted_grade(), "良");
  EXPECT_EQ(adjusted.content().scorecard().total().score(), "89.95");
  const Finished reviewed = As(kReviewer, {"review", kDepartment});
  EXPECT_EQ(reviewed.status, 0) << reviewed.err;
  EXPECT_THAT(reviewed.out, HasSubstr("已审定  总分 89.95（良），调整后 88.45（良）"));
  const Finished published = As(kReviewer, {"publish", kDepartment});
  EXPECT_EQ(published.status, 6) << published.out;
  EXPECT_THAT(published.err, HasSubstr("SIGNING_KEY_MISSING"));

  const std::string timeline = Out({"timeline", kDepartment});
  for (const char* text :
       {"张三", "部门负责人", "王五", "财政审核", "自报", "缺少佐证材料", "推广数含重复注册", "1.5分"}) {
    EXPECT_THAT(timeline, HasSubstr(text));
  }
  EXPECT_THAT(Out({"list", kDepartment}), HasSubstr("已审定"));
}

TEST_F(Life, NewDataMakesStaleAndAReEvaluationShowsTheDifference) {
  EXPECT_EQ(As(kHead, {"submit", kDepartment}).status, 0);
  EXPECT_EQ(As(kReviewer, {"review", kDepartment}).status, 0);
  EXPECT_THAT(Out({"list", kDepartment}), Not(HasSubstr("数据已变化")));
  const TempFolder folder;
  suite_.Load(CopiedCase(folder, "cuiyuan-2023", "observations.csv", "湘易办推广人次,2023-12-31,7056,",
                         "湘易办推广人次,2023-12-31,1056,"));
  const Finished published = As(kReviewer, {"publish", kDepartment});
  EXPECT_EQ(published.status, 6) << published.out;
  EXPECT_THAT(published.err, HasSubstr("EVALUATION_STALE"));
  EXPECT_THAT(Out({"list", kDepartment}), HasSubstr("数据已变化"));

  const std::string again = Out({"evaluate", kDepartment, "--year", "2023"});
  EXPECT_THAT(again, HasSubstr("与上一次评价 2023-1 相比"));
  EXPECT_THAT(again, HasSubstr("actual:产出指标/数量指标/湘易办推广人次"));
  EXPECT_THAT(again, HasSubstr("7056人次"));
  EXPECT_THAT(again, HasSubstr("1056人次"));
  EXPECT_THAT(again, HasSubstr("total:score"));
  const std::string parent = std::string(kDepartment) + "/evaluations/";
  EXPECT_THAT(Out({"compare", parent + "2023-1", parent + "2023-2"}), HasSubstr("7056人次"));
  EXPECT_EQ(suite_.Cli({"compare", parent + "2023-1", parent + "2023-9"}).status, 5);
}

}  // namespace
}  // namespace zhengping
