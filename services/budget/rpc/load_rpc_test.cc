#include <algorithm>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;

class LoadRpc : public ServiceOnEachBackend {
 protected:
  static int64_t CountOf(const v1::LoadDepartmentYearResponse& response, v1::RecordOutcome outcome) {
    for (const v1::OutcomeCount& count : response.outcome_counts()) {
      if (count.outcome() == outcome) return count.count();
    }
    return -1;
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, LoadRpc, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(LoadRpc, YearIsLoadedAndLoadedAgainWithoutEffect) {
  v1::LoadDepartmentYearResponse first, again;
  ASSERT_THAT(Load(HeadOf(), RecordsOf(), first), IsOk());
  EXPECT_EQ(first.issues_size(), 0);
  EXPECT_EQ(CountOf(first, v1::RECORD_OUTCOME_ADDED), 5);
  EXPECT_TRUE(first.department_changed());
  EXPECT_TRUE(first.statement_changed());
  EXPECT_EQ(first.mark().service(), "budget");
  EXPECT_EQ(first.mark().revision(), 9);
  ASSERT_THAT(Load(HeadOf(), RecordsOf(), again), IsOk());
  EXPECT_EQ(again.mark().SerializeAsString(), first.mark().SerializeAsString());
  EXPECT_EQ(CountOf(again, v1::RECORD_OUTCOME_UNCHANGED), 5);
  EXPECT_EQ(again.differences_size(), 0);
  EXPECT_FALSE(again.department_changed());
}

TEST_P(LoadRpc, FundIsReadBackWithItsReleases) {
  LoadYear();
  v1::ListSpecialFundsRequest list;
  list.set_parent(kCuiyuan);
  list.set_fiscal_year(2023);
  v1::ListSpecialFundsResponse page;
  ASSERT_THAT(Call(&Stub::ListSpecialFunds, list, page), IsOk());
  ASSERT_EQ(page.special_funds_size(), 1);
  const v1::SpecialFund& fund = page.special_funds(0);
  EXPECT_EQ(fund.name(), "divisions/430503000/departments/403/specialFunds/2023-zx01");
  EXPECT_EQ(fund.external_code(), "ZX01");
  ASSERT_EQ(fund.releases_size(), 1);
  EXPECT_EQ(fund.releases(0).document_number(), "邵大财预〔2023〕12号");
  EXPECT_EQ(fund.released_fen(), 50000);
  v1::GetSpecialFundRequest get;
  get.set_name(fund.name());
  SetDate(2023, 5, 31, *get.mutable_as_of());
  v1::SpecialFund before;
  ASSERT_THAT(Call(&Stub::GetSpecialFund, get, before), IsOk());
  EXPECT_EQ(before.released_fen(), 0);
}

TEST_P(LoadRpc, ErrorsAreAllListedByValidateOnlyAndRefuseTheLoad) {
  v1::LoadHead head = HeadOf();
  head.mutable_quotas(1)->set_fiscal_year(2022);
  head.mutable_special_funds(0)->mutable_expected_release_date()->set_month(13);
  head.mutable_statement()->mutable_rows(0)->mutable_actual()->set_state(type::FACT_STATE_MISSING);
  head.mutable_reported_facts(0)->set_name("no_such_fact");
  std::vector<v1::Transaction> records = RecordsOf();
  records[0].mutable_entries(0)->clear_kind();
  records[2].set_source("another");
  records[3].mutable_entries(0)->set_amount_fen(-5);
  v1::LoadDepartmentYearResponse response;
  EXPECT_THAT(Load(head, records, response), IsRefusal("LOAD_HAS_ERRORS"));
  head.set_validate_only(true);
  ASSERT_THAT(Load(head, records, response), IsOk());
  std::vector<std::string> errors;
  for (const type::Issue& issue : response.issues()) {
    EXPECT_EQ(issue.severity(), type::Issue::SEVERITY_ERROR) << issue.ShortDebugString();
    EXPECT_NE(issue.remedy(), "") << issue.ShortDebugString();
    errors.push_back(issue.field() + " " + issue.reason());
  }
  std::sort(errors.begin(), errors.end());
  EXPECT_THAT(errors, ElementsAre("quotas[1].fiscal_year YEAR_DISAGREES", "reported_facts[0].name FACT_UNKNOWN",
                                  "special_funds[0].expected_release_date DATE_NOT_IN_CALENDAR",
                                  "statement.rows[0].actual CELL_STATE_DISAGREES",
                                  "transactions[0].entries[0].kind ENTRY_KIND_MISSING",
                                  "transactions[2].source SOURCE_DISAGREES",
                                  "transactions[3].entries[0].amount_fen AMOUNT_NOT_POSITIVE"));
  v1::GetDepartmentRequest get;
  get.set_name(kCuiyuan);
  v1::Department department;
  EXPECT_THAT(Call(&Stub::GetDepartment, get, department), IsRefusal("DEPARTMENT_NOT_FOUND"));
}

TEST_P(LoadRpc, NoErrorIsCutOffBehindWarnings) {
  // A warning of each of 1,001 payments stands before the one error: the list ends at 1,000 issues.
  std::vector<v1::Transaction> records = RecordsOf();
  for (int i = 0; i < 1001; ++i) {
    records.push_back(TransactionOf(absl::StrCat("w", i), 12, 2, "Q1", v1::ENTRY_KIND_PAYMENT, 1));
    records.back().mutable_entries(0)->set_origin(v1::ORIGIN_POLICY);
  }
  records.push_back(TransactionOf("last", 12, 3, "Q1", v1::ENTRY_KIND_PAYMENT, -5));
  v1::LoadHead head = HeadOf();
  head.set_validate_only(true);
  v1::LoadDepartmentYearResponse response;
  ASSERT_THAT(Load(head, records, response), IsOk());
  ASSERT_EQ(response.issues_size(), 1000);
  EXPECT_EQ(response.issues(0).severity(), type::Issue::SEVERITY_ERROR);
  EXPECT_EQ(response.issues(0).field(), "transactions[1006].entries[0].amount_fen");
  // The others keep their order.
  EXPECT_EQ(response.issues(1).field(), "transactions[5].entries[0].origin");
  EXPECT_EQ(response.issues(999).field(), "transactions[1003].entries[0].origin");
}

TEST_P(LoadRpc, DryRunShowsTheDifference) {
  LoadYear();
  std::vector<v1::Transaction> records = RecordsOf();
  records[2].mutable_entries(0)->set_amount_fen(30000);
  records.pop_back();
  v1::LoadHead head = HeadOf();
  head.set_validate_only(true);
  v1::LoadDepartmentYearResponse response;
  ASSERT_THAT(Load(head, records, response), IsOk());
  ASSERT_EQ(response.differences_size(), 2);
  EXPECT_EQ(response.differences(0).outcome(), v1::RECORD_OUTCOME_CHANGED);
  EXPECT_EQ(response.differences(0).stored().entries(0).amount_fen(), 40000);
  EXPECT_EQ(response.differences(0).sent().entries(0).amount_fen(), 30000);
  EXPECT_EQ(response.differences(1).outcome(), v1::RECORD_OUTCOME_VANISHED);
  EXPECT_EQ(response.differences(1).record_id(), "r5");
  ASSERT_EQ(response.issues_size(), 1);
  EXPECT_EQ(response.issues(0).reason(), "RECORD_VANISHED");
  EXPECT_EQ(response.issues(0).severity(), type::Issue::SEVERITY_WARNING);
  EXPECT_EQ(response.mark().revision(), 9);
}

TEST_P(LoadRpc, HeadIsRefusedWithReasonAndField) {
  v1::LoadDepartmentYearResponse response;
  v1::LoadHead head = HeadOf();
  head.set_parent("403");
  EXPECT_THAT(Load(head, {}, response), IsRefusal("RESOURCE_NAME_MALFORMED", "head.parent"));
  head = HeadOf();
  head.set_fiscal_year(1);
  EXPECT_THAT(Load(head, {}, response), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "head.fiscal_year"));
  head = HeadOf();
  head.clear_source();
  EXPECT_THAT(Load(head, {}, response), IsRefusal("SOURCE_MISSING", "head.source"));
  head = HeadOf();
  head.set_request_id("x");
  EXPECT_THAT(Load(head, {}, response), IsRefusal("REQUEST_ID_MALFORMED", "head.request_id"));
  head = HeadOf();
  head.set_on_violation(static_cast<v1::OnViolation>(77));
  EXPECT_THAT(Load(head, {}, response), IsRefusal("ENUM_UNKNOWN", "head.on_violation"));
  head = HeadOf();
  head.clear_department();
  EXPECT_THAT(Load(head, {}, response), IsRefusal("DEPARTMENT_NOT_FOUND", "head.parent"));
}

TEST_P(LoadRpc, StreamHasOneHead) {
  const auto load = [&](const std::vector<v1::LoadDepartmentYearRequest>& messages) {
    grpc::ClientContext context;
    v1::LoadDepartmentYearResponse response;
    const auto writer = stub().LoadDepartmentYear(&context, &response);
    for (const v1::LoadDepartmentYearRequest& message : messages) writer->Write(message);
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish(), "budget");
  };
  v1::LoadDepartmentYearRequest head, batch;
  *head.mutable_head() = HeadOf();
  batch.mutable_batch();
  EXPECT_THAT(load({batch}), IsRefusal("LOAD_HEAD_MISSING", "head"));
  EXPECT_THAT(load({head, head}), IsRefusal("LOAD_HEAD_REPEATED", "head"));
  EXPECT_THAT(load({}), IsRefusal("REQUEST_EMPTY"));
}

