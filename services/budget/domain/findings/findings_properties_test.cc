// What holds of the findings on any ledger: parts add up, shares are shares, nothing depends on the order of posting,
// and a year whose every transaction is reversed measures as an empty one.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/finding_fixture.h"
#include "services/budget/domain/findings/year_analysis.h"
#include "services/budget/domain/reversal.h"

namespace zhengping::budget {
namespace {

// A note and a flag that follow from the entry, so that a reversal repeats them.
void Mark(LedgerYear& year) {
  for (PostedTransaction& posted : year.transactions) {
    for (LedgerEntry& entry : posted.transaction.entries) {
      const int64_t fen = entry.entry.amount.fen();
      if (fen % 3 == 0) entry.note = "年度考核奖";
      entry.recurring = static_cast<Recurring>(fen % 5 % 3);
    }
  }
}

SpecialFund RandomFund(std::mt19937& random, const std::string& id) {
  const auto day = [&random] { return *Date::FromYmd(2023, 1 + static_cast<int>(random() % 12), 15); };
  SpecialFund fund;
  fund.id = id;
  fund.display_name = id;
  fund.amount = Money::Fen(1 + static_cast<int64_t>(random() % 200'000));
  if (random() % 3 != 0) fund.expected_release_date = day();
  for (auto i = random() % 3; i > 0; --i) {
    fund.needs.push_back({day(), Money::Fen(1 + static_cast<int64_t>(random() % 100'000))});
  }
  return fund;
}

struct RandomYears {
  LedgerYear year;
  std::vector<LedgerYear> earlier;
  FindingSettings settings = DefaultFindingSettings();

  explicit RandomYears(uint32_t seed) : year(RandomLedger(seed, 60)), earlier({RandomLedger(seed + 1000, 40)}) {
    earlier[0].fiscal_year = 2022;
    std::mt19937 random(seed);
    for (const char* id : {"f0", "f1"}) year.special_funds.push_back(RandomFund(random, id));
    Mark(year);
    Mark(earlier[0]);
    settings.budget_approval_date = Date::FromYmd(2023, 1, 19);
    settings.small_quota_amount.value = Money::Fen(100'000);
  }

  std::vector<Finding> Findings(const EntryScope& scope = {}) const {
    return Analyze({year, earlier, {}, {}, settings, scope, Effects::kLeftOut}).findings;
  }
};

// All that a reader sees but for the selectors.
std::string Shown(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    absl::StrAppend(&text, NameOf(finding.kind), " ", finding.why_not, ChineseNameOf(finding.severity), "\n");
    for (const Figure& figure : finding.figures) {
      absl::StrAppend(&text, figure.name, "=", ValueOf(finding, figure.name), figure.why_missing, "\n");
    }
    for (const FindingDetail& detail : finding.details) absl::StrAppend(&text, detail.subject, " ", detail.text, "\n");
    absl::StrAppend(&text, finding.summary, "\n", finding.recommendation ? finding.recommendation->text : "", "\n");
  }
  return text;
}

Rational ValueIn(const Finding& finding, const std::string& name) {
  const Figure* figure = finding.figure(name);
  if (figure == nullptr || !figure->value) return Rational();
  return NumberOf(*figure->value);
}

constexpr uint32_t kSeeds = 60;

TEST(FindingsProperties, PartsAddUp) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<Finding> findings = RandomYears(seed).Findings();
    const auto of = [&findings](size_t i, const char* name) { return ValueIn(findings[i], name); };
    EXPECT_EQ(of(0, "coarse_amount"), of(0, "without_item_amount") + of(0, "without_project_amount"));
    const Rational largest = of(0, "largest_item_share");
    EXPECT_GE(of(0, "concentration_index"), largest * largest);
    EXPECT_LE(of(0, "concentration_index"), largest);
    EXPECT_EQ(of(1, "supplements"), of(1, "additions_superior") + of(1, "additions_policy") +
                                        of(1, "additions_emergency") + of(1, "additions_own") +
                                        of(1, "additions_unstated"));
    EXPECT_GE(of(1, "adjustment_rate"), of(1, "addition_rate"));
    EXPECT_GE(of(1, "adjustment_rate"), of(1, "fair_adjustment_rate"));
    EXPECT_GE(of(1, "fair_adjustment_rate"), of(1, "discretionary_rate"));
    EXPECT_GE(of(1, "avoidable_amount"), std::max(of(1, "recurring_amount"), of(1, "foreseeable_amount")));
    EXPECT_LE(of(1, "avoidable_amount"), of(1, "recurring_amount") + of(1, "foreseeable_amount"));
    EXPECT_LE(of(2, "festival_release_amount"), of(2, "full_release_amount"));
    EXPECT_LE(of(2, "full_release_amount"), of(2, "promised"));
    EXPECT_GE(of(2, "corrected_execution_rate"), of(2, "execution_rate"));
    EXPECT_LE(of(2, "corrected_execution_rate"), Rational(1));
    EXPECT_LE(of(2, "gap_money_days") * Rational(1'000'000), of(2, "peak_gap") * of(2, "gap_days"));
    EXPECT_LE(of(3, "lower_quartile_size"), of(3, "median_size"));
    EXPECT_LE(of(3, "median_size"), of(3, "upper_quartile_size"));
    EXPECT_LE(of(3, "transfers_within_kind_amount"), of(3, "transfers_amount"));
    EXPECT_EQ(of(3, "payments_per_quota") * of(3, "quotas"), of(3, "payments"));
  }
}

TEST(FindingsProperties, SharesAreSharesAndNothingIsSilent) {
  int shares = 0;
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    const RandomYears years(seed);
    for (const std::optional<Date>& as_of :
         {std::optional<Date>(), Date::FromYmd(2023, 1, 1), Date::FromYmd(2023, 6, 30)}) {
      for (const Finding& finding : years.Findings({.as_of = as_of, .conditions = {}})) {
        EXPECT_EQ(finding.applies, finding.why_not.empty());
        EXPECT_EQ(WrongSelectors(finding, years.year), "");
        for (const Figure& figure : finding.figures) {
          EXPECT_EQ(figure.value.has_value(), figure.why_missing.empty()) << figure.name;
          if (!figure.value) continue;
          EXPECT_GE(NumberOf(*figure.value), Rational()) << figure.name;
          const bool is_share = figure.name.size() > 6 && figure.name.substr(figure.name.size() - 6) == "_share";
          // Money may move to and fro more often than there is money.
          if (!is_share || figure.name == "transfers_between_codes_share") continue;
          EXPECT_LE(NumberOf(*figure.value), Rational(1)) << figure.name;
          ++shares;
        }
      }
    }
  }
  EXPECT_GT(shares, 1000);
}

TEST(FindingsProperties, AYearReversedIsAnEmptyYear) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    RandomYears years(seed);
    RandomYears empty = years;
    empty.year.transactions.clear();
    const size_t posted = years.year.transactions.size();
    for (size_t i = 0; i < posted; ++i) {
      PostedTransaction& original = years.year.transactions[i];
      if (original.is_reversed || !original.transaction.reverses.empty()) continue;
      original.is_reversed = true;
      PostedTransaction reversal;
      reversal.revision = ++years.year.revision;
      reversal.id = absl::StrCat("2023-", reversal.revision);
      reversal.transaction = ReversalOf(original);
      years.year.transactions.push_back(std::move(reversal));
    }
    EXPECT_EQ(Shown(years.Findings()), Shown(empty.Findings()));
  }
}

TEST(FindingsProperties, TheOrderOfPostingDecidesNothing) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    RandomYears years(seed);
    const std::string before = Shown(years.Findings());
    std::mt19937 random(seed);
    for (LedgerYear* year : {&years.year, &years.earlier[0]}) {
      std::shuffle(year->transactions.begin(), year->transactions.end(), random);
      int64_t revision = 0;
      for (PostedTransaction& posted : year->transactions) posted.revision = ++revision;
    }
    EXPECT_EQ(Shown(years.Findings()), before);
  }
}

TEST(FindingsProperties, TheLastDayIsTheWholeYear) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const RandomYears years(seed);
    EXPECT_EQ(Shown(years.Findings({.as_of = Date::FromYmd(2023, 12, 31), .conditions = {}})), Shown(years.Findings()));
  }
}

TEST(FindingsProperties, OfNothingTheFindingsSayWhyNot) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    RandomYears years(seed);
    years.year.special_funds.clear();
    for (const Finding& finding : years.Findings({.conditions = {{EntryField::kProject, {"nowhere"}}}})) {
      EXPECT_FALSE(finding.applies) << NameOf(finding.kind);
      EXPECT_FALSE(finding.why_not.empty());
      EXPECT_TRUE(finding.figures.empty());
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
