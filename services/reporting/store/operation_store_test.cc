#include "services/reporting/store/operation_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

constexpr char kRequestId[] = "1f0c1a3e-5f0e-4d63-9a53-0e7f6e2a7b11";

class OperationStoreTest : public StoreFixture {
 protected:
  static OperationOrder Order(int fiscal_year = 2023) {
    return {.division = "430503000",
            .fiscal_year = fiscal_year,
            .framework = "frameworks/self-evaluation-2020",
            .departments = {{{"430503000", "101"}, "甲局", "行政单位"},
                            {{"430503000", "102"}, "乙局", ""},
                            {{"430503000", "103"}, "丙局", ""}}};
  }
  std::string PendingOf(const OperationKey& key, int64_t most = 10) {
    std::string codes;
    const auto pending = store_.Pending(key, most);
    EXPECT_THAT(pending, IsOk());
    for (const DivisionDepartment& department : *pending) codes += department.name.department + " ";
    return codes;
  }

  OperationStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, OperationStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(OperationStoreTest, ADepartmentIsNotedOnceAndTheCountsFollow) {
  const absl::StatusOr<Operation> begun = store_.Begin(Order(), Stamp());
  ASSERT_THAT(begun, IsOk());
  EXPECT_EQ(FormatOperationName(begun->key), "divisions/430503000/operations/evaluate-2023-1");
  EXPECT_EQ(begun->pending_count, 3);
  EXPECT_EQ(PendingOf(begun->key), "101 102 103 ");
  EXPECT_EQ(PendingOf(begun->key, 2), "101 102 ");
  ASSERT_THAT(store_.NoteEvaluated(begun->key, "102", 7), IsOk());
  const OperationFailure failure{"101", "甲局", "PLAN_HAS_ERRORS", "mend it"};
  ASSERT_THAT(store_.NoteFailed(begun->key, failure), IsOk());
  ASSERT_THAT(store_.NoteFailed(begun->key, {"102", "乙局", "LATE", ""}), IsOk()) << "it is done: nothing changes";
  ASSERT_THAT(store_.NoteEvaluated(begun->key, "101", 8), IsOk());
  const absl::StatusOr<Operation> read = store_.Read(begun->key);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->pending_count, 1);
  EXPECT_EQ(read->evaluated_count, 1);
  EXPECT_EQ(read->failed_count, 1);
  EXPECT_EQ(*store_.Failures(begun->key, 10), std::vector<OperationFailure>{failure});
  EXPECT_EQ(PendingOf(begun->key), "103 ");
}

TEST_P(OperationStoreTest, ItEndsOnlyWhenNothingIsPending) {
  const OperationKey key = store_.Begin(Order(), Stamp())->key;
  ASSERT_THAT(store_.End(key, 5), IsOk());
  EXPECT_EQ(store_.Read(key)->state, OperationState::kRunning);
  EXPECT_EQ(store_.Unfinished()->size(), 1u);
  for (const char* code : {"101", "102", "103"}) ASSERT_THAT(store_.NoteEvaluated(key, code, 1), IsOk());
  ASSERT_THAT(store_.End(key, 5), IsOk());
  ASSERT_THAT(store_.End(key, 6), IsOk());
  EXPECT_EQ(store_.Read(key)->state, OperationState::kDone);
  EXPECT_EQ(store_.Read(key)->ended_ms, 5) << "once";
  EXPECT_TRUE(store_.Unfinished()->empty());
}

TEST_P(OperationStoreTest, ACancelledOneEndsWithWhatItHas) {
  const OperationKey key = store_.Begin(Order(), Stamp())->key;
  ASSERT_THAT(store_.NoteEvaluated(key, "101", 1), IsOk());
  EXPECT_EQ(store_.Cancel(key)->state, OperationState::kCancelling);
  ASSERT_THAT(store_.End(key, 5), IsOk());
  EXPECT_EQ(store_.Read(key)->state, OperationState::kCancelled);
  EXPECT_EQ(store_.Read(key)->pending_count, 2);
  EXPECT_EQ(store_.Cancel(key)->state, OperationState::kCancelled) << "it has ended";
  EXPECT_THAT(store_.Cancel({"430503000", 2023, 9}), IsRefusal("OPERATION_NOT_FOUND", "name"));
}

TEST_P(OperationStoreTest, TheSameRequestGivesTheSameOperation) {
  const absl::StatusOr<Operation> first = store_.Begin(Order(), Stamp(kRequestId, "d1"));
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(store_.Begin(Order(), Stamp(kRequestId, "d1"))->key, first->key);
  EXPECT_EQ((*store_.FindRequested("430503000", Stamp(kRequestId, "d1")))->key, first->key);
  EXPECT_THAT(store_.Begin(Order(2022), Stamp(kRequestId, "d2")), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_FALSE(store_.FindRequested("430503000", Stamp())->has_value());
  EXPECT_FALSE(store_.FindRequested("430504000", Stamp(kRequestId, "d1"))->has_value()) << "of another division";
}

TEST_P(OperationStoreTest, ASecondRunBesideTheFirstIsRefused) {
  const absl::StatusOr<Operation> first = store_.Begin(Order(), Stamp());
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(store_.Begin(Order(), Stamp()), IsRefusal("DIVISION_BEING_EVALUATED", "parent"));
  EXPECT_THAT(store_.Begin(Order(2022), Stamp()), IsOk()) << "another year is another thing";
  ASSERT_THAT(store_.Cancel(first->key), IsOk());
  ASSERT_THAT(store_.End(first->key, 5), IsOk());
  EXPECT_EQ(store_.Begin(Order(), Stamp())->key.number, 2);
}

TEST_P(OperationStoreTest, NamesAreReadAsTheyAreWritten) {
  EXPECT_EQ(ParseOperationId("430503000", "evaluate-2023-12"), (OperationKey{"430503000", 2023, 12}));
  for (const char* id : {"evaluate-2023", "evaluate-2023-012", "import-2023-1", "evaluate-2023-1-2", ""}) {
    EXPECT_EQ(ParseOperationId("430503000", id), std::nullopt) << id;
  }
}

}  // namespace
}  // namespace zhengping::reporting
