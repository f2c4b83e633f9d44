// The demonstration's whole plan (tests/data/cuiyuan-2023), loaded and scored over the wire, against the figures that
// stand beside it, computed by hand.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "common/spreadsheet/csv.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

const std::string kCase = std::string(ZP_SOURCE_DIR) + "/tests/data/cuiyuan-2023/";

// The rows of a file, each as heading and cell.
std::vector<std::map<std::string, std::string>> RowsOf(const std::string& file) {
  std::vector<Issue> issues;
  const std::optional<Table> table = ReadCsv(file, ReadFile(kCase + file), issues);
  EXPECT_TRUE(table.has_value()) << file;
  std::vector<std::map<std::string, std::string>> rows;
  for (const Row& row : table->rows) {
    rows.emplace_back();
    for (size_t i = 0; i < row.cells.size(); ++i) rows.back()[table->headings[i]] = row.cells[i];
  }
  return rows;
}

void SetKey(std::map<std::string, std::string>& row, v1::RowKey& key) {
  key.set_level1(row["kpi_lv1"]);
  key.set_level2(row["kpi_lv2"]);
  key.set_level3(row["kpi_lv3"]);
}

void Set(const Rational& value, type::Rational& message) {
  message.set_numerator(value.numerator());
  message.set_denominator(value.denominator());
}

v1::PlanRow PlanRowFrom(std::map<std::string, std::string> row) {
  static const std::map<std::string, v1::PlanRow::Direction> kDirections = {
      {">=", v1::PlanRow::DIRECTION_AT_LEAST},
      {"<=", v1::PlanRow::DIRECTION_AT_MOST},
      {"=", v1::PlanRow::DIRECTION_EQUAL},
      {"定性", v1::PlanRow::DIRECTION_QUALITATIVE}};
  v1::PlanRow message;
  SetKey(row, *message.mutable_key());
  message.set_direction(kDirections.at(row["direction"]));
  message.mutable_target()->set_text(row["kpi_val"]);
  if (row["direction"] != "定性") Set(ParseNumber(row["kpi_val"]).value(), *message.mutable_target()->mutable_value());
  message.set_unit(row["unit"]);
  message.set_weight(row["weight"]);
  return message;
}

v1::Observation ObservationFrom(std::map<std::string, std::string> row) {
  v1::Observation message;
  SetKey(row, *message.mutable_key());
  const Date date = ParseDate(row["date"]).value();
  message.mutable_observed_date()->set_year(date.year());
  message.mutable_observed_date()->set_month(date.month());
  message.mutable_observed_date()->set_day(date.day());
  message.set_state(v1::Observation::STATE_REPORTED);
  const ObservedText read = ReadObservedText(row["value"], row["unit"]);
  if (read.value.has_value()) Set(*read.value, *message.mutable_value());
  message.set_is_lower_bound(read.is_lower_bound);
  message.set_unit(read.unit);
  message.set_text(row["value"]);
  message.set_tier(row["tier"]);
  if (!row["percent"].empty()) Set(ParseNumber(row["percent"]).value(), *message.mutable_percent());
  message.set_evidence(row["evidence"]);
  message.set_deviation_reason(row["deviation_reason"]);
  return message;
}

v1::LoadDepartmentYearRequest WholeCase() {
  v1::LoadDepartmentYearRequest request;
  request.set_department(kCuiyuan);
  request.set_fiscal_year(2023);
  request.set_source("case");
  request.set_framework(kSelfEvaluation);
  for (auto& row : RowsOf("plan.csv")) *request.add_plan_rows() = PlanRowFrom(row);
  for (auto& row : RowsOf("observations.csv")) *request.add_observations() = ObservationFrom(row);
  for (auto& row : RowsOf("checks.csv")) {
    v1::CheckRow& check = *request.add_checks();
    check.set_display_name(row["name"]);
    check.set_expression(row["expression"]);
    Set(ParseNumber(row["tolerance"]).value(), *check.mutable_tolerance());
  }
  return request;
}

class CuiyuanCaseTest : public testing::Test {
 protected:
  IndicatorServiceFixture fixture_;

  void SetUp() override {
    const auto loaded = fixture_.Load(WholeCase());
    ASSERT_THAT(loaded, IsOk());
    EXPECT_EQ(loaded->plan_rows().added(), 35);
    EXPECT_EQ(loaded->observations().added(), 43);
    EXPECT_EQ(loaded->checks().added(), 8);
  }
};

TEST_F(CuiyuanCaseTest, EveryLeafHasThePointsComputedByHand) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest()).value();
  std::map<std::string, std::string> scores;
  for (const v1::ScoredNode& node : scorecard.nodes()) {
    const v1::RowKey& key = node.key();
    scores[node.is_plan_row() ? key.level1() + "/" + key.level2() + "/" + key.level3() : node.path()] = node.score();
  }
  const auto expected = nlohmann::json::parse(ReadFile(kCase + "expected_score.json"));
  for (const auto& leaf : expected["leaves"]) {
    std::string path;
    for (const auto& part : leaf["path"]) path += (path.empty() ? "" : "/") + part.get<std::string>();
    EXPECT_EQ(scores[path], leaf["score"].get<std::string>()) << path;
  }
  EXPECT_EQ(scores["预算执行率"], expected["execution"]["score"].get<std::string>());
  for (const auto& [group, score] : expected["groups"].items()) EXPECT_EQ(scores[group], score.get<std::string>());
  EXPECT_EQ(scorecard.total().score(), expected["total"].get<std::string>());
  EXPECT_EQ(scorecard.total().grade(), expected["grade"].get<std::string>());
}

TEST_F(CuiyuanCaseTest, EveryCheckHolds) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest()).value();
  ASSERT_EQ(scorecard.checks_size(), 8);
  for (const v1::CheckResult& check : scorecard.checks()) {
    EXPECT_EQ(check.state(), v1::CheckResult::STATE_HOLDS) << check.display_name() << check.text();
  }
}

// The rows of 效益 and 满意度 (30 + 10) fill the slot of 22: 3 × 22/40 = 1.65, × 46/48 = 1.58125.
TEST_F(CuiyuanCaseTest, UnderTheHunanFormTheBenefitRowsFillItsOneSlot) {
  const v1::Scorecard scorecard = fixture_.Score(SmallScoreRequest(kHunan)).value();
  int placed = 0;
  for (const v1::ScoredNode& node : scorecard.nodes()) {
    placed += node.is_plan_row();
    if (node.display_name() != "新增就业人数") continue;
    EXPECT_EQ(node.weight(), "1.65");
    EXPECT_EQ(node.score(), "1.58");
  }
  EXPECT_EQ(placed, 12);
  EXPECT_EQ(scorecard.total().full_mark(), "100");
}

}  // namespace
}  // namespace zhengping::indicator
