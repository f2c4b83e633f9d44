#include "common/config/setting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Setting, ABoolReadsTheUsualWords) {
  bool value = false;
  const Setting setting = BoolSetting(&value);
  for (const char* text : {"true", "1", "yes", "on"}) {
    value = false;
    EXPECT_EQ(setting.set({text}), "");
    EXPECT_TRUE(value) << text;
  }
  for (const char* text : {"false", "0", "no", "off"}) {
    EXPECT_EQ(setting.set({text}), "");
    EXPECT_FALSE(value) << text;
    value = true;
  }
  EXPECT_EQ(setting.set({"maybe"}), "it is true or false");
  EXPECT_TRUE(value) << "a refused text changes nothing";
  EXPECT_THAT(setting.get(), ElementsAre("true"));
}

TEST(Setting, AnAbsentBoolPrintsAsNothing) {
  std::optional<bool> value;
  const Setting setting = BoolSetting(&value);
  EXPECT_THAT(setting.get(), IsEmpty());
  EXPECT_EQ(setting.set({"false"}), "");
  EXPECT_EQ(value, false);
  EXPECT_THAT(setting.get(), ElementsAre("false"));
}

TEST(Setting, ANumberHasItsRange) {
  int value = 7;
  const Setting setting = IntSetting(&value, {1, 100});
  EXPECT_EQ(setting.set({"1"}), "");
  EXPECT_EQ(value, 1);
  EXPECT_EQ(setting.set({"100"}), "");
  EXPECT_EQ(value, 100);
  for (const char* text : {"0", "101", "", "1.5", "1s", "99999999999999999999"}) {
    EXPECT_EQ(setting.set({text}), "it is a whole number from 1 to 100") << text;
  }
  EXPECT_EQ(value, 100);
  EXPECT_EQ(IntSetting(&value, {0, 1LL << 40}).set({"1099511627776"}), "it is a whole number from 0 to 2147483647")
      << "what does not fit in an int";
}

TEST(Setting, ADurationHasAUnit) {
  absl::Duration value;
  const Setting setting = DurationSetting(&value);
  EXPECT_EQ(setting.set({"1m30s"}), "");
  EXPECT_EQ(value, absl::Seconds(90));
  EXPECT_THAT(setting.get(), ElementsAre("1m30s"));
  EXPECT_NE(setting.set({"30"}), "");
  EXPECT_NE(setting.set({"-1s"}), "");
  EXPECT_EQ(value, absl::Seconds(90));
}

TEST(Setting, AChoiceIsOneOfItsWords) {
  std::string value = "sqlite";
  const Setting setting = ChoiceSetting(&value, {"sqlite", "postgres"});
  EXPECT_EQ(setting.set({"mysql"}), "it is one of sqlite, postgres");
  EXPECT_EQ(setting.set({"postgres"}), "");
  EXPECT_EQ(value, "postgres");
}

TEST(Setting, OnlyAListTakesSeveralValues) {
  std::string one;
  std::vector<std::string> many;
  EXPECT_EQ(TextSetting(&one).set({"a", "b"}), "it takes one value");
  EXPECT_EQ(TextSetting(&one).set({}), "it takes one value");
  EXPECT_EQ(ListSetting(&many).set({"a", "b"}), "");
  EXPECT_THAT(many, ElementsAre("a", "b"));
}

}  // namespace
}  // namespace zhengping::config
