// A street office that plans to the item and the project, needs little more during the year, gets its funds in time and
// keeps few quotas: no finding fires. Each thing done badly fires its own finding and no other.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/finding_fixture.h"
#include "services/budget/domain/findings/year_analysis.h"

namespace zhengping::budget {
namespace {

constexpr int64_t kWan = 1'000'000;  // 万元 in fen

// One line of the office's budget: spent by the quarter, a quarter each time.
struct Line {
  std::string quota;
  Outlay outlay;
  std::string function;
  std::string economic;
  std::string project;
  int64_t initial_wan;  // divisible by 4
  std::string special_fund = "";
};

struct Office {
  std::vector<Line> lines = {
      {"salary", Outlay::kBasic, "2010301", "30101", "", 240},
      {"allowance", Outlay::kBasic, "2010301", "30102", "", 160},
      {"bonus", Outlay::kBasic, "2010301", "30103", "", 120},
      {"pension", Outlay::kBasic, "2080505", "30108", "", 64},
      {"medical", Outlay::kBasic, "2101101", "30110", "", 32},
      {"housing", Outlay::kBasic, "2210201", "30113", "", 48},
      {"office", Outlay::kBasic, "2010301", "30201", "", 40},
      {"power", Outlay::kBasic, "2010301", "30206", "", 12},
      {"reception", Outlay::kBasic, "2010301", "30217", "", 4},
      {"community", Outlay::kProject, "2080208", "30226", "p-community", 200},
      {"cleaning", Outlay::kProject, "2120501", "30227", "p-cleaning", 160},
      {"safety", Outlay::kProject, "2013101", "30226", "p-safety", 40},
      {"relief", Outlay::kProject, "2082001", "30306", "p-relief", 80, "f-relief"},
      {"flood", Outlay::kProject, "2130314", "30218", "p-flood", 20, "f-flood"},
  };
  std::vector<SpecialFund> funds = {Fund("f-relief", 80, Date::FromYmd(2023, 1, 31)),
                                    Fund("f-flood", 20, Date::FromYmd(2023, 4, 30))};
  int64_t supplement_wan = 40;  // of 1,220: a rise of pay, spent in December

  static SpecialFund Fund(std::string id, int64_t wan, std::optional<Date> expected) {
    SpecialFund fund;
    fund.id = id;
    fund.display_name = id;
    fund.amount = Money::Fen(wan * kWan);
    fund.expected_release_date = expected;
    for (const int month : {3, 6, 9, 12}) {
      fund.needs.push_back({*Date::FromYmd(2023, month, 20), Money::Fen(wan * kWan / 4)});
    }
    return fund;
  }

  // About seventy lines: 14 of the initial budget, one supplement, 57 payments.
  LedgerYear Ledger(int fiscal_year = 2023) const {
    LedgerBuilder ledger(fiscal_year);
    std::vector<LedgerEntry> initial;
    for (const Line& line : lines) {
      ledger.AddQuota(line.quota, {.outlay = line.outlay,
                                   .fund_type = "111",
                                   .function_code = line.function,
                                   .department_economic_code = line.economic,
                                   .project = line.project,
                                   .project_display_name = line.project});
      initial.push_back(For(line.special_fund, Of(line.quota, EntryKind::kInitial, line.initial_wan * kWan)));
    }
    for (const SpecialFund& fund : funds) ledger.AddFund(fund);
    ledger.Post(1, 10, initial, "大财预〔2023〕5号");
    ledger.Post(8, 15, {From(Origin::kPolicy, Of("salary", EntryKind::kSupplement, supplement_wan * kWan))},
                "大财预〔2023〕40号");
    for (const int month : {3, 6, 9, 12}) {
      for (const Line& line : lines) {
        ledger.Post(month, 20, {Of(line.quota, EntryKind::kPayment, line.initial_wan * kWan / 4)});
      }
    }
    ledger.Post(12, 28, {Of("salary", EntryKind::kPayment, supplement_wan * kWan)});
    return ledger.Build();
  }