TEST_P(LoadRpc, RetryGetsTheFirstAnswer) {
  v1::LoadHead head = HeadOf();
  head.set_request_id("7c9e6679-7425-40de-944b-e07fc1f90ae7");
  v1::LoadDepartmentYearResponse first, again;
  ASSERT_THAT(Load(head, RecordsOf(), first), IsOk());
  ASSERT_THAT(Load(head, RecordsOf(), again), IsOk());
  EXPECT_EQ(CountOf(again, v1::RECORD_OUTCOME_ADDED), 5);
  EXPECT_EQ(again.mark().SerializeAsString(), first.mark().SerializeAsString());
  head.set_replace(true);
  EXPECT_THAT(Load(head, RecordsOf(), again), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

// Goal: what a system of record overdrew is stored as it is, told with its days, and found again by the analysis; a
// load that does not touch that quota is as strict as before and is not refused for it.
TEST_P(LoadRpc, OverdraftIsRecordedWhereThatIsAsked) {
  std::vector<v1::Transaction> records = RecordsOf();
  // Q1 has 1,000.00 from 5 January, pays 1,100.00 on 1 July, and gets 10.00 back on 1 December.
  records[2].mutable_entries(0)->set_amount_fen(110000);
  v1::LoadHead head = HeadOf();
  v1::LoadDepartmentYearResponse response;
  EXPECT_THAT(Load(head, records, response), IsRefusal("LOAD_HAS_ERRORS"));
  head.set_on_violation(v1::ON_VIOLATION_RECORD);
  head.set_validate_only(true);
  ASSERT_THAT(Load(head, records, response), IsOk());
  ASSERT_EQ(response.issues_size(), 1);
  EXPECT_EQ(response.mark().revision(), 0) << "a dry run stores nothing";
  head.set_validate_only(false);
  ASSERT_THAT(Load(head, records, response), IsOk());
  ASSERT_EQ(response.issues_size(), 1);
  EXPECT_EQ(response.issues(0).reason(), "QUOTA_OVERDRAWN");
  EXPECT_EQ(response.issues(0).severity(), type::Issue::SEVERITY_WARNING);
  EXPECT_EQ(response.issues(0).field(), "transactions[2].entries[0].amount_fen");
  EXPECT_NE(response.issues(0).remedy().find("指标2023-q1自2023-07-01起，最多差100.00元"), std::string::npos)
      << response.issues(0).remedy();
  EXPECT_EQ(CountOf(response, v1::RECORD_OUTCOME_ADDED), 5);
  const int64_t revision = response.mark().revision();
  ASSERT_THAT(Load(head, records, response), IsOk());
  EXPECT_EQ(response.mark().revision(), revision) << "the same again changes nothing";

  v1::AnalyzeYearRequest analyze;
  analyze.set_name(kCuiyuan2023);
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, analyze, analysis), IsOk());
  const auto note = std::find_if(analysis.data_notes().begin(), analysis.data_notes().end(),
                                 [](const type::Issue& issue) { return issue.reason() == "QUOTA_OVERDRAWN"; });
  ASSERT_NE(note, analysis.data_notes().end());
  EXPECT_EQ(note->field(), "quotas/2023-q1");
  EXPECT_EQ(note->found(), "-100.00元");
  v1::AuditFactsRequest audit;
  audit.set_name(kCuiyuan2023);
  v1::AuditFactsResponse audited;
  ASSERT_THAT(Call(&Stub::AuditFacts, audit, audited), IsOk());
  EXPECT_EQ(audited.differences_size(), 0);

  v1::LoadHead other;
  other.set_parent(kCuiyuan);
  other.set_fiscal_year(2023);
  other.set_source("manual");
  v1::Transaction elsewhere = TransactionOf("m1", 12, 5, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 5);
  elsewhere.set_source("manual");
  ASSERT_THAT(Load(other, {elsewhere}, response), IsOk());
  v1::Transaction on_it = TransactionOf("m2", 12, 5, "Q1", v1::ENTRY_KIND_PAYMENT, 5);
  on_it.set_source("manual");
  EXPECT_THAT(Load(other, {elsewhere, on_it}, response), IsRefusal("LOAD_HAS_ERRORS"));
}

}  // namespace
}  // namespace zhengping::budget
