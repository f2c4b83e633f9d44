// Goal: a finance clerk brings the county's scoring table through its life from the command line, edits it as a
// workbook, and a case that carries its own table is evaluated without a server; exit statuses tell scripts what
// happened.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kCase[] = "county-framework";

class FrameworkVerbs : public testing::Test {
 protected:
  Finished Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--offline", "--data", data_.path()});
    return RunCli(arguments);
  }
  std::string File(const std::string& name) const { return absl::StrCat(files_.path(), "/", name); }
  std::string Text() const { return ReadFile(absl::StrCat(CasePath(kCase), "/framework.textproto")); }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(File(name), std::ios::binary) << text;
  }

  const TempFolder data_;
  const TempFolder files_;
};

TEST_F(FrameworkVerbs, ATableIsCheckedImportedPublishedCopiedComparedAndRetired) {
  Write("wrong.textproto", absl::StrReplaceAll(Text(), {{"weight: \"40\"", "weight: \"41\""}}));
  const Finished wrong = Run({"frameworks", "validate", File("wrong.textproto")});
  EXPECT_EQ(wrong.status, 3);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.textproto 第 7 行"));
  EXPECT_THAT(wrong.err, HasSubstr("WEIGHT_SUM"));

  Write("good.textproto", Text());
  EXPECT_EQ(Run({"frameworks", "validate", File("good.textproto")}).status, 0);
  EXPECT_THAT(Run({"frameworks", "import", File("good.textproto")}).out, HasSubstr("daxiang-2023  新增  草稿"));
  const Finished drafts = Run({"frameworks", "list"});
  EXPECT_THAT(drafts.out, HasSubstr("daxiang-2023"));
  EXPECT_THAT(drafts.out, HasSubstr("hunan-a-2017"));
  EXPECT_EQ(Run({"frameworks", "publish", "daxiang-2023"}).status, 0);
  EXPECT_EQ(Run({"frameworks", "publish", "daxiang-2023"}).status, 6) << "published already";
  const Finished here = Run({"frameworks", "list", "--division", "430503000", "--year", "2023", "--published"});
  EXPECT_THAT(here.out, HasSubstr("daxiang-2023"));
  EXPECT_THAT(Run({"frameworks", "list", "--division", "420100000"}).out, Not(HasSubstr("daxiang-2023")));
  EXPECT_THAT(Run({"frameworks", "show", "daxiang-2023"}).out, HasSubstr("payments / final_budget"));

  EXPECT_EQ(Run({"frameworks", "copy", "daxiang-2023", "daxiang-2024"}).status, 0);
  const Finished same = Run({"frameworks", "diff", "daxiang-2023", "daxiang-2024"});
  EXPECT_EQ(same.status, 3) << "the version";
  EXPECT_THAT(same.out, HasSubstr("版本"));
  EXPECT_EQ(Run({"frameworks", "diff", "daxiang-2023", "daxiang-2023"}).status, 0);
  EXPECT_EQ(Run({"frameworks", "retire", "daxiang-2023"}).status, 0);
  EXPECT_EQ(Run({"frameworks", "show", "nowhere"}).status, 5);
}

TEST_F(FrameworkVerbs, AWorkbookThatIsEditedComesBackAsTheNextVersion) {
  EXPECT_EQ(Run({"frameworks", "export", "self-evaluation-2020", File("table.xlsx")}).status, 0);
  const Finished again = Run({"frameworks", "import", File("table.xlsx"), "--dry-run", "--publish"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("没有变化")) << "the same content hash";
  EXPECT_EQ(Run({"frameworks", "export", "self-evaluation-2020", File("table.json")}).status, 0);
  EXPECT_THAT(Run({"frameworks", "import", File("table.json"), "--dry-run", "--publish"}).out, HasSubstr("没有变化"));
  const Finished text = Run({"frameworks", "export", "self-evaluation-2020"});
  EXPECT_THAT(text.out, HasSubstr("display_name: \"预算执行率\""));
  Write("other.textproto", absl::StrReplaceAll(text.out, {{"decimals: 2", "decimals: 1"}}));
  const Finished taken = Run({"frameworks", "import", File("other.textproto"), "--publish"});
  EXPECT_EQ(taken.status, 3);
  EXPECT_THAT(taken.err, HasSubstr("self-evaluation-2020-v2"));
  EXPECT_THAT(taken.err, HasSubstr("FRAMEWORK_NAME_TAKEN"));
}

TEST_F(FrameworkVerbs, ACaseWithItsOwnTableIsEvaluatedOffline) {
  const Finished evaluated = RunCli({"--offline", "evaluate", CasePath(kCase), "--year", "2023", "-o", "json"});
  ASSERT_EQ(evaluated.status, 0) << evaluated.err;
  // 94.7% of 40 and 55 ÷ 56 of 60.
  const reporting::v1::Evaluation evaluation = EvaluationFromJson(evaluated.out);
  EXPECT_EQ(evaluation.content().scorecard().framework(), "frameworks/daxiang-2023");
  EXPECT_EQ(evaluation.content().scorecard().total().score(), "96.81");
  EXPECT_THAT(Run({"load", CasePath(kCase)}).out, HasSubstr("framework.textproto"));
}

}  // namespace
}  // namespace zhengping
