// What is made of a stored evaluation: explanations, the entries behind figures, documents; and the prose that goes in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>
#include <vector>

#include "common/testing/matchers.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/rpc/reporting_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::HasSubstr;
using Stub = ReportingFixture::Stub;

constexpr char kFirst[] = "divisions/430503000/departments/403/evaluations/2023-1";
constexpr v1::DocumentFormat kFormats[] = {v1::DOCUMENT_FORMAT_DOCX, v1::DOCUMENT_FORMAT_HTML,
                                           v1::DOCUMENT_FORMAT_JSON};

class StoredEvaluationTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(reporting_.WriteNarrative(kTestNarrative), IsOk());
    ASSERT_THAT(reporting_.Create(), IsOk());
  }

  absl::StatusOr<v1::IndicatorExplanation> Explain(const std::string& path, const std::string& name = kFirst) {
    v1::ExplainIndicatorRequest request;
    request.set_name(name);
    request.set_path(path);
    return reporting_.Call(&Stub::ExplainIndicator, request);
  }
  absl::StatusOr<v1::ListFigureEntriesResponse> Entries(const std::string& figure, int page_size = 0,
                                                        const std::string& page_token = "") {
    v1::ListFigureEntriesRequest request;
    request.set_name(kFirst);
    request.set_figure(figure);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return reporting_.Call(&Stub::ListFigureEntries, request);
  }

  ReportingFixture reporting_;
};

TEST_F(StoredEvaluationTest, ExplainsANodeWithTheFactsOfItsFormula) {
  const absl::StatusOr<v1::IndicatorExplanation> explanation = Explain("预算执行率");
  ASSERT_THAT(explanation, IsOk());
  ASSERT_EQ(explanation->nodes_size(), 1);
  EXPECT_EQ(explanation->nodes(0).path(), "预算执行/预算执行率");
  EXPECT_EQ(explanation->nodes(0).score(), "8.88");
  ASSERT_EQ(explanation->facts_size(), 2);
  EXPECT_EQ(explanation->facts(0).name(), "payments");
  EXPECT_EQ(explanation->facts(0).provenance().entry_count(), 3);
  EXPECT_FALSE(explanation->has_total());
  EXPECT_EQ(Explain("")->total().score(), "17.88");
  EXPECT_EQ(Explain("产出指标")->nodes_size(), 2);
  EXPECT_THAT(Explain("无此指标"), IsRefusal("INDICATOR_NOT_FOUND", "path"));
  EXPECT_THAT(Explain("", "divisions/430503000/departments/403/evaluations/2023-9"),
              IsRefusal("EVALUATION_NOT_FOUND", "name"));
  EXPECT_THAT(Explain("", "divisions/430503000/departments/403/evaluations/latest"),
              IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
}

TEST_F(StoredEvaluationTest, EntriesAreAskedForAsTheLedgerStood) {
  const absl::StatusOr<v1::ListFigureEntriesResponse> first = Entries("payments", 2);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->entries_size(), 2);
  EXPECT_EQ(reporting_.budget.entries_asked.selector().revision(), 17) << "from the watermark";
  EXPECT_EQ(reporting_.budget.entries_asked.selector().conditions(0).values(0), "PAYMENT");
  const auto second = Entries("payments", 2, first->next_page_token());
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->entries_size(), 1);
  EXPECT_EQ(second->entries(0).signed_amount_fen(), 102);
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(StoredEvaluationTest, AFiguresSelectorsArePagedOneAfterTheOther) {
  std::vector<int64_t> amounts;
  std::string token;
  int pages = 0;
  do {
    const auto page = Entries("finding:release_timing.untimely_share", 2, token);
    ASSERT_THAT(page, IsOk());
    EXPECT_LE(page->entries_size(), 2);
    for (const budget::v1::FactEntry& entry : page->entries()) amounts.push_back(entry.signed_amount_fen());
    token = page->next_page_token();
    ASSERT_LT(++pages, 10);
  } while (!token.empty());
  EXPECT_THAT(amounts, testing::ElementsAre(100, 101, 102, 100, 101, 102)) << "three entries, two selectors";
}

