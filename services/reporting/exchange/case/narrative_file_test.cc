#include "services/reporting/exchange/case/narrative_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kObservations[] =
    "kpi_lv1,kpi_lv2,kpi_lv3,date,value,unit\n产出指标,数量指标,推广人次,2023-06-30,3000,人次\n"
    "产出指标,数量指标,推广人次,2023-12-31,7056,人次\n产出指标,数量指标,培训人数,,1,人\n"
    "效益指标,社会效益指标,培训人数,,1,人\n";

std::vector<std::string> LinesOfText(const std::string& text) {
  return Lines(ReadCase(SmallCase({{"narrative.md", text}, {"observations.csv", kObservations}})).issues);
}

TEST(NarrativeFile, HoldsBindingsAgainstTheObservations) {
  struct Case {
    const char* text;
    const char* line;
  };
  for (const Case& c :
       {Case{"推广{{推广人次}}人次。", ""}, Case{"推广{{产出指标/数量指标/推广人次}}人次。", ""},
        Case{"推广{{数量指标/推广人次}}人次。", ""}, Case{"推广{{推广次数}}人次。", "narrative.md:2::BINDING_UNKNOWN"},
        Case{"培训{{培训人数}}人。", "narrative.md:2::BINDING_AMBIGUOUS"},
        Case{"培训{{社会效益指标/培训人数}}人。", ""}, Case{"预算{{fact:final_budget|万元}}万元。", ""},
        Case{"预算{{fact:全年预算数|万元}}万元。", "narrative.md:2::BINDING_MALFORMED"},
        Case{"预算{{fact:final_budget|百元}}百元。", "narrative.md:2::BINDING_FORMAT_UNKNOWN"},
        Case{"推广{{推广人次人次。", "narrative.md:2::BINDING_MALFORMED"}}) {
    SCOPED_TRACE(c.text);
    const std::vector<std::string> lines = LinesOfText(absl::StrCat("一、概况\n", c.text, "\n"));
    if (*c.line == '\0') {
      EXPECT_THAT(lines, IsEmpty());
    } else {
      EXPECT_THAT(lines, ElementsAre(c.line));
    }
  }
}

TEST(NarrativeFile, LineEndsOfWindowsAreThoseOfUnix) {
  const CaseReading windows = ReadCase(SmallCase({{"narrative.md", "标题\r\n一、概况\r\n正文。\r\n"}}));
  const CaseReading unix = ReadCase(SmallCase({{"narrative.md", "标题\n一、概况\n正文。\n"}}));
  EXPECT_EQ(windows.contents.narrative, unix.contents.narrative);
  EXPECT_EQ(unix.contents.narrative, "标题\n一、概况\n正文。\n");
}

TEST(NarrativeFile, ATableThatCouldNotBeReadIsNotHeldAgainstTheProse) {
  EXPECT_THAT(Lines(ReadCase(SmallCase({{"narrative.md", "一、概况\n推广{{推广人次}}人次。\n"},
                                        {"observations.csv", "kpi_lv1\n产出指标\n"}}))
                        .issues),
              ElementsAre("observations.csv:1:kpi_lv3:COLUMN_MISSING"));
}

}  // namespace
}  // namespace zhengping::reporting
