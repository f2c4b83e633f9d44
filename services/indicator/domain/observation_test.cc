#include "services/indicator/domain/observation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

Observation Seen(RowKey key, Date date, int64_t value) {
  Observation observation;
  observation.key = std::move(key);
  observation.date = date;
  observation.value.emplace(value);
  observation.unit = "个";
  return observation;
}

const RowKey kFull{"", "产出指标", "数量指标", "排查栋数", ""};
const RowKey kShort{"", "", "", "排查栋数", ""};

int64_t ValueOf(const Lookup& lookup) {
  return lookup.observation == nullptr ? -1 : *lookup.observation->value->ToInt64();
}

TEST(Observations, TheLatestUpToTheDayCounts) {
  const std::vector<Observation> observations = {Seen(kFull, Day(6, 30), 300), Seen(kFull, Day(12, 31), 585),
                                                 Seen(kFull, Day(3, 31), 100)};
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(3, 30)).FindRow(kFull)), -1);
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(3, 31)).FindRow(kFull)), 100);
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(7, 1)).FindRow(kFull)), 300);
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(12, 31)).FindRow(kFull)), 585);
}

TEST(Observations, OfOneDateTheLaterInTheListCorrects) {
  const std::vector<Observation> observations = {Seen(kFull, Day(12, 31), 580), Seen(kFull, Day(12, 31), 585)};
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(12, 31)).FindRow(kFull)), 585);
}

TEST(Observations, ALaterOneThatSaysMissingTakesTheValueBack) {
  std::vector<Observation> observations = {Seen(kFull, Day(6, 30), 300), Seen(kFull, Day(7, 31), 0)};
  observations[1].value.reset();
  observations[1].state = ObservationState::kMissing;
  EXPECT_EQ(ObservationsOf(observations, Day(12, 31)).FindRow(kFull).observation->state, ObservationState::kMissing);
}

TEST(Observations, AShortKeyMeansTheRowAndALaterOneWins) {
  const std::vector<Observation> observations = {Seen(kFull, Day(6, 30), 300), Seen(kShort, Day(12, 31), 585)};
  EXPECT_EQ(ValueOf(ObservationsOf(observations, Day(12, 31)).FindRow(kFull)), 585);
  const std::vector<Observation> same_day = {Seen(kFull, Day(6, 30), 300), Seen(kShort, Day(6, 30), 585)};
  EXPECT_EQ(ValueOf(ObservationsOf(same_day, Day(12, 31)).FindRow(kFull)), 300);
}

TEST(Observations, NamesMayStateTheLevelsThatTellThemApart) {
  const std::vector<Observation> observations = {Seen({"", "产出指标", "数量指标", "覆盖率", ""}, Day(6, 30), 1),
                                                 Seen({"", "效益指标", "社会效益指标", "覆盖率", ""}, Day(6, 30), 2),
                                                 Seen({"", "", "", "办结/上报", ""}, Day(6, 30), 3)};
  const ObservationsOf on_the_day(observations, Day(12, 31));
  EXPECT_EQ(on_the_day.FindName("覆盖率").state, LookupState::kAmbiguous);
  EXPECT_EQ(ValueOf(on_the_day.FindName("社会效益指标/覆盖率")), 2);
  EXPECT_EQ(ValueOf(on_the_day.FindName("产出指标/数量指标/覆盖率")), 1);
  EXPECT_EQ(ValueOf(on_the_day.FindName("产出指标/覆盖率")), -1);  // a level is left out in the middle
  EXPECT_EQ(ValueOf(on_the_day.FindName("办结/上报")), 3);
  EXPECT_EQ(on_the_day.FindName("没有").state, LookupState::kNone);
}

TEST(Observations, EveryFaultIsReportedAtItsPlace) {
  Observation good = Seen(kFull, Day(12, 31), 585);
  Observation no_name = good;
  no_name.key.level3 = "";
  Observation no_value = Seen(kShort, Day(12, 31), 0);
  no_value.value.reset();
  Observation missing_with_value = Seen(kShort, Day(12, 30), 1);
  missing_with_value.state = ObservationState::kMissing;
  Observation percent = Seen(kShort, Day(12, 29), 1);
  percent.percent = Fraction(101, 100);
  Observation no_unit = Seen(kShort, Day(12, 28), 30278);
  no_unit.unit = "";
  Observation at_least = Seen(kShort, Day(12, 27), 100);
  at_least.is_lower_bound = true;
  const std::vector<Issue> issues =
      CheckObservations({good, no_name, no_value, missing_with_value, percent, no_unit, at_least, good});
  std::vector<std::string> lines;
  for (const Issue& issue : issues) lines.push_back(issue.reason + " at " + issue.place.field);
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "OBSERVATION_NAME at observations[1].key.level3",
                       "OBSERVATION_WITHOUT_VALUE at observations[2].value",
                       "OBSERVATION_STATE at observations[3].state",
                       "OBSERVATION_PERCENT at observations[4].percent",
                       "OBSERVATION_REASON at observations[4].percent",
                       "OBSERVATION_UNIT_MISSING at observations[5].unit",
                       "OBSERVATION_LOWER_BOUND at observations[6].value",
                       "OBSERVATION_DUPLICATE at observations[7].date",
                   }));
}