TEST_F(StoredEvaluationTest, AFigureThatIsNoneOrRestsOnNothing) {
  EXPECT_EQ(Entries("final_budget")->entries_size(), 0);
  EXPECT_EQ(reporting_.budget.behavior.calls, 1) << "nothing to ask: only the analysis was";
  EXPECT_THAT(Entries("no_such_fact"), IsRefusal("FIGURE_NOT_FOUND", "figure"));
  const std::string token = Entries("payments", 2)->next_page_token();
  EXPECT_THAT(Entries("final_budget", 2, token), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
  reporting_.budget_server.reset();
  const absl::Status status = Entries("payments").status();
  EXPECT_THAT(status, IsRefusal("SERVICE_UNREACHABLE"));
  EXPECT_EQ(RefusalOf(status)->service, "budget");
}

// The deadline is so long that no call of the slow ones ends by itself.
TEST(SlowBudget, TakesNothingFromWhatNeedsNoOtherService) {
  ReportingFixture reporting(std::chrono::minutes(5));
  ASSERT_THAT(reporting.Create(), IsOk());
  reporting.budget.behavior.holds_back = true;
  std::atomic<int> ended{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < kWorkerThreads; ++i) {
    callers.emplace_back([&reporting, &ended] {
      EXPECT_THAT(reporting.Create(), IsOk());
      ++ended;
    });
  }
  reporting.budget.behavior.gate.AwaitArrivals(kWorkerThreads);
  v1::GetEvaluationRequest get;
  get.set_name(kFirst);
  EXPECT_THAT(reporting.Call(&Stub::GetEvaluation, get), IsOk());
  EXPECT_THAT(reporting.Render(kFirst, v1::DOCUMENT_FORMAT_JSON), IsOk());
  v1::ExplainIndicatorRequest explain;
  explain.set_name(kFirst);
  EXPECT_THAT(reporting.Call(&Stub::ExplainIndicator, explain), IsOk());
  EXPECT_EQ(ended, 0) << "all of them were still waiting";
  reporting.budget.behavior.gate.Open();
  for (std::thread& caller : callers) caller.join();
}

TEST_F(StoredEvaluationTest, RendersThreeFormatsWithEqualFigures) {
  const auto docx = reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_DOCX);
  const auto html = reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_HTML);
  const auto json = reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_JSON, v1::DOCUMENT_KIND_REPORT);
  ASSERT_THAT(docx, IsOk());
  ASSERT_THAT(html, IsOk());
  ASSERT_THAT(json, IsOk());
  const std::vector<ExtractedFigure> figures = JsonFigures(json->bytes);
  EXPECT_EQ(DocxFigures(docx->bytes), figures);
  EXPECT_EQ(HtmlFigures(html->bytes), figures);
  std::set<std::string> exact;
  for (const ExtractedFigure& figure : figures) exact.insert(figure.origin + " = " + figure.exact);
  EXPECT_EQ(exact.count("facts/final_budget = 203012000"), 1u) << "2,030,120.00 yuan";
  EXPECT_THAT(DocxText(docx->bytes), HasSubstr("全年预算数203.01万元，新增就业1012人。"));
  EXPECT_EQ(docx->file_name, "2023年度翠园街道办事处部门整体支出绩效评价报告.docx");
  EXPECT_EQ(html->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(json->content_type, "application/json");
}

TEST_F(StoredEvaluationTest, RefusesWhatThisReleaseDoesNotWrite) {
  const absl::Status pdf = reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_PDF).status();
  EXPECT_THAT(pdf, StatusIs(absl::StatusCode::kUnimplemented));
  EXPECT_THAT(pdf, IsRefusal("DOCUMENT_FORMAT_UNSUPPORTED", "format"));
  EXPECT_THAT(reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_UNSPECIFIED),
              IsRefusal("DOCUMENT_FORMAT_UNSPECIFIED", "format"));
  EXPECT_THAT(reporting_.Render(kFirst, v1::DOCUMENT_FORMAT_DOCX, v1::DOCUMENT_KIND_REVIEW),
              IsRefusal("DOCUMENT_KIND_UNSUPPORTED", "kind"));
  EXPECT_THAT(reporting_.Render("divisions/430503000/departments/403/evaluations/2022-1", v1::DOCUMENT_FORMAT_DOCX),
              IsRefusal("EVALUATION_NOT_FOUND", "name"));
  ASSERT_THAT(reporting_.WriteNarrative("一、情况\n人数{{无此指标}}人。\n"), IsOk());
  ASSERT_THAT(reporting_.Create(), IsOk());
  EXPECT_THAT(reporting_.Render("divisions/430503000/departments/403/evaluations/2023-2", v1::DOCUMENT_FORMAT_DOCX),
              IsRefusal("NARRATIVE_UNBOUND"));
}

