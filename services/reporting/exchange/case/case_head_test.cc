#include "services/reporting/exchange/case/case_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CaseHead, SaysWhatTheCaseIs) {
  std::vector<Issue> issues;
  const CaseHeadFile read = ReadCaseHead(
      "case.json",
      "\xEF\xBB\xBF{\"framework\": \"self-evaluation-2020\", \"fiscal_year\": 2023, \"source\": \"公开文本\",\n"
      "\"illustrative\": [\"指标账\", \"完成情况：满意度\"], \"subject\": \"department\"}",
      issues);
  EXPECT_THAT(Lines(issues), IsEmpty());
  EXPECT_EQ(read.fiscal_year, 2023);
  EXPECT_EQ(read.head.framework, "frameworks/self-evaluation-2020");
  EXPECT_EQ(read.head.source, "公开文本");
  EXPECT_THAT(read.head.illustrative_tables, ElementsAre("指标账", "完成情况：满意度"));
}

TEST(CaseHead, SaysWhatIsWrongAtItsKey) {
  struct Case {
    const char* json;
    const char* line;
  };
  const Case cases[] = {
      {"{\"fiscal_year\": 2000}", ""},
      {"{\"fiscal_year\": 2100}", ""},
      {"{\"fiscal_year\": 1999}", "case.json:0:fiscal_year:FISCAL_YEAR_OUT_OF_RANGE"},
      {"{\"fiscal_year\": 2101}", "case.json:0:fiscal_year:FISCAL_YEAR_OUT_OF_RANGE"},
      {"{\"fiscal_year\": \"2023\"}", "case.json:0:fiscal_year:CASE_KEY_MALFORMED"},
      {"{\"fiscal_year\": 18446744073709551615}", "case.json:0:fiscal_year:FISCAL_YEAR_OUT_OF_RANGE"},
      {"{}", "case.json:0:fiscal_year:FISCAL_YEAR_MISSING"},
      {"{\"fiscal_year\": 2023, \"note\": 1}", "case.json:0:note:CASE_KEY_UNKNOWN (warning)"},
      {"{\"fiscal_year\": 2023, \"source\": 1}", "case.json:0:source:CASE_KEY_MALFORMED"},
      {"{\"fiscal_year\": 2023, \"framework\": \"湖南A\"}", "case.json:0:framework:FRAMEWORK_NAME_MALFORMED"},
      {"{\"fiscal_year\": 2023, \"illustrative\": \"指标账\"}", "case.json:0:illustrative:CASE_KEY_MALFORMED"},
      {"{\"fiscal_year\": 2023, \"illustrative\": [\"台账\"]}",
       "case.json:0:illustrative:ILLUSTRATIVE_UNKNOWN (warning)"},
      {"{\"fiscal_year\": 2023, \"subject\": \"P01\"}", "case.json:0:subject:CASE_SUBJECT_NOT_READ (warning)"},
      {"{\"fiscal_year\": 2023,\n\"source\": }", "case.json:2::CASE_JSON_MALFORMED"},
      {"[]", "case.json:1::CASE_JSON_MALFORMED"},
      {"", "case.json:1::CASE_JSON_MALFORMED"},
      {"{\"fiscal_year\": \xFF}", "case.json:1::ENCODING_UNKNOWN"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.json);
    std::vector<Issue> issues;
    ReadCaseHead("case.json", c.json, issues);
    if (*c.line == '\0') {
      EXPECT_THAT(Lines(issues), IsEmpty());
    } else {
      EXPECT_THAT(Lines(issues), ElementsAre(c.line));
    }
  }
}

TEST(CaseHead, MarksTheRowsThatItCallsMadeUp) {
  const auto read = [](const std::string& tables) {
    return ReadCase(SmallCase(
        {{"case.json", absl::StrCat("{\"fiscal_year\": 2023, \"illustrative\": [", tables, "]}")},
         {"plan.csv", "kpi_lv1,kpi_lv3,direction,kpi_val\n产出指标,甲,>=,1\n"},
         {"observations.csv", "kpi_lv1,kpi_lv3,value,tier,percent\n产出指标,甲,1,,\n产出指标,乙,,达成,90%\n"}}));
  };
  struct Case {
    const char* tables;
    bool plan;
    bool quantitative;
    bool qualitative;
  };
  for (const Case& c :
       {Case{"", false, false, false}, Case{"\"绩效目标\"", true, false, false},
        Case{"\"完成情况\"", false, true, true}, Case{"\"完成情况：甲\"", false, true, false},
        Case{"\"完成情况:乙\"", false, false, true}, Case{"\"完成情况：定性指标的档次和比例\"", false, false, true}}) {
    SCOPED_TRACE(c.tables);
    const CaseReading reading = read(c.tables);
    EXPECT_THAT(Lines(reading.issues), IsEmpty());
    EXPECT_EQ(reading.contents.plan.at(0).is_illustrative, c.plan);
    EXPECT_EQ(reading.contents.observations.at(0).observation.is_illustrative, c.quantitative);
    EXPECT_EQ(reading.contents.observations.at(1).observation.is_illustrative, c.qualitative);
  }
  EXPECT_THAT(Lines(read("\"完成情况：丙\"").issues),
              ElementsAre("case.json:0:illustrative:ILLUSTRATIVE_UNKNOWN (warning)"));
}

}  // namespace
}  // namespace zhengping::reporting
