// Goal: what `zhengping generate` makes up goes the whole way like a real department's case.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

TEST(Generate, ItsCasesLoadWithoutAComplaintAndAreEvaluated) {
  const TempFolder folder;
  const Finished made = RunCli({"--division", "430503000", "generate", "--departments", "3", "--entries", "150",
                                "--years", "2", "--seed", "4", "-o", folder.path()});
  ASSERT_EQ(made.status, 0) << made.err;
  std::set<std::string> departments;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string path = entry.path().string();
    SCOPED_TRACE(path);
    const Finished loaded = RunCli({"--offline", "load", path});
    EXPECT_EQ(loaded.status, 0);
    EXPECT_EQ(loaded.err, "");
    const Finished evaluated = RunCli({"--offline", "evaluate", path, "-o", "json"});
    ASSERT_EQ(evaluated.status, 0) << evaluated.err;
    const reporting::v1::Evaluation evaluation = EvaluationFromJson(evaluated.out);
    EXPECT_NE(evaluation.content().scorecard().total().grade(), "");
    departments.insert(evaluation.name());
  }
  EXPECT_EQ(departments.size(), 3u);
}

TEST(Generate, TheSameSeedWritesTheSameFiles) {
  const TempFolder first;
  const TempFolder second;
  for (const TempFolder* folder : {&first, &second}) {
    ASSERT_EQ(RunCli({"generate", "--departments", "2", "--entries", "60", "-o", folder->path()}).status, 0);
  }
  size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(first.path())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string other = second.path() + entry.path().string().substr(first.path().size());
    EXPECT_EQ(ReadFile(entry.path().string()), ReadFile(other)) << other;
  }
  EXPECT_EQ(files, 14u);  // seven tables a case
}

TEST(Generate, MoreDepartmentsThanADivisionHasCodesForAreRefused) {
  const TempFolder folder;
  const Finished made = RunCli({"--division", "430503000", "generate", "--departments", "900", "-o", folder.path()});
  EXPECT_EQ(made.status, 2);
  EXPECT_NE(made.err.find("899"), std::string::npos) << made.err;
}

}  // namespace
}  // namespace zhengping
