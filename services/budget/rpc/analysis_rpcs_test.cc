#include <map>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

class AnalysisRpcs : public ServiceFixture {
 protected:
  static std::map<std::string, type::Fact> ByName(const google::protobuf::RepeatedPtrField<type::Fact>& facts) {
    std::map<std::string, type::Fact> by_name;
    for (const type::Fact& fact : facts) by_name[fact.name()] = fact;
    return by_name;
  }
  v1::AnalyzeYearRequest AnalyzeOf() {
    v1::AnalyzeYearRequest request;
    request.set_name(kCuiyuan2023);
    return request;
  }
  // Only what was held against thresholds has some, and then with their source.
  static void ExpectThresholdsWhereApplicable(const v1::AnalyzeYearResponse& analysis) {
    EXPECT_EQ(analysis.findings_size(), 4);
    for (const v1::Finding& finding : analysis.findings()) {
      SCOPED_TRACE(finding.kind());
      EXPECT_EQ(finding.has_thresholds(), finding.is_applicable());
      EXPECT_EQ(finding.thresholds().source().empty(), !finding.is_applicable());
      EXPECT_EQ(finding.inapplicability_reason().empty(), finding.is_applicable());
    }
  }
};

TEST_F(AnalysisRpcs, FactsOfTheHeadAreThoseOfItsEntries) {
  LoadYear();
  v1::GetFactsRequest request;
  request.set_name(kCuiyuan2023);
  v1::GetFactsResponse head, folded;
  ASSERT_THAT(Call(&Stub::GetFacts, request, head), IsOk());
  // The same revision by number is folded from the entries.
  request.set_revision(head.mark().revision());
  ASSERT_THAT(Call(&Stub::GetFacts, request, folded), IsOk());
  EXPECT_EQ(head.SerializeAsString(), folded.SerializeAsString());

  std::map<std::string, type::Fact> facts = ByName(head.facts());
  EXPECT_EQ(facts["initial_budget"].value().amount_fen(), 100000);
  EXPECT_EQ(facts["supplements.superior"].value().amount_fen(), 50000);
  EXPECT_EQ(facts["final_budget"].value().amount_fen(), 150000);
  EXPECT_EQ(facts["payments"].value().amount_fen(), 89000);  // 400.00 + 500.00 − 10.00 refunded
  EXPECT_EQ(facts["balance"].value().amount_fen(), 61000);
  EXPECT_EQ(facts["payments.q3"].value().amount_fen(), 40000);
  EXPECT_EQ(facts["supplement_documents"].value().count(), 1);
  EXPECT_EQ(facts["authorized_headcount"].value().count(), 46);
  EXPECT_EQ(facts["authorized_headcount"].state(), type::FACT_STATE_REPORTED);
  EXPECT_EQ(facts["payments"].provenance().entry_count(), 3);
}

