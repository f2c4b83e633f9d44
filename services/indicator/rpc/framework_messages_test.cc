#include "services/indicator/rpc/framework_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> Told(const std::vector<Issue>& issues) {
  std::vector<std::string> told;
  for (const Issue& issue : issues) told.push_back(issue.reason + " " + issue.place.field);
  return told;
}

// Every kind of rule, every field of every kind. It need not make sense, only survive.
constexpr char kEveryField[] = R"(
name: "frameworks/every-field" display_name: "全" version: 3 division: "430000000" first_fiscal_year: 2017
last_fiscal_year: 2019 source: "湘财绩〔2017〕1号" note: "未读到" is_library: true full_mark: "120"
settings {
  decimals: 1 zero_by_zero: ZERO_ANSWER_FULL divided_by_zero: ZERO_ANSWER_ZERO
  not_applicable: NOT_APPLICABLE_RESCALE unassessed: UNASSESSED_RESCALE step_counting: STEP_COUNTING_PARTIAL
  tiers { display_name: "好" at_least: "0.5" at_most: "1" }
}
named_rules { display_name: "计次" rule_text: "每次扣10%" source: "同上" rule { faults { deduction { share_of_weight: "0.1" } } } }
indicators {
  display_name: "组" aliases: "组别" weight: "20.5" definition: "解释" rule_text: "标准" source: "表" is_verified: true
  is_core: true
  group {
    indicators { display_name: "比例" leaf {
      formula: "payments / final_budget" display: VALUE_DISPLAY_PERCENT zero_by_zero: ZERO_ANSWER_FULL
      divided_by_zero: ZERO_ANSWER_NOT_ASSESSABLE not_applicable: NOT_APPLICABLE_FULL
      rule { proportional { sense: SENSE_FORWARD target: "1" } } } }
    indicators { display_name: "扣分" leaf { display: VALUE_DISPLAY_YUAN rule { step_deduction {
      sense: SENSE_BOTH_SIDES bound: "1" step: "0.05" is_share_of_bound: true deduction { points: "0.5" }
      counting: STEP_COUNTING_WHOLE } } } }
    indicators { display_name: "分档" leaf { display: VALUE_DISPLAY_WANYUAN rule { bands {
      bands { interval { low: "0" high: "0.1" low_open: true high_closed: true } points { points: "3" } }
      domain { low: "0" } } } } }
    indicators { display_name: "区间" leaf { rule { range {
      full { low: "-0.1" high: "0.1" high_closed: true }
      by_distance { interval { low: "0" high: "0.05" } points { points: "1" } } } } } }
    indicators { display_name: "清单" leaf { rule { checklist {
      parts { display_name: "制度" points { points: "1" } condition: "payments <= final_budget" } } } } }
    indicators { display_name: "复合" leaf { rule { compound {
      parts { display_name: "签约率" share: "0.5" formula: "a / b" rule { judgement {} } }
      parts { display_name: "体检率" share: "0.5" rule { unread {} } } } } } }
    indicators { display_name: "比较" leaf { rule { comparison {
      cases { condition: "balance <= balance.prior" points { points: "2" } } otherwise { points: "0" } } } } }
    indicators { display_name: "择优" leaf { rule { better_of {
      alternatives { formula: "a" rule { tiers { tiers { display_name: "好" at_least: "0" at_most: "1" } } } }
      alternatives { rule { judgement {} } } } } } }
    indicators { display_name: "按名" leaf { rule_name: "计次" } }
  }
}
indicators { display_name: "位" weight: "80" slot { rule { proportional {} } } }
indicators { display_name: "名位" weight: "19.5" slot { rule_name: "计次" } }
caps { display_name: "封顶" measure: "payments / final_budget" source: "某省"
  steps { interval { low: "0.7" high: "0.8" } at_most: "89" } }
deviation { from_ratio: "1.3" deduction { points: "1" } source: "某县" }
grades { display_name: "优" interval { low: "90" high: "120" high_closed: true } }
)";

v1::Framework Parsed(const std::string& text) {
  v1::Framework message;
  std::vector<Issue> issues;
  EXPECT_TRUE(ParseFrameworkText(text, message, issues)) << (issues.empty() ? "" : FormatIssue(issues[0]));
  return message;
}

