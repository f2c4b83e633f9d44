#include "services/indicator/exchange/perf_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/spreadsheet/csv.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kHead[] = "ind_id,perf_ind_name,parent_id,level_no,is_enabled,value_desc,scoreformula\n";

PerfLibrary Read(const std::string& rows) {
  std::vector<Issue> issues;
  return ReadPerfLibrary(ReadCsv("指标库.csv", kHead + rows, issues).value());
}

std::vector<std::string> Told(const PerfLibrary& library) {
  std::vector<std::string> told;
  for (const Issue& issue : library.issues) {
    told.push_back(std::to_string(issue.place.row) + " " + issue.place.column + " " + issue.reason);
  }
  return told;
}

TEST(PerfLibrary, RowsBecomeATreeThatCompilesAsALibrary) {
  PerfLibrary library = Read(
      "1,产出指标,0,1,1,,\n"
      "2,数量指标,1,2,1,,\n"
      "3,排查栋数,2,3,1,排查的自建房栋数,每少一栋扣一分\n"
      "4,旧指标,2,3,2,,\n"
      "5,满意度指标,,1,1,,\n");
  EXPECT_THAT(library.issues, IsEmpty());
  const Framework& framework = library.framework;
  ASSERT_THAT(framework.indicators, SizeIs(2));
  const std::vector<Indicator>& leaves = framework.indicators[0].children[0].children;
  ASSERT_THAT(leaves, SizeIs(1)) << "what is disabled is left out";
  EXPECT_EQ(leaves[0].name, "排查栋数");
  EXPECT_EQ(leaves[0].definition, "排查的自建房栋数");
  EXPECT_EQ(leaves[0].rule_text, "每少一栋扣一分");
  EXPECT_EQ(leaves[0].kind, IndicatorKind::kLeaf);
  library.framework.name = "library-430503-2023";
  library.framework.display_name = "指标库";
  const CompileResult compiled = CompileFramework(library.framework);
  for (const Issue& issue : compiled.issues) EXPECT_NE(issue.severity, Severity::kError) << FormatIssue(issue);
}

TEST(PerfLibrary, WhatIsWrongIsToldAtItsRow) {
  EXPECT_THAT(Told(Read("1,甲,9,1,1,,\n1,乙,,1,1,,\n3,,,1,1,,\n")),
              ElementsAre("3 ind_id LIBRARY_ID_REPEATED", "4 perf_ind_name VALUE_MISSING",
                          "2 parent_id LIBRARY_PARENT_UNKNOWN"));
  EXPECT_THAT(Told(Read("1,甲,2,1,1,,\n2,乙,1,2,1,,\n3,丙,,1,1,,\n")),
              ElementsAre("2 parent_id LIBRARY_CYCLE", "3 parent_id LIBRARY_CYCLE"));
}

TEST(PerfLibrary, WhatIsWrittenReadsBack) {
  const PerfLibrary library = Read("a,产出指标,,1,1,,\nb,数量指标,a,2,1,,\nc,排查栋数,b,3,1,栋数,按比例\n");
  const Table rows = PerfLibraryRows(library.framework, "430503000", 2023);
  EXPECT_THAT(rows.rows, SizeIs(3));
  PerfLibrary again = ReadPerfLibrary(rows);
  EXPECT_THAT(again.issues, IsEmpty());
  ASSERT_THAT(again.framework.indicators, SizeIs(1));
  EXPECT_EQ(again.framework.indicators[0].children[0].children[0].definition, "栋数");
}

}  // namespace
}  // namespace zhengping::indicator