// Two installations that read the same at different times hand out the same bytes.
TEST(Determinism, EqualInputsGiveEqualBytes) {
  ReportingFixture here;
  ReportingFixture there;
  there.clock.Advance(absl::Hours(24));
  std::string digest;
  for (ReportingFixture* reporting : {&here, &there}) {
    ASSERT_THAT(reporting->WriteNarrative(kTestNarrative), IsOk());
    const absl::StatusOr<v1::Evaluation> created = reporting->Create();
    ASSERT_THAT(created, IsOk());
    if (digest.empty()) digest = created->content_digest();
    EXPECT_EQ(created->content_digest(), digest);
  }
  for (const v1::DocumentFormat format : kFormats) {
    const auto first = here.Render(kFirst, format);
    ASSERT_THAT(first, IsOk());
    EXPECT_EQ(here.Render(kFirst, format)->bytes, first->bytes) << "again";
    EXPECT_EQ(there.Render(kFirst, format)->bytes, first->bytes) << "elsewhere and later";
  }
  EXPECT_EQ(here.Create()->content_digest(), digest) << "a second evaluation of the same";
  there.indicator.spoil = [](indicator::v1::Scorecard& answer) { answer.mutable_nodes(3)->set_score("8.99"); };
  EXPECT_NE(there.Create()->content_digest(), digest) << "a hundredth of a point is another content";
}

class NarrativeTest : public testing::Test {
 protected:
  absl::StatusOr<v1::Narrative> Get(const std::string& id = "2023") {
    v1::GetNarrativeRequest request;
    request.set_name(absl::StrCat(kTestDepartment, "/narratives/", id));
    return reporting_.Call(&Stub::GetNarrative, request);
  }
  absl::StatusOr<v1::NarrativeCheck> Check() {
    v1::CheckNarrativeRequest request;
    request.set_name(absl::StrCat(kTestDepartment, "/narratives/2023"));
    return reporting_.Call(&Stub::CheckNarrative, request);
  }

  ReportingFixture reporting_;
};

TEST_F(NarrativeTest, IsWrittenAndReadUnderAnEtag) {
  EXPECT_THAT(Get(), IsRefusal("NARRATIVE_NOT_FOUND", "name"));
  EXPECT_THAT(reporting_.WriteNarrative("一、情况", "", false), IsRefusal("NARRATIVE_NOT_FOUND", "narrative.name"));
  const absl::StatusOr<v1::Narrative> written = reporting_.WriteNarrative("一、情况");
  ASSERT_THAT(written, IsOk());
  EXPECT_EQ(written->revision(), 1);
  EXPECT_EQ(Get()->SerializeAsString(), written->SerializeAsString());
  ASSERT_THAT(reporting_.WriteNarrative("一、近况", written->etag()), IsOk());
  for (const std::string& stale : {written->etag(), std::string("never given")}) {
    const absl::Status status = reporting_.WriteNarrative("一、旧况", stale).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
    EXPECT_THAT(status, IsRefusal("ETAG_STALE", "narrative.etag"));
  }
  EXPECT_EQ(Get()->text(), "一、近况");
  EXPECT_EQ(Get()->revision(), 2);
}

