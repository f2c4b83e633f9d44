#include "services/indicator/domain/unit_conversion.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

TEST(ConversionFactor, ConvertsWhatIsTheSameMeasureAndRefusesTheRest) {
  struct Case {
    const char* from;
    const char* to;
    const char* factor;  // "": cannot be held against one another
  };
  const Case cases[] = {
      {"人", "人", "1"},         {"万元", "元", "10000"}, {"元", "万元", "0.0001"},
      {"亿元", "万元", "10000"}, {"千元", "元", "1000"},  {"万", "元", "10000"},  // "150万" in a row of 元
      {"万", "万元", "1"},                                                        // and in one of 万元
      {"万人", "人", "10000"},   {"万", "人", "10000"},   {"万人次", "人次", "10000"},
      {"万", "", "10000"},       {"公顷", "亩", "15"},    {"平方公里", "公顷", "100"},
      {"公里", "米", "1000"},    {"吨", "公斤", "1000"},  {"名", "人", "1"},
      {"日", "天", "1"},         {"㎡", "平方米", "1"},   {"％", "%", "1"},
      {"", "户", "1"},  // taken as it is
      {"户", "", "1"},           {"人", "人次", ""},      {"人次", "人", ""},
      {"户", "人", ""},          {"元", "人", ""},        {"万元", "万人", ""},
      {"亩", "米", ""},          {"%", "", ""},           {"", "%", ""},
      {"%", "户", ""},           {"万", "%", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.from) + " to " + c.to);
    const std::optional<Rational> factor = ConversionFactor(c.from, c.to);
    ASSERT_EQ(factor.has_value(), *c.factor != '\0');
    if (!factor) continue;
    EXPECT_EQ(*factor, *ParseNumber(c.factor));
  }
}

TEST(ConversionFactor, ThereAndBackIsOne) {
  for (const char* from : {"元", "万元", "亿元", "百元", "万"}) {
    for (const char* to : {"元", "千元", "百万元", "千万元"}) {
      EXPECT_EQ(*ConversionFactor(from, to) * *ConversionFactor(to, from), Rational(1)) << from << " " << to;
    }
  }
}

}  // namespace
}  // namespace zhengping::indicator
