#include "services/indicator/store/platform_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/indicator/store/migrations.h"
#include "services/indicator/store/year_load_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class PlatformRecordsTest : public testing::TestWithParam<storage::BackendKind> {
 protected:
  storage::TempDatabase database_{GetParam(), Migrations()};
  WaitingStore store_{*database_};
};

INSTANTIATE_TEST_SUITE_P(Backends, PlatformRecordsTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

ImportedRecord Record(const char* id, const char* name, int target, const char* time = "20230101000000000") {
  ImportedRecord record;
  record.record = {"BGT_PERF_INDICATOR", id, time};
  record.place = {.file = "指标.csv", .row = 2, .column = "", .field = ""};
  record.row = TargetRow("产出指标", "数量指标", name, target, 50);
  record.row->record = record.record;
  record.row->source = "指标.csv 第 2 行";
  return record;
}

YearImport Import(std::vector<ImportedRecord> records, int fiscal_year = 2023) {
  return {Cuiyuan(fiscal_year), "platform:430000", std::move(records), "", nullptr};
}

TEST_P(PlatformRecordsTest, TheSameFileAgainChangesNothing) {
  const ImportedYear first = store_.Import({Import({Record("k1", "测绘户数", 56)})}).value().front();
  EXPECT_THAT(first.outcomes, ElementsAre(RecordOutcome::kAdded));
  EXPECT_EQ(first.mark.revision, 1);
  const ImportedYear again = store_.Import({Import({Record("k1", "测绘户数", 56)})}).value().front();
  EXPECT_THAT(again.outcomes, ElementsAre(RecordOutcome::kUnchanged));
  EXPECT_EQ(again.mark, first.mark);
}

TEST_P(PlatformRecordsTest, RecordsThatAFileDoesNotHoldStay) {
  store_.Load(SmallLoad()).value();
  store_.Import({Import({Record("k1", "办证户数", 10)})}).value();
  store_.Import({Import({Record("k2", "消防验收户数", 20)})}).value();
  EXPECT_THAT(store_.Read().value().content.plan, SizeIs(5));
}

TEST_P(PlatformRecordsTest, WhatWasDeletedStaysSoForOlderVersions) {
  store_.Import({Import({Record("k1", "测绘户数", 56)})}).value();
  ImportedRecord gone = Record("k1", "测绘户数", 56, "20230601000000000");
  gone.is_deleted = true;
  EXPECT_THAT(store_.Import({Import({gone})}).value().front().outcomes, ElementsAre(RecordOutcome::kDeleted));
  EXPECT_THAT(store_.Import({Import({Record("k1", "测绘户数", 57, "20230201000000000")})}).value().front().outcomes,
              ElementsAre(RecordOutcome::kOutdated));
  EXPECT_THAT(store_.Read().value().content.plan, SizeIs(0));
  EXPECT_THAT(store_.ReadPlan(1).value().content.plan, SizeIs(1));
}

TEST_P(PlatformRecordsTest, AnErrorInOneYearStoresNoneOfThem) {
  ImportedRecord wrong = Record("k2", "测绘户数", 56);
  wrong.row->weight.emplace(0);
  EXPECT_THAT(store_.Import({Import({Record("k1", "测绘户数", 56)}), Import({wrong}, 2022)}),
              IsRefusal("FILE_HAS_ERRORS", "content"));
  EXPECT_EQ(store_.Read().value().mark.revision, 0);
  const std::vector<ImportedYear> preview =
      store_.PreviewImport({Import({Record("k1", "测绘户数", 56)}), Import({wrong}, 2022)}).value();
  ASSERT_THAT(preview, SizeIs(2));
  ASSERT_FALSE(preview[1].issues.empty());
  EXPECT_EQ(preview[1].issues[0].reason, "PLAN_WEIGHT_NOT_POSITIVE");
  EXPECT_EQ(preview[1].issues[0].place.file, "指标.csv");
  EXPECT_EQ(preview[1].issues[0].place.row, 2);
  EXPECT_EQ(preview[0].mark.revision, 1);
  EXPECT_EQ(preview[1].mark.revision, 0);
}

}  // namespace
}  // namespace zhengping::indicator
