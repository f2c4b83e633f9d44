#include "services/indicator/domain/expression/type_check.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

std::string UnitOf(const std::string& name) {
  static const std::map<std::string, std::string> kUnits = {
      {"payments", "fen"}, {"final_budget", "fen"}, {"actual_headcount", "persons"},
      {"rate", "percent"}, {"预交款", "万元"},      {"低保金额", "万元"},
      {"低保人数", "人"},  {"低保标准", "元/人"},   {"排查栋数", "栋"},
      {"测绘户数", "户"},  {"下达日", "date"},      {"batches", "times"},
  };
  const auto found = kUnits.find(name);
  return found == kUnits.end() ? "" : found->second;
}

// "" when the types agree; "REASON@offset", with "?" before it for a warning.
std::string Check(absl::string_view text) {
  const ParsedExpression parsed = ParseExpression(text);
  if (parsed.error) return "parse " + parsed.error->reason;
  const TypeReport report = CheckTypes(*parsed.expression, UnitOf);
  if (report.error) return report.error->reason + "@" + std::to_string(report.error->offset);
  if (report.warning) return "?" + report.warning->reason + "@" + std::to_string(report.warning->offset);
  return "";
}

TEST(TypeCheck, UnitsAgreeOrNot) {
  struct Case {
    const char* what;
    const char* text;
    const char* outcome;
  };
  const Case cases[] = {
      {"money and persons", "payments + actual_headcount", "EXPRESSION_UNITS@9"},
      {"money less days", "payments - 30天", "EXPRESSION_UNITS@9"},
      {"money against persons", "payments >= actual_headcount", "EXPRESSION_UNITS@9"},
      {"money against a share", "payments >= 90%", "EXPRESSION_UNITS@9"},
      {"a rate", "payments / final_budget", ""},
      {"a rate against a share", "payments / final_budget >= 90%", ""},
      {"a rate plus money", "payments / final_budget + payments", "EXPRESSION_UNITS@24"},
      {"growth", "(payments - final_budget) / final_budget - 1", ""},
      {"money a head against money a head", "payments / actual_headcount <= 20000元 / 1人", ""},
      {"money a head against money", "payments / actual_headcount <= 20000元", "EXPRESSION_UNITS@28"},
      {"half of the money", "payments * 50% <= final_budget", ""},
      {"twice the money and persons", "payments * 2 + actual_headcount", "EXPRESSION_UNITS@13"},
      {"money in two units", "预交款 + payments", ""},
      {"money written out", "payments >= 100万元", ""},
      {"pieces by two words", "排查栋数 = 测绘户数", ""},
      {"pieces and persons", "排查栋数 = 低保人数", "EXPRESSION_UNITS@13"},
      {"persons as a plain number", "actual_headcount + 1 <= 50", ""},
      {"a unit that nobody says", "payments >= 某个数", ""},
      {"a factor that is a price", "低保人数 × 0.03948 = 低保金额", ""},
      {"a price with its unit", "低保人数 × 低保标准 = 低保金额", ""},
      {"a product of a factor is not added", "低保人数 × 0.03948 + 低保金额", "EXPRESSION_UNITS@24"},
      {"of two values", "最大(payments, actual_headcount)", "EXPRESSION_UNITS@0"},
      {"of a condition", "如果(payments > 0元, payments, actual_headcount)", "EXPRESSION_UNITS@0"},
      {"zero beside money", "如果(payments > 0, payments, 0)", ""},
      {"plain number beside money in fen", "payments > 100", "?EXPRESSION_UNIT_UNSTATED@9"},
      {"plain number beside money as written", "预交款 > 100", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(Check(c.text), c.outcome);
  }
}

TEST(TypeCheck, DaysAreNoNumbers) {
  struct Case {
    const char* text;
    const char* outcome;
  };
  const Case cases[] = {
      {"下达日 - 2023-01-01 <= 60", ""},
      {"下达日 - 2023-01-01 <= 60天", ""},
      {"下达日 - 2023-01-01 <= 60人", "parse EXPRESSION_UNITS"},
      {"下达日 <= 2023-06-30", ""},
      {"下达日 + 60 <= 2023-06-30", ""},
      {"下达日 + batches <= 2023-06-30", "EXPRESSION_TYPE@10"},
      {"下达日 <= 60", "EXPRESSION_TYPE@10"},
      {"下达日 * 2", "EXPRESSION_TYPE@10"},
      {"60 - 下达日", "EXPRESSION_TYPE@3"},
      {"某日 - 2023-01-01 <= 60", ""},
      {"最小(下达日, 2023-06-30) - 2023-01-01", ""},
      {"如果(下达日 > 2023-06-30, 下达日, 60)", "EXPRESSION_TYPE@0"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Check(c.text), c.outcome);
  }
}

TEST(TypeCheck, TheErrorShowsThePlaceAndWhatStandsThere) {
  const std::string text = "payments + actual_headcount";
  const TypeReport report = CheckTypes(*ParseExpression(text).expression, UnitOf);
  EXPECT_EQ(FormatSyntaxError(text, *report.error),
            "payments + actual_headcount\n"
            "         ^ 「+」一边是以「元」计的数值，另一边是以「人」计的数值，不能相加减；"
            "请核对名称，或先换算成同一单位");
}

}  // namespace
}  // namespace zhengping::indicator
