// The life of an evaluation over a real server: every RPC of it once well, each reason once, who acts, and what the
// other services' data does to it. The whole table of states, actions and roles is domain/life_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "common/client/stated_actor.h"
#include "common/testing/matchers.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/rpc/reporting_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Stub = ReportingFixture::Stub;

constexpr char kHead[] = "张三:department_head";
constexpr char kReviewer[] = "王五:finance_reviewer";
constexpr char kPath[] = "产出指标/新增就业人数";

class LifeTest : public testing::Test {
 protected:
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(const std::string& actor,
                              grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request) {
    grpc::ClientContext context;
    if (!actor.empty()) client::State(*client::ParseStatedActor(actor), context);
    Response response;
    const grpc::Status status = (reporting_.stub().*rpc)(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status, "reporting");
    return response;
  }
  template <typename Request>
  absl::StatusOr<v1::Evaluation> Step(const std::string& actor,
                                      grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, v1::Evaluation*),
                                      const std::string& reason = "", const std::string& etag = "") {
    Request request;
    request.set_name(name_);
    request.set_reason(reason);
    request.set_etag(etag);
    return As(actor, rpc, request);
  }
  absl::StatusOr<v1::Evaluation> Submit() { return Step(kHead, &Stub::SubmitEvaluation); }
  absl::StatusOr<v1::Evaluation> Review() { return Step(kReviewer, &Stub::ReviewEvaluation); }
  absl::StatusOr<v1::Evaluation> Publish() { return Step(kReviewer, &Stub::PublishEvaluation); }
  absl::StatusOr<v1::Evaluation> Adjust(const std::string& score, const std::string& reason = "花名册只有40人",
                                        const std::string& path = kPath) {
    v1::AdjustScoreRequest request;
    request.set_name(name_);
    request.mutable_adjustment()->set_path(path);
    request.mutable_adjustment()->set_score(score);
    request.mutable_adjustment()->set_reason(reason);
    request.mutable_adjustment()->add_evidence("就业花名册.xlsx");
    return As(kReviewer, &Stub::AdjustScore, request);
  }
  absl::StatusOr<v1::Evaluation> Get(const std::string& name) {
    v1::GetEvaluationRequest request;
    request.set_name(name);
    return reporting_.Call(&Stub::GetEvaluation, request);
  }
  std::vector<v1::EvaluationEvent> Events() {
    v1::ListEvaluationEventsRequest request;
    request.set_parent(name_);
    const auto response = reporting_.Call(&Stub::ListEvaluationEvents, request);
    EXPECT_THAT(response, IsOk());
    return {response->events().begin(), response->events().end()};
  }
  absl::StatusOr<v1::CompareEvaluationsResponse> Compare(const std::string& name, const std::string& other) {
    v1::CompareEvaluationsRequest request;
    request.set_name(name);
    request.set_other(other);
    return reporting_.Call(&Stub::CompareEvaluations, request);
  }

  void SetUp() override {
    reporting_.indicator.spoil = [](indicator::v1::Scorecard& card) { card.mutable_total()->set_grade("良"); };
    const absl::StatusOr<v1::Evaluation> created = reporting_.Create();
    ASSERT_THAT(created, IsOk());
    name_ = created->name();
  }

  ReportingFixture reporting_;
  std::string name_;
};

TEST_F(LifeTest, FiledReturnedFiledAdjustedReviewed) {
  const absl::StatusOr<v1::Evaluation> submitted = Submit();
  ASSERT_THAT(submitted, IsOk());
  EXPECT_EQ(submitted->state(), v1::Evaluation::STATE_SUBMITTED);
  ASSERT_THAT(Step(kReviewer, &Stub::ReturnEvaluation, "缺少佐证材料", submitted->etag()), IsOk());
  ASSERT_THAT(Step("李四:department_head", &Stub::SubmitEvaluation, "已补齐"), IsOk());
  const absl::StatusOr<v1::Evaluation> adjusted = Adjust("9.5");
  ASSERT_THAT(adjusted, IsOk());
  // 8.88 + 9.5 in place of 9: 18.38, from 18 on 优.
  EXPECT_EQ(adjusted->adjusted_total(), "18.38");
  EXPECT_EQ(adjusted->adjusted_grade(), "优");
  EXPECT_EQ(adjusted->content().scorecard().total().score(), "17.88") << "the computed score stays";
  EXPECT_EQ(adjusted->content_digest(), submitted->content_digest());
  const absl::StatusOr<v1::Evaluation> reviewed = Review();
  ASSERT_THAT(reviewed, IsOk());
  EXPECT_EQ(reviewed->state(), v1::Evaluation::STATE_REVIEWED);
  EXPECT_NE(reviewed->etag(), adjusted->etag());

  const std::vector<v1::EvaluationEvent> events = Events();
  std::vector<std::string> lines;
  for (const v1::EvaluationEvent& event : events) {
    lines.push_back(v1::EvaluationEvent::Action_Name(event.action()) + " " + event.actor() + " " + event.actor_role());
    EXPECT_FALSE(event.is_actor_proven()) << "stated, not proven";
  }
  EXPECT_THAT(lines, ElementsAre("ACTION_CREATE local-operator ", "ACTION_SUBMIT 张三 department_head",
                                 "ACTION_RETURN 王五 finance_reviewer", "ACTION_SUBMIT 李四 department_head",
                                 "ACTION_ADJUST 王五 finance_reviewer", "ACTION_REVIEW 王五 finance_reviewer"));
  EXPECT_EQ(events[2].reason(), "缺少佐证材料");
  EXPECT_EQ(events[2].from(), v1::Evaluation::STATE_SUBMITTED);
  EXPECT_EQ(events[2].to(), v1::Evaluation::STATE_RETURNED);
  EXPECT_EQ(events[4].adjustment().path(), kPath);
  EXPECT_EQ(events[4].adjustment().evidence(0), "就业花名册.xlsx");

  EXPECT_THAT(Publish(), IsRefusal("SIGNING_KEY_MISSING"));
  const auto listed = reporting_.List();
  EXPECT_EQ(listed->evaluations(0).state(), v1::Evaluation::STATE_REVIEWED);
  EXPECT_EQ(listed->evaluations(0).adjusted_total(), "18.38");
}

