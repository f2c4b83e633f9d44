#include "services/reporting/domain/binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

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

TEST(Binding, FiguresSimulationsAndScoresAreBound) {
  EvaluationContent content = Content();
  content.findings[0].figures = {
      {.name = "late_amount", .state = FactState::kDerived, .value = Money::Fen(224000000), .unit = "fen"},
      {.name = "untimely_share",
       .state = FactState::kDerived,
       .value = *Quotient(Rational(325), Rational(382)),
       .unit = "percent"},
      {.name = "mean_size",
       .state = FactState::kDerived,
       .value = *Quotient(Rational(66670000), Rational(3)),
       .unit = "fen"},
      {.name = "gap_date", .state = FactState::kDerived, .value = *Date::FromYmd(2023, 9, 15), .unit = "date"},
      {.name = "lost", .state = FactState::kMissing, .unit = "fen"}};
  content.findings[0].recommendation = Recommendation{.title = "",
                                                      .text = "",
                                                      .effects = {{.name = "finding:release_timing.peak_gap",
                                                                   .before = Money::Fen(240350000),
                                                                   .after = Money::Fen(65400000),
                                                                   .unit = "fen"}}};
  content.scorecard.total = {.score = *ParseNumber("87.5"), .low = *ParseNumber("87.5"), .high = *ParseNumber("87.5")};
  struct Case {
    BindingKind kind;
    const char* name;
    const char* format;
    const char* text;
  };
  const Case cases[] = {
      {BindingKind::kFindingFigure, "release_timing.late_amount", "万元", "224.00"},
      {BindingKind::kFindingFigure, "release_timing.untimely_share", "", "85.08%"},
      {BindingKind::kFindingFigure, "release_timing.mean_size", "万元", "22.22"},
      {BindingKind::kFindingFigure, "release_timing.gap_date", "", "2023年9月15日"},
      {BindingKind::kEffect, "release_timing.peak_gap.before", "万元", "240.35"},
      {BindingKind::kEffect, "release_timing.peak_gap.after", "万元", "65.40"},
      {BindingKind::kScore, "total", "", "87.5"},
      {BindingKind::kFindingFigure, "release_timing.late_amount", "万元余", "220余"},
      {BindingKind::kFact, "quotas", "余", "60余"},
      {BindingKind::kObservation, "推广人次", "余", "7000余"},
      {BindingKind::kObservation, "推广人次", "万", "0.71"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.name, "|", c.format));
    const absl::StatusOr<BoundText> bound = Resolve({c.kind, c.name, c.format}, content);
    ASSERT_TRUE(bound.ok()) << bound.status();
    EXPECT_EQ(bound->text, c.text);
  }
  const auto refused = [&](BindingKind kind, const char* name) { return Resolve({kind, name, ""}, content).status(); };
  EXPECT_THAT(refused(BindingKind::kFindingFigure, "release_timing.none"), IsRefusal("BINDING_UNKNOWN", ""));
  EXPECT_THAT(refused(BindingKind::kFindingFigure, "release_timing.lost"), IsRefusal("BINDING_WITHOUT_VALUE", ""));
  EXPECT_THAT(refused(BindingKind::kEffect, "release_timing.peak_gap"), IsRefusal("BINDING_UNKNOWN", ""));
  EXPECT_THAT(refused(BindingKind::kScore, "产出指标"), IsRefusal("BINDING_UNKNOWN", ""));
  content.scorecard.total.high = Rational(90);
  EXPECT_THAT(refused(BindingKind::kScore, "total"), IsRefusal("BINDING_WITHOUT_VALUE", "")) << "a range is no number";
}

TEST(Binding, DefinitionsComputeExactlyAndKeepMoneyApart) {
  const auto resolve = [](absl::string_view expression, const char* format) {
    std::vector<Definition> definitions = {*ParseDefinition(expression), *ParseDefinition("又 = 推广人次 / 2"),
                                           *ParseDefinition("甲 = 乙"), *ParseDefinition("乙 = 甲")};
    return Resolve({BindingKind::kObservation, "得", format}, Content(), definitions);
  };
  const auto text = [&](absl::string_view expression, const char* format) {
    const absl::StatusOr<BoundText> bound = resolve(expression, format);
    return bound.ok() ? bound->text : std::string(bound.status().message());
  };
  EXPECT_EQ(text("得 = 又 + 1", ""), "3529");
  EXPECT_EQ(text("得 = 1 / 3", "%"), "33.33%");
  EXPECT_EQ(text("得 = fact:final_budget * 2", "万元"), "4060.25");  // 40,602,469.12
  EXPECT_EQ(text("得 = fact:final_budget / fact:final_budget", "%"), "100.00%");
  EXPECT_THAT(resolve("得 = fact:final_budget + 推广人次", "").status(), IsRefusal("BINDING_FORMAT_UNFIT", ""));
  EXPECT_THAT(resolve("得 = 1 / 0", "").status(), IsRefusal("BINDING_WITHOUT_VALUE", ""));
  EXPECT_THAT(resolve("得 = 环境整治活动场次 + 1", "").status(), IsRefusal("BINDING_WITHOUT_VALUE", ""))
      << "a lower bound";
  EXPECT_THAT(resolve("得 = 甲", "").status(), IsRefusal("BINDING_CYCLE", ""));
  EXPECT_THAT(resolve("得 = 没有的", "").status(), IsRefusal("BINDING_UNKNOWN", ""));
}

}  // namespace
}  // namespace zhengping::reporting
