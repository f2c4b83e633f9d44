#include "services/budget/domain/findings/year_analysis.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

// Keeps what Analyze looks at.
struct Question {
  LedgerYear year;
  std::vector<LedgerYear> earlier = {};
  Statement statement = {};
  std::vector<ReportedFact> reported = {};
  FindingSettings settings = DefaultFindingSettings();
  EntryScope scope = {};

  YearAnalysis Answer() const { return Analyze({year, earlier, statement, reported, settings, scope}); }
};

Fact FactNamed(const YearAnalysis& analysis, const std::string& name) {
  for (const Fact& fact : analysis.facts) {
    if (fact.name == name) return fact;
  }
  ADD_FAILURE() << name;
  return {};
}

std::string Notes(const YearAnalysis& analysis) {
  std::string text;
  for (const Issue& note : analysis.notes) text += note.reason + " " + note.place.field + "\n";
  return text;
}

// A department that plans to the item and the project, needs little more money during the year, gets its fund on the
// day, and keeps few quotas that it spends.
LedgerYear WellRun() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota(
      "staff",
      {.outlay = Outlay::kBasic, .fund_type = "111", .function_code = "2010301", .department_economic_code = "30101"});
  ledger.AddQuota(
      "office",
      {.outlay = Outlay::kBasic, .fund_type = "111", .function_code = "2010302", .department_economic_code = "30201"});
  ledger.AddQuota("cleaning", {.outlay = Outlay::kProject,
                               .fund_type = "111",
                               .function_code = "2120501",
                               .department_economic_code = "30227",
                               .project = "p1",
                               .project_display_name = "环卫"});
  SpecialFund fund;
  fund.id = "f1";
  fund.display_name = "环卫专项";
  fund.amount = Money::Fen(12'000'000);
  fund.expected_release_date = Date::FromYmd(2023, 3, 31);
  ledger.AddFund(fund);
  ledger.Post(1, 10,
              {Of("staff", EntryKind::kInitial, 60'000'000), Of("office", EntryKind::kInitial, 24'000'000),
               For("f1", Of("cleaning", EntryKind::kInitial, 12'000'000))},
              "大财预〔2023〕5号");
  ledger.Post(8, 1, {From(Origin::kPolicy, Of("staff", EntryKind::kSupplement, 1'200'000))}, "大财预〔2023〕40号");
  for (int month = 1; month <= 12; ++month) {
    ledger.Post(month, 25,
                {Of("staff", EntryKind::kPayment, 5'000'000), Of("office", EntryKind::kPayment, 2'000'000),
                 Of("cleaning", EntryKind::kPayment, 1'000'000)});
  }
  ledger.Post(12, 26, {Of("staff", EntryKind::kPayment, 1'200'000)});
  return ledger.Build();
}

TEST(YearAnalysis, OnAWellRunDepartmentNothingFires) {
  const YearAnalysis analysis = Question{WellRun()}.Answer();
  ASSERT_EQ(analysis.findings.size(), kFindingKinds.size());
  for (size_t i = 0; i < analysis.findings.size(); ++i) {
    const Finding& finding = analysis.findings[i];
    EXPECT_EQ(finding.kind, kFindingKinds[i]);
    EXPECT_TRUE(finding.applies) << NameOf(finding.kind) << ": " << finding.why_not;
    EXPECT_EQ(finding.severity, FindingSeverity::kNone) << NameOf(finding.kind) << ": " << finding.summary;
    EXPECT_FALSE(finding.recommendation.has_value());
    EXPECT_FALSE(finding.summary.empty()) << "a measure is shown even where it is good";
  }
  EXPECT_EQ(Notes(analysis), "");
}

TEST(YearAnalysis, FactsHoldTheFindingsFigures) {
  const YearAnalysis analysis = Question{WellRun()}.Answer();
  EXPECT_EQ(FactNamed(analysis, "final_budget").value, Quantity(Money::Fen(97'200'000)));
  EXPECT_EQ(FactNamed(analysis, "payments").value, Quantity(Money::Fen(97'200'000)));
  EXPECT_EQ(FactNamed(analysis, "finding:release_timing.late_funds").value, Quantity(int64_t{0}));
  EXPECT_EQ(FactNamed(analysis, "finding:mid_year_additions.addition_rate").value,
            Quantity(*Quotient(Rational(1), Rational(80))));
  EXPECT_EQ(FactNamed(analysis, "finding:mid_year_additions.recurring_amount").state, FactState::kMissing);
  std::map<std::string, int> times;
  for (const Fact& fact : analysis.facts) EXPECT_EQ(++times[fact.name], 1) << fact.name;
  EXPECT_EQ(analysis.special_funds.size(), 1u);
  EXPECT_EQ(analysis.settings_hash, SettingsHash(DefaultFindingSettings()));
}

