#include "services/indicator/store/framework_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/refusal.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/indicator/store/migrations.h"

namespace zhengping::indicator {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

StoredFramework Draft(const std::string& name, const std::string& content) {
  StoredFramework draft;
  draft.head = {
      .name = name, .display_name = "大祥区指标表", .version = 2, .division = "430503000", .first_year = 2023};
  draft.head.last_year = 2025;
  draft.head.source = "邵财绩〔2023〕1号";
  draft.head.is_library = true;
  draft.content = content;
  return draft;
}

class FrameworkStoreTest : public testing::TestWithParam<storage::BackendKind> {
 protected:
  storage::TempDatabase database_{GetParam(), Migrations()};
  FrameworkStore store_{*database_};

  // Writes `after` whatever stands.
  absl::StatusOr<StoredFramework> Put(const StoredFramework& after, const std::string& etag = "",
                                      const std::string& request_id = "", int64_t now_ms = 1000) {
    return store_.Change(
        after.head.name, etag, [after](const std::optional<StoredFramework>&) { return after; },
        {.caller = "local-operator", .request_id = request_id, .now_ms = now_ms}, "digest of " + after.content);
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, FrameworkStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(FrameworkStoreTest, WhatWasStoredIsReadBackWhole) {
  const std::string content("a\0b\xff", 4);
  const StoredFramework stored = Put(Draft("daxiang", content)).value();
  EXPECT_EQ(stored.etag, FrameworkEtag(FrameworkState::kDraft, content));
  database_.Reopen();
  FrameworkStore reopened(*database_);
  const std::optional<StoredFramework> read = reopened.Read("daxiang").value();
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->head, Draft("daxiang", "").head);
  EXPECT_EQ(read->content, content);
  EXPECT_EQ(read->etag, stored.etag);
  EXPECT_EQ(read->published_ms, 0);
  EXPECT_EQ(reopened.Read("other").value(), std::nullopt);
}

TEST_P(FrameworkStoreTest, ListsAllByNameAndReadsThePublishedOnes) {
  StoredFramework published = Draft("b", "published");
  published.head.state = FrameworkState::kPublished;
  published.head.content_hash = "abc";
  StoredFramework retired = Draft("c", "retired");
  retired.head.state = FrameworkState::kRetired;
  for (const StoredFramework& one : {retired, Draft("d", "draft"), published}) ASSERT_THAT(Put(one), IsOk());

  const std::vector<StoredFramework> all = store_.List().value();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].head, published.head);
  EXPECT_EQ(all[1].head, retired.head);
  EXPECT_EQ(all[2].head.name, "d");
  const std::vector<StoredFramework> scoring = store_.ReadPublished().value();
  ASSERT_THAT(scoring, SizeIs(2));
  EXPECT_EQ(scoring[0].content, "published");
  EXPECT_EQ(scoring[1].content, "retired");
}

TEST_P(FrameworkStoreTest, AnEtagHoldsOffWhoReadAnOlderContent) {
  const std::string first = Put(Draft("a", "one")).value().etag;
  const std::string second = Put(Draft("a", "two"), first).value().etag;
  EXPECT_NE(first, second);
  EXPECT_THAT(Put(Draft("a", "three"), first), IsRefusal("ETAG_STALE", "etag"));
  EXPECT_THAT(Put(Draft("b", "one"), first), IsRefusal("ETAG_STALE", "etag")) << "there is no b";
  EXPECT_EQ(store_.Read("a").value()->content, "two");
}

TEST_P(FrameworkStoreTest, ARefusedDecisionLeavesNoTrace) {
  const auto refuse = [](const std::optional<StoredFramework>&) -> absl::StatusOr<StoredFramework> {
    return Invalid({"FRAMEWORK_NAME", "name"}, "no");
  };
  EXPECT_THAT(store_.Change("a", "", refuse, {.caller = "x", .request_id = kRequestId}, "d"),
              IsRefusal("FRAMEWORK_NAME", "name"));
  EXPECT_THAT(store_.List().value(), IsEmpty());
  EXPECT_THAT(Put(Draft("a", "one"), "", kRequestId), IsOk()) << "the refused request's id is free";
}

TEST_P(FrameworkStoreTest, ARepeatedRequestIsNotDecidedAgain) {
  const StoredFramework first = Put(Draft("a", "one"), "", kRequestId).value();
  const auto must_not_run = [](const std::optional<StoredFramework>&) -> absl::StatusOr<StoredFramework> {
    return absl::InternalError("decided again");
  };
  const absl::StatusOr<StoredFramework> again =
      store_.Change("a", "", must_not_run, {.caller = "local-operator", .request_id = kRequestId}, "digest of one");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->etag, first.etag);
  EXPECT_THAT(Put(Draft("a", "two"), "", kRequestId), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

TEST_P(FrameworkStoreTest, EveryChangeIsKeptWithItsCallerAndPublishingHasItsTime) {
  ASSERT_THAT(Put(Draft("a", "one"), "", "", 1000), IsOk());
  ASSERT_THAT(Put(Draft("a", "one"), "", "", 1500), IsOk()) << "the same again is no change";
  StoredFramework published = Draft("a", "one");
  published.head.state = FrameworkState::kPublished;
  EXPECT_EQ(Put(published, "", "", 2000).value().published_ms, 2000);
  published.head.state = FrameworkState::kRetired;
  EXPECT_EQ(Put(published, "", "", 3000).value().published_ms, 2000);

  const std::vector<FrameworkChange> changes = store_.Changes("a").value();
  ASSERT_THAT(changes, SizeIs(3));
  EXPECT_EQ(changes[0].state, FrameworkState::kDraft);
  EXPECT_EQ(changes[0].changed_ms, 1000);
  EXPECT_EQ(changes[1].state, FrameworkState::kPublished);
  EXPECT_EQ(changes[2].state, FrameworkState::kRetired);
  EXPECT_EQ(changes[2].caller, "local-operator");
  EXPECT_EQ(changes[2].etag, FrameworkEtag(FrameworkState::kRetired, "one"));
}

}  // namespace
}  // namespace zhengping::indicator