TEST_F(AnalysisRpcs, FactsAreFilteredByDayUnitProjectAndName) {
  LoadYear();
  v1::GetFactsRequest request;
  request.set_name(kCuiyuan2023);
  SetDate(2023, 7, 31, *request.mutable_as_of());
  request.add_names("payments");
  v1::GetFactsResponse response;
  ASSERT_THAT(Call(&Stub::GetFacts, request, response), IsOk());
  ASSERT_EQ(response.facts_size(), 1);
  EXPECT_EQ(response.facts(0).value().amount_fen(), 40000);
  request.set_budget_unit("403009");
  ASSERT_THAT(Call(&Stub::GetFacts, request, response), IsOk());
  EXPECT_EQ(response.facts_size(), 0);

  request.add_names("no_such_fact");
  EXPECT_THAT(Call(&Stub::GetFacts, request, response), IsRefusal("FACT_UNKNOWN", "names[1]"));
  request.clear_names();
  request.set_budget_unit("4*");
  EXPECT_THAT(Call(&Stub::GetFacts, request, response), IsRefusal("BUDGET_UNIT_MALFORMED", "budget_unit"));
  request.clear_budget_unit();
  request.set_project("divisions/430503000/departments/404/projects/p1");
  EXPECT_THAT(Call(&Stub::GetFacts, request, response), IsRefusal("RESOURCE_NAME_MALFORMED", "project"));
  request.clear_project();
  request.set_revision(99);
  EXPECT_THAT(Call(&Stub::GetFacts, request, response), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(AnalysisRpcs, EveryFactLeadsToItsEntries) {
  // Goal: what ListFactEntries pages through adds up to what the fact's provenance says, for every fact.
  LoadYear();
  v1::GetFactsRequest request;
  request.set_name(kCuiyuan2023);
  v1::GetFactsResponse facts;
  ASSERT_THAT(Call(&Stub::GetFacts, request, facts), IsOk());
  int with_entries = 0;
  for (const type::Fact& fact : facts.facts()) {
    if (!fact.has_provenance()) continue;
    SCOPED_TRACE(fact.name());
    v1::ListFactEntriesRequest list;
    *list.mutable_selector() = fact.provenance();
    list.set_page_size(2);
    int64_t count = 0, sum = 0;
    do {
      v1::ListFactEntriesResponse page;
      ASSERT_THAT(Call(&Stub::ListFactEntries, list, page), IsOk());
      for (const v1::FactEntry& entry : page.fact_entries()) sum += entry.signed_amount_fen();
      count += page.fact_entries_size();
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    EXPECT_EQ(count, fact.provenance().entry_count());
    EXPECT_EQ(sum, fact.provenance().sum_fen());
    with_entries += count > 0;
  }
  EXPECT_GT(with_entries, 10);
}

TEST_F(AnalysisRpcs, EntryShowsDocumentQuotaAndRecord) {
  LoadYear();
  v1::ListFactEntriesRequest list;
  type::EntrySelector& selector = *list.mutable_selector();
  selector.set_department(kCuiyuan);
  selector.set_fiscal_year(2023);
  selector.set_revision(9);
  type::EntryCondition& condition = *selector.add_conditions();
  condition.set_field("entry_kind");
  condition.add_values("SUPPLEMENT");
  v1::ListFactEntriesResponse page;
  ASSERT_THAT(Call(&Stub::ListFactEntries, list, page), IsOk());
  ASSERT_EQ(page.fact_entries_size(), 1);
  const v1::FactEntry& entry = page.fact_entries(0);
  EXPECT_EQ(entry.document_number(), "邵大财预〔2023〕12号");
  EXPECT_EQ(entry.quota_external_code(), "Q2");
  EXPECT_EQ(entry.classification().function_code(), "2120501");
  EXPECT_EQ(entry.record_id(), "r2");
  EXPECT_EQ(entry.kind(), v1::ENTRY_KIND_SUPPLEMENT);

  selector.set_revision(0);
  ASSERT_THAT(Call(&Stub::ListFactEntries, list, page), IsOk());
  EXPECT_EQ(page.fact_entries_size(), 0);
  selector.set_revision(99);
  EXPECT_THAT(Call(&Stub::ListFactEntries, list, page), IsRefusal("REVISION_NOT_FOUND", "selector.revision"));
  selector.set_revision(9);
  condition.set_field("colour");
  EXPECT_THAT(Call(&Stub::ListFactEntries, list, page),
              IsRefusal("CONDITION_FIELD_UNKNOWN", "selector.conditions[0].field"));
  selector.set_department("403");
  EXPECT_THAT(Call(&Stub::ListFactEntries, list, page), IsRefusal("RESOURCE_NAME_MALFORMED", "selector.department"));
}

TEST_F(AnalysisRpcs, AnalysisBringsAllThatAnEvaluationNeeds) {
  LoadYear();
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), analysis), IsOk());
  EXPECT_EQ(analysis.department().display_name(), "翠园街道办事处");
  EXPECT_TRUE(analysis.has_ledger());
  EXPECT_EQ(analysis.statement().rows_size(), 1);
  EXPECT_EQ(analysis.special_funds_size(), 1);
  EXPECT_EQ(analysis.settings_hash().size(), 64u);
  ASSERT_EQ(analysis.findings_size(), 4);
  EXPECT_EQ(analysis.findings(0).kind(), "coarse_budgeting");
  EXPECT_EQ(analysis.findings(1).kind(), "mid_year_additions");
  EXPECT_EQ(analysis.findings(2).kind(), "release_timing");
  EXPECT_EQ(analysis.findings(3).kind(), "scattered_quotas");
  // 500.00 added to 1,000.00: a half, above the 30% of the Hunan bands.
  const v1::Finding& additions = analysis.findings(1);
  ASSERT_GT(additions.figures_size(), 0);
  EXPECT_EQ(additions.figures(0).name(), "addition_rate");
  EXPECT_EQ(additions.figures(0).value().rational().numerator(), "1");
  EXPECT_EQ(additions.figures(0).value().rational().denominator(), "2");
  EXPECT_EQ(additions.severity(), v1::FINDING_SEVERITY_GRAVE);
  // Due on 1 March, released on 1 June: 31 + 30 + 31 days late.
  const std::map<std::string, type::Fact> facts = ByName(analysis.facts());
  EXPECT_EQ(facts.at("finding:release_timing.late_funds").value().count(), 1);
  EXPECT_EQ(facts.at("finding:release_timing.most_late_days").value().count(), 92);
  // This year, and the two that the settings look back on, which hold nothing.
  ASSERT_EQ(analysis.marks_size(), 3);
  EXPECT_EQ(analysis.marks(0).fiscal_year(), 2023);
  EXPECT_EQ(analysis.marks(0).revision(), 9);
  EXPECT_EQ(analysis.marks(1).fiscal_year(), 2022);
  EXPECT_EQ(analysis.marks(1).revision(), 0);
}

