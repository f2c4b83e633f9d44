#include "services/cli/finding_printing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace zhengping::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void SetRate(const char* numerator, const char* denominator, type::Quantity& value) {
  value.mutable_rational()->set_numerator(numerator);
  value.mutable_rational()->set_denominator(denominator);
}

budget::v1::Finding FindingOf() {
  budget::v1::Finding finding;
  finding.set_kind("mid_year_additions");
  finding.set_display_name("年中预算追加较多");
  finding.set_is_applicable(true);
  finding.set_severity(budget::v1::FINDING_SEVERITY_GRAVE);
  finding.set_summary("全年追加4.50元。");
  budget::v1::FindingFigure& figure = *finding.add_figures();
  figure.set_name("addition_rate");
  figure.set_display_name("追加率");
  figure.set_definition("年中追加÷年初预算数");
  figure.set_unit("percent");
  SetRate("9", "20", *figure.mutable_value());
  budget::v1::SimulatedEffect& effect = *finding.mutable_recommendation()->mutable_effect();
  finding.mutable_recommendation()->set_title("纳入年初预算");
  effect.set_assumption("年初预算列入本年经常性追加1笔、3.00元");
  budget::v1::SimulatedFigure& rate = *effect.add_figures();
  rate.set_display_name("追加率");
  rate.set_unit("percent");
  SetRate("9", "20", *rate.mutable_before());
  SetRate("1", "28", *rate.mutable_after());
  budget::v1::SimulatedFigure& same = *effect.add_figures();
  same.set_display_name("全年预算数");
  same.set_unit("fen");
  same.mutable_before()->set_amount_fen(5);
  same.mutable_after()->set_amount_fen(5);
  budget::v1::SimulatedFigure& gone = *effect.add_figures();
  gone.set_display_name("平均逾期天数");
  gone.set_unit("days");
  gone.mutable_before()->set_count(92);
  budget::v1::FindingDetail& change = *effect.add_changes();
  change.set_display_name("防汛抗旱");
  change.set_text("2023年7月1日追加3.00元，2022年也有");
  effect.set_change_count(12);
  return finding;
}

TEST(FindingPrinting, TheLineTellsWhatChanges) {
  EXPECT_EQ(EffectLine(FindingOf()),
            "若年初预算列入本年经常性追加1笔、3.00元，则追加率 45.00% → 3.57%，平均逾期天数 92天 → 无");
  EXPECT_EQ(EffectLine(budget::v1::Finding()), "") << "nothing is simulated";
}

TEST(FindingPrinting, TheWholeFinding) {
  std::ostringstream out;
  PrintFinding(FindingOf(), out);
  EXPECT_THAT(out.str(), HasSubstr("年中预算追加较多［严重］全年追加4.50元。\n"));
  EXPECT_THAT(out.str(), HasSubstr("  追加率  45.00%  addition_rate  年中追加÷年初预算数\n"));
  EXPECT_THAT(out.str(), HasSubstr("  全年预算数    0.05元  0.05元\n")) << "also what stays";
  EXPECT_THAT(out.str(), HasSubstr("  防汛抗旱：2023年7月1日追加3.00元，2022年也有\n  …共 12 项，-o json 列出 1 项\n"));
}

TEST(FindingPrinting, ASimulationShowsWhatChangesAndWhatCouldNotBeBorne) {
  budget::v1::SimulateYearResponse response;
  const auto add = [](type::Fact& fact, const char* name, int64_t fen) {
    fact.set_name(name);
    fact.set_display_name(name);
    fact.set_unit("fen");
    fact.mutable_value()->set_amount_fen(fen);
  };
  add(*response.add_facts_before(), "supplements", 500);
  add(*response.add_facts_after(), "supplements", 0);
  add(*response.add_facts_before(), "payments", 300);
  add(*response.add_facts_after(), "payments", 300);
  *response.add_findings_before() = FindingOf();
  *response.add_findings_after() = FindingOf();
  response.mutable_findings_after(0)->set_severity(budget::v1::FINDING_SEVERITY_NONE);
  type::Issue& issue = *response.add_issues();
  issue.set_severity(type::Issue::SEVERITY_WARNING);
  issue.set_field("quotas/q1");
  issue.set_reason("REPLAY_OVERDRAWN");
  std::ostringstream out;
  PrintSimulation(response, out);
  EXPECT_THAT(out.str(), HasSubstr("  supplements  5.00元  0.00元  supplements\n"));
  EXPECT_THAT(out.str(), Not(HasSubstr("payments")));
  EXPECT_THAT(out.str(), HasSubstr("年中预算追加较多：严重 → 未触发\n"));
  EXPECT_THAT(out.str(), HasSubstr("指标承担不了的业务\n  警告：quotas/q1"));
}

}  // namespace
}  // namespace zhengping::cli
