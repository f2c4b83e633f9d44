#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Stub = IndicatorServiceFixture::Stub;

constexpr char kDaxiang[] = "frameworks/daxiang-2023";
constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

// A county's table of two rows: 执行率 40 and an open 60.
std::string DaxiangText(const std::string& execution_weight = "40") {
  return "name: \"frameworks/daxiang-2023\"\n"
         "display_name: \"大祥区指标表\"\n"
         "division: \"430503000\"\n"
         "first_fiscal_year: 2023\n"
         "source: \"大财绩〔2023〕1号\"\n"
         "indicators {\n"
         "  display_name: \"预算执行率\"\n"
         "  weight: \"" +
         execution_weight +
         "\"\n"
         "  is_verified: true\n"
         "  leaf {\n"
         "    formula: \"payments / final_budget\"\n"
         "    display: VALUE_DISPLAY_PERCENT\n"
         "    rule { proportional { sense: SENSE_FORWARD target: \"1\" } }\n"
         "  }\n"
         "}\n"
         "indicators { display_name: \"产出指标\" weight: \"60\" is_verified: true slot {} }\n";
}

v1::Framework Daxiang() {
  v1::ValidateFrameworkRequest request;
  v1::Framework message;
  std::vector<Issue> issues;
  EXPECT_TRUE(ParseFrameworkText(DaxiangText(), message, issues));
  return message;
}

class FrameworkRpcs : public testing::Test, public IndicatorServiceFixture {
 protected:
  absl::StatusOr<v1::Framework> Create(const v1::Framework& framework, const std::string& id = "daxiang-2023",
                                       const std::string& request_id = "") {
    v1::CreateFrameworkRequest request;
    *request.mutable_framework() = framework;
    request.set_framework_id(id);
    request.set_request_id(request_id);
    return Call(&Stub::CreateFramework, request);
  }
  absl::StatusOr<v1::Framework> Update(const v1::Framework& framework, const std::vector<std::string>& mask = {}) {
    v1::UpdateFrameworkRequest request;
    *request.mutable_framework() = framework;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    return Call(&Stub::UpdateFramework, request);
  }
  template <typename Request>
  absl::StatusOr<v1::Framework> Do(grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, v1::Framework*),
                                   const std::string& name, const std::string& etag = "",
                                   const std::string& request_id = "") {
    Request request;
    request.set_name(name);
    request.set_etag(etag);
    request.set_request_id(request_id);
    return Call(rpc, request);
  }
  absl::StatusOr<v1::Framework> Publish(const std::string& name = kDaxiang, const std::string& etag = "",
                                        const std::string& request_id = "") {
    return Do(&Stub::PublishFramework, name, etag, request_id);
  }
  absl::StatusOr<v1::Framework> Retire(const std::string& name = kDaxiang) { return Do(&Stub::RetireFramework, name); }
  absl::StatusOr<v1::Framework> Get(const std::string& name = kDaxiang) {
    v1::GetFrameworkRequest request;
    request.set_name(name);
    return Call(&Stub::GetFramework, request);
  }
  std::vector<std::string> Names(const v1::ListFrameworksRequest& request) {
    std::vector<std::string> names;
    const auto answer = Call(&Stub::ListFrameworks, request).value();
    for (const v1::Framework& framework : answer.frameworks()) names.push_back(framework.name());
    return names;
  }
  absl::StatusOr<v1::ImportFrameworkResponse> Import(const std::string& text, bool publish = true,
                                                     bool validate_only = false) {
    v1::ImportFrameworkRequest request;
    request.set_text(text);
    request.set_publish(publish);
    request.set_validate_only(validate_only);
    return Call(&Stub::ImportFramework, request);
  }
};

