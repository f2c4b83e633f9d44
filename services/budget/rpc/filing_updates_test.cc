#include <functional>
#include <limits>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

constexpr char kFund[] = "divisions/430503000/departments/403/specialFunds/2023-zx01";
constexpr char kNewFund[] = "divisions/430503000/departments/403/specialFunds/2023-zx-02";
constexpr char kFacts[] = "divisions/430503000/departments/403/years/2023/reportedFacts";
constexpr char kRequestId[] = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

// Special funds and reported facts, changed one at a time.
class FilingUpdates : public ServiceFixture {
 protected:
  static v1::UpdateSpecialFundRequest UpdateOf(const char* name) {
    v1::UpdateSpecialFundRequest request;
    v1::SpecialFund& fund = *request.mutable_special_fund();
    fund.set_name(name);
    fund.set_display_name("防汛专项");
    fund.set_amount_fen(60000);
    SetDate(2023, 5, 1, *fund.mutable_approved_date());
    v1::SpecialFundNeed& need = *fund.add_needs();
    SetDate(2023, 6, 1, *need.mutable_needed_date());
    need.set_amount_fen(20000);
    return request;
  }

  static v1::UpdateReportedFactsRequest FactsOf() {
    v1::UpdateReportedFactsRequest request;
    request.mutable_reported_facts()->set_name(kFacts);
    type::Fact& budget = *request.mutable_reported_facts()->add_facts();
    budget.set_name("final_budget");
    budget.mutable_value()->set_amount_fen(203012);
    budget.set_source("2023年度部门决算 表1");
    type::Fact& fund = *request.mutable_reported_facts()->add_facts();
    fund.set_name("procurement.actual");
    fund.set_state(type::FACT_STATE_NOT_APPLICABLE);
    return request;
  }

  int64_t Revision() {
    v1::GetDepartmentYearRequest request;
    request.set_name(kCuiyuan2023);
    v1::DepartmentYear year;
    EXPECT_THAT(Call(&Stub::GetDepartmentYear, request, year), IsOk());
    return year.revision();
  }

  v1::SpecialFund FundOf(const char* name, int64_t revision = 0) {
    v1::GetSpecialFundRequest request;
    request.set_name(name);
    request.set_revision(revision);
    v1::SpecialFund fund;
    EXPECT_THAT(Call(&Stub::GetSpecialFund, request, fund), IsOk());
    return fund;
  }
};

TEST_F(FilingUpdates, FundChangesFieldByField) {
  LoadYear();
  v1::UpdateSpecialFundRequest request = UpdateOf(kFund);
  request.mutable_update_mask()->add_paths("amount_fen");
  v1::SpecialFund changed;
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, changed), IsOk());
  EXPECT_EQ(changed.amount_fen(), 60000);
  EXPECT_EQ(changed.display_name(), "老旧小区改造专项") << "not in the mask";
  EXPECT_EQ(changed.external_code(), "ZX01");
  EXPECT_EQ(changed.released_fen(), 50000);
  EXPECT_EQ(changed.revision(), 10);
  EXPECT_EQ(changed.SerializeAsString(), FundOf(kFund).SerializeAsString());
  EXPECT_EQ(FundOf(kFund, 9).amount_fen(), 50000);

  // Without a mask: what is set. With "*": everything, so that the dates go.
  request.clear_update_mask();
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, changed), IsOk());
  EXPECT_EQ(changed.display_name(), "防汛专项");
  EXPECT_EQ(changed.expected_release_date().month(), 3);
  EXPECT_EQ(changed.needs_size(), 1);
  request.mutable_special_fund()->clear_approved_date();
  request.mutable_special_fund()->clear_needs();
  request.mutable_update_mask()->add_paths("*");
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, changed), IsOk());
  EXPECT_FALSE(changed.has_approved_date());
  EXPECT_FALSE(changed.has_expected_release_date());
  EXPECT_EQ(changed.needs_size(), 0);
  EXPECT_EQ(Revision(), 12);
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, changed), IsOk());
  EXPECT_EQ(Revision(), 12) << "the same again is no change";
}

