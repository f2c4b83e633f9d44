#include "services/budget/domain/findings/recurring_additions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/finding_fixture.h"

namespace zhengping::budget {
namespace {

Classification Project(std::string project, std::string name = "") {
  return {.outlay = Outlay::kProject,
          .function_code = "2120501",
          .department_economic_code = "30227",
          .project = std::move(project),
          .project_display_name = std::move(name)};
}

const Classification kPay = {.outlay = Outlay::kBasic, .function_code = "2010301", .department_economic_code = "30103"};

// A year in which the quota "q" of `purpose` got these supplements, one transaction each.
LedgerYear YearWith(int fiscal_year, const Classification& purpose, const std::vector<int64_t>& amounts) {
  LedgerBuilder ledger(fiscal_year);
  ledger.AddQuota("q", purpose);
  ledger.Post(1, 1, {Of("q", EntryKind::kInitial, 1)});
  for (const int64_t fen : amounts) ledger.Post(6, 1, {Of("q", EntryKind::kSupplement, fen)});
  return ledger.Build();
}

JudgedAdditions Judge(const MeasuredYear& measured) {
  const std::vector<EntryView> entries = EntriesOf(measured.year, measured.scope);
  return JudgeAdditions({measured.year, measured.earlier, measured.scope, measured.settings, entries});
}

// "100 from 2022, 50 new": each addition with the year it recurs from.
std::string TextOf(const JudgedAdditions& judged) {
  std::string text;
  for (const JudgedAddition& addition : judged.additions) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", addition.view.entry->entry.amount.fen(),
                    addition.recurs_from ? absl::StrCat(" from ", *addition.recurs_from) : " new");
  }
  return text;
}