TEST_F(FrameworkRpcs, ADraftIsWrittenChangedPublishedScoredAndRetired) {
  const v1::Framework draft = Create(Daxiang()).value();
  EXPECT_EQ(draft.state(), v1::Framework::STATE_DRAFT);
  EXPECT_THAT(draft.content_hash(), IsEmpty());
  EXPECT_EQ(Get().value().etag(), draft.etag());
  EXPECT_THAT(Score(SmallScoreRequest(kDaxiang)), IsRefusal("FRAMEWORK_NOT_FOUND", "framework")) << "a draft";

  v1::Framework changed = draft;
  changed.set_display_name("大祥区指标表（修订）");
  changed = Update(changed, {"display_name"}).value();
  EXPECT_NE(changed.etag(), draft.etag());
  EXPECT_THAT(Publish(kDaxiang, draft.etag()), IsRefusal("ETAG_STALE", "etag"));
  const v1::Framework published = Publish(kDaxiang, changed.etag()).value();
  EXPECT_EQ(published.state(), v1::Framework::STATE_PUBLISHED);
  EXPECT_THAT(published.content_hash(), SizeIs(64));
  EXPECT_GT(published.publish_time().seconds(), 0);
  EXPECT_EQ(Get().value().indicators_size(), 2);

  // 18,884,900 of 19,942,000: 94.70% of 40 points.
  EXPECT_EQ(Score(SmallScoreRequest(kDaxiang)).value().nodes(0).score(), "37.88");
  changed.clear_etag();
  EXPECT_THAT(Update(changed), IsRefusal("FRAMEWORK_PUBLISHED", "framework.name"));
  EXPECT_THAT(Publish(), IsRefusal("FRAMEWORK_PUBLISHED", "name"));
  EXPECT_EQ(Retire().value().state(), v1::Framework::STATE_RETIRED);
  EXPECT_THAT(Retire(), IsRefusal("FRAMEWORK_NOT_PUBLISHED", "name"));
  const absl::StatusOr<v1::Scorecard> refused = Score(SmallScoreRequest(kDaxiang));
  EXPECT_THAT(refused, IsRefusal("FRAMEWORK_RETIRED", "framework"));
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("ListFrameworks")) << "nothing took its place";
  v1::ScoreRequest again = SmallScoreRequest(kDaxiang);
  again.clear_framework();
  *again.mutable_own_framework() = Get().value();
  EXPECT_EQ(Score(again).value().nodes(0).score(), "37.88") << "old evaluations can be computed again";
}

TEST_F(FrameworkRpcs, ARetiredOneNamesWhatTookItsPlace) {
  v1::Framework next = Daxiang();
  next.set_name(std::string(kDaxiang) + "-v2");
  next.set_version(2);
  for (const v1::Framework& one : {Daxiang(), next}) {
    ASSERT_THAT(Create(one, one.name().substr(sizeof("frameworks/") - 1)), IsOk());
    ASSERT_THAT(Publish(one.name()), IsOk());
  }
  EXPECT_THAT(Score(SmallScoreRequest(kDaxiang)), IsOk()) << "it is in use until it is retired";
  ASSERT_THAT(Retire(), IsOk());
  EXPECT_THAT(std::string(Score(SmallScoreRequest(kDaxiang)).status().message()), HasSubstr(next.name()));
  EXPECT_THAT(Score(SmallScoreRequest(next.name())), IsOk());
}

