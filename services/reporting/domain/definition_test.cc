#include "services/reporting/domain/definition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Postfix(absl::string_view text) {
  const std::optional<Definition> definition = ParseDefinition(text);
  if (!definition) return "none";
  return absl::StrJoin(definition->postfix, " ", [](std::string* out, const DefinitionTerm& term) {
    if (term.operation != 0) return absl::StrAppend(out, std::string(1, term.operation));
    absl::StrAppend(out, term.number ? FormatShort(*term.number) : term.name);
  });
}

TEST(Definition, ExpressionsAreReadInTheirOrder) {
  struct Case {
    const char* text;
    const char* postfix;
  };
  const Case cases[] = {{"丙 = 甲 - 乙", "甲 乙 -"},
                        {"丙＝甲−乙×2", "甲 乙 2 * -"},
                        {"丙=（甲+乙）÷fact:final_budget", "甲 乙 + fact:final_budget /"},
                        {"丙 = 「甲-乙 率」 * 100", "甲-乙 率 100 *"},
                        {"丙 = 甲 - 乙 - 丁", "甲 乙 - 丁 -"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Postfix(c.text), c.postfix);
  }
}

TEST(Definition, WhatIsNoExpressionIsNone) {
  for (const char* text : {"", "丙", "丙 =", "= 甲", "丙 = 甲 +", "丙 = (甲", "丙 = 甲)", "丙 = 甲 乙", "丙 = + 甲",
                           "丙 = 「甲", "3 = 甲", "丙 = ()"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(Postfix(text), "none");
  }
  std::string longest = "丙 = 甲";
  for (size_t i = 0; i < kMostDefinitionTerms; ++i) longest += " + 甲";
  EXPECT_EQ(Postfix(longest), "none");
}

TEST(Definition, CyclesAreNamed) {
  const auto of = [](std::vector<const char*> texts) {
    std::vector<Definition> definitions;
    for (const char* text : texts) definitions.push_back(*ParseDefinition(text));
    return CycleOf(definitions);
  };
  EXPECT_THAT(of({"甲 = 乙 + 1", "乙 = 丙", "丙 = 丁"}), IsEmpty());
  EXPECT_THAT(of({"甲 = 甲 + 1"}), ElementsAre("甲", "甲"));
  EXPECT_THAT(of({"丁 = 甲", "甲 = 乙", "乙 = 丙 * 2", "丙 = 甲"}), ElementsAre("甲", "乙", "丙", "甲"));
  EXPECT_THAT(of({"甲 = 乙 + 丙", "乙 = 丁", "丙 = 丁", "丁 = 1"}), IsEmpty()) << "used twice is no cycle";
}

// Definitions that use only later ones have no cycle; one use of an earlier one by a later that it leads to makes one.
TEST(Definition, OrderedDefinitionsHaveNoCycleUntilOneTurnsBack) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Definition> definitions;
    const int count = 2 + static_cast<int>(random() % 30);
    for (int i = 0; i < count; ++i) {
      definitions.push_back(
          *ParseDefinition(absl::StrCat("n", i, " = n", i + 1, " + n", i + 1 + static_cast<int>(random() % 5))));
    }
    EXPECT_THAT(CycleOf(definitions), IsEmpty());
    definitions.back().postfix.push_back({.name = absl::StrCat("n", random() % static_cast<unsigned>(count))});
    const std::vector<std::string> cycle = CycleOf(definitions);
    ASSERT_GE(cycle.size(), 2u);
    EXPECT_EQ(cycle.front(), cycle.back());
  }
}

}  // namespace
}  // namespace zhengping::reporting
