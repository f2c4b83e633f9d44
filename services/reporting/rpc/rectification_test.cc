// Rectification over a real server: items of a reviewed evaluation, moved on, and how they stand a year later. The
// stand-ins answer one finding with a third of funds untimely, and two leaves with 8.88 and 9 of 10 points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <string>

#include "common/testing/matchers.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/rpc/reporting_testing.h"
#include "services/reporting/store/life_store.h"
#include "services/reporting/store/rectification_store.h"

namespace zhengping::reporting {
namespace {

class RectificationRpc : public testing::Test {
 protected:
  using Stub = ReportingFixture::Stub;

  // A reviewed evaluation of 2023.
  std::string Reviewed() {
    const absl::StatusOr<v1::Evaluation> evaluation = suite_.Create();
    EXPECT_THAT(evaluation, IsOk());
    Step(LifeAction::kSubmit, {.name = "张三", .roles = {ActorRole::kDepartmentHead}});
    Step(LifeAction::kReview, {.name = "王五", .roles = {ActorRole::kFinanceReviewer}});
    return evaluation->name();
  }

  void Step(LifeAction action, Actor actor) {
    LifeStore lives(suite_.database());
    std::promise<absl::Status> taken;
    lives.Advance({.key = {.year = {.department = {"430503000", "403"}, .fiscal_year = 2023}, .number = 1},
                   .step = {.action = action, .actor = std::move(actor), .reason = "说明"},
                   .now_ms = 1704000001000},
                  [&taken](absl::StatusOr<Evaluation> evaluation) { taken.set_value(evaluation.status()); });
    EXPECT_THAT(taken.get_future().get(), IsOk());
  }

  absl::StatusOr<v1::CreateRectificationItemsResponse> Make(const std::string& evaluation, bool validate_only = false) {
    v1::CreateRectificationItemsRequest request;
    request.set_evaluation(evaluation);
    request.set_validate_only(validate_only);
    return suite_.Call(&Stub::CreateRectificationItems, request);
  }
  absl::StatusOr<v1::ListRectificationItemsResponse> List(int page_size = 0, const std::string& token = "") {
    v1::ListRectificationItemsRequest request;
    request.set_parent(kTestDepartment);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return suite_.Call(&Stub::ListRectificationItems, request);
  }
  static v1::UpdateRectificationItemRequest UpdateOf(const std::string& id) {
    v1::UpdateRectificationItemRequest request;
    request.mutable_rectification_item()->set_name(absl::StrCat(kTestDepartment, "/rectificationItems/", id));
    return request;
  }
  absl::StatusOr<v1::RectificationItem> Update(const v1::UpdateRectificationItemRequest& request) {
    return suite_.Call(&Stub::UpdateRectificationItem, request);
  }

