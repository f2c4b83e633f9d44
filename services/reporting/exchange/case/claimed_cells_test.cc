#include "services/reporting/exchange/case/claimed_cells.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

Rational Number(const char* text) { return *ParseNumber(text); }

TEST(ClaimedCells, ValuesAreReadWithoutGuessing) {
  const struct {
    const char* text;
    const char* column_unit;
    const char* number;  // nullptr: words
    CellSign sign;
    bool is_lower_bound;
    const char* unit;
    const char* step;
  } kCases[] = {
      {"72.74%", "", "0.7274", CellSign::kNone, false, "%", "0.0001"},
      {"100", "%", "1", CellSign::kNone, false, "%", "0.01"},
      {"≥95%", "", "0.95", CellSign::kAtLeast, true, "%", "0.01"},
      {">= 95 %", "", "0.95", CellSign::kAtLeast, true, "%", "0.01"},
      {"<5%", "", "0.05", CellSign::kBelow, false, "%", "0.01"},
      {"5%以内", "", "0.05", CellSign::kAtMost, false, "%", "0.01"},
      {"90%以上", "", "0.9", CellSign::kAtLeast, true, "%", "0.01"},
      {"+1%", "", "0.01", CellSign::kNone, false, "%", "0.01"},
      {"100余人", "", "100", CellSign::kNone, true, "人", "1"},
      {"150万", "元", "1500000", CellSign::kNone, false, "元", "10000"},
      {"4.7万元", "", "47000", CellSign::kNone, false, "元", "1000"},
      {"90", "万元", "900000", CellSign::kNone, false, "元", "10000"},
      {"３万人次", "", "30000", CellSign::kNone, false, "人次", "10000"},
      {"480元/人", "", "480", CellSign::kNone, false, "元/人", "1"},
      {"不超过2.5小时", "", "2.5", CellSign::kAtMost, false, "小时", "0.1"},
      {"30278", "", "30278", CellSign::kNone, false, "", "1"},
      {"按规定执行", "", nullptr, CellSign::kNone, false, "", nullptr},
      {"增收 27 万元", "", nullptr, CellSign::kNone, false, "", nullptr},
      {"6栋56户", "", nullptr, CellSign::kNone, false, "", nullptr},
  };
  for (const auto& c : kCases) {
    const ClaimedCell cell = ReadClaimedValue(c.text, c.column_unit);
    EXPECT_EQ(cell.reading, CellReading::kValue) << c.text;
    EXPECT_EQ(cell.text, c.text);
    ASSERT_EQ(cell.number.has_value(), c.number != nullptr) << c.text;
    if (c.number == nullptr) continue;
    EXPECT_EQ(*cell.number, Number(c.number)) << c.text;
    EXPECT_EQ(cell.sign, c.sign) << c.text;
    EXPECT_EQ(cell.is_lower_bound, c.is_lower_bound) << c.text;
    EXPECT_EQ(cell.unit, c.unit) << c.text;
    EXPECT_EQ(cell.step, Number(c.step)) << c.text;
  }
}

TEST(ClaimedCells, BlankNotApplicableAndUnreadAreThreeThings) {
  const struct {
    const char* text;
    CellReading reading;
  } kCases[] = {
      {"", CellReading::kMissing},      {"  ", CellReading::kMissing},      {"-", CellReading::kMissing},
      {"—", CellReading::kMissing},     {"/", CellReading::kNotApplicable}, {"无", CellReading::kNotApplicable},
      {"未读到", CellReading::kUnread}, {"9□%", CellReading::kUnread},      {"？", CellReading::kUnread},
      {"0", CellReading::kValue},       {"无结余", CellReading::kValue}};
  for (const auto& c : kCases) EXPECT_EQ(ReadClaimedValue(c.text, "").reading, c.reading) << c.text;
}

TEST(ClaimedCells, PointsAreNumbersAndNothingElse) {
  EXPECT_EQ(*ReadClaimedNumber("9.49").number, Number("9.49"));
  EXPECT_EQ(ReadClaimedNumber("9.49").step, Number("0.01"));
  EXPECT_EQ(*ReadClaimedNumber("8分").number, Number("8"));
  EXPECT_EQ(*ReadClaimedNumber("94.86%").number, Number("0.9486"));
  EXPECT_EQ(ReadClaimedNumber("1O").reading, CellReading::kUnread) << "a letter for a nought";
  EXPECT_FALSE(ReadClaimedNumber("1O").number.has_value());
}

TEST(ClaimedCells, AmountsCountInFen) {
  const ClaimedCell wanyuan = ReadClaimedAmount("89.974", 1'000'000);
  EXPECT_EQ(*wanyuan.number, Number("89974000"));
  EXPECT_EQ(wanyuan.step, Number("1000"));
  EXPECT_EQ(wanyuan.unit_fen, 1'000'000);
  const ClaimedCell named = ReadClaimedAmount("4.7万元", 100);
  EXPECT_EQ(*named.number, Number("4700000"));
  EXPECT_EQ(named.unit_fen, 1'000'000);
  EXPECT_EQ(ReadClaimedAmount("约880", 100).reading, CellReading::kUnread);
  EXPECT_EQ(ReadClaimedAmount("0", 100).reading, CellReading::kValue);
}

}  // namespace
}  // namespace zhengping::reporting