TEST(YearAnalysis, WithoutALedgerFindingsSayWhyNot) {
  Question question = {LedgerBuilder(2023).Build()};
  question.reported = {{"final_budget", CellState::kValue, Money::Fen(5), "决算公开"}};
  const YearAnalysis analysis = question.Answer();
  for (const Finding& finding : analysis.findings) {
    EXPECT_FALSE(finding.applies);
    EXPECT_FALSE(finding.why_not.empty());
  }
  EXPECT_EQ(FactNamed(analysis, "final_budget").state, FactState::kReported);
  EXPECT_EQ(FactNamed(analysis, "payments").state, FactState::kMissing);
}

TEST(YearAnalysis, LastYearsBalanceIsThisYearsCarryover) {
  LedgerBuilder before(2022);
  before.AddQuota("q", {});
  before.Post(1, 1, {Of("q", EntryKind::kInitial, 100)});
  before.Post(2, 1, {Of("q", EntryKind::kPayment, 60)});
  const auto with_carryover = [&before](int64_t fen) {
    LedgerBuilder ledger(2023);
    ledger.AddQuota("q", {});
    ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 100), Of("q", EntryKind::kCarryover, fen)});
    return Question{ledger.Build(), {before.Build()}}.Answer();
  };
  EXPECT_EQ(Notes(with_carryover(40)), "");
  EXPECT_EQ(FactNamed(with_carryover(40), "balance.prior").value, Quantity(Money::Fen(40)));
  EXPECT_EQ(FactNamed(with_carryover(40), "balance.prior").state, FactState::kDerived);
  EXPECT_EQ(FactNamed(with_carryover(40), "balance.prior").provenance->fiscal_year, 2022);
  EXPECT_EQ(Notes(with_carryover(41)), "CARRYOVER_DIFFERS carryover_in\n");
  EXPECT_EQ(Notes(with_carryover(39)), "CARRYOVER_DIFFERS carryover_in\n");
}

TEST(YearAnalysis, NotesWhatIsOddInTheData) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", {});
  ledger.Post(3, 1, {Of("q", EntryKind::kPayment, 30)});
  ledger.Post(5, 1, {For("f9", Of("q", EntryKind::kSupplement, 50))});
  const YearAnalysis analysis = Question{ledger.Build()}.Answer();
  EXPECT_EQ(Notes(analysis), "QUOTA_OVERDRAWN quotas/q\nSPECIAL_FUND_NOT_REGISTERED specialFunds/f9\n");
  EXPECT_EQ(analysis.notes[0].remedy.find("指标q自2023-03-01至2023-05-01前："), 0u) << analysis.notes[0].remedy;
}

TEST(YearAnalysis, OfOneProjectOnly) {
  Question question = {WellRun()};
  question.scope.conditions = {{EntryField::kProject, {"p1"}}};
  const YearAnalysis analysis = question.Answer();
  EXPECT_EQ(FactNamed(analysis, "final_budget").value, Quantity(Money::Fen(12'000'000)));
  EXPECT_EQ(FactNamed(analysis, "quotas").value, Quantity(int64_t{1}));
}

// On random ledgers every selector of every figure finds its entries again, and the figures agree with the facts.
TEST(YearAnalysis, OfRandomLedgers) {
  for (uint32_t seed = 1; seed <= 25; ++seed) {
    LedgerYear before = RandomLedger(seed + 1000, 30);
    before.fiscal_year = 2022;
    const Question question = {RandomLedger(seed, 60), {before}};
    const YearAnalysis analysis = question.Answer();
    for (const Finding& finding : analysis.findings) EXPECT_EQ(WrongSelectors(finding, question.year), "");
    const Finding& additions = analysis.findings[1];
    if (additions.applies) {
      EXPECT_EQ(FactNamed(analysis, "supplements").value, additions.figure("supplements")->value) << seed;
      EXPECT_EQ(FactNamed(analysis, "supplement_documents").value, additions.figure("supplement_documents")->value);
      EXPECT_EQ(FactNamed(analysis, "supplements.own").value, additions.figure("additions_own")->value);
    }
    const Finding& coarse = analysis.findings[0];
    if (coarse.applies) {
      EXPECT_EQ(FactNamed(analysis, "transfers_between_codes").value, coarse.figure("transfers_between_codes")->value);
      EXPECT_EQ(std::get<Money>(*coarse.figure("coarse_amount")->value),
                std::get<Money>(*coarse.figure("without_item_amount")->value) +
                    std::get<Money>(*coarse.figure("without_project_amount")->value));
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
