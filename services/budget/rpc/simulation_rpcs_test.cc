// SimulateYear on a loaded year: Q1 has 1,000.00 of initial budget and 390.00 paid; Q2 has 500.00 of the fund ZX01 that
// was due on 1 March and came on 1 June, paid on 1 November.
#include <functional>
#include <map>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

using ::testing::HasSubstr;

template <typename Messages>
std::map<std::string, type::Fact> ByName(const Messages& facts) {
  std::map<std::string, type::Fact> by_name;
  for (const type::Fact& fact : facts) by_name[fact.name()] = fact;
  return by_name;
}

class SimulationRpcs : public ServiceFixture {
 protected:
  void SetUp() override {
    LoadYear();
    request_.set_name(kCuiyuan2023);
  }

  v1::SimulatedChange& Change() { return *request_.add_changes(); }

  // The resource name of the transaction that a record was posted as.
  std::string NameOf(const std::string& record_id) {
    v1::ListTransactionsRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    v1::ListTransactionsResponse response;
    EXPECT_THAT(Call(&Stub::ListTransactions, request, response), IsOk());
    for (const v1::Transaction& transaction : response.transactions()) {
      if (transaction.record_id() == record_id) return transaction.name();
    }
    return "none";
  }

  static std::string Child(const std::string& collection, const std::string& id) {
    return absl::StrCat(kCuiyuan, "/", collection, "/", id);
  }

  absl::Status Simulate() { return Call(&Stub::SimulateYear, request_, response_); }

  // "100000 -> 150000", money in fen, rates as display text.
  std::string Effect(const std::string& fact) {
    const auto text = [&fact](const auto& facts) -> std::string {
      const auto found = ByName(facts)[fact];
      if (!found.has_value()) return "missing";
      if (found.value().has_rational()) return found.value().rational().display();
      return absl::StrCat(found.unit() == "fen" ? found.value().amount_fen() : found.value().count());
    };
    return absl::StrCat(text(response_.facts_before()), " -> ", text(response_.facts_after()));
  }

  struct Case {
    const char* what;
    std::function<void(v1::SimulatedChange&)> fill;
    const char* reason;
    const char* field;
  };
  // Each as the only change of a request.
  template <size_t kCount>
  void ExpectRefused(const Case (&cases)[kCount]) {
    for (const Case& c : cases) {
      request_.clear_changes();
      c.fill(Change());
      EXPECT_THAT(Simulate(), IsRefusal(c.reason, c.field)) << c.what;
    }
  }

  v1::SimulateYearRequest request_;
  v1::SimulateYearResponse response_;
};

TEST_F(SimulationRpcs, AnAdditionInTheInitialBudget) {
  *Change().mutable_move_to_initial_budget()->add_transactions() = NameOf("r2");
  ASSERT_THAT(Simulate(), IsOk());
  EXPECT_EQ(Effect("initial_budget"), "100000 -> 150000");
  EXPECT_EQ(Effect("supplements"), "50000 -> 0");
  EXPECT_EQ(Effect("final_budget"), "150000 -> 150000");
  EXPECT_EQ(Effect("payments"), "89000 -> 89000");
  EXPECT_EQ(Effect("authorized_headcount"), "46 -> 46") << "what the statement says is as it was";
  EXPECT_EQ(Effect("finding:mid_year_additions.addition_rate"), "50.00% -> 0.00%");
  EXPECT_EQ(response_.issues_size(), 0);
  EXPECT_GT(response_.mark().revision(), 0);
  ASSERT_EQ(response_.findings_after_size(), 4);
  for (const type::Fact& fact : response_.facts_after()) EXPECT_FALSE(fact.has_provenance()) << fact.name();
  for (const v1::Finding& finding : response_.findings_after()) {
    for (const v1::FindingFigure& figure : finding.figures()) EXPECT_EQ(figure.entries_size(), 0) << figure.name();
    EXPECT_FALSE(finding.recommendation().has_effect());
  }
}