TEST(RecurringAdditions, AmountsWithinTheToleranceAreTheSame) {
  struct Case {
    const char* what;
    std::vector<int64_t> before;
    std::vector<int64_t> now;
    const char* expected;
  };
  const Case cases[] = {
      {"the same amount", {100}, {100}, "100 from 2022"},
      {"30% above", {100}, {130}, "130 from 2022"},
      {"one fen more", {100}, {131}, "131 new"},
      {"30% below", {100}, {70}, "70 from 2022"},
      {"one fen less", {100}, {69}, "69 new"},
      {"by the total: one sum before, instalments this year",
       {120},
       {30, 40, 50},
       "30 from 2022, 40 from 2022, 50 from 2022"},
      {"by the total: instalments before", {40, 40, 40}, {120}, "120 from 2022"},
      // 1,100 against 100: not by the total; the 100 has its like, the 1,000 has none.
      {"the usual one beside an extraordinary one", {100}, {1000, 100}, "1000 new, 100 from 2022"},
      // Each earlier one matches once: 100 with the one 100, the second 100 with none (300 is no like of it).
      {"one before, three this year", {100}, {100, 100, 100}, "100 from 2022, 100 new, 100 new"},
      // 100 takes 80 (62.4 … ends at 104), 130 takes 100; going for the nearest, 100 with 100, would leave 130 alone.
      {"most pairs", {80, 100, 1000}, {130, 100}, "130 from 2022, 100 from 2022"},
      {"nothing before", {}, {100}, "100 new"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const MeasuredYear measured = {YearWith(2023, Project("p1"), c.now), {YearWith(2022, Project("p1"), c.before)}};
    EXPECT_EQ(TextOf(Judge(measured)), c.expected);
  }
}

TEST(RecurringAdditions, ToleranceIsASetting) {
  MeasuredYear measured = {YearWith(2023, Project("p1"), {131}), {YearWith(2022, Project("p1"), {100})}};
  measured.settings.recurring_tolerance.value = *Quotient(Rational(31), Rational(100));
  EXPECT_EQ(TextOf(Judge(measured)), "131 from 2022");
  measured.settings.recurring_tolerance.value = Rational();
  EXPECT_EQ(TextOf(Judge(measured)), "131 new");
}

TEST(RecurringAdditions, WhatBelongsTogether) {
  struct Case {
    const char* what;
    Classification before;
    Classification now;
    const char* expected;
  };
  Classification other_function = Project("p1");
  other_function.function_code = "2240106";
  Classification without_project = Project("");
  const Case cases[] = {
      {"a project by its code, whatever its name and function", Project("p1", "环卫"), other_function, "100 from 2022"},
      {"a project with a new code by its name", Project("p1", "环卫"), Project("p9", "环卫"), "100 from 2022"},
      {"neither code nor name", Project("p1", "环卫"), Project("p9", "绿化"), "100 new"},
      {"projects without a name are not alike", Project("p1"), Project("p9"), "100 new"},
      {"codes where there is no project", kPay, kPay, "100 from 2022"},
      {"codes do not stand for a project", without_project, Project("p1"), "100 new"},
      {"nor the other way round", Project("p1"), without_project, "100 new"},
      {"what says nothing about itself", {}, {}, "100 new"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const MeasuredYear measured = {YearWith(2023, c.now, {100}), {YearWith(2022, c.before, {100})}};
    EXPECT_EQ(TextOf(Judge(measured)), c.expected);
  }
}

TEST(RecurringAdditions, EarlierYearsWithinTheYearsLookedBack) {
  struct Case {
    const char* what;
    std::vector<std::pair<int, int64_t>> earlier;
    int years_at_hand;
    const char* expected;
  };
  const Case cases[] = {
      {"the latest that has it is named", {{2021, 100}, {2022, 100}}, 2, "100 from 2022"},
      {"an older one where last year's differs", {{2022, 200}, {2021, 100}}, 2, "100 from 2021"},
      {"three years back is too far", {{2020, 100}}, 0, "100 new"},
      {"a year is not before itself", {{2023, 100}}, 0, "100 new"},
      {"a later year is not before it", {{2024, 100}}, 0, "100 new"},
      {"no year at all", {}, 0, "100 new"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    MeasuredYear measured = {YearWith(2023, Project("p1"), {100})};
    for (const auto& [year, fen] : c.earlier) measured.earlier.push_back(YearWith(year, Project("p1"), {fen}));
    const JudgedAdditions judged = Judge(measured);
    EXPECT_EQ(judged.years_at_hand, c.years_at_hand);
    EXPECT_EQ(TextOf(judged), c.expected);
  }
}

TEST(RecurringAdditions, ReversedOnesAreNoAdditionsInEitherYear) {
  LedgerBuilder before(2022);
  before.AddQuota("q", Project("p1"));
  before.Reverse(before.Post(5, 1, {Of("q", EntryKind::kSupplement, 100)}));
  before.Post(5, 2, {Of("q", EntryKind::kSupplement, 500)});
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q", Project("p1"));
  ledger.Reverse(ledger.Post(5, 1, {Of("q", EntryKind::kSupplement, 480)}));
  ledger.Post(5, 2, {Of("q", EntryKind::kSupplement, 100)});
  const MeasuredYear measured = {ledger.Build(), {before.Build()}};
  EXPECT_EQ(TextOf(Judge(measured)), "100 new");
}

TEST(RecurringAdditions, ForeseeableByTheNote) {
  struct Case {
    const char* note;
    Origin origin;
    const char* foreseen_by;
  };
  const Case cases[] = {
      {"2023年12月预发年度绩效考核奖", Origin::kPolicy, "考核奖"},
      {"工资调标", Origin::kPolicy, "工资"},
      {"社保缴费基数调整", Origin::kUnstated, "基数调整"},
      {"第五次全国经济普查", Origin::kPolicy, "普查"},
      {"汛期应急保险赔付", Origin::kEmergency, ""},
      {"违法建筑拆除", Origin::kOwn, ""},
      {"2023年度追加", Origin::kOwn, ""},
      {"", Origin::kOwn, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.note);
    LedgerBuilder ledger(2023);
    ledger.AddQuota("q", kPay);
    ledger.Post(5, 1, {Noted(c.note, From(c.origin, Of("q", EntryKind::kSupplement, 100)))});
    const JudgedAdditions judged = Judge(MeasuredYear{ledger.Build()});
    ASSERT_EQ(judged.additions.size(), 1u);
    EXPECT_EQ(judged.additions[0].foreseen_by, c.foreseen_by);
    EXPECT_EQ(judged.additions[0].is_avoidable(), *c.foreseen_by != '\0') << "no earlier year is at hand";
  }
}

TEST(RecurringAdditions, TheLedgerWinsOverTheFlag) {
  struct Case {
    Recurring flag;
    int64_t before;
    bool differs;
  };
  const Case cases[] = {
      {Recurring::kYes, 100, false}, {Recurring::kYes, 500, true},       {Recurring::kNo, 100, true},
      {Recurring::kNo, 500, false},  {Recurring::kUnstated, 100, false}, {Recurring::kUnstated, 500, false},
  };
  for (const Case& c : cases) {
    LedgerBuilder ledger(2023);
    ledger.AddQuota("q", kPay);
    ledger.Post(5, 1, {Flagged(c.flag, Of("q", EntryKind::kSupplement, 100))});
    MeasuredYear measured = {ledger.Build(), {YearWith(2022, kPay, {c.before})}};
    JudgedAdditions judged = Judge(measured);
    EXPECT_EQ(judged.DiffersFromFlag(judged.additions[0]), c.differs);
    EXPECT_EQ(judged.additions[0].is_recurring(), c.before == 100) << "whatever the clerk said";
    measured.earlier.clear();
    judged = Judge(measured);
    EXPECT_FALSE(judged.DiffersFromFlag(judged.additions[0])) << "nothing to hold the flag against";
  }
}

}  // namespace
}  // namespace zhengping::budget
