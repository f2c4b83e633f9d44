// Random sheets under every shipped framework, printed with the points that the indicator service gives them: the check
// finds nothing. Then one fault in each: it is found at its place, and nothing beside it that does not follow from it.
//
// The sheets are made here from the framework's tree, apart from what the check asks, and scored by their own request.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rational/rational.h"
#include "common/testing/matchers.h"
#include "tests/cases/sheet_check_testing.h"

namespace zhengping {
namespace {

using testing::IsEmpty;

namespace iv1 = indicator::v1;

constexpr int kSheetsPerFramework = 12;

void Set(type::Rational& message, const Rational& value) {
  message.set_numerator(value.numerator());
  message.set_denominator(value.denominator());
}

// One row as it is printed, and what is sent to be scored.
struct MadeRow {
  FiledRow filed;
  bool is_percent = false;
  bool is_decided = false;
  bool is_reverse = false;
  Rational target;
  Rational actual;
  Rational weight;
  Rational exact;
};

class SheetMaker {
 public:
  SheetMaker(SuiteInProcess& suite, const iv1::Framework& framework, unsigned seed)
      : suite_(suite), framework_(framework), random_(seed) {}

  // Money, then the rows of the tree, then the total.
  std::vector<MadeRow> Make() {
    MakeMoney();
    for (const iv1::Indicator& indicator : framework_.indicators()) Walk(indicator, {});
    Score();
    return rows_;
  }

 private:
  int Below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  void MakeMoney() {
    const int budget = 100 + Below(900);
    const int payments = budget - Below(budget / 2);
    AddFact("final_budget", budget);
    AddFact("payments", payments);
    AddFact("balance", budget - payments);
    rate_ = *Quotient(Rational(payments), Rational(budget));
    MadeRow row;
    row.filed = {{"row_kind", "资金"},
                 {"item", "年度资金总额"},
                 {"final_budget", absl::StrCat(budget)},
                 {"payments", absl::StrCat(payments)},
                 {"rate", FormatPercent(rate_)}};
    rows_.push_back(row);
  }

  void AddFact(const char* name, int wanyuan) {
    type::Fact& fact = *request_.add_facts();
    fact.set_name(name);
    fact.set_state(type::FACT_STATE_REPORTED);
    fact.set_unit("fen");
    fact.mutable_value()->set_amount_fen(int64_t{1'000'000} * wanyuan);
  }

  void Walk(const iv1::Indicator& indicator, std::vector<std::string> above) {
    if (indicator.has_leaf()) return MakeLeaf(indicator, above);
    if (indicator.has_slot()) return MakeSlot(indicator, above);
    above.push_back(indicator.display_name());
    for (const iv1::Indicator& child : indicator.group().indicators()) Walk(child, above);
  }

  static bool IsExecution(const iv1::Indicator& leaf) { return leaf.leaf().formula() == "payments / final_budget"; }

  // The execution rate stands with the money; other leaves claim what they can have at most.
  void MakeLeaf(const iv1::Indicator& leaf, const std::vector<std::string>& above) {
    if (IsExecution(leaf) && rows_[0].filed.count("weight") == 0) {
      rows_[0].filed["weight"] = leaf.weight();
      rows_[0].filed["score"] = "?";
      execution_ = leaf.display_name();
      return;
    }
    MadeRow row;
    // No sheet prints the placeholder of rows that were not read: its points stand in a row of another name.
    const bool is_placeholder = absl::StrContains(leaf.display_name(), "未读到");
    row.filed = RowOf(above, is_placeholder ? absl::StrCat("其余", rows_.size()) : leaf.display_name());
    row.filed["weight"] = row.filed["score"] = leaf.weight();
    row.weight = *ParseNumber(leaf.weight());
    rows_.push_back(row);
  }

  void MakeSlot(const iv1::Indicator& slot, std::vector<std::string> above) {
    const Rational weight = *ParseNumber(slot.weight());
    const int count = 2 + Below(4);
    Rational left = weight;
    above.push_back(slot.display_name());
    for (int i = 0; i < count; ++i) {
      const Rational half =
          *Quotient(Floor(left * *Quotient(Rational(2 + Below(3)), Rational(6)) * Rational(2)), Rational(2));
      const Rational own = i + 1 == count || half.is_zero() ? left : half;
      left -= own;
      MakeRow(above, own);
      if (left.is_zero()) break;
    }
  }

