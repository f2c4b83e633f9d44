// The client of budget against a real server that answers well, wrongly, late, or not at all.
#include "services/reporting/clients/budget_client.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/reporting/clients/downstream_testing.h"
#include "services/reporting/clients/indicator_client.h"
#include "zhengping/access.pb.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;

class BudgetClientTest : public testing::Test {
 protected:
  absl::StatusOr<YearAnalysis> Analyze(const Subject& subject = TestSubject()) {
    return client_.AnalyzeYear(subject, {});
  }

  using Answer = budget::v1::AnalyzeYearResponse;
  struct Spoilt {
    const char* what;
    std::function<void(Answer&)> spoil;
    const char* place;
  };
  void ExpectBroken(const std::vector<Spoilt>& cases) {
    for (const Spoilt& c : cases) {
      SCOPED_TRACE(c.what);
      budget_.spoil = c.spoil;
      const absl::Status status = Analyze().status();
      EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
      EXPECT_THAT(status, IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"));
      EXPECT_EQ(RefusalOf(status).value_or(Refusal()).service, "budget");
      EXPECT_THAT(std::string(status.message()), HasSubstr(c.place));
    }
  }

  FakeBudget budget_;
  std::optional<ServerFixture> fixture_{std::in_place, std::vector<grpc::Service*>{&budget_}};
  BudgetClient client_{client::NewChannel(BudgetChannel(fixture_->server().address())), std::chrono::seconds(20)};
};

TEST_F(BudgetClientTest, BringsAnAnalysisHome) {
  const absl::StatusOr<YearAnalysis> analysis = Analyze();
  ASSERT_THAT(analysis, IsOk());
  EXPECT_EQ(analysis->department_display_name, "翠园街道办事处");
  ASSERT_EQ(analysis->facts.size(), 3u) << "figures stand with their findings";
  EXPECT_EQ(analysis->facts[0].value, Quantity(Money::Fen(180260000)));
  EXPECT_EQ(analysis->facts[0].provenance->conditions[0].values[1], "REFUND");
  EXPECT_EQ(analysis->facts[2].state, FactState::kMissing);
  EXPECT_EQ(analysis->facts[2].value, std::nullopt) << "missing is not zero";
  const Finding& finding = analysis->findings.at(0);
  EXPECT_EQ(finding.severity, FindingSeverity::kSerious);
  EXPECT_EQ(finding.figures[0].value, Quantity(*Quotient(Rational(1), Rational(3))));
  EXPECT_EQ(finding.figures[0].entries.size(), 2u);
  EXPECT_EQ(finding.figures[1].why_missing, "没有应下达日期");
  EXPECT_EQ(finding.thresholds->source, "本系统默认值，无文件依据");
  EXPECT_EQ(finding.recommendation->effects[0].after, Quantity(int64_t{0}));
  EXPECT_EQ(finding.recommendation->effects[0].before, std::nullopt);
  EXPECT_EQ(finding.recommendation->assumption, "专项资金均按期下达");
  EXPECT_EQ(finding.recommendation->changes.at(0).amount, Money::Fen(5000000));
  EXPECT_EQ(finding.recommendation->change_count, 1);
  EXPECT_EQ(analysis->special_funds.at(0).expected_release_date, std::nullopt);
  EXPECT_EQ(analysis->marks.size(), 3u);
  EXPECT_EQ(analysis->settings_hash, "5e77");
}

TEST_F(BudgetClientTest, AsksForTheSubject) {
  Subject subject = TestSubject();
  subject.as_of = Date::FromYmd(2023, 11, 30);
  subject.project = "10000017Z175070060003";
  ASSERT_THAT(Analyze(subject), IsOk());
  EXPECT_EQ(budget_.asked.name(), "divisions/430503000/departments/403/years/2023");
  EXPECT_EQ(budget_.asked.as_of().month(), 11);
  EXPECT_EQ(budget_.asked.project(), "divisions/430503000/departments/403/projects/10000017z175070060003");
  ASSERT_THAT(Analyze(), IsOk());
  EXPECT_FALSE(budget_.asked.has_as_of()) << "the whole year is asked for as such";
}

TEST_F(BudgetClientTest, ACallTakesTheTraceAlong) {
  const trace::Context trace = trace::Start();
  ASSERT_THAT(client_.AnalyzeYear(TestSubject(), {.trace = trace}), IsOk());
  EXPECT_EQ(budget_.trace_id, trace.trace_id);
}

TEST_F(BudgetClientTest, AnAnswerAboutSomethingElseIsNone) {
  ExpectBroken({
      {"another department", [](Answer& a) { a.mutable_department()->set_name("divisions/430503000/departments/404"); },
       "department"},
      {"no department", [](Answer& a) { a.clear_department(); }, "department"},
      {"another year", [](Answer& a) { a.mutable_marks()->DeleteSubrange(0, 1); }, "marks have none of 2023"},
      {"a later year", [](Answer& a) { a.mutable_marks(1)->set_fiscal_year(2024); }, "marks[1]"},
      {"a mark of another department",
       [](Answer& a) { a.mutable_marks(0)->set_department("divisions/430503000/departments/404"); }, "marks[0]"},
      {"a mark of another service", [](Answer& a) { a.mutable_marks(0)->set_service("indicator"); }, "marks[0]"},
      {"a mark twice", [](Answer& a) { *a.add_marks() = a.marks(1); }, "marks[3]"},
      {"a revision without a digest", [](Answer& a) { a.mutable_marks(0)->clear_digest(); }, "marks[0]"},
      {"no settings", [](Answer& a) { a.clear_settings_hash(); }, "settings_hash"},
      {"no facts", [](Answer& a) { a.clear_facts(); }, "facts"},
  });
}

TEST_F(BudgetClientTest, AnAnswerWithAValueThatIsNoneIsNone) {
  ExpectBroken({
      {"a fact twice", [](Answer& a) { *a.add_facts() = a.facts(0); }, "facts[4] stands twice"},
      {"a fact without a name", [](Answer& a) { a.mutable_facts(1)->clear_name(); }, "facts[1]"},
      {"a fact without a state", [](Answer& a) { a.mutable_facts(2)->clear_state(); }, "facts[2]"},
      {"a missing fact with a value", [](Answer& a) { a.mutable_facts(2)->mutable_value()->set_count(0); }, "facts[2]"},
      {"a derived fact without one", [](Answer& a) { a.mutable_facts(1)->clear_value(); }, "facts[1]"},
      {"a value of no kind", [](Answer& a) { a.mutable_facts(1)->mutable_value()->clear_amount_fen(); },
       "facts[1].value"},
      {"an amount that has no negation",
       [](Answer& a) { a.mutable_facts(1)->mutable_value()->set_amount_fen(std::numeric_limits<int64_t>::min()); },
       "facts[1].value"},
      {"entries of a year that was not read",
       [](Answer& a) { a.mutable_facts(0)->mutable_provenance()->set_fiscal_year(2020); }, "fact payments"},
      {"entries at another revision", [](Answer& a) { a.mutable_facts(0)->mutable_provenance()->set_revision(16); },
       "fact payments"},
      {"a fraction over zero",
       [](Answer& a) {
         a.mutable_findings(0)->mutable_figures(0)->mutable_value()->mutable_rational()->set_denominator("0");
       },
       "findings[0].figures[0].value"},
      {"a fraction of letters",
       [](Answer& a) {
         a.mutable_findings(0)->mutable_figures(0)->mutable_value()->mutable_rational()->set_numerator("0.33");
       },
       "findings[0].figures[0].value"},
      {"a finding twice", [](Answer& a) { *a.add_findings() = a.findings(0); }, "findings[1]"},
      {"a figure twice", [](Answer& a) { *a.mutable_findings(0)->add_figures() = a.findings(0).figures(0); },
       "findings[0].figures[2]"},
      {"a severity of the future",
       [](Answer& a) { a.mutable_findings(0)->set_severity(static_cast<budget::v1::FindingSeverity>(9)); },
       "findings[0]"},
      {"thresholds without a source", [](Answer& a) { a.mutable_findings(0)->mutable_thresholds()->clear_source(); },
       "findings[0].thresholds"},
      {"fewer details than listed", [](Answer& a) { a.mutable_findings(0)->set_detail_count(0); }, "findings[0]"},
      {"a special fund of another department",
       [](Answer& a) { a.mutable_special_funds(0)->set_name("divisions/430503000/departments/404/specialFunds/1"); },
       "special_funds[0]"},
      {"a special fund of another year", [](Answer& a) { a.mutable_special_funds(0)->set_fiscal_year(2022); },
       "special_funds[0]"},
      {"a day that is none", [](Answer& a) { a.mutable_special_funds(0)->mutable_approved_date()->set_year(2023); },
       "special_funds[0].approved_date"},
  });
}

TEST_F(BudgetClientTest, AFindingThatDoesNotApplyHasNoThresholds) {
  budget_.spoil = [](Answer& a) {
    budget::v1::Finding finding;
    finding.set_kind("scattered_quotas");
    finding.set_display_name("指标分散");
    finding.set_inapplicability_reason("本年度只有1个指标");
    *a.add_findings() = finding;
  };
  const absl::StatusOr<YearAnalysis> analysis = Analyze();
  ASSERT_THAT(analysis, IsOk());
  const Finding& finding = analysis->findings.back();
  EXPECT_FALSE(finding.is_applicable);
  EXPECT_EQ(finding.inapplicability_reason, "本年度只有1个指标");
  EXPECT_EQ(finding.severity, FindingSeverity::kUnassessed);
  EXPECT_EQ(finding.thresholds, std::nullopt);
}

TEST_F(BudgetClientTest, ARefusalKeepsItsMeaning) {
  budget_.behavior.refusal = Absent({"DEPARTMENT_NOT_FOUND", "name"}, "no such department");
  const absl::Status status = Analyze().status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(status, IsRefusal("DEPARTMENT_NOT_FOUND"));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
}

TEST_F(BudgetClientTest, AnInternalErrorOfBudgetsIsTold) {
  budget_.behavior.refusal = absl::InternalError("a path of its own");
  const absl::Status status = Analyze().status();
  EXPECT_THAT(status, IsRefusal("SERVICE_BROKEN"));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
}

TEST_F(BudgetClientTest, ALateBudgetIsNamed) {
  budget_.behavior.holds_back = true;
  BudgetClient impatient(fixture_->channel(), std::chrono::milliseconds(200));
  const absl::Status status = impatient.AnalyzeYear(TestSubject(), {}).status();
  budget_.behavior.gate.Open();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(status, IsRefusal("DEADLINE_EXCEEDED"));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
}

TEST_F(BudgetClientTest, ADeadBudgetIsNamed) {
  fixture_.reset();
  const absl::Status status = Analyze().status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(status, IsRefusal("SERVICE_UNREACHABLE"));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
}

TEST(Channels, SendAgainOnlyWhatReads) {
  for (const client::ChannelConfig& config : {BudgetChannel("budget:1"), IndicatorChannel("indicator:1")}) {
    EXPECT_FALSE(config.idempotent_methods.empty());
    for (const client::Method& method : config.idempotent_methods) {
      const google::protobuf::MethodDescriptor* rpc =
          google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
              absl::StrCat(method.service, ".", method.method));
      ASSERT_NE(rpc, nullptr) << method.method;
      EXPECT_EQ(rpc->options().GetExtension(access).audit(), AUDIT_REFUSALS) << method.method << " is a read";
    }
  }
}