  YearAnalysis Analysis() const {
    const LedgerYear year = Ledger();
    Office before = *this;
    before.supplement_wan = 12;  // less than a third of this year's: not the same addition
    const std::vector<LedgerYear> earlier = {before.Ledger(2022)};
    const FindingSettings settings = DefaultFindingSettings();
    return Analyze({year, earlier, {}, {}, settings, {}});
  }
};

std::string Fired(const YearAnalysis& analysis) {
  std::string names;
  for (const Finding& finding : analysis.findings) {
    EXPECT_TRUE(finding.applies) << NameOf(finding.kind) << ": " << finding.why_not;
    if (finding.severity != FindingSeverity::kNone) absl::StrAppend(&names, NameOf(finding.kind), "\n");
    EXPECT_EQ(finding.severity != FindingSeverity::kNone, finding.recommendation.has_value());
    EXPECT_FALSE(finding.summary.empty()) << "a measure is shown even where it is good";
  }
  return names;
}

TEST(WellRunOffice, NothingFires) {
  const YearAnalysis analysis = Office().Analysis();
  EXPECT_EQ(Fired(analysis), "");
  const Finding& coarse = analysis.findings[0];
  EXPECT_EQ(ValueOf(coarse, "coarse_amount"), "0 fen");
  EXPECT_EQ(ValueOf(coarse, "largest_item_share"), "144/305");  // 576 of 1,220 for 行政运行
  const Finding& additions = analysis.findings[1];
  EXPECT_EQ(ValueOf(additions, "addition_rate"), "2/61");
  EXPECT_EQ(ValueOf(additions, "predictability"), "61/63");
  EXPECT_EQ(ValueOf(additions, "fair_adjustment_rate"), "0") << "the rise of pay is policy";
  EXPECT_EQ(ValueOf(additions, "recurring_amount"), "0 fen");
  EXPECT_EQ(ValueOf(additions, "new_projects"), "0");
  const Finding& timing = analysis.findings[2];
  EXPECT_EQ(ValueOf(timing, "untimely_share"), "0");
  EXPECT_EQ(ValueOf(timing, "festival_release_share"), "1");
  EXPECT_EQ(ValueOf(timing, "peak_gap"), "0 fen");
  EXPECT_EQ(ValueOf(timing, "execution_rate"), "1");
  EXPECT_EQ(ValueOf(timing, "corrected_execution_rate"), "1");
  const Finding& quotas = analysis.findings[3];
  EXPECT_EQ(ValueOf(quotas, "small_quota_share"), "1/14");
  EXPECT_EQ(ValueOf(quotas, "stranded_amount"), "0 fen");
  EXPECT_EQ(ValueOf(quotas, "transfers"), "0");
  EXPECT_EQ(ValueOf(quotas, "split_payments"), "0");
}

TEST(WellRunOffice, EachThingDoneBadlyFiresItsOwnFinding) {
  struct Case {
    const char* what;
    std::function<void(Office&)> spoil;
    const char* fired;
  };
  const Case cases[] = {
      // 200 + 160 of 1,220: 29.5%.
      {"projects without a name in the budget",
       [](Office& office) {
         for (Line& line : office.lines) {
           if (line.quota == "community" || line.quota == "cleaning") line.project.clear();
         }
       },
       "coarse_budgeting\n"},
      {"functions to the section only",
       [](Office& office) {
         for (Line& line : office.lines) line.function.resize(5);
       },
       "coarse_budgeting\n"},
      {"122 of 1,220 added", [](Office& office) { office.supplement_wan = 122; }, "mid_year_additions\n"},
      {"121 of it", [](Office& office) { office.supplement_wan = 121; }, ""},
      {"a fund without a date", [](Office& office) { office.funds[0].expected_release_date.reset(); },
       "release_timing\n"},
      {"a fund that comes ten days late",
       [](Office& office) { office.funds[0].expected_release_date = Date::FromYmd(2023, 1, 1); }, "release_timing\n"},
      {"cleaning in eight quotas of 4万元",
       [](Office& office) {
         for (int i = 0; i < 8; ++i) {
           office.lines.push_back({absl::StrCat("street-", i), Outlay::kProject, "2120501", "30227", "p-cleaning", 4});
         }
       },
       "scattered_quotas\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Office office;
    c.spoil(office);
    EXPECT_EQ(Fired(office.Analysis()), c.fired);
  }
}

}  // namespace
}  // namespace zhengping::budget
