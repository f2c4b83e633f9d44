#include "services/indicator/domain/platform_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kTable[] = "BGT_PERF_INDICATOR";

PlanRow Jobs(int target, const char* id = "k1", const char* time = "20230101000000000") {
  PlanRow row;
  row.key = {"", "效益指标", "社会效益指标", "新增就业人数", ""};
  row.target = {Rational(target), std::nullopt, "≥" + std::to_string(target)};
  row.unit = "人";
  if (*id != '\0') row.record = {kTable, id, time};
  return row;
}

ImportedRecord Of(const PlanRow& row, bool is_deleted = false) {
  ImportedRecord imported;
  imported.record = row.record;
  imported.is_deleted = is_deleted;
  imported.place.row = 2;
  imported.row = row;
  return imported;
}

ImportedRecord Result(const RowKey& key, int value) {
  ImportedRecord imported;
  imported.place.row = 3;
  imported.observation.emplace();
  imported.observation->key = key;
  imported.observation->date = Date::FromYmd(2023, 12, 31).value();
  imported.observation->value.emplace(value);
  imported.observation->unit = "人";
  imported.observation->text = std::to_string(value);
  return imported;
}

PlatformImport Import(const std::vector<ImportedRecord>& records, const YearContent& own = {},
                      const KnownRecords& known = {}, const YearContent& others = {}) {
  return ImportPlatformRecords(own, others, known, records);
}

std::vector<std::string> Told(const PlatformImport& import) {
  std::vector<std::string> told;
  for (const Issue& issue : import.issues) told.push_back(issue.reason + " " + issue.found);
  return told;
}

TEST(PlatformImport, TheSameRecordsAgainChangeNothing) {
  const std::vector<ImportedRecord> records = {Of(Jobs(48)), Result(Jobs(48).key, 46)};
  const PlatformImport first = Import(records);
  EXPECT_THAT(first.outcomes, ElementsAre(RecordOutcome::kAdded, RecordOutcome::kAdded));
  EXPECT_THAT(first.content.plan, ElementsAre(Jobs(48)));
  const PlatformImport again = Import(records, first.content, first.known);
  EXPECT_THAT(again.outcomes, ElementsAre(RecordOutcome::kUnchanged, RecordOutcome::kUnchanged));
  EXPECT_EQ(again.content, first.content);
  EXPECT_THAT(again.known, IsEmpty());
}

TEST(PlatformImport, TheLaterUpdateTimeCountsWheneverItComes) {
  const PlanRow early = Jobs(60, "k1", "20230101000000000");
  const PlanRow late = Jobs(46, "k1", "20231101000000000");
  const PlatformImport both = Import({Of(late), Of(early)});
  EXPECT_THAT(both.outcomes, ElementsAre(RecordOutcome::kAdded, RecordOutcome::kOutdated));
  EXPECT_THAT(both.content.plan, ElementsAre(late));
  const PlatformImport older = Import({Of(early)}, both.content, both.known);
  EXPECT_THAT(older.outcomes, ElementsAre(RecordOutcome::kOutdated));
  EXPECT_EQ(older.content, both.content);
  const PlatformImport newer = Import({Of(Jobs(50, "k1", "20231201000000000"))}, both.content, both.known);
  EXPECT_THAT(newer.outcomes, ElementsAre(RecordOutcome::kChanged));
}

TEST(PlatformImport, ADeletedRecordStaysDeletedForOlderVersions) {
  const PlatformImport first = Import({Of(Jobs(48))});
  const PlatformImport gone = Import({Of(Jobs(48, "k1", "20230601000000000"), true)}, first.content, first.known);
  EXPECT_THAT(gone.outcomes, ElementsAre(RecordOutcome::kDeleted));
  EXPECT_THAT(gone.content.plan, IsEmpty());
  EXPECT_TRUE(gone.known.at({kTable, "k1"}).is_deleted);
  EXPECT_THAT(Import({Of(Jobs(48))}, gone.content, gone.known).content.plan, IsEmpty());
  EXPECT_THAT(Import({Of(Jobs(48, "k1", "20230602000000000"))}, gone.content, gone.known).content.plan, SizeIs(1));
}

TEST(PlatformImport, OneIdInOneVersionWithTwoContentsIsAnError) {
  const PlatformImport import = Import({Of(Jobs(48)), Of(Jobs(49)), Of(Jobs(48))});
  EXPECT_THAT(Told(import), ElementsAre("RECORD_REPEATED k1"));
  EXPECT_THAT(import.outcomes, ElementsAre(RecordOutcome::kAdded, RecordOutcome::kRefused, RecordOutcome::kOutdated));
}