TEST_F(BudgetClientTest, PagesThroughEntries) {
  const EntrySelector selector = Analyze()->facts[0].provenance.value();
  google::protobuf::RepeatedPtrField<budget::v1::FactEntry> entries;
  const absl::StatusOr<std::string> next = client_.ListFactEntries(selector, 2, "", {}, entries);
  EXPECT_THAT(next, IsOkAndHolds("from 2"));
  EXPECT_EQ(budget_.entries_asked.selector().revision(), 17);
  EXPECT_EQ(budget_.entries_asked.selector().conditions(0).values(0), "PAYMENT");
  EXPECT_EQ(budget_.entries_asked.page_size(), 2);
  EXPECT_THAT(client_.ListFactEntries(selector, 2, *next, {}, entries), IsOkAndHolds(""));
  ASSERT_EQ(entries.size(), 3);
  EXPECT_EQ(entries[2].signed_amount_fen(), 102);
}

TEST_F(BudgetClientTest, EntriesOfSomebodyElseAreNone) {
  const EntrySelector selector = Analyze()->facts[0].provenance.value();
  google::protobuf::RepeatedPtrField<budget::v1::FactEntry> entries;
  budget_.spoil_entry = [](budget::v1::FactEntry& entry) {
    entry.set_transaction("divisions/430503000/departments/4031/transactions/2023-1");
  };
  EXPECT_THAT(client_.ListFactEntries(selector, 2, "", {}, entries), IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"));
  budget_.spoil_entry = [](budget::v1::FactEntry& entry) { entry.set_revision(18); };
  EXPECT_THAT(client_.ListFactEntries(selector, 2, "", {}, entries), IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"));
  budget_.spoil_entry = nullptr;
  budget_.ignores_page_size = true;
  EXPECT_THAT(client_.ListFactEntries(selector, 1, "", {}, entries), IsRefusal("DOWNSTREAM_CONTRACT_BROKEN"))
      << "three on a page of one";
  EXPECT_EQ(entries.size(), 0) << "nothing is appended of a broken answer";
}

}  // namespace
}  // namespace zhengping::reporting