  FiledRow RowOf(const std::vector<std::string>& above, const std::string& name) {
    FiledRow row = {{"row_kind", "指标"}, {"kpi_lv3", name}};
    row["kpi_lv1"] = above.empty() ? name : above[0];
    if (above.size() > 1) row["kpi_lv2"] = above.back();
    return row;
  }

  void MakeRow(const std::vector<std::string>& above, const Rational& weight) {
    MadeRow row;
    row.filed = RowOf(above, absl::StrCat("工作", rows_.size()));
    row.weight = weight;
    row.filed["weight"] = FormatShort(weight);
    row.is_percent = Below(3) == 0;
    row.is_decided = Below(5) != 0;
    row.is_reverse = Below(4) == 0;
    if (row.is_decided) {
      MakeNumbers(row);
    } else {
      row.filed["direction"] = "定性";
      row.filed["kpi_val"] = "效果明显";
      row.filed["value"] = "达成预期指标";
      row.filed["score"] = FormatShort(weight * *Quotient(Rational(80 + Below(21)), Rational(100)), 2);
    }
    rows_.push_back(row);
  }

  void MakeNumbers(MadeRow& row) {
    const int target = 50 + Below(50);
    const int actual = std::max(1, target + Below(25) - 14);
    const char* unit = row.is_percent ? "%" : "件";
    const Rational scale = row.is_percent ? *Quotient(Rational(1), Rational(100)) : Rational(1);
    row.target = Rational(target) * scale;
    row.actual = Rational(actual) * scale;
    row.filed["kpi_val"] = absl::StrCat(row.is_reverse ? "≤" : "≥", target, unit);
    row.filed["value"] = absl::StrCat(actual, unit);
    row.filed["score"] = "?";
    iv1::PlanRow& plan = *request_.mutable_sheet()->add_plan_rows();
    plan.mutable_key()->set_level1(row.filed["kpi_lv1"]);
    plan.mutable_key()->set_level2(row.filed["kpi_lv2"]);
    plan.mutable_key()->set_level3(row.filed["kpi_lv3"]);
    plan.set_direction(row.is_reverse ? iv1::PlanRow::DIRECTION_AT_MOST : iv1::PlanRow::DIRECTION_AT_LEAST);
    Set(*plan.mutable_target()->mutable_value(), row.target);
    plan.set_unit(unit);
    plan.set_weight(FormatShort(row.weight));
    iv1::Observation& observation = *request_.mutable_sheet()->add_observations();
    *observation.mutable_key() = plan.key();
    observation.set_state(iv1::Observation::STATE_REPORTED);
    Set(*observation.mutable_value(), row.actual);
    observation.set_unit(unit);
  }

  void Score() {
    request_.set_department(kCuiyuan);
    request_.set_fiscal_year(2023);
    request_.set_framework(framework_.name());
    request_.mutable_sheet()->set_keeps_weights(true);
    grpc::ClientContext context;
    iv1::Scorecard card;
    const grpc::Status status = suite_.indicator().Score(&context, request_, &card);
    ASSERT_TRUE(status.ok()) << status.error_message();
    std::map<std::string, const iv1::ScoredNode*> nodes;
    for (const iv1::ScoredNode& node : card.nodes()) nodes[node.display_name()] = &node;
    Rational total;
    for (MadeRow& row : rows_) {
      const auto leaf = nodes.find(row.filed["kpi_lv3"]);
      const bool is_measured =
          leaf != nodes.end() && !leaf->second->is_plan_row() && leaf->second->state() == iv1::ScoredNode::STATE_SCORED;
      if (is_measured) row.filed["score"] = leaf->second->score();
      if (row.filed["score"] == "?") {
        const iv1::ScoredNode& node = *nodes.at(row.filed["row_kind"] == "资金" ? execution_ : row.filed["kpi_lv3"]);
        row.filed["score"] = node.score();
        row.exact = *ParseFraction(node.explanation().exact().numerator(), node.explanation().exact().denominator());
      }
      if (!row.filed["score"].empty()) total += *ParseNumber(row.filed["score"]);
    }
    MadeRow last;
    last.filed = {{"row_kind", "总分"}, {"item", "总分"}, {"weight", "100"}, {"score", FormatShort(total)}};
    rows_.push_back(last);
  }