TEST_F(SimulationRpcs, FindingsBeforeAreThoseOfTheAnalysis) {
  Change().mutable_release_special_fund()->set_special_fund(Child("specialFunds", "2023-zx01"));
  SetDate(2023, 2, 1, *request_.mutable_changes(0)->mutable_release_special_fund()->mutable_release_date());
  ASSERT_THAT(Simulate(), IsOk());
  v1::AnalyzeYearRequest request;
  request.set_name(kCuiyuan2023);
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, request, analysis), IsOk());
  ASSERT_EQ(response_.findings_before_size(), analysis.findings_size());
  for (int i = 0; i < analysis.findings_size(); ++i) {
    EXPECT_EQ(response_.findings_before(i).SerializeAsString(), analysis.findings(i).SerializeAsString());
  }
  EXPECT_EQ(Effect("finding:release_timing.late_amount"), "50000 -> 0");
  // The analysis has replayed the same: on 1 March, the day it was due.
  const v1::SimulatedEffect& effect = analysis.findings(2).recommendation().effect();
  EXPECT_THAT(effect.assumption(), HasSubstr("晚于该日的1项、0.05万元改为当日下达"));
  EXPECT_EQ(effect.change_count(), 1);
  EXPECT_EQ(effect.changes(0).subject(), Child("specialFunds", "2023-zx01"));
  EXPECT_EQ(effect.figures(0).name(), "finding:release_timing.untimely_share");
  EXPECT_EQ(effect.figures(0).after().rational().display(), "0.00%");
}

TEST_F(SimulationRpcs, WhatAQuotaCouldNotBearIsAnIssue) {
  v1::MoveTransaction& move = *Change().mutable_move_transaction();
  move.set_transaction(NameOf("r2"));
  SetDate(2023, 12, 31, *move.mutable_effective_date());
  ASSERT_THAT(Simulate(), IsOk());
  ASSERT_EQ(response_.issues_size(), 1);
  EXPECT_EQ(response_.issues(0).reason(), "REPLAY_OVERDRAWN");
  EXPECT_THAT(response_.issues(0).remedy(), HasSubstr("自2023-11-01至2023-12-31前余额不足，最多缺500.00元"));
}

TEST_F(SimulationRpcs, ARecommendationFollowedIsWhatTheAnalysisSimulates) {
  Change().mutable_follow_recommendation()->set_finding("release_timing");
  ASSERT_THAT(Simulate(), IsOk());
  EXPECT_EQ(Effect("finding:release_timing.late_amount"), "50000 -> 0");
  EXPECT_EQ(Effect("finding:release_timing.late_days"), "92天 -> missing") << "1 March to 1 June";
  const std::map<std::string, type::Fact> after = ByName(response_.facts_after());
  for (const v1::SimulatedFigure& figure : response_.findings_before(2).recommendation().effect().figures()) {
    ASSERT_EQ(after.at(figure.name()).has_value(), figure.has_after()) << figure.name();
    EXPECT_EQ(after.at(figure.name()).value().SerializeAsString(), figure.after().SerializeAsString());
  }
  // Recommendations come first, whatever their place; a refusal names the place that the request gave.
  Change().mutable_set_initial_budget()->set_quota(Child("quotas", "2023-q9"));
  EXPECT_THAT(Simulate(), IsRefusal("QUOTA_NOT_FOUND", "changes[1].set_initial_budget.quota"));
  request_.mutable_changes(0)->mutable_follow_recommendation()->set_finding("late_funds");
  EXPECT_THAT(Simulate(), IsRefusal("FINDING_UNKNOWN", "changes[0].follow_recommendation.finding"));
}

TEST_F(SimulationRpcs, AtAnyRevisionAndDay) {
  v1::SetInitialBudget& set = *Change().mutable_set_initial_budget();
  set.set_quota(Child("quotas", "2023-q1"));
  set.set_initial_budget_fen(70000);
  ASSERT_THAT(Simulate(), IsOk());
  const int64_t loaded = response_.mark().revision();
  EXPECT_EQ(Effect("initial_budget"), "100000 -> 70000");
  ASSERT_THAT(Post(TransactionOf("later", 2, 1, "Q1", v1::ENTRY_KIND_SUPPLEMENT, 5)), IsOk());
  ASSERT_THAT(Simulate(), IsOk());
  EXPECT_EQ(Effect("supplements"), "50005 -> 50005");
  request_.set_revision(loaded);
  ASSERT_THAT(Simulate(), IsOk());
  EXPECT_EQ(Effect("supplements"), "50000 -> 50000");
  SetDate(2023, 5, 31, *request_.mutable_as_of());
  ASSERT_THAT(Simulate(), IsOk());
  EXPECT_EQ(Effect("supplements"), "0 -> 0");
  EXPECT_EQ(Effect("initial_budget"), "100000 -> 70000");
  request_.set_revision(loaded + 9);
  EXPECT_THAT(Simulate(), IsRefusal("REVISION_NOT_FOUND"));
}