TEST(PlatformImport, ARenamedRowIsKnownByItsRecord) {
  const PlatformImport first = Import({Of(Jobs(48))});
  PlanRow renamed = Jobs(48, "k1", "20230601000000000");
  renamed.key.level3 = "城镇新增就业人数";
  const PlatformImport second = Import({Of(renamed)}, first.content, first.known);
  EXPECT_THAT(second.outcomes, ElementsAre(RecordOutcome::kChanged));
  EXPECT_THAT(second.content.plan, ElementsAre(renamed));
}

TEST(PlatformImport, WhatTheFileDoesNotSayStays) {
  YearContent own;
  own.plan = {Jobs(48)};
  own.plan[0].weight.emplace(30);
  own.plan[0].adjusted = Target{Rational(46), std::nullopt, "≥46"};
  own.plan[0].adjust_reason = "岗位调减";
  own.plan[0].is_core = true;
  const PlatformImport import = Import({Of(Jobs(50, "k1", "20230601000000000"))}, own);
  ASSERT_THAT(import.content.plan, SizeIs(1));
  EXPECT_EQ(import.content.plan[0].target.value, Rational(50));
  EXPECT_EQ(import.content.plan[0].weight, Rational(30));
  EXPECT_EQ(import.content.plan[0].adjust_reason, "岗位调减");
  EXPECT_TRUE(import.content.plan[0].is_core);
}

TEST(PlatformImport, AThirdLevelAloneMeansTheOneRowThatHasIt) {
  YearContent others;
  others.plan = {Jobs(48, "")};
  const RowKey alone{"", "", "", "新增就业人数", ""};
  const PlatformImport import = Import({Result(alone, 46)}, {}, {}, others);
  ASSERT_THAT(import.content.observations, SizeIs(1));
  EXPECT_EQ(import.content.observations[0].key, Jobs(48).key);

  EXPECT_THAT(Told(Import({Result(alone, 46)})), ElementsAre("INDICATOR_UNKNOWN 新增就业人数"));
  others.plan.push_back(Jobs(48, ""));
  others.plan[1].key.level2 = "经济效益指标";
  const PlatformImport ambiguous = Import({Result(alone, 46)}, {}, {}, others);
  EXPECT_THAT(Told(ambiguous), ElementsAre("INDICATOR_AMBIGUOUS 新增就业人数"));
  EXPECT_THAT(ambiguous.outcomes, ElementsAre(RecordOutcome::kRefused));
  EXPECT_THAT(ambiguous.content.observations, IsEmpty());
}

TEST(PlatformImport, ASelfEvaluationThatRepeatsAnotherTargetIsAWarning) {
  YearContent others;
  others.plan = {Jobs(48, "")};
  others.plan[0].weight.emplace(30);
  ImportedRecord result = Result(Jobs(48).key, 46);
  result.stated_target = Target{Rational(46), std::nullopt, "≥46"};
  result.stated_weight = Rational(20);
  EXPECT_THAT(Told(Import({result}, {}, {}, others)), ElementsAre("TARGET_DIFFERS ≥46", "WEIGHT_DIFFERS 20"));
  result.stated_target = Target{Rational(48), std::nullopt, "48"};
  result.stated_weight = Rational(30);
  EXPECT_THAT(Import({result}, {}, {}, others).issues, IsEmpty());
}

TEST(PlatformImport, AJudgedRowKeepsItsPercent) {
  YearContent own;
  own.observations.emplace_back();
  own.observations[0].key = Jobs(48).key;
  own.observations[0].date = Date::FromYmd(2023, 12, 31).value();
  own.observations[0].tier = "达成预期指标";
  own.observations[0].percent = *Quotient(Rational(9), Rational(10));
  own.observations[0].documents = {{"走访记录.pdf", ""}};
  ImportedRecord result = Result(Jobs(48).key, 0);
  result.observation->value.reset();
  result.observation->unit.clear();
  result.observation->text = "达成预期指标";
  const PlatformImport import = Import({result}, own);
  EXPECT_THAT(import.outcomes, ElementsAre(RecordOutcome::kUnchanged));
  EXPECT_EQ(import.content, own);
}

}  // namespace
}  // namespace zhengping::indicator