  SuiteInProcess& suite_;
  const iv1::Framework& framework_;
  std::mt19937 random_;
  iv1::ScoreRequest request_;
  std::string execution_;
  Rational rate_;
  std::vector<MadeRow> rows_;
};

std::vector<iv1::Framework> ScoringFrameworks(SuiteInProcess& suite) {
  grpc::ClientContext context;
  iv1::ListFrameworksResponse list;
  EXPECT_TRUE(suite.indicator().ListFrameworks(&context, {}, &list).ok());
  std::vector<iv1::Framework> frameworks;
  for (const iv1::Framework& listed : list.frameworks()) {
    iv1::GetFrameworkRequest request;
    request.set_name(listed.name());
    iv1::Framework framework;
    grpc::ClientContext reading;
    EXPECT_TRUE(suite.indicator().GetFramework(&reading, request, &framework).ok());
    if (!framework.is_library()) frameworks.push_back(framework);
  }
  return frameworks;
}

reporting::v1::SheetCheck CheckOf(SuiteInProcess& suite, const std::vector<MadeRow>& rows,
                                  const std::string& framework) {
  std::vector<FiledRow> filed;
  for (const MadeRow& row : rows) filed.push_back(row.filed);
  const absl::StatusOr<reporting::v1::SheetCheck> check = Ask(suite, SheetRequest(filed, framework));
  EXPECT_THAT(check, IsOk());
  return check.value_or(reporting::v1::SheetCheck());
}

std::string Print(const std::vector<MadeRow>& rows) {
  std::string text;
  for (const MadeRow& row : rows) absl::StrAppend(&text, absl::StrJoin(row.filed, "|", absl::PairFormatter("=")), "\n");
  return text;
}

// The printed total follows, so that only the fault itself is one.
void Retotal(std::vector<MadeRow>& rows) {
  Rational total;
  for (size_t i = 0; i + 1 < rows.size(); ++i) {
    const std::string& score = rows[i].filed["score"];
    if (!score.empty()) total += *ParseNumber(score);
  }
  rows.back().filed["score"] = FormatShort(total);
}

bool IsUnmet(const MadeRow& row) { return row.is_decided && row.exact < row.weight; }
bool IsMet(const MadeRow& row) { return row.is_decided && row.exact == row.weight; }

// A fault that one row of a sheet can have.
struct Fault {
  const char* what;
  int found_class;
  const char* column;
  std::function<bool(const MadeRow&)> fits;
  std::function<void(MadeRow&)> plant;
};

std::vector<Fault> Faults() {
  const Rational half = *Quotient(Rational(1), Rational(2));
  return {
      {"points off a met target", 4, "score",
       [](const MadeRow& row) { return IsMet(row) && !row.is_percent && row.weight > Rational(1); },
       [half](MadeRow& row) { row.filed["score"] = FormatShort(row.weight - half); }},
      {"full marks for a missed one", 4, "score", IsUnmet,
       [](MadeRow& row) { row.filed["score"] = FormatShort(row.weight); }},
      {"full marks for nothing", 5, "score", IsMet,
       [](MadeRow& row) { row.filed["kpi_val"] = row.filed["value"] = ""; }},
      {"weight times actual", 6, "score",
       [](const MadeRow& row) {
         return row.is_decided && row.is_percent && row.target < Rational(1) && row.actual < Rational(1) &&
                Round(row.weight * row.actual, 2) != Round(row.exact, 2);
       },
       [](MadeRow& row) { row.filed["score"] = FormatShort(Round(row.weight * row.actual, 2)); }},
      {"a target far too low", 10, "value",
       [](const MadeRow& row) { return IsMet(row) && !row.is_reverse && !row.is_percent; },
       [](MadeRow& row) { row.filed["value"] = absl::StrCat(FormatShort(Floor(row.target * Rational(2))), "件"); }},
      {"a target below last year", 10, "kpi_val",
       [](const MadeRow& row) { return row.is_decided && !row.is_reverse && !row.is_percent; },
       [](MadeRow& row) { row.filed["baseline"] = absl::StrCat(FormatShort(row.target + Rational(1)), "件"); }},
      {"points above the weight", 11, "score", IsMet,
       [](MadeRow& row) { row.filed["score"] = FormatShort(row.weight + Rational(1)); }},
      {"other points", 14, "score",
       [](const MadeRow& row) {
         const Rational planted = Round(row.exact, 2) + *Quotient(Rational(1), Rational(100));
         return IsUnmet(row) && planted < row.weight &&
                !(row.is_percent && Round(row.weight * row.actual, 2) == planted);
       },
       [](MadeRow& row) {
         row.filed["score"] = FormatFixed(Round(row.exact, 2) + *Quotient(Rational(1), Rational(100)), 2);
       }},
  };
}

class SheetCheckProperty : public testing::Test {
 protected:
  static void SetUpTestSuite() { suite_ = new SuiteInProcess(); }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  static void ForEachSheet(const std::function<void(const iv1::Framework&, std::vector<MadeRow>)>& body) {
    for (const iv1::Framework& framework : ScoringFrameworks(*suite_)) {
      for (unsigned seed = 1; seed <= kSheetsPerFramework; ++seed) {
        SCOPED_TRACE(absl::StrCat(framework.name(), " seed ", seed));
        body(framework, SheetMaker(*suite_, framework, seed).Make());
        if (testing::Test::HasFailure()) return;
      }
    }
  }