TEST_F(SimulationRpcs, WhatTheLedgerDoesNotHaveIsRefusedWithThePlace) {
  const std::string q1 = Child("quotas", "2023-q1");
  const std::string q2 = Child("quotas", "2023-q2");
  const Case cases[] = {
      {"one quota", [&](v1::SimulatedChange& c) { c.mutable_merge_quotas()->add_quotas(q1); }, "CHANGE_MISSING",
       "changes[0].merge_quotas.quotas"},
      {"two functions",
       [&](v1::SimulatedChange& c) {
         c.mutable_merge_quotas()->add_quotas(q1);
         c.mutable_merge_quotas()->add_quotas(q2);
       },
       "QUOTAS_NOT_OF_ONE_KIND", "changes[0].merge_quotas.quotas[1]"},
      {"unknown quota",
       [&](v1::SimulatedChange& c) { c.mutable_set_initial_budget()->set_quota(Child("quotas", "2023-q9")); },
       "QUOTA_NOT_FOUND", "changes[0].set_initial_budget.quota"},
      {"below zero",
       [&](v1::SimulatedChange& c) {
         c.mutable_set_initial_budget()->set_quota(q1);
         c.mutable_set_initial_budget()->set_initial_budget_fen(-1);
       },
       "AMOUNT_NEGATIVE", "changes[0].set_initial_budget.initial_budget_fen"},
      {"unknown transaction",
       [](v1::SimulatedChange& c) {
         c.mutable_move_to_initial_budget()->add_transactions(Child("transactions", "2023-99"));
       },
       "TRANSACTION_NOT_FOUND", "changes[0].move_to_initial_budget.transactions[0]"},
      {"next year",
       [](v1::SimulatedChange& c) {
         c.mutable_release_special_fund()->set_special_fund(Child("specialFunds", "2023-zx01"));
         SetDate(2024, 1, 1, *c.mutable_release_special_fund()->mutable_release_date());
       },
       "DATE_OUTSIDE_YEAR", "changes[0].release_special_fund.release_date"},
      {"unknown fund",
       [](v1::SimulatedChange& c) {
         c.mutable_release_special_fund()->set_special_fund(Child("specialFunds", "2023-zx02"));
         SetDate(2023, 1, 1, *c.mutable_release_special_fund()->mutable_release_date());
       },
       "SPECIAL_FUND_NOT_FOUND", "changes[0].release_special_fund.special_fund"},
  };
  ExpectRefused(cases);
  request_.set_name("divisions/430503000/departments/404/years/2023");
  request_.clear_changes();
  Change().mutable_set_initial_budget()->set_quota("divisions/430503000/departments/404/quotas/2023-q1");
  EXPECT_THAT(Simulate(), IsRefusal("DEPARTMENT_NOT_FOUND", "name"));
}

TEST_F(SimulationRpcs, WhatTheRequestDoesNotSayRightIsRefusedWithThePlace) {
  const std::string q1 = Child("quotas", "2023-q1");
  const Case cases[] = {
      {"not set", [](v1::SimulatedChange&) {}, "CHANGE_MISSING", "changes[0]"},
      {"501 quotas",
       [&](v1::SimulatedChange& c) {
         for (int i = 0; i < 501; ++i) c.mutable_merge_quotas()->add_quotas(q1);
       },
       "TOO_MANY_CHANGES", "changes[0].merge_quotas.quotas"},
      {"another department",
       [&](v1::SimulatedChange& c) {
         c.mutable_set_initial_budget()->set_quota("divisions/430503000/departments/404/quotas/2023-q1");
       },
       "NAME_DISAGREES", "changes[0].set_initial_budget.quota"},
      {"no name", [](v1::SimulatedChange& c) { c.mutable_move_to_initial_budget()->add_transactions("r2"); },
       "RESOURCE_NAME_MALFORMED", "changes[0].move_to_initial_budget.transactions[0]"},
      {"no day",
       [](v1::SimulatedChange& c) {
         c.mutable_release_special_fund()->set_special_fund(Child("specialFunds", "2023-zx01"));
       },
       "FIELD_MISSING", "changes[0].release_special_fund.release_date"},
  };
  ExpectRefused(cases);
  request_.clear_changes();
  EXPECT_THAT(Simulate(), IsRefusal("CHANGE_MISSING", "changes"));
  for (int i = 0; i < 101; ++i) Change().mutable_set_initial_budget()->set_quota(q1);
  EXPECT_THAT(Simulate(), IsRefusal("TOO_MANY_CHANGES", "changes"));
}

}  // namespace
}  // namespace zhengping::budget