TEST(Observations, AReportedOneDoesNotSayThatItIsNone) {
  Observation observation = Seen(kFull, Day(12, 31), 585);
  observation.value.reset();
  const auto told = [&observation](const char* text) {
    observation.text = text;
    std::string lines;
    for (const Issue& issue : CheckObservations({observation})) {
      lines += issue.reason + " at " + issue.place.field + ": " + issue.remedy;
    }
    return lines;
  };
  EXPECT_EQ(told("/"),
            "OBSERVATION_STATE at observations[0].state: "
            "完成值为「/」时状态应为不适用；有完成值的请填完成值");
  EXPECT_EQ(told("无"),
            "OBSERVATION_STATE at observations[0].state: "
            "完成值为「无」时状态应为不适用；有完成值的请填完成值");
  EXPECT_EQ(told("未报"),
            "OBSERVATION_STATE at observations[0].state: "
            "完成值为「未报」时状态应为缺失；有完成值的请填完成值");
  EXPECT_EQ(told("已办结"), "");
  observation.value.emplace(0);
  EXPECT_EQ(told("无"), "");
  observation.value.reset();
  observation.state = ObservationState::kNotApplicable;
  EXPECT_EQ(told("/"), "");
}

// "585 栋", "≥100 人", "n/a", "missing", "text".
std::string Read(absl::string_view text, absl::string_view unit = "") {
  const ObservedText read = ReadObservedText(text, unit);
  if (read.state == ObservationState::kMissing) return "missing";
  if (read.state == ObservationState::kNotApplicable) return "n/a";
  if (!read.value) return "text";
  return (read.is_lower_bound ? "≥" : "") + FormatShort(*read.value, 6) + (read.unit.empty() ? "" : " " + read.unit);
}

TEST(ObservedText, ReadsWhatReportsWrite) {
  struct Case {
    const char* source;
    const char* text;
    const char* unit;
    const char* read;
  };
  const Case cases[] = {
      {"seed: 排查房屋", "585栋", "", "585 栋"},
      {"seed: 转移人员", "100余人", "", "≥100 人"},
      {"seed: 退休职工认证", "800余人", "", "≥800 人"},
      {"seed: 视频播放", "10余次", "", "≥10 次"},
      {"seed: 覆盖率", "38.64%", "", "0.3864 %"},
      {"seed: 土地转让金", "30278", "", "30278"},
      {"seed: 预交款, not converted", "4.7万元", "", "4.7 万元"},
      {"seed: two figures in one", "6栋56户", "", "text"},
      {"unit in its own column", "585", "栋", "585 栋"},
      {"percent in its own column", "98", "%", "0.98 %"},
      {"percent in both", "98%", "%", "0.98 %"},
      {"full-width", "９８．５％", "", "0.985 %"},
      {"thousands", "7,056人次", "", "7056 人次"},
      {"湖北 2020: sign inside the value", "≥90%", "", "≥0.9 %"},
      {"以上", "95%以上", "", "≥0.95 %"},
      {"an upper bound is no value", "≤5%", "", "text"},
      {"about", "约50", "", "text"},
      {"天长市水利局 2022", "/", "", "n/a"},
      {"衡山县粮食 2020", "无", "", "n/a"},
      {"empty", "  ", "", "missing"},
      {"zero is a value", "0", "起", "0 起"},
      {"words", "已按规定公开", "", "text"},
      {"not a number", "NaN", "", "text"},
      {"minus", "-1%", "", "-0.01 %"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    EXPECT_EQ(Read(c.text, c.unit), c.read);
  }
}

TEST(Observations, TwoOfOneDayAreToldWithBothValues) {
  const std::vector<Issue> issues = CheckObservations({Seen(kFull, Day(12, 31), 585), Seen(kFull, Day(12, 31), 575)});
  std::string told;
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::kWarning) told += issue.reason + ": " + issue.remedy;
  }
  EXPECT_THAT(told, testing::HasSubstr("OBSERVATION_DUPLICATE: 同一指标同一日期有两个完成值「585"));
  EXPECT_THAT(told, testing::HasSubstr("和「575"));
}

TEST(Observations, EvidenceIsADocumentWithADigest) {
  Observation observation = Seen(kFull, Day(12, 31), 585);
  const auto told = [&observation](std::vector<EvidenceDocument> documents) {
    observation.documents = std::move(documents);
    std::string lines;
    for (const Issue& issue : CheckObservations({observation})) {
      if (issue.severity == Severity::kError) lines += issue.reason + " " + issue.place.field + ";";
    }
    return lines;
  };
  EXPECT_EQ(told({{"台账.xlsx", std::string(64, '0')}, {"照片.jpg", ""}}), "");
  EXPECT_EQ(told({{"", std::string(64, '0')}}), "EVIDENCE_NAME observations[0].documents[0].name;");
  EXPECT_EQ(told({{"台账.xlsx", std::string(63, '0')}}), "EVIDENCE_DIGEST observations[0].documents[0].sm3;");
  EXPECT_EQ(told({{"台账.xlsx", std::string(64, 'g')}}), "EVIDENCE_DIGEST observations[0].documents[0].sm3;");
}

TEST(ObservedParts, ReadsAListOfAnswers) {
  const std::vector<ObservedPart> parts = ReadObservedParts("制度健全：是；执行有效：否；签约率:98%");
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0], (ObservedPart{"制度健全", true, std::nullopt}));
  EXPECT_EQ(parts[1], (ObservedPart{"执行有效", false, std::nullopt}));
  EXPECT_EQ(parts[2], (ObservedPart{"签约率", std::nullopt, Fraction(98, 100)}));
  EXPECT_TRUE(ReadObservedParts("制度健全").empty());
  EXPECT_TRUE(ReadObservedParts("制度健全：大致").empty());
  EXPECT_TRUE(ReadObservedParts("：是").empty());
  EXPECT_TRUE(ReadObservedParts("").empty());
}

}  // namespace
}  // namespace zhengping::indicator