TEST(FrameworkMessages, EveryFieldSurvivesTheWayInAndOut) {
  const v1::Framework message = Parsed(kEveryField);
  std::vector<Issue> issues;
  const Framework framework = FromMessage(message, issues);
  EXPECT_THAT(Told(issues), IsEmpty());
  v1::Framework back;
  ToMessage(framework, back);
  EXPECT_EQ(back.DebugString(), message.DebugString());
}

TEST(FrameworkMessages, ShippedFrameworksSurviveTheWayOutAndIn) {
  for (const FrameworkText& text : ShippedFrameworkTexts()) {
    std::vector<Issue> issues;
    const Framework framework = FromMessage(Parsed(text.text), issues);
    v1::Framework message;
    ToMessage(framework, message);
    EXPECT_EQ(FromMessage(message, issues), framework) << text.file;
    EXPECT_THAT(Told(issues), IsEmpty()) << text.file;
  }
}

TEST(FrameworkMessages, WhatIsNotSetTakesTheDefaults) {
  std::vector<Issue> issues;
  const Framework framework = FromMessage(Parsed("name: \"frameworks/x\""), issues);
  EXPECT_EQ(framework.version, 1);
  EXPECT_EQ(framework.full_mark, Rational(100));
  EXPECT_EQ(framework.settings.decimals, 2);
  EXPECT_EQ(framework.settings.tiers, StandardTiers());
  EXPECT_EQ(framework.settings.step_counting, StepCounting::kWhole);
  EXPECT_EQ(framework.settings.zero_by_zero, ZeroAnswer::kNotAssessable);
  EXPECT_EQ(FromMessage(Parsed("settings { decimals: 0 }"), issues).settings.decimals, 0) << "zero is not absent";
}

TEST(FrameworkMessages, APercentSignIsUnderstood) {
  std::vector<Issue> issues;
  const Framework framework = FromMessage(
      Parsed("indicators { display_name: '甲' weight: '5' leaf { rule { proportional { target: '98.5%' } } } }"),
      issues);
  EXPECT_EQ(std::get<ProportionalRule>(framework.indicators[0].rule.body).target, Fraction(985, 1000));
}

TEST(FrameworkMessages, WhatCannotBeReadIsToldAtItsNode) {
  std::vector<Issue> issues;
  FromMessage(Parsed(R"(
name: "x" full_mark: "一百"
named_rules { display_name: "甲" rule {} }
indicators { display_name: "组" weight: "1e3" group {
  indicators { display_name: "无" }
  indicators { display_name: "叶" leaf { rule { bands { bands { interval { low: "零" } points {} } } } } }
  indicators { display_name: "长" weight: "0.1234567890123456789" slot {} } } }
caps { steps { at_most: "x" } })"),
              issues);
  EXPECT_THAT(Told(issues),
              ElementsAre("FRAMEWORK_NAME name", "NUMBER_MALFORMED full_mark", "RULE_MALFORMED rules[0].rule",
                          "NUMBER_MALFORMED 组.weight", "INDICATOR_SHAPE 组/无",
                          "NUMBER_MALFORMED 组/叶.rule.bands[0].low", "RULE_MALFORMED 组/叶.rule.bands[0].points",
                          "NUMBER_TOO_LONG 组/长.weight", "NUMBER_MALFORMED caps[0].steps[0].at_most"));
}

TEST(FrameworkMessages, ATextThatIsNoneHasLineAndColumn) {
  // The parser stands behind the name or word that it could not take.
  const struct {
    const char* what;
    const char* text;
    int row;
    const char* column;
  } kCases[] = {
      {"an unknown field", "name: \"x\"\nnamme: \"x\"\n", 2, "6"},
      {"a brace without its partner", "indicators {\n  display_name: \"甲\"\n", 3, "1"},
      {"a text where a number stands", "version: \"three\"", 1, "10"},
      {"an unknown word of an enumeration", "settings { zero_by_zero: FULL }", 1, "31"},
      {"a text without its end", "name: \"x\n", 1, "9"},
  };
  for (const auto& c : kCases) {
    v1::Framework message;
    std::vector<Issue> issues;
    EXPECT_FALSE(ParseFrameworkText(c.text, message, issues)) << c.what;
    ASSERT_FALSE(issues.empty()) << c.what;
    EXPECT_EQ(issues[0].reason, "FRAMEWORK_TEXT_MALFORMED") << c.what;
    EXPECT_EQ(issues[0].place.row, c.row) << c.what;
    EXPECT_EQ(issues[0].place.column, c.column) << c.what;
  }
}