TEST_F(NarrativeTest, RefusesWhatIsNoNarrative) {
  EXPECT_THAT(reporting_.WriteNarrative(""), IsRefusal("FIELD_MISSING", "narrative.text"));
  EXPECT_THAT(reporting_.WriteNarrative("一、情况\n人数{{未闭合。"), IsRefusal("BINDING_MALFORMED", "narrative.text"));
  EXPECT_THAT(reporting_.WriteNarrative(std::string((1 << 20) + 1, 'a')),
              IsRefusal("NARRATIVE_TOO_LONG", "narrative.text"));
  EXPECT_THAT(Get("1999"), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
  EXPECT_THAT(Get("02023"), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
  EXPECT_THAT(Get(), IsRefusal("NARRATIVE_NOT_FOUND")) << "nothing was kept of them";
}

TEST_F(NarrativeTest, IsCheckedAgainstTheYearAsItStands) {
  EXPECT_THAT(Check(), IsRefusal("NARRATIVE_NOT_FOUND", "name"));
  ASSERT_THAT(reporting_.WriteNarrative("一、情况\n新增就业{{新增就业人数}}人，收缴30278，{{无此指标}}人。\n"), IsOk());
  EXPECT_THAT(Check(), IsRefusal("FRAMEWORK_NOT_STATED"));
  reporting_.KeepCaseHead({.framework = kTestFramework});
  const absl::StatusOr<v1::NarrativeCheck> check = Check();
  ASSERT_THAT(check, IsOk());
  ASSERT_EQ(check->numbers_size(), 3);
  EXPECT_EQ(check->numbers(0).binding(), "observation:新增就业人数");
  EXPECT_EQ(check->numbers(0).text(), "1012");
  EXPECT_EQ(check->numbers(1).text(), "30278");
  EXPECT_EQ(check->numbers(2).text(), "") << "bound to nothing";
  std::set<std::string> reasons;
  for (const type::Issue& issue : check->issues()) reasons.insert(issue.reason());
  EXPECT_EQ(reasons.count("BINDING_UNKNOWN"), 1u);
  EXPECT_EQ(reasons.count("NUMBER_WITHOUT_UNIT"), 1u);
  EXPECT_EQ(reporting_.List()->evaluations_size(), 0) << "a check stores nothing";
}

TEST_F(NarrativeTest, DraftsAreWrittenFromTheYearAndNotKept) {
  v1::GetNarrativeRequest request;
  request.set_name(absl::StrCat(kTestDepartment, "/narratives/2023"));
  request.set_view(v1::NARRATIVE_VIEW_DRAFT);
  EXPECT_THAT(reporting_.Call(&Stub::GetNarrative, request), IsRefusal("FRAMEWORK_NOT_STATED"));
  reporting_.KeepCaseHead({.framework = kTestFramework});
  const absl::StatusOr<v1::Narrative> bare = reporting_.Call(&Stub::GetNarrative, request);
  ASSERT_THAT(bare, IsOk());
  EXPECT_THAT(bare->text(), testing::HasSubstr("存在的问题"));
  EXPECT_EQ(bare->etag(), "") << "nothing is stored yet";
  EXPECT_THAT(Get(), IsRefusal("NARRATIVE_NOT_FOUND"));
  const absl::StatusOr<v1::Narrative> kept = reporting_.WriteNarrative("三、问题\n{{finding:release_timing}}");
  ASSERT_THAT(kept, IsOk());
  const absl::StatusOr<v1::Narrative> draft = reporting_.Call(&Stub::GetNarrative, request);
  ASSERT_THAT(draft, IsOk());
  EXPECT_THAT(draft->text(), testing::HasSubstr("{{figures:release_timing}}"));
  EXPECT_EQ(draft->etag(), kept->etag()) << "so that it can be written back";
  EXPECT_EQ(Get()->text(), "三、问题\n{{finding:release_timing}}");
}

TEST_F(NarrativeTest, CyclesOfDefinitionsAreRefused) {
  EXPECT_THAT(reporting_.WriteNarrative("一、情况\n{{let:甲 = 乙}}\n{{let:乙 = 甲}}"),
              IsRefusal("BINDING_CYCLE", "narrative.text"));
  EXPECT_THAT(reporting_.WriteNarrative("一、情况\n{{let:甲 = 1}}\n{{let:甲 = 2}}"),
              IsRefusal("BINDING_DEFINED_TWICE", "narrative.text"));
}

TEST_F(NarrativeTest, SummariesAreReadIntoProposals) {
  v1::ProposeObservationsRequest request;
  request.set_parent(kTestDepartment);
  const auto propose = [&] { return reporting_.Call(&Stub::ProposeObservations, request); };
  EXPECT_THAT(propose(), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"));
  request.set_fiscal_year(2023);
  EXPECT_THAT(propose(), IsRefusal("FIELD_MISSING", "text"));
  request.set_text(std::string((1 << 20) + 1, '1'));
  EXPECT_THAT(propose(), IsRefusal("TEXT_TOO_LONG", "text"));
  request.set_text("截至11月，转移人员100余人。");
  const absl::StatusOr<v1::ProposeObservationsResponse> response = propose();
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->observations_size(), 1);
  const v1::ProposedObservation& row = response->observations(0);
  EXPECT_EQ(row.subject(), "转移人员");
  EXPECT_EQ(row.bound(), v1::WRITTEN_BOUND_AT_LEAST);
  EXPECT_EQ(row.as_of().month(), 11);
  EXPECT_EQ(row.value().rational().numerator(), "100");
  EXPECT_THAT(response->rows(), testing::HasSubstr("转移人员"));
}

}  // namespace
}  // namespace zhengping::reporting
