// The client of indicator against a real server that answers well, wrongly, late, or not at all.
#include "services/reporting/clients/indicator_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "common/testing/matchers.h"
#include "services/reporting/clients/downstream_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;

class IndicatorClientTest : public testing::Test {
 protected:
  absl::StatusOr<Scoring> Score(const Subject& subject = TestSubject(), const std::vector<Fact>& facts = {}) {
    return client_.Score(subject, kTestFramework, facts, {});
  }

  FakeIndicator indicator_;
  std::optional<ServerFixture> fixture_{std::in_place, std::vector<grpc::Service*>{&indicator_}};
  IndicatorClient client_{client::NewChannel(IndicatorChannel(fixture_->server().address())), std::chrono::seconds(20)};
};

TEST_F(IndicatorClientTest, BringsASheetHome) {
  const absl::StatusOr<Scoring> scoring = Score();
  ASSERT_THAT(scoring, IsOk());
  EXPECT_EQ(scoring->framework_hash, "f0a3");
  const Scorecard& scorecard = scoring->scorecard;
  ASSERT_EQ(scorecard.nodes.size(), 4u);
  EXPECT_FALSE(scorecard.nodes[0].is_leaf);
  EXPECT_EQ(scorecard.nodes[1].score, *ParseNumber("8.88"));
  EXPECT_EQ(scorecard.nodes[1].explanation->operands[1].value, Rational(203012000));
  EXPECT_EQ(scorecard.nodes[3].key.level3, "新增就业人数");
  EXPECT_EQ(scorecard.total.score, *ParseNumber("17.88"));
  EXPECT_EQ(scorecard.observations[0].value, Rational(1012));
  EXPECT_EQ(scorecard.checks[0].state, CheckState::kHolds);
  EXPECT_EQ(scoring->marks[0].revision, 3);
}

TEST_F(IndicatorClientTest, AsksWithTheFactsOnce) {
  Subject subject = TestSubject();
  subject.as_of = Date::FromYmd(2023, 11, 30);
  YearAnalysis analysis;
  analysis.facts = {{.name = "payments", .state = FactState::kDerived, .value = Money::Fen(1), .unit = "fen"},
                    {.name = "initial_budget", .state = FactState::kMissing}};
  Finding finding{.kind = "release_timing"};
  finding.figures = {{.name = "untimely_share",
                      .state = FactState::kDerived,
                      .value = *Quotient(Rational(1), Rational(3)),
                      .unit = "percent"}};
  analysis.findings = {finding};
  ASSERT_THAT(Score(subject, FactsForScoring(analysis)), IsOk());
  EXPECT_EQ(indicator_.asked.department(), kTestDepartment);
  EXPECT_EQ(indicator_.asked.fiscal_year(), 2023);
  EXPECT_EQ(indicator_.asked.framework(), kTestFramework);
  EXPECT_EQ(indicator_.asked.as_of().day(), 30);
  ASSERT_EQ(indicator_.asked.facts_size(), 3);
  EXPECT_EQ(indicator_.asked.facts(0).value().amount_fen(), 1);
  EXPECT_EQ(indicator_.asked.facts(1).state(), type::FACT_STATE_MISSING);
  EXPECT_FALSE(indicator_.asked.facts(1).has_value());
  EXPECT_EQ(indicator_.asked.facts(2).name(), "finding:release_timing.untimely_share");
  EXPECT_EQ(indicator_.asked.facts(2).value().rational().denominator(), "3");
  EXPECT_EQ(indicator_.asked.facts(2).value().rational().display(), "33.33%");
  EXPECT_EQ(indicator_.behavior.calls, 1);
}