TEST_F(AnalysisRpcs, SameMarksAndSettingsGiveTheSameAnswerLater) {
  LoadYear();
  v1::AnalyzeYearResponse first, later;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), first), IsOk());
  // The ledger, an earlier year and the settings all move on.
  ASSERT_THAT(Post(TransactionOf("later", 12, 2, "Q2", v1::ENTRY_KIND_SUPPLEMENT, 7)), IsOk());
  v1::LoadHead head = HeadOf();
  head.set_fiscal_year(2022);
  head.clear_special_funds();
  std::vector<v1::Transaction> records = {RecordsOf()[0]};
  records[0].set_fiscal_year(2022);
  records[0].mutable_effective_date()->set_year(2022);
  v1::LoadDepartmentYearResponse loaded;
  ASSERT_THAT(Load(head, records, loaded), IsOk());
  v1::UpdateAnalysisSettingsRequest settings;
  settings.mutable_analysis_settings()->set_name("divisions/430503000/years/2023/settings");
  SetDate(2023, 1, 6, *settings.mutable_analysis_settings()->mutable_budget_approval_date());
  settings.mutable_analysis_settings()->set_budget_approval_source("区人大会议公报");
  v1::AnalysisSettings changed;
  ASSERT_THAT(Call(&Stub::UpdateAnalysisSettings, settings, changed), IsOk());
  EXPECT_NE(changed.settings_hash(), first.settings_hash());

  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), later), IsOk());
  EXPECT_NE(later.SerializeAsString(), first.SerializeAsString());
  v1::AnalyzeYearRequest again = AnalyzeOf();
  *again.mutable_marks() = first.marks();
  again.set_settings_hash(first.settings_hash());
  ASSERT_THAT(Call(&Stub::AnalyzeYear, again, later), IsOk());
  EXPECT_EQ(later.SerializeAsString(), first.SerializeAsString());

  again.set_settings_hash("00");
  EXPECT_THAT(Call(&Stub::AnalyzeYear, again, later), IsRefusal("SETTINGS_NOT_FOUND", "settings_hash"));
  again = AnalyzeOf();
  *again.add_marks() = first.marks(0);
  again.mutable_marks(0)->set_department("divisions/430503000/departments/404");
  EXPECT_THAT(Call(&Stub::AnalyzeYear, again, later), IsRefusal("MARK_OF_OTHER_DEPARTMENT", "marks[0].department"));
}

TEST_F(AnalysisRpcs, PartOfTheDepartmentHasNoStatement) {
  LoadYear();
  v1::AnalyzeYearRequest request = AnalyzeOf();
  request.set_project(absl::StrCat(kCuiyuan, "/projects/p1"));
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, request, analysis), IsOk());
  EXPECT_FALSE(analysis.has_statement());
}

TEST_F(AnalysisRpcs, LedgerWithoutSpecialFundsHasNoReleaseTiming) {
  v1::LoadHead head = HeadOf();
  head.clear_special_funds();
  std::vector<v1::Transaction> records = RecordsOf();
  records[1].mutable_entries(0)->clear_special_fund_external_code();
  v1::LoadDepartmentYearResponse loaded;
  ASSERT_THAT(Load(head, records, loaded), IsOk());
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), analysis), IsOk());
  ExpectThresholdsWhereApplicable(analysis);
  EXPECT_TRUE(analysis.findings(1).is_applicable());
  EXPECT_EQ(analysis.findings(2).kind(), "release_timing");
  EXPECT_FALSE(analysis.findings(2).is_applicable());
}

TEST_F(AnalysisRpcs, OneQuotaIsNotScattered) {
  PostInitial();
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), analysis), IsOk());
  ExpectThresholdsWhereApplicable(analysis);
  EXPECT_EQ(analysis.findings(3).kind(), "scattered_quotas");
  EXPECT_FALSE(analysis.findings(3).is_applicable());
}

TEST_F(AnalysisRpcs, BeforeTheFirstEntryLittleApplies) {
  LoadYear();
  v1::AnalyzeYearRequest request = AnalyzeOf();
  SetDate(2023, 1, 4, *request.mutable_as_of());  // the budget came on 5 January
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, request, analysis), IsOk());
  ExpectThresholdsWhereApplicable(analysis);
  EXPECT_FALSE(analysis.findings(0).is_applicable());
  EXPECT_FALSE(analysis.findings(3).is_applicable());
}

TEST_F(AnalysisRpcs, YearWithoutAnythingIsAnsweredAsSuch) {
  CreateDepartment();
  v1::AnalyzeYearResponse analysis;
  ASSERT_THAT(Call(&Stub::AnalyzeYear, AnalyzeOf(), analysis), IsOk());
  EXPECT_FALSE(analysis.has_ledger());
  for (const v1::Finding& finding : analysis.findings()) {
    EXPECT_FALSE(finding.is_applicable());
    EXPECT_NE(finding.inapplicability_reason(), "");
    EXPECT_EQ(finding.severity(), v1::FINDING_SEVERITY_UNSPECIFIED);
    EXPECT_FALSE(finding.has_thresholds());
  }
  EXPECT_EQ(analysis.marks(0).revision(), 0);
  v1::AnalyzeYearRequest unknown = AnalyzeOf();
  unknown.set_name("divisions/430503000/departments/404/years/2023");
  EXPECT_THAT(Call(&Stub::AnalyzeYear, unknown, analysis), IsRefusal("DEPARTMENT_NOT_FOUND", "name"));
}

}  // namespace
}  // namespace zhengping::budget