  // The lines that are neither the fault nor allowed to follow from it.
  static void ExpectOnly(const iv1::Framework& framework, const std::vector<MadeRow>& rows, const std::string& fault) {
    const std::vector<std::string> lines = Lines(CheckOf(*suite_, rows, framework.name()));
    const bool is_found = std::any_of(lines.begin(), lines.end(),
                                      [&fault](const std::string& line) { return absl::StartsWith(line, fault); });
    EXPECT_TRUE(is_found) << fault << "\n" << absl::StrJoin(lines, "\n") << "\n" << Print(rows);
    EXPECT_EQ(lines.size(), 1u) << fault << "\n" << absl::StrJoin(lines, "\n") << "\n" << Print(rows);
  }

  static SuiteInProcess* suite_;
};
SuiteInProcess* SheetCheckProperty::suite_ = nullptr;

TEST_F(SheetCheckProperty, ASheetThatPrintsWhatTheRuleGivesHasNoDiscrepancy) {
  int sheets = 0;
  ForEachSheet([&sheets](const iv1::Framework& framework, std::vector<MadeRow> rows) {
    ++sheets;
    const reporting::v1::SheetCheck check = CheckOf(*suite_, rows, framework.name());
    EXPECT_THAT(Lines(check), IsEmpty()) << Print(rows);
    EXPECT_EQ(check.printed_total(), check.summed_total());
    EXPECT_EQ(check.rule_total_from(), check.printed_total()) << Print(rows);
    EXPECT_EQ(check.rule_total_to(), check.printed_total());
  });
  EXPECT_GE(sheets, 2 * kSheetsPerFramework);
}

TEST_F(SheetCheckProperty, OneFaultOfARowIsFoundThereAndNothingElse) {
  std::map<std::string, int> planted;
  ForEachSheet([&planted](const iv1::Framework& framework, const std::vector<MadeRow>& rows) {
    for (const Fault& fault : Faults()) {
      for (size_t i = 1; i + 1 < rows.size(); ++i) {
        if (!fault.fits(rows[i])) continue;
        std::vector<MadeRow> faulty = rows;
        fault.plant(faulty[i]);
        Retotal(faulty);
        SCOPED_TRACE(fault.what);
        ExpectOnly(framework, faulty, absl::StrCat(fault.found_class, " row ", i + 2, " ", fault.column, ":"));
        ++planted[fault.what];
        break;
      }
    }
  });
  for (const Fault& fault : Faults()) EXPECT_GE(planted[fault.what], 5) << fault.what;
}

TEST_F(SheetCheckProperty, OneFaultOfTheWholeIsFoundThereAndNothingElse) {
  ForEachSheet([](const iv1::Framework& framework, const std::vector<MadeRow>& rows) {
    const size_t last = rows.size() - 1;
    const auto expect = [&](size_t row, const char* key, const std::string& text, const std::string& fault,
                            bool retotal) {
      std::vector<MadeRow> faulty = rows;
      faulty[row].filed[key] = text;
      if (retotal) Retotal(faulty);
      ExpectOnly(framework, faulty, absl::StrCat(fault, " row ", row + 2, " ", key, ":"));
    };
    const Rational total = *ParseNumber(rows[last].filed.at("score"));
    expect(last, "score", FormatShort(total + Rational(1)), "1", false);
    expect(last, "score", "0", "2", false);
    expect(last, "weight", "90", "11", false);
    expect(0, "rate", "12.34%", "8", false);
    if (rows[0].filed.at("score").empty()) return;
    const Rational execution = *ParseNumber(rows[0].filed.at("score"));
    if (Floor(execution) != execution) expect(0, "score", FormatShort(Floor(execution)), "3", true);
  });
}

}  // namespace
}  // namespace zhengping