TEST_F(IndicatorClientTest, AnAnswerAgainstTheContractIsNone) {
  using Answer = indicator::v1::Scorecard;
  const struct {
    const char* what;
    std::function<void(Answer&)> spoil;
    const char* place;
  } cases[] = {
      {"another framework", [](Answer& a) { a.set_framework("frameworks/hunan-a-2017"); }, "framework"},
      {"no hash", [](Answer& a) { a.clear_framework_hash(); }, "framework_hash"},
      {"a mark of another department",
       [](Answer& a) { a.mutable_marks(0)->set_department("divisions/430503000/departments/404"); }, "marks[0]"},
      {"a mark of another year", [](Answer& a) { a.mutable_marks(0)->set_fiscal_year(2022); }, "marks"},
      {"no mark", [](Answer& a) { a.clear_marks(); }, "marks"},
      {"no nodes", [](Answer& a) { a.clear_nodes(); }, "nodes"},
      {"a negative weight", [](Answer& a) { a.mutable_nodes(1)->set_weight("-10"); }, "nodes[1].weight"},
      {"no weight", [](Answer& a) { a.mutable_nodes(1)->clear_weight(); }, "nodes[1].weight"},
      {"a weight of letters", [](Answer& a) { a.mutable_nodes(1)->set_weight("ten"); }, "nodes[1].weight"},
      {"a weight in percent", [](Answer& a) { a.mutable_nodes(1)->set_weight("10%"); }, "nodes[1].weight"},
      {"a scored row without points", [](Answer& a) { a.mutable_nodes(1)->clear_score(); }, "nodes[1]"},
      {"points below zero", [](Answer& a) { a.mutable_nodes(1)->set_score("-1"); }, "nodes[1].score"},
      {"points above the weight", [](Answer& a) { a.mutable_nodes(1)->set_score("11.5"); }, "nodes[1]"},
      {"a path twice", [](Answer& a) { a.mutable_nodes(3)->set_path(a.nodes(1).path()); }, "nodes[3]"},
      {"no path", [](Answer& a) { a.mutable_nodes(2)->clear_path(); }, "nodes[2]"},
      {"a row below no node", [](Answer& a) { a.mutable_nodes(1)->set_depth(2); }, "nodes[1]"},
      {"a row below a leaf", [](Answer& a) { a.mutable_nodes(2)->set_depth(2); }, "nodes[2]"},
      {"a kind of the future", [](Answer& a) { a.mutable_nodes(0)->clear_kind(); }, "nodes[0]"},
      {"a leaf without a state", [](Answer& a) { a.mutable_nodes(1)->clear_state(); }, "nodes[1]"},
      {"an operand of no origin",
       [](Answer& a) { a.mutable_nodes(1)->mutable_explanation()->mutable_operands(0)->clear_origin(); },
       "nodes[1].explanation.operands[0]"},
      {"a fraction over zero",
       [](Answer& a) {
         a.mutable_nodes(1)->mutable_explanation()->mutable_operands(0)->mutable_value()->set_denominator("0");
       },
       "nodes[1].explanation.operands[0].value"},
      {"no total", [](Answer& a) { a.clear_total(); }, "total"},
      {"a total without a score", [](Answer& a) { a.mutable_total()->clear_score(); }, "total.score"},
      {"a total above the full mark", [](Answer& a) { a.mutable_total()->set_score("100"); }, "total.score"},
      {"an observation without a state", [](Answer& a) { a.mutable_observations(0)->clear_state(); },
       "observations[0]"},
      {"a check without a state", [](Answer& a) { a.mutable_checks(0)->clear_state(); }, "checks[0]"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    indicator_.spoil = c.spoil;
    const absl::Status status = Score().status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
    EXPECT_THAT(status, IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"));
    if (RefusalOf(status).has_value()) {
      EXPECT_EQ(RefusalOf(status)->service, "indicator");
    }
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.place));
  }
  indicator_.spoil = [](Answer& a) { a.mutable_as_of()->set_day(29); };
  Subject november = TestSubject();
  november.as_of = Date::FromYmd(2023, 11, 30);
  EXPECT_THAT(Score(november), IsRefusal("DOWNSTREAM_CONTRACT_BROKEN")) << "a sheet of another day";
}

TEST_F(IndicatorClientTest, RoundingMayGoAboveAnOddWeight) {
  indicator_.spoil = [](indicator::v1::Scorecard& answer) {
    answer.mutable_nodes(1)->set_weight("1.666666666666666667");
    answer.mutable_nodes(1)->set_score("1.67");
  };
  EXPECT_THAT(Score(), IsOk());
}

TEST_F(IndicatorClientTest, ARefusalKeepsItsMeaning) {
  indicator_.behavior.refusal = Absent({"FRAMEWORK_NOT_FOUND", "framework"}, "no such framework");
  const absl::Status status = Score().status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(status, IsRefusal("FRAMEWORK_NOT_FOUND", "framework"));
  EXPECT_EQ(RefusalOf(status)->service, "indicator");
}

TEST_F(IndicatorClientTest, ADeadOrLateIndicatorIsNamed) {
  indicator_.behavior.holds_back = true;
  IndicatorClient impatient(fixture_->channel(), std::chrono::milliseconds(200));
  const absl::Status late = impatient.Score(TestSubject(), kTestFramework, {}, {}).status();
  indicator_.behavior.gate.Open();
  EXPECT_THAT(late, IsRefusal("DEADLINE_EXCEEDED"));
  EXPECT_EQ(RefusalOf(late)->service, "indicator");
  fixture_.reset();
  const absl::Status dead = Score().status();
  EXPECT_THAT(dead, IsRefusal("SERVICE_UNREACHABLE"));
  EXPECT_EQ(RefusalOf(dead)->service, "indicator");
}

}  // namespace
}  // namespace zhengping::reporting