TEST_F(LifeTest, WhoMayNotIsRefusedAndNothingHappens) {
  EXPECT_THAT(Step("", &Stub::SubmitEvaluation), IsRefusal("ACTOR_NOT_STATED"))
      << "the local operator holds every role, and is nobody";
  EXPECT_THAT(Step("赵六:clerk", &Stub::SubmitEvaluation), IsRefusal("ROLE_MISSING"));
  EXPECT_THAT(Step(kHead, &Stub::ReviewEvaluation), IsRefusal("ROLE_MISSING"));
  EXPECT_THAT(Review(), IsRefusal("STATE_FORBIDS"));
  ASSERT_THAT(Submit(), IsOk());
  EXPECT_THAT(Step("张三:finance_reviewer", &Stub::ReviewEvaluation), IsRefusal("FILER_MAY_NOT_REVIEW"));
  EXPECT_THAT(Step("张三:finance_reviewer", &Stub::ReturnEvaluation, "退"), IsRefusal("FILER_MAY_NOT_REVIEW"));
  EXPECT_THAT(Step(kReviewer, &Stub::ReturnEvaluation, " \n"), IsRefusal("REASON_MISSING", "reason"));
  EXPECT_THAT(Step(kReviewer, &Stub::CorrectEvaluation, "错"), IsRefusal("STATE_FORBIDS"));
  EXPECT_THAT(Step(kReviewer, &Stub::CorrectEvaluation), IsRefusal("REASON_MISSING", "reason"));
  EXPECT_THAT(Adjust("10.01"), IsRefusal("SCORE_OUT_OF_RANGE", "adjustment.score"));
  EXPECT_THAT(Adjust("九分"), IsRefusal("NUMBER_MALFORMED", "adjustment.score"));
  EXPECT_THAT(Adjust("9", ""), IsRefusal("REASON_MISSING", "adjustment.reason"));
  EXPECT_THAT(Adjust("9", "低", "产出指标"), IsRefusal("INDICATOR_NOT_FOUND", "adjustment.path"));
  EXPECT_THAT(Step(kReviewer, &Stub::ReviewEvaluation, "", "1"), IsRefusal("ETAG_STALE", "etag"));
  EXPECT_EQ(Events().size(), 2U);
  name_ = std::string(kTestDepartment) + "/evaluations/2023-9";
  EXPECT_THAT(Submit(), IsRefusal("EVALUATION_NOT_FOUND", "name"));
  EXPECT_THAT(Publish(), IsRefusal("EVALUATION_NOT_FOUND", "name"));
  name_ = "divisions/430503000";
  EXPECT_THAT(Submit(), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
}

TEST_F(LifeTest, OfTwoReviewersAtOnceOneWins) {
  const std::string etag = Submit()->etag();
  absl::Status first;
  absl::Status second;
  std::thread other([&] { first = Step("王五:finance_reviewer", &Stub::ReviewEvaluation, "", etag).status(); });
  second = Step("赵六:finance_reviewer", &Stub::ReturnEvaluation, "退回", etag).status();
  other.join();
  EXPECT_NE(first.ok(), second.ok());
  EXPECT_THAT(first.ok() ? second : first, IsRefusal("ETAG_STALE", "etag"));
  EXPECT_EQ(Events().size(), 3U);
}

TEST_F(LifeTest, DataThatHasChangedMakesStale) {
  ASSERT_THAT(Submit(), IsOk());
  ASSERT_THAT(Review(), IsOk());
  EXPECT_FALSE(Get(name_)->is_stale());
  reporting_.indicator.moved = 1;
  EXPECT_TRUE(Get(name_)->is_stale()) << "an observation was added";
  EXPECT_THAT(Publish(), IsRefusal("EVALUATION_STALE"));
}

TEST_F(LifeTest, APublicationMustKnowAndAReadingNeedNot) {
  ASSERT_THAT(Submit(), IsOk());
  ASSERT_THAT(Review(), IsOk());
  reporting_.budget.moved = 1;
  reporting_.budget.heads.refusal = Unreachable({"SERVICE_UNREACHABLE", ""}, "away");
  const absl::StatusOr<v1::Evaluation> read = Get(name_);
  ASSERT_THAT(read, IsOk());
  EXPECT_FALSE(read->is_stale()) << "as far as is known";
  EXPECT_THAT(Publish(), StatusIs(absl::StatusCode::kUnavailable));
  const int asked = reporting_.budget.heads.calls;
  ASSERT_THAT(Get(name_), IsOk());
  EXPECT_EQ(reporting_.budget.heads.calls, asked) << "a service that does not answer is left alone for a while";
  reporting_.budget.heads.refusal = absl::OkStatus();
  EXPECT_THAT(Publish(), IsRefusal("EVALUATION_STALE"));
  reporting_.clock.Advance(absl::Seconds(11));
  EXPECT_TRUE(Get(name_)->is_stale());
}

TEST_F(LifeTest, GradesOfAnotherFrameworkGiveNone) {
  ASSERT_THAT(Submit(), IsOk());
  reporting_.indicator.framework_hash = "another";
  EXPECT_EQ(Adjust("9.5")->adjusted_grade(), "");
  reporting_.indicator.heads.refusal = Unreachable({"SERVICE_UNREACHABLE", ""}, "away");
  EXPECT_THAT(Adjust("9.5"), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(Events().size(), 3U) << "nothing was adjusted";
}

TEST_F(LifeTest, ComparesFigureByFigure) {
  reporting_.budget.spoil = [](budget::v1::AnalyzeYearResponse& answer) {
    for (type::Fact& fact : *answer.mutable_facts()) {
      if (fact.name() == "final_budget") fact.mutable_value()->set_amount_fen(203012100);
    }
  };
  const absl::StatusOr<v1::Evaluation> later = reporting_.Create();
  ASSERT_THAT(later, IsOk());
  const absl::StatusOr<v1::CompareEvaluationsResponse> compared = Compare(name_, later->name());
  ASSERT_THAT(compared, IsOk());
  ASSERT_EQ(compared->differences_size(), 1);
  EXPECT_EQ(compared->differences(0).figure(), "fact:final_budget");
  EXPECT_EQ(compared->differences(0).before(), "2,030,120.00元");
  EXPECT_EQ(compared->differences(0).after(), "2,030,121.00元");
  EXPECT_THAT(Compare(name_, name_)->differences(), IsEmpty());
  EXPECT_THAT(Compare(name_, "2023-2"), IsRefusal("RESOURCE_NAME_MALFORMED", "other"));
  EXPECT_THAT(Compare(name_, name_ + "9"), IsRefusal("EVALUATION_NOT_FOUND", "other"));
  EXPECT_THAT(Compare(name_ + "9", name_), IsRefusal("EVALUATION_NOT_FOUND", "name"));
}

TEST_F(LifeTest, AdjustmentsArePrintedAndStandInTheEnvelopeOnly) {
  ASSERT_THAT(Submit(), IsOk());
  const auto before = reporting_.Render(name_, v1::DOCUMENT_FORMAT_JSON);
  ASSERT_THAT(before, IsOk());
  ASSERT_THAT(Adjust("6.5"), IsOk());
  const auto after = reporting_.Render(name_, v1::DOCUMENT_FORMAT_JSON);
  ASSERT_THAT(after, IsOk());
  const nlohmann::json old = nlohmann::json::parse(before->bytes);
  const nlohmann::json adjusted = nlohmann::json::parse(after->bytes);
  EXPECT_EQ(adjusted["content"], old["content"]);
  EXPECT_FALSE(old["envelope"].contains("adjustments"));
  const nlohmann::json& entry = adjusted["envelope"]["adjustments"][0];
  EXPECT_EQ(entry["path"], kPath);
  EXPECT_EQ(entry["computed_score"], "9");
  EXPECT_EQ(entry["score"], "13/2");
  EXPECT_EQ(entry["actor"], "王五");
  EXPECT_EQ(entry["reason"], "花名册只有40人");
  EXPECT_EQ(adjusted["envelope"]["adjusted_total"], "769/50") << "8.88 + 6.5 = 15.38";
  const auto page = reporting_.Render(name_, v1::DOCUMENT_FORMAT_HTML);
  ASSERT_THAT(page, IsOk());
  for (const char* text : {"得分调整", "6.5", "15.38", "王五", "花名册只有40人", "就业花名册.xlsx"}) {
    EXPECT_THAT(page->bytes, HasSubstr(text));
  }
}

}  // namespace
}  // namespace zhengping::reporting
