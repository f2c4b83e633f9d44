#include "services/reporting/domain/rectification/next_plan.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

const RowKey kKey = {.level1 = "产出指标", .level2 = "数量指标", .level3 = "推广人次"};

TargetProposal Propose(TargetDirection direction, const char* target, const char* actual, const char* unit = "人次",
                       const char* last = "", bool is_lower_bound = false) {
  const WatchedTarget watched{
      .key = kKey, .direction = direction, .value = *ParseNumber(target), .text = "原目标", .unit = unit};
  std::optional<Rational> baseline;
  if (*last != '\0') baseline = *ParseNumber(last);
  return ProposeTarget(watched, baseline,
                       {{.key = kKey, .value = *ParseNumber(actual), .is_lower_bound = is_lower_bound}});
}

TEST(NextPlan, EachTargetHasItsReason) {
  struct Case {
    const char* what;
    TargetDirection direction;
    const char* target;
    const char* actual;
    const char* last;
    ProposalKind kind;
    const char* proposed;
  };
  const Case cases[] = {
      {"missed", TargetDirection::kAtLeast, "48", "46", "", ProposalKind::kKept, "48"},
      {"just met", TargetDirection::kAtLeast, "50", "50", "", ProposalKind::kKept, "50"},
      {"met", TargetDirection::kAtLeast, "7000", "7056", "", ProposalKind::kRaised, "7056"},
      {"just below 130%", TargetDirection::kAtLeast, "100", "129.9", "", ProposalKind::kRaised, "129.9"},
      {"130%", TargetDirection::kAtLeast, "100", "130", "", ProposalKind::kCorrected, "130"},
      {"target below last year's", TargetDirection::kAtLeast, "100", "105", "103", ProposalKind::kCorrected, "105"},
      {"below last year's, and so is the actual", TargetDirection::kAtLeast, "100", "102", "110",
       ProposalKind::kCorrected, "110"},
      {"limit kept to", TargetDirection::kAtMost, "17", "16.78", "", ProposalKind::kRaised, "16.78"},
      {"limit far too high", TargetDirection::kAtMost, "10", "7", "", ProposalKind::kCorrected, "7"},
      {"limit broken", TargetDirection::kAtMost, "1", "4", "", ProposalKind::kKept, "1"},
      {"a fixed value", TargetDirection::kEqual, "12", "12", "", ProposalKind::kKept, "12"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const TargetProposal proposal = Propose(c.direction, c.target, c.actual, "人次", c.last);
    EXPECT_EQ(proposal.kind, c.kind) << proposal.reason;
    EXPECT_EQ(*proposal.target, *ParseNumber(c.proposed));
    EXPECT_EQ(*proposal.baseline, *ParseNumber(c.actual));
    EXPECT_FALSE(proposal.reason.empty());
  }
}

TEST(NextPlan, ARateStopsAtAHundredPercent) {
  const TargetProposal proposal = Propose(TargetDirection::kAtLeast, "80%", "105%", "%");
  EXPECT_EQ(*proposal.target, Rational(1));
  EXPECT_EQ(proposal.target_text, "≥100.00%");
}

TEST(NextPlan, ALowerBoundIsProposedAsItsBound) {
  const TargetProposal proposal = Propose(TargetDirection::kAtLeast, "700", "800", "人", "", true);
  EXPECT_EQ(*proposal.target, Rational(800));
  EXPECT_EQ(proposal.actual_text, "800人以上");
}

TEST(NextPlan, WhatWasNotObservedIsForAPersonToState) {
  const WatchedTarget target{.key = kKey, .value = Rational(5), .text = "≥5人次"};
  const TargetProposal proposal = ProposeTarget(target, std::nullopt, {});
  EXPECT_EQ(proposal.kind, ProposalKind::kToBeStated);
  EXPECT_EQ(proposal.target_text, "≥5人次");
  EXPECT_EQ(proposal.baseline, std::nullopt);
}

TEST(NextPlan, TheLatestObservationIsTheActual) {
  const WatchedTarget target{.key = kKey, .value = Rational(100), .unit = "人次"};
  const TargetProposal proposal =
      ProposeTarget(target, std::nullopt,
                    {{.key = kKey, .observed_date = Date::FromYmd(2023, 12, 31), .value = Rational(110)},
                     {.key = kKey, .observed_date = Date::FromYmd(2023, 6, 30), .value = Rational(55)}});
  EXPECT_EQ(*proposal.target, Rational(110));
}

}  // namespace
}  // namespace zhengping::reporting