TEST_F(FilingUpdates, FundIsCreatedWhereThatIsAllowed) {
  LoadYear();
  v1::UpdateSpecialFundRequest request = UpdateOf(kNewFund);
  v1::SpecialFund created;
  EXPECT_THAT(Call(&Stub::UpdateSpecialFund, request, created),
              IsRefusal("SPECIAL_FUND_NOT_FOUND", "special_fund.name"));
  request.set_allow_missing(true);
  request.set_validate_only(true);
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, created), IsOk());
  EXPECT_EQ(created.amount_fen(), 60000);
  EXPECT_EQ(Revision(), 9) << "validate_only stores nothing";
  request.set_validate_only(false);
  request.mutable_special_fund()->set_external_code("ZX_02");
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, created), IsOk());
  EXPECT_EQ(created.external_code(), "ZX_02");
  EXPECT_EQ(FundOf(kNewFund).display_name(), "防汛专项");
  EXPECT_EQ(FundOf(kFund).amount_fen(), 50000) << "the others stay";
  // Money may be released to it from here on.
  v1::Transaction release = TransactionOf("s1", 7, 1, "Q1", v1::ENTRY_KIND_SUPPLEMENT, 20000);
  release.mutable_entries(0)->set_special_fund_external_code("ZX_02");
  ASSERT_THAT(Post(release), IsOk());
  EXPECT_EQ(FundOf(kNewFund).released_fen(), 20000);
}