TEST(FrameworkMessages, AFrameworkMayBeJson) {
  EXPECT_EQ(Parsed(" {\"name\": \"frameworks/x\", \"isLibrary\": true}").name(), "frameworks/x");
  v1::Framework message;
  std::vector<Issue> issues;
  EXPECT_FALSE(ParseFrameworkText("{\"nome\": 1}", message, issues));
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_THAT(issues[0].found, HasSubstr("nome"));
}

TEST(FrameworkMessages, ATextOfEndlessDepthIsRefusedNotFollowed) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "indicators { group { ";
  v1::Framework message;
  std::vector<Issue> issues;
  EXPECT_FALSE(ParseFrameworkText(text, message, issues));
}

TEST(FrameworkCatalogue, TheShippedFrameworksAreWithoutError) {
  const absl::StatusOr<FrameworkCatalogue> catalogue = FrameworkCatalogue::FromTexts(ShippedFrameworkTexts());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status().message();
  EXPECT_EQ(catalogue->shipped().size(), ShippedFrameworkTexts().size());
  EXPECT_NE(catalogue->Find("self-evaluation-2020"), nullptr);
  EXPECT_NE(catalogue->Find("hunan-a-2017"), nullptr);
  EXPECT_EQ(catalogue->Find("frameworks/hunan-a-2017"), nullptr) << "by id";
}

TEST(FrameworkCatalogue, HunansTiersAreCutAtAHalfAndItsDutiesAreUnverified) {
  const absl::StatusOr<FrameworkCatalogue> catalogue = FrameworkCatalogue::FromTexts(ShippedFrameworkTexts());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  const auto hunan = catalogue->Find("hunan-a-2017");
  ASSERT_NE(hunan, nullptr);
  const std::vector<Tier>& tiers = hunan->framework().settings.tiers;
  ASSERT_EQ(tiers.size(), 3u);
  EXPECT_EQ(tiers[1].at_least, Fraction(1, 2));
  EXPECT_EQ(tiers[2].at_most, Fraction(1, 2));
  for (const CompiledIndicator& indicator : hunan->indicators()) {
    if (indicator.path == "产出及效率/职责履行") {
      EXPECT_FALSE(indicator.indicator->is_verified);
    }
  }
}

TEST(FrameworkCatalogue, EveryErrorOfEveryTextIsTold) {
  const absl::Status status =
      FrameworkCatalogue::FromTexts(
          {{"a.textproto", "namme: \"frameworks/a\""},
           {"b.textproto", "name: \"frameworks/b\" indicators { display_name: \"甲\" weight: \"99\" slot {} }"},
           {"c.textproto", "name: \"frameworks/d\" indicators { display_name: \"甲\" weight: \"100\" slot {} }"}})
          .status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("a.textproto"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("WEIGHT_SUM"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("c.textproto: the framework inside is named d"));
}

TEST(FrameworkCatalogue, AFolderOfOwnTablesIsReadByName) {
  TempFolder folder;
  folder.Write("b.textproto", "name: \"frameworks/b\"");
  folder.Write("a.textproto", "name: \"frameworks/a\"");
  folder.Write("README.md", "no framework");
  const std::vector<FrameworkText> texts = ReadFrameworkTexts(folder.path()).value();
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0].file, "a.textproto");
  EXPECT_EQ(texts[1].text, "name: \"frameworks/b\"");
  EXPECT_THAT(ReadFrameworkTexts(folder.path() + "/nowhere"), IsRefusal("FRAMEWORKS_UNREADABLE", "frameworks"));
}

}  // namespace
}  // namespace zhengping::indicator
