#include "services/reporting/domain/case_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

TEST(CaseFileSet, PiecesOfAFileAreJoinedInOrder) {
  CaseFileSet set;
  EXPECT_THAT(set.Append("2022/ledger.csv", "a,"), IsOk());
  EXPECT_THAT(set.Append("case.json", "{}"), IsOk());
  EXPECT_THAT(set.Append("2022/ledger.csv", "b"), IsOk());
  EXPECT_THAT(set.Append("empty.csv", ""), IsOk());
  EXPECT_THAT(set.files(), testing::ElementsAre(testing::Pair("2022/ledger.csv", "a,b"),
                                                testing::Pair("case.json", "{}"), testing::Pair("empty.csv", "")));
}

TEST(CaseFileSet, PathsStayInsideTheCase) {
  CaseFileSet set;
  const std::string longest = std::string(kMostCasePathBytes, 'a');
  for (const char* path : {"ledger.csv", "2022/指标账.csv", "a/b/c..d", ".hidden", longest.c_str()}) {
    EXPECT_THAT(set.Append(path, ""), IsOk()) << path;
  }
  for (const std::string& path : {std::string(), std::string("/etc/passwd"), std::string("a/"), std::string("a//b"),
                                  std::string(".."), std::string("../a"), std::string("a/../b"), std::string("./a"),
                                  std::string("a\\b"), std::string("a\nb"), std::string("a\0b", 3), longest + "a"}) {
    EXPECT_THAT(set.Append(path, ""), IsRefusal("CASE_PATH_INVALID", "piece.path")) << path;
  }
}

TEST(CaseFileSet, EachLimitHoldsOnBothSides) {
  CaseFileSet set;
  const std::string piece(kMostPieceBytes, 'x');
  EXPECT_THAT(set.Append("big", piece + "x"), IsRefusal("CASE_TOO_LARGE", "piece.content"));
  for (size_t i = 0; i < kMostCaseBytes / kMostPieceBytes; ++i) EXPECT_THAT(set.Append("big", piece), IsOk());
  EXPECT_THAT(set.Append("big", "x"), IsRefusal("CASE_TOO_LARGE", "piece.content"));
  EXPECT_EQ(set.files().at("big").size(), kMostCaseBytes);

  for (size_t i = 1; i < kMostCaseFiles; ++i) EXPECT_THAT(set.Append(absl::StrCat("f", i), ""), IsOk());
  EXPECT_THAT(set.Append("f1", ""), IsOk());
  EXPECT_THAT(set.Append("one more", ""), IsRefusal("CASE_TOO_LARGE", "piece.path"));
}

}  // namespace
}  // namespace zhengping::reporting
