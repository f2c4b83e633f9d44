#include "services/reporting/documents/report/published_report.h"

#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "common/signature/signature_testing.h"
#include "services/reporting/documents/published/file_check.h"

namespace zhengping::reporting {
namespace {

const Actor kReviewer = {.name = "李审核", .roles = {ActorRole::kFinanceReviewer}};

Evaluation Sample() {
  Evaluation evaluation;
  evaluation.head = {.id = "2023-1", .state = EvaluationState::kReviewed, .release = "0.1.0"};
  evaluation.content.department = {"430503000", "403"};
  evaluation.content.department_display_name = "翠园街道";
  evaluation.content.fiscal_year = 2023;
  evaluation.content.facts = {
      {.name = "payments", .state = FactState::kDerived, .value = Money::Fen(1234567), .unit = "fen"}};
  evaluation.content.scorecard.total = {
      .score = *ParseNumber("88.85"), .full_mark = *ParseNumber("100"), .grade = "良"};
  evaluation.review.adjusted_total = *ParseNumber("87.35");
  evaluation.review.adjusted_grade = "良";
  return evaluation;
}

class PublishedReportTest : public testing::Test {
 protected:
  std::string Sign(const Evaluation& evaluation) {
    return SignReport(evaluation, kReviewer, 1'719'792'000'000, {.signer = signer_, .name = "大祥区财政局"}).value();
  }

  const TempFolder folder_;
  const std::shared_ptr<const Signer> signer_ = NewFileSigner(folder_);
};

TEST_F(PublishedReportTest, TheFileProvesItself) {
  Evaluation evaluation = Sample();
  evaluation.published_file = Sign(evaluation);
  const FileCheck check = CheckFile(evaluation.published_file, signer_->public_key()).value();
  EXPECT_TRUE(check.IsIntact());
  EXPECT_EQ(check.department_display_name, "翠园街道");
  EXPECT_EQ(check.fiscal_year, "2023");
  EXPECT_EQ(check.total, "1777/20");
  EXPECT_EQ(check.adjusted_total, "1747/20");
  EXPECT_EQ(check.grade, "良");
  EXPECT_EQ(check.publisher, "李审核");
  EXPECT_EQ(check.publish_time, "2024-07-01T00:00:00Z");
  EXPECT_TRUE(CheckPublished(evaluation).ok());
}

TEST_F(PublishedReportTest, AChangeInTheDatabaseIsFound) {
  Evaluation evaluation = Sample();
  EXPECT_TRUE(CheckPublished(evaluation).ok()) << "not published";
  const std::string file = Sign(evaluation);
  evaluation.published_file = absl::StrReplaceAll(file, {{"1747/20", "1947/20"}});
  EXPECT_FALSE(CheckPublished(evaluation).ok()) << "the file";
  evaluation.published_file = file;
  evaluation.review.adjusted_total = *ParseNumber("97.35");
  EXPECT_FALSE(CheckPublished(evaluation).ok()) << "the total beside it";
  evaluation = Sample();
  evaluation.published_file = file;
  evaluation.content.facts[0].value = Money::Fen(1234568);
  EXPECT_FALSE(CheckPublished(evaluation).ok()) << "the content";
  evaluation = Sample();
  evaluation.head.id = "2023-2";
  evaluation.published_file = file;
  EXPECT_FALSE(CheckPublished(evaluation).ok()) << "another evaluation's file";
}

}  // namespace
}  // namespace zhengping::reporting
