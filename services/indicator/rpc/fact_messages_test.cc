#include "services/indicator/rpc/fact_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/limits.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::indicator {
namespace {

type::Fact Reported(const std::string& name) {
  type::Fact fact;
  fact.set_name(name);
  fact.set_state(type::FACT_STATE_REPORTED);
  fact.mutable_value()->set_count(1);
  return fact;
}

absl::StatusOr<FactSet> Read(const std::vector<type::Fact>& facts) { return FactSetFrom({facts.begin(), facts.end()}); }

TEST(FactMessages, EachKindOfQuantityIsAnExactNumber) {
  std::vector<type::Fact> facts(5);
  for (size_t i = 0; i < facts.size(); ++i) facts[i] = Reported("fact" + std::to_string(i));
  facts[0].mutable_value()->set_amount_fen(-9223372036854775807);
  facts[1].mutable_value()->set_count(12);
  facts[2].mutable_value()->mutable_rational()->set_numerator("1");
  facts[2].mutable_value()->mutable_rational()->set_denominator("3");
  google::type::Date& date = *facts[3].mutable_value()->mutable_date();
  date.set_year(1970);
  date.set_month(2);
  date.set_day(1);
  facts[4].set_state(type::FACT_STATE_MISSING);
  facts[4].clear_value();
  const FactSet set = Read(facts).value();
  EXPECT_EQ(set.Find("fact0")->value, Rational(-9223372036854775807));
  EXPECT_EQ(set.Find("fact1")->value, Rational(12));
  EXPECT_EQ(set.Find("fact2")->value, Fraction(1, 3));
  EXPECT_EQ(set.Find("fact3")->value, Rational(31));
  EXPECT_EQ(set.Find("fact4")->state, FactState::kMissing);
  EXPECT_EQ(set.Find("fact5"), nullptr);
}

TEST(FactMessages, NameUnitAndSourceComeAlong) {
  type::Fact message = Reported("finding:release_timing.late_funds");
  message.set_unit("fen");
  message.set_source("statement.csv 第 4 行");
  message.set_display_name("迟下达资金");
  const FactSet set = Read({message}).value();
  const Fact& fact = *set.Find("finding:release_timing.late_funds");
  EXPECT_EQ(fact.state, FactState::kReported);
  EXPECT_EQ(fact.unit, "fen");
  EXPECT_EQ(fact.source, "statement.csv 第 4 行");
  EXPECT_EQ(fact.display_name, "迟下达资金");
}

TEST(FactMessages, AMalformedFactIsRefusedWithItsPlace) {
  const struct {
    const char* what;
    std::function<void(type::Fact&)> change;
    const char* field;
  } kCases[] = {
      {"no name", [](auto& f) { f.clear_name(); }, "facts[1].name"},
      {"a name too long", [](auto& f) { f.set_name(std::string(kMostNameBytes + 1, 'x')); }, "facts[1].name"},
      {"no state", [](auto& f) { f.clear_state(); }, "facts[1].state"},
      {"no value", [](auto& f) { f.clear_value(); }, "facts[1].value"},
      {"a value of no kind", [](auto& f) { f.mutable_value()->Clear(); }, "facts[1].value"},
      {"a value beside missing", [](auto& f) { f.set_state(type::FACT_STATE_MISSING); }, "facts[1].value"},
      {"a value beside not applicable", [](auto& f) { f.set_state(type::FACT_STATE_NOT_APPLICABLE); },
       "facts[1].value"},
      {"a fraction that is none", [](auto& f) { f.mutable_value()->mutable_rational()->set_numerator("1"); },
       "facts[1].value"},
      {"a day that is none", [](auto& f) { f.mutable_value()->mutable_date()->set_year(2023); }, "facts[1].value"},
      {"a source too long", [](auto& f) { f.set_source(std::string(kMostTextBytes + 1, 'x')); }, "facts[1]"},
  };
  for (const auto& c : kCases) {
    std::vector<type::Fact> facts = {Reported("a"), Reported("b")};
    c.change(facts[1]);
    EXPECT_THAT(Read(facts), IsRefusal("FACT_MALFORMED", c.field)) << c.what;
  }
}

TEST(FactMessages, NamesAreUniqueAndBounded) {
  EXPECT_THAT(Read({Reported("a"), Reported("b"), Reported("a")}), IsRefusal("FACT_DUPLICATE", "facts[2].name"));
  std::vector<type::Fact> facts;
  for (int i = 0; i <= kMostFacts; ++i) facts.push_back(Reported("fact" + std::to_string(i)));
  EXPECT_THAT(Read(facts), IsRefusal("FACTS_TOO_MANY", "facts"));
  facts.pop_back();
  EXPECT_THAT(Read(facts), IsOk());
}

}  // namespace
}  // namespace zhengping::indicator
