#include "services/indicator/domain/written_target.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

// "≥0.95 %", "区间5–10 天", "定性", "n/a"; a "?" behind a direction that nobody stated, "!" where columns disagree.
std::string Told(const WrittenTarget& read) {
  if (read.kind == TargetKind::kMissing) return "missing";
  if (read.kind == TargetKind::kNotApplicable) return "n/a";
  if (read.kind == TargetKind::kDeadline) return absl::StrCat("by ", FormatIso(*read.deadline));
  std::string told(DirectionSign(read.direction));
  if (!read.target.value) return absl::StrCat(told, read.has_other_unit ? " other unit" : "");
  absl::StrAppend(&told, read.is_strict ? "(strict)" : "", read.is_direction_stated ? "" : "?",
                  read.has_other_sign ? "!" : "", FormatShort(*read.target.value, 6));
  if (read.target.upper) absl::StrAppend(&told, "–", FormatShort(*read.target.upper, 6));
  if (!read.unit.empty()) absl::StrAppend(&told, " ", read.unit);
  return absl::StrCat(told, read.kind == TargetKind::kChange ? " change" : "");
}

struct Case {
  const char* text;
  const char* sign;
  const char* unit;
  const char* told;
};

void Check(const Case& c) {
  SCOPED_TRACE(absl::StrCat("「", c.text, "」 ", c.sign, " ", c.unit));
  const WrittenTarget read = ReadWrittenTarget(c.text, c.sign, c.unit, 2023);
  EXPECT_EQ(Told(read), c.told);
  EXPECT_EQ(read.target.text, c.text) << "the raw text is kept";
}

TEST(WrittenTarget, ReadsNumbersWithTheirSignsAndUnits) {
  const Case cases[] = {
      {"≥95%", "", "", "≥0.95 %"},
      {">= 95 %", "", "", "≥0.95 %"},
      {"≥９５％", "", "", "≥0.95 %"},
      {"不少于100场", "", "", "≥100 场"},
      {"不低于90%", "", "", "≥0.9 %"},
      {"达到90%以上", "", "", "≥0.9 %"},
      {"90%及以上", "", "", "≥0.9 %"},
      {"100余人", "", "", "≥100 人"},
      {"100人以上", "", "", "≥100 人"},
      {"≤5天", "", "", "≤5 天"},
      {"5天以内", "", "", "≤5 天"},
      {"不超过308.17万元", "", "", "≤308.17 万元"},
      {"控制在5%以内", "", "", "≤0.05 %"},
      {"=6个", "", "", "=6 个"},
      {">3次", "", "", "≥(strict)3 次"},
      {"低于5%", "", "", "≤(strict)0.05 %"},
      {"100", "", "", "≥?100"},
      {"150万元", "", "", "≥?150 万元"},
      {"完成100%", "", "", "≥?1 %"},
      {"100", ">=", "人", "≥100 人"},
      {"100", "大于等于", "人", "≥100 人"},
      {"100", "小于", "天", "≤(strict)100 天"},
      {"95", "正向", "%", "≥0.95 %"},
      {"95%", "≥", "%", "≥0.95 %"},
      {"≥95%", "≤", "%", "≤!0.95 %"},
      {"150万元", "=", "元", "=1500000 元"},
      {"150万", "=", "元", "=1500000 元"},
      {"100人次", "≥", "人", "≥ other unit"},
      {"56户", "≥", "人", "≥ other unit"},
  };
  for (const Case& c : cases) Check(c);
}

TEST(WrittenTarget, ReadsRangesChangesAndDaysAndLeavesTheRestText) {
  const Case cases[] = {
      {"5-10天", "", "", "区间5–10 天"},
      {"5~10", "区间", "天", "区间5–10 天"},
      {"95%至98%", "", "", "区间0.95–0.98 %"},
      {"[5,10]", "", "", "区间5–10"},
      {"10-5", "≥", "", "区间!5–10"},
      {"1,234", "", "", "≥?1234"},
      {"较上年增长5%", "", "", "≥0.05 % change"},
      {"同比下降3%以上", "", "", "≥0.03 % change"},
      {"较上年增长", "", "", "定性"},
      {"较上年5%", "", "", "定性"},
      {"12月底前", "", "", "by 2023-12-31"},
      {"6月底之前", "≤", "", "by 2023-06-30"},
      {"2024年2月底前", "", "", "by 2024-02-29"},
      {"2023年11月15日前", "", "", "by 2023-11-15"},
      {"年底前", "", "", "by 2023-12-31"},
      {"2月30日前", "", "", "定性"},
      {"13月底前", "", "", "定性"},
      {"无", "", "", "n/a"},
      {"/", "≥", "%", "n/a"},
      {"", "≥", "%", "missing"},
      {"环境明显改善", "", "", "定性"},
      {"好", "≥", "", "定性"},
      {"95%", "定性", "", "定性"},
      {"约50", "", "", "定性"},
      {"100人左右", "", "", "定性"},
      {"6栋56户", "", "", "定性"},
      {"NaN", "", "", "定性"},
      {"1e5", "", "", "定性"},
      {"∞", "≥", "人", "定性"},
      {"不超过100人以上", "", "", "定性"},
      {"5个社区，完成全部改造任务", "", "", "定性"},
  };
  for (const Case& c : cases) Check(c);
}

TEST(WrittenTarget, SignsOfThePlatform) {
  EXPECT_EQ(ReadSign("大于等于")->direction, Direction::kAtLeast);
  EXPECT_TRUE(ReadSign("＞")->is_strict);
  EXPECT_EQ(ReadSign("小于等于")->direction, Direction::kAtMost);
  EXPECT_EQ(ReadSign("等于")->direction, Direction::kEqual);
  EXPECT_EQ(ReadSign("反向")->direction, Direction::kAtMost);
  EXPECT_EQ(ReadSign("定性")->direction, Direction::kQualitative);
  EXPECT_FALSE(ReadSign("达到").has_value());
  EXPECT_FALSE(ReadSign("").has_value());
}

}  // namespace
}  // namespace zhengping::indicator
