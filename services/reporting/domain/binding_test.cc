#include "services/reporting/domain/binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;


Observation Observed(std::string level2, std::string level3, const char* value, std::string unit) {
  Observation observation;
  observation.key = {.level1 = "产出指标", .level2 = std::move(level2), .level3 = std::move(level3)};
  observation.value = *ParseNumber(value);
  observation.unit = std::move(unit);
  return observation;
}

EvaluationContent Content() {
  EvaluationContent content;
  content.facts = {
      {.name = "final_budget", .state = FactState::kDerived, .value = Money::Fen(2030123456), .unit = "fen"},
      {.name = "quotas", .state = FactState::kDerived, .value = int64_t{62}, .unit = "quotas"},
      {.name = "payments", .state = FactState::kMissing}};
  content.findings = {{.kind = "release_timing"}};
  Observation lower = Observed("数量指标", "环境整治活动场次", "100", "场");
  lower.is_lower_bound = true;
  Observation missing = Observed("数量指标", "缺失的", "1", "场");
  missing.state = ObservationState::kMissing;
  missing.value.reset();
  content.scorecard.observations = {Observed("数量指标", "推广人次", "7056", "人次"),
                                    Observed("质量指标", "覆盖率", "38.64%", "%"),
                                    Observed("数量指标", "土地转让金", "30278", ""),
                                    Observed("数量指标", "同名", "1", "个"),
                                    Observed("质量指标", "同名", "2", "个"),
                                    lower,
                                    missing};
  return content;
}

Binding OfObservation(std::string name) { return {BindingKind::kObservation, std::move(name), ""}; }

TEST(Binding, PrintsWhatWasGivenAndKeepsTheExactValue) {
  struct Case {
    Binding binding;
    const char* text;
    const char* exact;
    const char* unit;
  };
  const Case cases[] = {
      {OfObservation("推广人次"), "7056", "7056", "人次"},
      {OfObservation("覆盖率"), "38.64%", "483/1250", "%"},
      {OfObservation("土地转让金"), "30278", "30278", ""},
      {OfObservation("质量指标/同名"), "2", "2", "个"},
      {OfObservation("环境整治活动场次"), "100余", "100", "场"},
      {{BindingKind::kFact, "final_budget", "万元"}, "2030.12", "2030123456", "fen"},
      {{BindingKind::kFact, "final_budget", "元"}, "20,301,234.56", "2030123456", "fen"},
      {{BindingKind::kFact, "final_budget", ""}, "20,301,234.56", "2030123456", "fen"},
      {{BindingKind::kFact, "quotas", ""}, "62", "62", "quotas"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.binding.name + "|" + c.binding.format);
    const absl::StatusOr<BoundText> bound = Resolve(c.binding, Content());
    ASSERT_TRUE(bound.ok()) << bound.status();
    EXPECT_EQ(bound->text, c.text);
    EXPECT_EQ(bound->exact, c.exact);
    EXPECT_EQ(bound->unit, c.unit);
  }
  EXPECT_TRUE(Resolve(OfObservation("环境整治活动场次"), Content())->is_lower_bound);
}

TEST(Binding, WhatCannotBePrintedIsRefused) {
  struct Case {
    Binding binding;
    const char* reason;
  };
  const Case cases[] = {
      {OfObservation("没有的"), "BINDING_UNKNOWN"},
      {OfObservation("同名"), "BINDING_AMBIGUOUS"},
      {OfObservation("缺失的"), "BINDING_WITHOUT_VALUE"},
      {{BindingKind::kFact, "no_such", ""}, "BINDING_UNKNOWN"},
      {{BindingKind::kFact, "payments", "万元"}, "BINDING_WITHOUT_VALUE"},
      {{BindingKind::kFact, "quotas", "万元"}, "BINDING_FORMAT_UNFIT"},
      {{BindingKind::kFact, "final_budget", "%"}, "BINDING_FORMAT_UNFIT"},
      {{BindingKind::kFinding, "no_such", ""}, "BINDING_UNKNOWN"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.binding.name + "|" + c.binding.format);
    EXPECT_THAT(Resolve(c.binding, Content()).status(), IsRefusal(c.reason, ""));
  }
}

TEST(Binding, NumbersOfAProseAreChecked) {
  const Narrative narrative =
      ParseNarrative(
          "一、前言\n推广{{推广人次}}人次，转让金{{土地转让金}}，另有12栋，30278。\n{{没有的}}\n{{finding:x}}")
          .narrative;
  std::vector<std::string> found;
  for (const Issue& issue : CheckNumbers(narrative, Content())) found.push_back(issue.reason);
  EXPECT_THAT(found, ElementsAre("BOUND_WITHOUT_UNIT", "BINDING_UNKNOWN", "BINDING_UNKNOWN", "NUMBER_UNBOUND",
                                 "NUMBER_WITHOUT_UNIT"));
}

}  // namespace
}  // namespace zhengping::reporting