TEST_F(FrameworkRpcs, ANameIsTakenOnce) {
  EXPECT_THAT(Create(Daxiang(), "other"), IsRefusal("FRAMEWORK_NAME_DISAGREES", "framework.name"));
  v1::Framework unnamed = Daxiang();
  unnamed.clear_name();
  EXPECT_THAT(Create(unnamed, "hunan-a-2017"), IsRefusal("FRAMEWORK_EXISTS", "framework_id")) << "shipped";
  EXPECT_THAT(Create(unnamed, "大祥"), IsRefusal("FRAMEWORK_NAME", "framework.name"));
  ASSERT_THAT(Create(unnamed, "daxiang-2023", kRequestId), IsOk());
  EXPECT_THAT(Create(unnamed, "daxiang-2023"), IsRefusal("FRAMEWORK_EXISTS", "framework_id"));
  EXPECT_THAT(Create(unnamed, "daxiang-2023", kRequestId), IsOk()) << "the same request again";
  EXPECT_THAT(Create(unnamed, "daxiang-2024", kRequestId), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_THAT(Create(unnamed, "x", "no uuid"), IsRefusal("REQUEST_ID_MALFORMED", "request_id"));
}

TEST_F(FrameworkRpcs, AnUpdateWritesTheFieldsOfItsMask) {
  ASSERT_THAT(Create(Daxiang()), IsOk());
  v1::Framework sent;
  sent.set_name(kDaxiang);
  sent.set_note("只改这一项");
  const v1::Framework noted = Update(sent).value();
  EXPECT_EQ(noted.note(), "只改这一项");
  EXPECT_EQ(noted.indicators_size(), 2) << "what was not sent stays";
  sent.mutable_settings()->set_decimals(1);
  EXPECT_EQ(Update(sent, {"settings.decimals"}).value().settings().decimals(), 1);
  EXPECT_EQ(Update(sent, {"*"}).value().indicators_size(), 0);
  EXPECT_THAT(Update(sent, {"nome"}), IsRefusal("UPDATE_MASK_UNKNOWN_FIELD", "update_mask"));
  sent.set_etag("0000");
  EXPECT_THAT(Update(sent), IsRefusal("ETAG_STALE", "framework.etag"));
  sent.clear_etag();
  sent.set_name("frameworks/nowhere");
  EXPECT_THAT(Update(sent), IsRefusal("FRAMEWORK_NOT_FOUND", "framework.name"));
  sent.set_name(kHunan);
  EXPECT_THAT(Update(sent), IsRefusal("FRAMEWORK_PUBLISHED", "framework.name"));
}

TEST_F(FrameworkRpcs, OnlyWhatIsWithoutErrorIsPublished) {
  v1::Framework wrong = Daxiang();
  wrong.mutable_indicators(0)->set_weight("41");
  wrong.mutable_indicators(0)->mutable_leaf()->set_formula("payments / nothing_known");
  ASSERT_THAT(Create(wrong), IsOk()) << "a draft may have errors";
  const absl::StatusOr<v1::Framework> refused = Publish();
  EXPECT_THAT(refused, IsRefusal("FRAMEWORK_INVALID", "name"));
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("2 errors"));
  EXPECT_EQ(Get().value().state(), v1::Framework::STATE_DRAFT);

  v1::ValidateFrameworkRequest request;
  request.set_name(kDaxiang);
  const auto answer = Call(&Stub::ValidateFramework, request).value();
  EXPECT_THAT(answer.issues(), SizeIs(2));
  EXPECT_THAT(answer.content_hash(), IsEmpty());
  EXPECT_EQ(answer.framework().name(), kDaxiang);
  EXPECT_THAT(Publish("frameworks/nowhere"), IsRefusal("FRAMEWORK_NOT_FOUND", "name"));
  EXPECT_THAT(Publish(kHunan), IsRefusal("FRAMEWORK_PUBLISHED", "name"));
  EXPECT_THAT(Retire(), IsRefusal("FRAMEWORK_NOT_PUBLISHED", "name"));
  EXPECT_THAT(Retire(kHunan), IsRefusal("FRAMEWORK_SHIPPED", "name"));
  EXPECT_THAT(Retire("frameworks/nowhere"), IsRefusal("FRAMEWORK_NOT_FOUND", "name"));
}

