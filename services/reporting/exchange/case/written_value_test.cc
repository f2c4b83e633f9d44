#include "services/reporting/exchange/case/written_value.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace zhengping::reporting {
namespace {

Rational Of(int64_t numerator, int64_t denominator) { return *Quotient(Rational(numerator), Rational(denominator)); }

TEST(WrittenValue, ReadsWhatStandsThereAndGuessesNothing) {
  struct Case {
    const char* text;
    const char* column_unit;
    std::optional<Rational> value;
    bool is_lower_bound;
    const char* unit;
  };
  const Case cases[] = {
      {"585", "栋", Rational(585), false, ""},
      {"585栋", "", Rational(585), false, "栋"},
      {"38.64%", "%", Of(3864, 10000), false, "%"},
      {"３８．６４％", "", Of(3864, 10000), false, "%"},
      {"98", "%", Of(98, 100), false, ""},
      {"100余", "场", Rational(100), true, ""},
      {"100余人", "人", Rational(100), true, "人"},
      {"10余次", "", Rational(10), true, "次"},
      {"95%以上", "", Of(95, 100), true, "%"},
      {"≥95%", "%", Of(95, 100), true, "%"},
      {"<=5", "起", Rational(5), false, ""},
      {"4.7万元", "", Of(47, 10), false, "万元"},
      {"1,234.5", "", Of(12345, 10), false, ""},
      {"-3", "", Rational(-3), false, ""},
      {"30278", "", Rational(30278), false, ""},
      {"6栋56户", "", std::nullopt, false, ""},
      {"约50", "", std::nullopt, false, ""},
      {"八百", "", std::nullopt, false, ""},
      {"已办结", "", std::nullopt, false, ""},
      {"12,34", "", std::nullopt, false, ""},
      {"", "", std::nullopt, false, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const WrittenValue read = ReadWrittenValue(c.text, c.column_unit);
    EXPECT_EQ(read.value, c.value);
    EXPECT_EQ(read.is_lower_bound, c.is_lower_bound);
    EXPECT_EQ(read.unit, c.unit);
  }
}

TEST(WrittenValue, ARangeHasTwoEnds) {
  struct Case {
    const char* text;
    const char* column_unit;
    Rational lower;
    Rational upper;
    const char* unit;
  };
  const Case cases[] = {
      {"5-10", "个", Rational(5), Rational(10), ""},    {"5～10个", "", Rational(5), Rational(10), "个"},
      {"95%至98%", "", Of(95, 100), Of(98, 100), "%"},  {"95-98%", "", Of(95, 100), Of(98, 100), "%"},
      {"95-98", "%", Of(95, 100), Of(98, 100), ""},     {"[5,10]", "", Rational(5), Rational(10), ""},
      {"【5，10】", "", Rational(5), Rational(10), ""}, {"-5~5", "", Rational(-5), Rational(5), ""}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const std::optional<WrittenRange> range = ReadWrittenRange(c.text, c.column_unit);
    ASSERT_TRUE(range.has_value());
    EXPECT_EQ(range->lower, c.lower);
    EXPECT_EQ(range->upper, c.upper);
    EXPECT_EQ(range->unit, c.unit);
  }
  for (const char* text : {"", "5", "5-", "适中", "5,10", "5人-10%"}) {
    EXPECT_FALSE(ReadWrittenRange(text, "").has_value()) << text;
  }
}

TEST(WrittenValue, AChecklistHasParts) {
  const std::vector<CaseObservedPart> parts = ReadWrittenParts("制度健全:是；执行有效：否；签约率:98%");
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].display_name, "制度健全");
  EXPECT_EQ(parts[0].is_met, true);
  EXPECT_EQ(parts[1].is_met, false);
  EXPECT_EQ(parts[2].value, Of(98, 100));
  for (const char* text : {"", "是", "办结:大部分", "时间：8:00"}) EXPECT_TRUE(ReadWrittenParts(text).empty()) << text;
}

TEST(WrittenValue, AUnitInTheCellMustAgreeWithItsColumn) {
  EXPECT_EQ(AgreedUnit("", "人"), "人");
  EXPECT_EQ(AgreedUnit("人", ""), "人");
  EXPECT_EQ(AgreedUnit("人", "人"), "人");
  EXPECT_EQ(AgreedUnit("%", "％"), "%");
  EXPECT_EQ(AgreedUnit("万元", "元"), std::nullopt);
}

}  // namespace
}  // namespace zhengping::reporting