  ReportingFixture suite_;
};

TEST_F(RectificationRpc, ADraftHasNothingToPutRightYet) {
  const absl::StatusOr<v1::Evaluation> evaluation = suite_.Create();
  ASSERT_THAT(evaluation, IsOk());
  EXPECT_THAT(Make(evaluation->name()), IsRefusal("STATE_FORBIDS", "evaluation"));
  EXPECT_THAT(Make("divisions/430503000/departments/403/evaluations/2023-9"), IsRefusal("EVALUATION_NOT_FOUND"));
  EXPECT_THAT(Make("evaluations/1"), IsRefusal("RESOURCE_NAME_MALFORMED"));
}

TEST_F(RectificationRpc, ItemsAreMadeOnceAndListed) {
  const std::string evaluation = Reviewed();
  EXPECT_EQ(Make(evaluation, /*validate_only=*/true)->created_count(), 3);
  EXPECT_EQ(List()->rectification_items_size(), 0) << "looking stores nothing";
  EXPECT_EQ(Make(evaluation)->created_count(), 3);
  const absl::StatusOr<v1::CreateRectificationItemsResponse> again = Make(evaluation);
  EXPECT_EQ(again->created_count(), 0);
  EXPECT_EQ(again->rectification_items_size(), 3);

  const absl::StatusOr<v1::ListRectificationItemsResponse> first = List(2);
  ASSERT_EQ(first->rectification_items_size(), 2);
  const v1::RectificationItem& item = first->rectification_items(0);
  EXPECT_EQ(item.name(), absl::StrCat(kTestDepartment, "/rectificationItems/2023-release-timing"));
  EXPECT_EQ(item.evaluation(), evaluation);
  EXPECT_EQ(item.measure(), "按预算法第五十二条的时限下达。");
  EXPECT_EQ(item.figure().display(), "33.33%");
  EXPECT_EQ(item.state(), v1::RectificationItem::STATE_OPEN);
  const absl::StatusOr<v1::ListRectificationItemsResponse> second = List(2, first->next_page_token());
  EXPECT_EQ(second->rectification_items_size(), 1);
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_THAT(List(-1), IsRefusal("PAGE_SIZE_NEGATIVE"));
  EXPECT_THAT(List(2, "x"), IsRefusal("PAGE_TOKEN_MALFORMED"));
}

TEST_F(RectificationRpc, AnItemMovesOnByTheFieldsOfTheMask) {
  ASSERT_THAT(Make(Reviewed()), IsOk());
  v1::UpdateRectificationItemRequest request = UpdateOf("2023-release-timing");
  request.mutable_rectification_item()->set_owner("财政所");
  request.mutable_rectification_item()->set_measure("不在掩码中");
  request.mutable_rectification_item()->mutable_due_date()->set_year(2024);
  request.mutable_rectification_item()->mutable_due_date()->set_month(6);
  request.mutable_rectification_item()->mutable_due_date()->set_day(30);
  request.mutable_update_mask()->add_paths("owner");
  request.mutable_update_mask()->add_paths("due_date");
  absl::StatusOr<v1::RectificationItem> item = Update(request);
  ASSERT_THAT(item, IsOk());
  EXPECT_EQ(item->owner(), "财政所");
  EXPECT_EQ(item->measure(), "按预算法第五十二条的时限下达。");
  EXPECT_EQ(item->due_date().day(), 30);
  EXPECT_EQ(item->etag(), "2");

  request = UpdateOf("2023-release-timing");  // without a mask: what is set
  request.mutable_rectification_item()->set_state(v1::RectificationItem::STATE_DONE);
  EXPECT_THAT(Update(request), IsRefusal("EVIDENCE_MISSING", "rectification_item.evidence"));
  request.mutable_rectification_item()->add_evidence("下达文件.pdf");
  request.mutable_rectification_item()->set_etag("1");
  EXPECT_THAT(Update(request), IsRefusal("ETAG_STALE", "rectification_item.etag"));
  request.mutable_rectification_item()->set_etag("2");
  item = Update(request);
  ASSERT_THAT(item, IsOk());
  EXPECT_EQ(item->state(), v1::RectificationItem::STATE_DONE);
  EXPECT_EQ(item->owner(), "财政所");
}

TEST_F(RectificationRpc, WhatIsRefusedOfAnUpdate) {
  ASSERT_THAT(Make(Reviewed()), IsOk());
  using Request = v1::UpdateRectificationItemRequest;
  const struct {
    const char* reason;
    std::function<void(Request&)> spoil;
  } cases[] = {
      {"RESOURCE_NAME_MALFORMED", [](Request& r) { r.mutable_rectification_item()->set_name("item"); }},
      {"UPDATE_MASK_UNKNOWN_PATH", [](Request& r) { r.mutable_update_mask()->add_paths("figure"); }},
      {"FIELD_MISSING", [](Request& r) { r.mutable_update_mask()->add_paths("measure"); }},
      {"TEXT_TOO_LONG", [](Request& r) { r.mutable_rectification_item()->set_owner(std::string(3001, 'x')); }},
      {"ENUM_UNKNOWN", [](Request& r) { r.mutable_update_mask()->add_paths("state"); }},
      {"DATE_NOT_IN_CALENDAR", [](Request& r) { r.mutable_rectification_item()->mutable_due_date()->set_month(13); }},
      {"RECTIFICATION_ITEM_NOT_FOUND", [](Request& r) { r = UpdateOf("2023-none"); }},
      {"RECTIFICATION_STATE_FORBIDS",
       [](Request& r) { r.mutable_rectification_item()->set_state(v1::RectificationItem::STATE_VERIFIED); }},
  };
  for (const auto& c : cases) {
    Request request = UpdateOf("2023-release-timing");
    c.spoil(request);
    EXPECT_THAT(Update(request), IsRefusal(c.reason)) << c.reason;
  }
}

// Last year half of the funds were untimely, and the leaf had 9.5 of 10 points.
TEST_F(RectificationRpc, NextYearsEvaluationSaysWhetherTheMeasureMoved) {
  RectificationStore store(suite_.database());
  const auto item = [](const char* id, const char* subject, bool is_finding, Rational figure) {
    return RectificationItem{.id = id,
                             .fiscal_year = 2022,
                             .evaluation = "2022-1",
                             .subject = subject,
                             .is_finding = is_finding,
                             .display_name = subject,
                             .figure_name = is_finding ? "untimely_share" : "",
                             .figure_display_name = "占比",
                             .figure = std::move(figure),
                             .figure_unit = "percent",
                             .measure = "按时下达"};
  };
  std::promise<absl::Status> made;
  store.Make({"430503000", "403"},
             {item("2022-release-timing", "release_timing", true, *ParseNumber("50%")),
              item("2022-row-1", "预算执行/预算执行率", false, *ParseNumber("95%"))},
             {.caller = "local-operator", .now_ms = 1}, [&made](auto items) { made.set_value(items.status()); });
  ASSERT_THAT(made.get_future().get(), IsOk());

  const absl::StatusOr<v1::Evaluation> evaluation = suite_.Create();
  ASSERT_THAT(evaluation, IsOk());
  v1::FollowUpRectificationRequest request;
  request.set_name(evaluation->name());
  const absl::StatusOr<v1::FollowUpRectificationResponse> response = suite_.Call(&Stub::FollowUpRectification, request);
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->follow_ups_size(), 2);
  EXPECT_EQ(response->follow_ups(0).verdict(), v1::RectificationFollowUp::VERDICT_BETTER) << "a half to a third";
  EXPECT_EQ(response->follow_ups(0).figure_then().display(), "50.00%");
  EXPECT_EQ(response->follow_ups(0).figure_now().display(), "33.33%");
  EXPECT_EQ(response->follow_ups(1).verdict(), v1::RectificationFollowUp::VERDICT_WORSE)
      << "95% to 88.8% of the points";
  EXPECT_EQ(evaluation->content().rectification_size(), 2) << "it is part of the evaluation";
  const auto document = suite_.Render(evaluation->name(), v1::DOCUMENT_FORMAT_DOCX);
  ASSERT_THAT(document, IsOk());
  EXPECT_THAT(DocxText(document->bytes), testing::HasSubstr("上年度问题整改情况"));

  request.set_name("divisions/430503000/departments/403/evaluations/2023-9");
  EXPECT_THAT(suite_.Call(&Stub::FollowUpRectification, request), IsRefusal("EVALUATION_NOT_FOUND"));
}

}  // namespace
}  // namespace zhengping::reporting
