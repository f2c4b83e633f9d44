#include "services/reporting/domain/publication.h"

#include <gtest/gtest.h>

#include <functional>

#include "common/digest/sm3.h"
#include "services/reporting/domain/content_json.h"

namespace zhengping::reporting {
namespace {

const Actor kReviewer = {.name = "李审核", .roles = {ActorRole::kFinanceReviewer}};

Evaluation Adjusted() {
  Evaluation evaluation;
  evaluation.head = {.id = "2023-2",
                     .state = EvaluationState::kReviewed,
                     .create_time_ms = 1'719'705'600'000,
                     .release = "0.1.0",
                     .content_digest = "what a column says"};
  evaluation.content.department = {"430503000", "403"};
  evaluation.content.fiscal_year = 2023;
  evaluation.review.adjustments = {{.path = "产出指标/数量指标",
                                    .score = *ParseNumber("6.5"),
                                    .reason = "佐证不足",
                                    .evidence = {"就业花名册.xlsx"},
                                    .actor = kReviewer,
                                    .time_ms = 1'719'700'000'000}};
  evaluation.review.adjusted_total = *ParseNumber("87.35");
  evaluation.review.adjusted_grade = "良";
  evaluation.review.corrects = "2023-1";
  return evaluation;
}

TEST(Publication, EnvelopeSaysWhatStandsBesideTheContent) {
  const nlohmann::json envelope = PublishedEnvelope(Adjusted(), kReviewer, 1'719'792'000'000);
  EXPECT_EQ(envelope["evaluation"], "divisions/430503000/departments/403/evaluations/2023-2");
  EXPECT_EQ(envelope["corrects"], "divisions/430503000/departments/403/evaluations/2023-1");
  EXPECT_EQ(envelope["state"], "published");
  EXPECT_EQ(envelope["publish_time"], "2024-07-01T00:00:00Z");
  EXPECT_EQ(envelope["create_time"], "2024-06-30T00:00:00Z");
  EXPECT_EQ(envelope["publisher"]["name"], "李审核");
  EXPECT_EQ(envelope["publisher"]["role"], "finance_reviewer");
  EXPECT_EQ(envelope["publisher"]["is_proven"], false);
  EXPECT_EQ(envelope["adjusted_total"], "1747/20");
  EXPECT_EQ(envelope["adjustments"][0]["score"], "13/2");
  EXPECT_EQ(envelope["content_digest"], Sm3Hex(CanonicalBytes(ContentToJson(Adjusted().content))))
      << "computed from the content, not taken from the head";
}

TEST(Publication, WhatIsStoredIsHeldAgainstWhatWasSigned) {
  const nlohmann::json envelope = PublishedEnvelope(Adjusted(), kReviewer, 1'719'792'000'000);
  EXPECT_TRUE(CheckEnvelope(envelope, Adjusted()).ok());
  const std::pair<const char*, std::function<void(Evaluation&)>> changes[] = {
      {"evaluation", [](Evaluation& e) { e.head.id = "2023-1"; }},
      {"content_digest", [](Evaluation& e) { e.content.fiscal_year = 2022; }},
      {"content_digest", [](Evaluation& e) { e.content.narrative = "别的"; }},
      {"watermark", [](Evaluation& e) { e.watermark.framework_hash = "ff"; }},
      {"adjusted_total", [](Evaluation& e) { e.review.adjusted_total = *ParseNumber("97.35"); }},
      {"adjusted_total", [](Evaluation& e) { e.review.adjusted_total.reset(); }},
      {"adjusted_grade", [](Evaluation& e) { e.review.adjusted_grade = "优"; }},
      {"adjustments", [](Evaluation& e) { e.review.adjustments[0].score = *ParseNumber("9.5"); }},
      {"adjustments", [](Evaluation& e) { e.review.adjustments[0].reason = "佐证充分"; }},
      {"adjustments", [](Evaluation& e) { e.review.adjustments.clear(); }},
      {"corrects", [](Evaluation& e) { e.review.corrects.clear(); }},
  };
  for (const auto& [key, change] : changes) {
    Evaluation evaluation = Adjusted();
    change(evaluation);
    const absl::Status status = CheckEnvelope(envelope, evaluation);
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << key;
    EXPECT_NE(status.message().find(key), std::string::npos) << status.message();
  }
  EXPECT_FALSE(CheckEnvelope(nlohmann::json("x"), Adjusted()).ok());
}

TEST(Publication, LaterStatesAreNoDifference) {
  Evaluation evaluation = Adjusted();
  const nlohmann::json envelope = PublishedEnvelope(evaluation, kReviewer, 1'719'792'000'000);
  evaluation.head.state = EvaluationState::kCorrected;
  evaluation.head.step = 9;
  evaluation.review.is_stale = true;
  EXPECT_TRUE(CheckEnvelope(envelope, evaluation).ok());
}

}  // namespace
}  // namespace zhengping::reporting