TEST_F(FilingUpdates, RefusedFundNamesReasonAndField) {
  LoadYear();
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(v1::UpdateSpecialFundRequest&)> spoil;
  };
  const auto fund = [](v1::UpdateSpecialFundRequest& r) -> v1::SpecialFund& { return *r.mutable_special_fund(); };
  const Case cases[] = {
      {"RESOURCE_NAME_MALFORMED", "special_fund.name", [&](auto& r) { fund(r).set_name("zx01"); }},
      {"SPECIAL_FUND_ID_MALFORMED", "special_fund.name",
       [&](auto& r) { fund(r).set_name("divisions/430503000/departments/403/specialFunds/zx01"); }},
      {"DEPARTMENT_NOT_FOUND", "special_fund.name",
       [&](auto& r) { fund(r).set_name("divisions/430503000/departments/404/specialFunds/2023-zx01"); }},
      {"FISCAL_YEAR_OUT_OF_RANGE", "special_fund.name",
       [&](auto& r) { fund(r).set_name("divisions/430503000/departments/403/specialFunds/1066-zx01"); }},
      {"NAME_DISAGREES", "special_fund.name", [&](auto& r) { fund(r).set_external_code("ZX09"); }},
      {"CODE_NOT_AN_ID", "special_fund.external_code", [&](auto& r) { fund(r).set_external_code("--"); }},
      {"YEAR_DISAGREES", "special_fund.fiscal_year", [&](auto& r) { fund(r).set_fiscal_year(2022); }},
      {"DISPLAY_NAME_MISSING", "special_fund.display_name",
       [&](auto& r) {
         fund(r).clear_display_name();
         r.mutable_update_mask()->add_paths("display_name");
       }},
      {"TEXT_TOO_LONG", "special_fund.display_name", [&](auto& r) { fund(r).set_display_name(std::string(181, 'x')); }},
      {"AMOUNT_NEGATIVE", "special_fund.amount_fen", [&](auto& r) { fund(r).set_amount_fen(-1); }},
      {"AMOUNT_OUT_OF_RANGE", "special_fund.amount_fen",
       [&](auto& r) { fund(r).set_amount_fen(std::numeric_limits<int64_t>::min()); }},
      {"AMOUNT_NOT_POSITIVE", "special_fund.needs[0].amount_fen",
       [&](auto& r) { fund(r).mutable_needs(0)->set_amount_fen(0); }},
      {"DATE_NOT_IN_CALENDAR", "special_fund.approved_date",
       [&](auto& r) { fund(r).mutable_approved_date()->set_month(13); }},
      {"TOO_MANY_NEEDS", "special_fund.needs",
       [&](auto& r) {
         const v1::SpecialFundNeed first = fund(r).needs(0);
         for (int i = 0; i < 100; ++i) *fund(r).add_needs() = first;
       }},
      {"UPDATE_MASK_UNKNOWN_FIELD", "update_mask",
       [](auto& r) { r.mutable_update_mask()->add_paths("external_code"); }},
      {"REQUEST_ID_MALFORMED", "request_id", [](auto& r) { r.set_request_id("x"); }},
      {"ETAG_STALE", "special_fund.etag", [&](auto& r) { fund(r).set_etag("v1"); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
    v1::UpdateSpecialFundRequest request = UpdateOf(kFund);
    c.spoil(request);
    v1::SpecialFund response;
    EXPECT_THAT(Call(&Stub::UpdateSpecialFund, request, response), IsRefusal(c.reason, c.field));
    EXPECT_EQ(Revision(), 9);
  }
}

TEST_F(FilingUpdates, YearHoldsAtMost2000Funds) {
  v1::LoadHead head = HeadOf();
  for (int i = 0; i < 1999; ++i) {
    v1::SpecialFund& fund = *head.add_special_funds();
    fund.set_external_code(absl::StrCat("many", i));
    fund.set_display_name("专项");
  }
  v1::LoadDepartmentYearResponse response;
  ASSERT_THAT(Load(head, RecordsOf(), response), IsOk());
  v1::UpdateSpecialFundRequest request = UpdateOf(kNewFund);
  request.set_allow_missing(true);
  v1::SpecialFund fund;
  EXPECT_THAT(Call(&Stub::UpdateSpecialFund, request, fund), IsRefusal("TOO_MANY_SPECIAL_FUNDS"));
}

TEST_F(FilingUpdates, EtagAndRequestIdGuardAFund) {
  LoadYear();
  v1::UpdateSpecialFundRequest request = UpdateOf(kFund);
  request.mutable_special_fund()->set_etag(FundOf(kFund).etag());
  request.set_request_id(kRequestId);
  v1::SpecialFund first, again;
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, first), IsOk());
  ASSERT_THAT(Call(&Stub::UpdateSpecialFund, request, again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(Revision(), 10);
  v1::UpdateSpecialFundRequest other = request;
  other.mutable_special_fund()->set_amount_fen(1);
  EXPECT_THAT(Call(&Stub::UpdateSpecialFund, other, again), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  request.clear_request_id();
  EXPECT_THAT(Call(&Stub::UpdateSpecialFund, request, again), IsRefusal("ETAG_STALE", "special_fund.etag"));
}

TEST_F(FilingUpdates, ReportedFactsAreFiledReadAndReplaced) {
  CreateDepartment();
  v1::GetReportedFactsRequest get;
  get.set_name(kFacts);
  v1::ReportedFacts read, filed;
  ASSERT_THAT(Call(&Stub::GetReportedFacts, get, read), IsOk());
  EXPECT_EQ(read.revision(), 0);
  EXPECT_EQ(read.facts_size(), 0);
  v1::UpdateReportedFactsRequest request = FactsOf();
  request.set_validate_only(true);
  ASSERT_THAT(Call(&Stub::UpdateReportedFacts, request, filed), IsOk());
  EXPECT_EQ(filed.facts_size(), 2);
  EXPECT_EQ(Revision(), 0);
  request.set_validate_only(false);
  request.mutable_reported_facts()->set_etag(read.etag());
  request.set_request_id(kRequestId);
  ASSERT_THAT(Call(&Stub::UpdateReportedFacts, request, filed), IsOk());
  EXPECT_EQ(filed.revision(), 1);
  ASSERT_THAT(Call(&Stub::GetReportedFacts, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), filed.SerializeAsString());
  EXPECT_EQ(read.facts(0).value().amount_fen(), 203012);
  EXPECT_EQ(read.facts(0).display_name(), "全年预算数");
  EXPECT_EQ(read.facts(0).unit(), "fen");
  EXPECT_EQ(read.facts(0).source(), "2023年度部门决算 表1");
  EXPECT_EQ(read.facts(1).state(), type::FACT_STATE_NOT_APPLICABLE);
  // The same request again, another under its id, a stale etag, the facts taken away.
  ASSERT_THAT(Call(&Stub::UpdateReportedFacts, request, filed), IsOk());
  EXPECT_EQ(Revision(), 1);
  v1::UpdateReportedFactsRequest other = request;
  other.mutable_reported_facts()->mutable_facts()->RemoveLast();
  EXPECT_THAT(Call(&Stub::UpdateReportedFacts, other, filed), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  other.clear_request_id();
  EXPECT_THAT(Call(&Stub::UpdateReportedFacts, other, filed), IsRefusal("ETAG_STALE", "reported_facts.etag"));
  other.mutable_reported_facts()->clear_facts();
  other.mutable_reported_facts()->set_etag(read.etag());
  ASSERT_THAT(Call(&Stub::UpdateReportedFacts, other, filed), IsOk());
  EXPECT_EQ(filed.facts_size(), 2) << "nothing set changes nothing";
  other.mutable_update_mask()->add_paths("facts");
  ASSERT_THAT(Call(&Stub::UpdateReportedFacts, other, filed), IsOk());
  EXPECT_EQ(filed.facts_size(), 0);
  get.set_revision(1);
  ASSERT_THAT(Call(&Stub::GetReportedFacts, get, read), IsOk());
  EXPECT_EQ(read.facts_size(), 2);
  get.set_revision(9);
  EXPECT_THAT(Call(&Stub::GetReportedFacts, get, read), IsRefusal("REVISION_NOT_FOUND", "revision"));
  get.set_revision(-1);
  EXPECT_THAT(Call(&Stub::GetReportedFacts, get, read), IsRefusal("REVISION_NOT_FOUND", "revision"));
  get.set_name(kCuiyuan2023);
  EXPECT_THAT(Call(&Stub::GetReportedFacts, get, read), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
  get.clear_revision();
  get.set_name("divisions/430503000/departments/404/years/2023/reportedFacts");
  EXPECT_THAT(Call(&Stub::GetReportedFacts, get, read), IsRefusal("DEPARTMENT_NOT_FOUND", "name"));
}

TEST_F(FilingUpdates, RefusedFactsNameReasonAndField) {
  CreateDepartment();
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(v1::UpdateReportedFactsRequest&)> spoil;
  };
  const auto fact = [](v1::UpdateReportedFactsRequest& r) -> type::Fact& {
    return *r.mutable_reported_facts()->mutable_facts(0);
  };
  const Case cases[] = {
      {"DEPARTMENT_NOT_FOUND", "reported_facts.name",
       [](auto& r) {
         r.mutable_reported_facts()->set_name("divisions/430503000/departments/404/years/2023/reportedFacts");
       }},
      {"FACT_UNKNOWN", "reported_facts.facts[0].name", [&](auto& r) { fact(r).set_name("colour"); }},
      {"FACT_REPEATED", "reported_facts.facts[1].name",
       [](auto& r) { r.mutable_reported_facts()->mutable_facts(1)->set_name("final_budget"); }},
      {"FACT_UNIT_DIFFERS", "reported_facts.facts[0].value", [&](auto& r) { fact(r).mutable_value()->set_count(3); }},
      {"CELL_STATE_DISAGREES", "reported_facts.facts[0].value",
       [&](auto& r) { fact(r).set_state(type::FACT_STATE_MISSING); }},
      {"ENUM_UNKNOWN", "reported_facts.facts[0].state", [&](auto& r) { fact(r).set_state(type::FACT_STATE_DERIVED); }},
      {"COUNT_NEGATIVE", "reported_facts.facts[0].value",
       [&](auto& r) {
         fact(r).set_name("actual_headcount");
         fact(r).mutable_value()->set_count(-3);
       }},
      {"AMOUNT_OUT_OF_RANGE", "reported_facts.facts[0].value",
       [&](auto& r) { fact(r).mutable_value()->set_amount_fen(std::numeric_limits<int64_t>::max()); }},
      {"NUMBER_MALFORMED", "reported_facts.facts[0].value.rational",
       [&](auto& r) {
         fact(r).mutable_value()->mutable_rational()->set_numerator("x");
         fact(r).mutable_value()->mutable_rational()->set_denominator("1");
       }},
      {"DENOMINATOR_NOT_POSITIVE", "reported_facts.facts[0].value.rational",
       [&](auto& r) {
         fact(r).mutable_value()->mutable_rational()->set_numerator("1");
         fact(r).mutable_value()->mutable_rational()->set_denominator("0");
       }},
      {"NUMBER_TOO_LONG", "reported_facts.facts[0].value.rational",
       [&](auto& r) {
         fact(r).mutable_value()->mutable_rational()->set_numerator(std::string(201, '1'));
         fact(r).mutable_value()->mutable_rational()->set_denominator("1");
       }},
      {"TOO_MANY_FACTS", "reported_facts.facts",
       [](auto& r) {
         for (int i = 0; i < 500; ++i) r.mutable_reported_facts()->add_facts();
       }},
      {"UPDATE_MASK_UNKNOWN_FIELD", "update_mask", [](auto& r) { r.mutable_update_mask()->add_paths("revision"); }},
      {"REQUEST_ID_MALFORMED", "request_id", [](auto& r) { r.set_request_id("x"); }},
      {"ETAG_STALE", "reported_facts.etag", [](auto& r) { r.mutable_reported_facts()->set_etag("v7"); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
    v1::UpdateReportedFactsRequest request = FactsOf();
    c.spoil(request);
    v1::ReportedFacts response;
    EXPECT_THAT(Call(&Stub::UpdateReportedFacts, request, response), IsRefusal(c.reason, c.field));
    EXPECT_EQ(Revision(), 0);
  }
}

}  // namespace
}  // namespace zhengping::budget
