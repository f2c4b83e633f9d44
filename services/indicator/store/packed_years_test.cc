#include "services/indicator/store/packed_years.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/indicator/store/migrations.h"
#include "services/indicator/store/year_load_fixture.h"
#include "services/indicator/store/year_pack.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

YearKey Department(int number, int fiscal_year = 2023) {
  return {{"430503000", absl::StrCat(100 + number)}, fiscal_year};
}

// Every field set, so that one that is left out of the packed form is missed.
YearContent FullContent() {
  YearContent content = SmallLoad().content;
  PlanRow& row = content.plan[0];
  row.key.goal = "目标一";
  row.key.project = "430503210000000000001";
  row.direction = Direction::kRange;
  row.target.upper = *Quotient(Rational(100), Rational(3));
  row.adjusted = row.target;
  row.adjusted->text = "调整后";
  row.adjust_reason = "上级任务调整";
  row.baseline = Rational(-5);
  row.rule = "按比例";
  row.is_core = true;
  row.is_illustrative = true;
  row.content = "内容";
  row.scoring_standard = "标准";
  row.note = "备注";
  row.record = {"BGT_PERF_INDICATOR", "k1", "20230101000000000"};
  Observation& observation = content.observations[0];
  observation.state = ObservationState::kReported;
  observation.value = ParseFraction("123456789012345678901234567890", "7").value();
  observation.is_lower_bound = true;
  observation.tier = "达成预期指标";
  observation.percent = *Quotient(Rational(4), Rational(5));
  observation.reason = "理由";
  observation.parts = {{"制度健全", true, std::nullopt}, {"签约率", std::nullopt, Rational(1)}};
  observation.text = "55余户";
  observation.source = "observations.csv 第 2 行";
  observation.deviation_reason = "偏差原因";
  observation.measure = "措施";
  observation.is_illustrative = true;
  observation.documents = {{"台账.pdf", std::string(64, 'a')}};
  content.goals = {{"p1", "目标", "实施期", "完成", "原因", "措施", "目标表.xlsx 第 2 行", {"T", "i", "t"}}};
  return content;
}

TEST(YearPack, GivesBackWhatWasPacked) {
  const YearContent content = FullContent();
  YearContent read = SmallLoad().content;  // of another year before
  int64_t plan_revision = 0;
  ASSERT_THAT(UnpackYear(PackYear(content, 7), read, plan_revision), IsOk());
  EXPECT_EQ(read, content);
  EXPECT_EQ(plan_revision, 7);
  ASSERT_THAT(UnpackYear(PackYear(YearContent(), 0), read, plan_revision), IsOk());
  EXPECT_EQ(read, YearContent());
}

TEST(YearPack, BytesThatNobodyPackedAreRefused) {
  const std::string packed = PackYear(FullContent(), 7);
  YearContent read;
  int64_t plan_revision = 0;
  EXPECT_FALSE(UnpackYear("", read, plan_revision).ok());
  EXPECT_FALSE(UnpackYear(packed + "x", read, plan_revision).ok());
  EXPECT_FALSE(UnpackYear("\x02" + packed.substr(1), read, plan_revision).ok());
  for (size_t size = 0; size < packed.size(); ++size) {
    EXPECT_FALSE(UnpackYear(packed.substr(0, size), read, plan_revision).ok()) << size;
  }
}

class PackedYearsTest : public testing::TestWithParam<storage::BackendKind> {
 protected:
  struct Found {
    std::map<size_t, StoredYear> packed;
    std::vector<size_t> others;
  };

  Found Select(const std::vector<YearAtRevision>& years) {
    Found found;
    found.others = database_
                       ->Read([&](storage::Connection& connection) {
                         return SelectPackedYears(connection, years, [&](size_t place, const StoredYear& year) {
                           found.packed[place] = year;
                         });
                       })
                       .value();
    return found;
  }

  StoredYear ReadOne(const YearKey& key) {
    std::promise<StoredYear> read;
    store().ReadYear(key, 0, [&read](absl::StatusOr<StoredYear> year) { read.set_value(*std::move(year)); });
    return read.get_future().get();
  }

  IndicatorStore& store() { return *store_; }

  storage::TempDatabase database_{GetParam(), Migrations()};
  WaitingStore waiting_{*database_};
  std::unique_ptr<IndicatorStore> store_ = std::make_unique<IndicatorStore>(*database_);
};

INSTANTIATE_TEST_SUITE_P(Backends, PackedYearsTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

// Departments 0, 3, 6 … 27 hold something, and so do some of the year after.
TEST_P(PackedYearsTest, APackedYearIsTheYearThatItsRowsMake) {
  for (int i = 0; i < 30; i += 3) {
    YearLoad load = SmallLoad(Department(i));
    load.content.observations[0].value = Rational(40 + i);
    ASSERT_THAT(waiting_.Load(load).status(), IsOk());
    if (i % 2 == 1) continue;
    ASSERT_THAT(waiting_.Load(SmallLoad(Department(i, 2024))).status(), IsOk());
  }
  const Found found = Select({{Department(27), 0},
                              {Department(0), 0},
                              {Department(1), 0},
                              {Department(3), 0},
                              {Department(6), 0},
                              {Department(6, 2024), 0},
                              {Department(9), 1},
                              {Department(28), 0},
                              {Department(27), 0},
                              {Department(3, 2024), 0}});
  EXPECT_THAT(found.others, ElementsAre(2, 6, 7, 9));  // without a row, or at a revision that is asked for by number
  ASSERT_EQ(found.packed.size(), 6u);
  EXPECT_EQ(found.packed.at(0).content.observations[0].value, Rational(67));
  EXPECT_EQ(found.packed.at(8).content, found.packed.at(0).content);
  for (const auto& [place, key] : std::map<size_t, YearKey>{{1, Department(0)}, {5, Department(6, 2024)}}) {
    const StoredYear year = ReadOne(key);
    EXPECT_EQ(found.packed.at(place).mark, year.mark);
    EXPECT_EQ(found.packed.at(place).content, year.content);
    EXPECT_EQ(found.packed.at(place).plan_revision, year.plan_revision);
    EXPECT_EQ(year.content, waiting_.Read(key).value().content);
  }
}

TEST_P(PackedYearsTest, EveryWriteMovesThePackedYear) {
  ASSERT_THAT(waiting_.Load(SmallLoad()).status(), IsOk());
  YearLoad load = SmallLoad();
  load.content.plan[0].target.value = Rational(57);
  ASSERT_THAT(waiting_.Load(load).status(), IsOk());
  const Found found = Select({{Cuiyuan(), 0}});
  EXPECT_EQ(found.packed.at(0).mark.revision, 2);
  EXPECT_EQ(found.packed.at(0).mark, ReadOne(Cuiyuan()).mark);
  EXPECT_EQ(found.packed.at(0).content.plan[0].target.value, Rational(57));
}

TEST_P(PackedYearsTest, SourcesThatContradictEachOtherAreReadFromTheirRows) {
  ASSERT_THAT(waiting_.Load(SmallLoad()).status(), IsOk());
  YearLoad other = SmallLoad();
  other.source = "platform";
  other.content.plan.clear();
  other.content.checks.clear();
  other.content.observations[0].value = Rational(40);
  ASSERT_THAT(waiting_.Load(other).status(), IsOk());
  ASSERT_FALSE(ReadOne(Cuiyuan()).contradictions.empty());
  const Found found = Select({{Cuiyuan(), 0}});
  EXPECT_THAT(found.others, ElementsAre(0));
  EXPECT_THAT(found.packed, IsEmpty());
}

}  // namespace
}  // namespace zhengping::indicator