TEST_F(FrameworkRpcs, ListsThoseThatApplyToAPlaceInAYearTheMostSpecificFirst) {
  ASSERT_THAT(Create(Daxiang()), IsOk());
  v1::Framework city = Daxiang();
  city.clear_name();
  city.set_division("430500000");
  ASSERT_THAT(Create(city, "shaoyang-2023"), IsOk());
  v1::ListFrameworksRequest request;
  EXPECT_THAT(Names(request), Contains(kDaxiang));
  EXPECT_THAT(Names(request), Contains(kHunan));
  request.set_division("430503000");
  request.set_fiscal_year(2023);
  const std::vector<std::string> names = Names(request);
  ASSERT_GE(names.size(), 4u);
  EXPECT_EQ(names[0], kDaxiang);
  EXPECT_EQ(names[1], "frameworks/shaoyang-2023") << "the city, before the province";
  EXPECT_THAT(names, Contains(kHunan));
  EXPECT_THAT(names, Contains(kSelfEvaluation)) << "anywhere";
  request.set_state(v1::Framework::STATE_PUBLISHED);
  EXPECT_THAT(Names(request), Not(Contains(kDaxiang))) << "a draft";
  ASSERT_THAT(Publish(), IsOk());
  EXPECT_EQ(Names(request)[0], kDaxiang);
  request.set_fiscal_year(2022);
  EXPECT_THAT(Names(request), Not(Contains(kDaxiang)));
  request.set_division("420100000");
  EXPECT_THAT(Names(request), Not(Contains(kHunan)));
  request.set_division("4305");
  EXPECT_THAT(Call(&Stub::ListFrameworks, request), IsRefusal("DIVISION_MALFORMED", "division"));
  request.set_division("");
  request.set_fiscal_year(203);
  EXPECT_THAT(Call(&Stub::ListFrameworks, request), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"));
}

TEST_F(FrameworkRpcs, PagesOfAListGoOnWhereTheLastEnded) {
  for (const char* id : {"a-1", "b-1", "c-1"}) {
    v1::Framework framework = Daxiang();
    framework.clear_name();
    ASSERT_THAT(Create(framework, id), IsOk());
  }
  v1::ListFrameworksRequest request;
  request.set_page_size(2);
  request.set_state(v1::Framework::STATE_DRAFT);
  const auto first = Call(&Stub::ListFrameworks, request).value();
  EXPECT_EQ(first.frameworks(1).name(), "frameworks/b-1");
  EXPECT_EQ(first.frameworks(0).indicators_size(), 0);
  EXPECT_EQ(first.frameworks(0).source(), "大财绩〔2023〕1号");
  request.set_page_token(first.next_page_token());
  const auto second = Call(&Stub::ListFrameworks, request).value();
  ASSERT_EQ(second.frameworks_size(), 1);
  EXPECT_EQ(second.frameworks(0).name(), "frameworks/c-1");
  EXPECT_THAT(second.next_page_token(), IsEmpty());
  request.set_fiscal_year(2023);
  EXPECT_THAT(Call(&Stub::ListFrameworks, request), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
}

TEST_F(FrameworkRpcs, AFileIsTakenInOnceAndItsNameIsKept) {
  const auto preview = Import(DaxiangText(), true, /*validate_only=*/true).value();
  EXPECT_EQ(preview.outcome(), v1::ImportFrameworkResponse::OUTCOME_CREATED);
  EXPECT_THAT(Get(), IsRefusal("FRAMEWORK_NOT_FOUND", "name"));
  const auto created = Import(DaxiangText()).value();
  EXPECT_EQ(created.outcome(), v1::ImportFrameworkResponse::OUTCOME_CREATED);
  EXPECT_EQ(created.framework().content_hash(), preview.framework().content_hash());
  EXPECT_EQ(Get().value().state(), v1::Framework::STATE_PUBLISHED);
  EXPECT_EQ(Import(DaxiangText()).value().outcome(), v1::ImportFrameworkResponse::OUTCOME_UNCHANGED);

  std::string other = DaxiangText("45");
  other.replace(other.find("\"60\""), 4, "\"55\"");
  const auto taken = Import(other).value();
  EXPECT_EQ(taken.outcome(), v1::ImportFrameworkResponse::OUTCOME_UNSPECIFIED);
  ASSERT_THAT(taken.issues(), SizeIs(1));
  EXPECT_EQ(taken.issues(0).reason(), "FRAMEWORK_NAME_TAKEN");
  EXPECT_THAT(taken.issues(0).remedy(), HasSubstr("预算执行率 分值 40 → 45"));
  EXPECT_THAT(taken.issues(0).remedy(), HasSubstr("daxiang-2023-v2"));
}

TEST_F(FrameworkRpcs, ErrorsOfAFileHaveTheirLines) {
  const auto sum = Import(DaxiangText("41")).value();
  EXPECT_EQ(sum.outcome(), v1::ImportFrameworkResponse::OUTCOME_UNSPECIFIED);
  ASSERT_THAT(sum.issues(), SizeIs(1));
  EXPECT_EQ(sum.issues(0).reason(), "WEIGHT_SUM");
  EXPECT_EQ(sum.issues(0).row(), 6) << "where the indicators begin";

  std::string text = DaxiangText();
  text.replace(text.find("payments /"), 10, "payment /");
  const auto fact = Import(text).value();
  ASSERT_THAT(fact.issues(), SizeIs(1));
  EXPECT_EQ(fact.issues(0).reason(), "FACT_UNKNOWN");
  EXPECT_EQ(fact.issues(0).row(), 11) << "the line of the formula";

  const auto malformed = Import("name: \"frameworks/x\"\nindicators {\n  wait: 1\n}\n").value();
  ASSERT_THAT(malformed.issues(), SizeIs(1));
  EXPECT_EQ(malformed.issues(0).reason(), "FRAMEWORK_TEXT_MALFORMED");
  EXPECT_EQ(malformed.issues(0).row(), 3);
}

TEST_F(FrameworkRpcs, AnImportWithoutPublishingIsADraftThatLaterImportsReplace) {
  EXPECT_EQ(Import(DaxiangText("41"), /*publish=*/false).value().outcome(),
            v1::ImportFrameworkResponse::OUTCOME_CREATED)
      << "a draft may have errors";
  EXPECT_EQ(Get().value().state(), v1::Framework::STATE_DRAFT);
  EXPECT_EQ(Import(DaxiangText(), false).value().outcome(), v1::ImportFrameworkResponse::OUTCOME_CHANGED);
  EXPECT_EQ(Import(DaxiangText(), false).value().outcome(), v1::ImportFrameworkResponse::OUTCOME_UNCHANGED);
  EXPECT_EQ(Import(DaxiangText(), true).value().outcome(), v1::ImportFrameworkResponse::OUTCOME_CHANGED);
  EXPECT_EQ(Get().value().state(), v1::Framework::STATE_PUBLISHED);
}

TEST_F(FrameworkRpcs, TheCallerOfAnImportNamesWhatHasNoName) {
  v1::ImportFrameworkRequest request;
  request.set_text(DaxiangText());
  request.set_framework_id("daxiang-2024");
  request.set_publish(true);
  const auto disagrees = Call(&Stub::ImportFramework, request).value();
  ASSERT_THAT(disagrees.issues(), SizeIs(1));
  EXPECT_EQ(disagrees.issues(0).reason(), "FRAMEWORK_NAME_DISAGREES");
  request.set_text(DaxiangText().substr(DaxiangText().find('\n')));
  EXPECT_EQ(Call(&Stub::ImportFramework, request).value().framework().name(), "frameworks/daxiang-2024");
  request.clear_framework_id();
  const auto nameless = Call(&Stub::ImportFramework, request).value();
  ASSERT_THAT(nameless.issues(), SizeIs(1));
  EXPECT_EQ(nameless.issues(0).reason(), "FRAMEWORK_NAME");
  request.clear_text();
  EXPECT_THAT(Call(&Stub::ImportFramework, request), IsRefusal("FRAMEWORK_CHOICE", "text"));
  request.set_text(std::string((2 << 20) + 1, ' '));
  EXPECT_THAT(Call(&Stub::ImportFramework, request), IsRefusal("FRAMEWORK_TOO_LARGE", "text"));
}

TEST_F(FrameworkRpcs, EveryShippedOneComesBackFromEveryForm) {
  using Export = v1::ExportFrameworkRequest;
  const auto all = Call(&Stub::ListFrameworks, v1::ListFrameworksRequest()).value();
  EXPECT_GE(all.frameworks_size(), 2);
  for (const v1::Framework& framework : all.frameworks()) {
    for (const auto format : {Export::FORMAT_TEXTPROTO, Export::FORMAT_JSON, Export::FORMAT_XLSX}) {
      SCOPED_TRACE(framework.name() + " " + Export::Format_Name(format));
      Export request;
      request.set_name(framework.name());
      request.set_format(format);
      const auto file = Call(&Stub::ExportFramework, request).value();
      EXPECT_THAT(file.file_name(), testing::StartsWith(framework.name().substr(11)));
      v1::ImportFrameworkRequest import;
      *(format == Export::FORMAT_XLSX ? import.mutable_workbook() : import.mutable_text()) = file.content();
      import.set_publish(true);
      const auto answer = Call(&Stub::ImportFramework, import).value();
      EXPECT_EQ(answer.outcome(), v1::ImportFrameworkResponse::OUTCOME_UNCHANGED)
          << (answer.issues().empty() ? "" : answer.issues(answer.issues_size() - 1).remedy());
    }
  }
  Export request;
  request.set_name("frameworks/nowhere");
  EXPECT_THAT(Call(&Stub::ExportFramework, request), IsRefusal("FRAMEWORK_NOT_FOUND", "name"));
}

TEST_F(FrameworkRpcs, TellsHowTwoDiffer) {
  v1::Framework next = Daxiang();
  next.clear_name();
  next.set_version(2);
  next.mutable_indicators(0)->set_weight("30");
  next.mutable_indicators(1)->set_weight("70");
  ASSERT_THAT(Create(Daxiang()), IsOk());
  ASSERT_THAT(Create(next, "daxiang-2024"), IsOk());
  v1::CompareFrameworksRequest request;
  request.set_name(kDaxiang);
  request.set_other("frameworks/daxiang-2024");
  const auto answer = Call(&Stub::CompareFrameworks, request).value();
  ASSERT_EQ(answer.differences_size(), 3);
  EXPECT_EQ(answer.differences(0).aspect(), "version");
  EXPECT_EQ(answer.differences(1).path(0), "预算执行率");
  EXPECT_EQ(answer.differences(1).before(), "40");
  EXPECT_EQ(answer.differences(2).after(), "70");
  request.set_other("frameworks/nowhere");
  EXPECT_THAT(Call(&Stub::CompareFrameworks, request), IsRefusal("FRAMEWORK_NOT_FOUND", "other"));
}

TEST_F(FrameworkRpcs, APlanIsCheckedAgainstAFrameworkThatIsNotStored) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  load.clear_framework();
  *load.mutable_own_framework() = Daxiang();
  load.set_validate_only(true);
  std::vector<std::string> reasons;
  const v1::LoadDepartmentYearResponse answer = Load(load).value();
  for (const type::Issue& issue : answer.issues()) reasons.push_back(issue.reason());
  EXPECT_THAT(reasons, Contains("PLAN_ROW_WITHOUT_SLOT")) << "the county's table has no place for 效益指标";
  load.set_validate_only(false);
  EXPECT_THAT(Load(load), IsRefusal("FRAMEWORK_CHOICE", "own_framework"));
  load.set_validate_only(true);
  load.mutable_own_framework()->mutable_indicators(0)->set_weight("41");
  EXPECT_THAT(Load(load), IsRefusal("FRAMEWORK_INVALID", "own_framework"));
}

TEST(StoredFrameworks, ScoreAgainAfterARestart) {
  storage::TempDatabase database(storage::Backends().front(), Migrations());
  const FrameworkCatalogue shipped = FrameworkCatalogue::FromTexts(ShippedFrameworkTexts()).value();
  std::string hash;
  for (int start = 0; start < 2; ++start) {
    IndicatorStore store(*database);
    IndicatorService service(store, shipped);
    ServerFixture server({&service});
    const auto stub = v1::IndicatorService::NewStub(server.channel());
    if (start == 0) {
      v1::ImportFrameworkRequest request;
      request.set_text(DaxiangText());
      request.set_publish(true);
      grpc::ClientContext context;
      v1::ImportFrameworkResponse response;
      ASSERT_TRUE(stub->ImportFramework(&context, request, &response).ok());
      hash = response.framework().content_hash();
    }
    grpc::ClientContext context;
    v1::Scorecard scorecard;
    ASSERT_TRUE(stub->Score(&context, SmallScoreRequest(kDaxiang), &scorecard).ok());
    EXPECT_EQ(scorecard.framework_hash(), hash);
  }
}

}  // namespace
}  // namespace zhengping::indicator
