#include "services/budget/domain/facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/reversal.h"

namespace zhengping::budget {
namespace {

using ByName = std::map<std::string, Fact>;

ByName FactsByName(const LedgerYear& year, const EntryScope& scope = {}) {
  ByName by_name;
  for (const Fact& fact : LedgerFactsOf(year, scope)) {
    EXPECT_TRUE(by_name.emplace(fact.name, fact).second) << fact.name << " stands twice";
  }
  return by_name;
}

int64_t Number(const ByName& facts, const std::string& name) {
  const auto found = facts.find(name);
  if (found == facts.end() || !found->second.has_value()) {
    ADD_FAILURE() << "no value of " << name;
    return -1;
  }
  return *NumberOf(*found->second.value).ToInt64();
}

// A year small enough to add up on paper.
//   q1 basic, 111, 30201      initial 1,000; out 100; paid 300
//   q2 project, 121, 30217    initial 500; supplements 300 (superior) and 40 (no origin); reduction 20; in 100; paid
//   400, back 50 q3 unstated, 2, no code   carryover 60; recall 10 q4 basic, 31, 31013       supplement 200 (own),
//   reversed; supplement 80 (policy); paid 80
LedgerYear PaperLedger() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {.outlay = Outlay::kBasic, .fund_type = "111", .department_economic_code = "30201"});
  ledger.AddQuota("q2", {.outlay = Outlay::kProject, .fund_type = "121", .department_economic_code = "30217"});
  ledger.AddQuota("q3", {.fund_type = "2"});
  ledger.AddQuota("q4", {.outlay = Outlay::kBasic, .fund_type = "31", .department_economic_code = "31013"});
  ledger.Post(1, 10, {Of("q1", EntryKind::kInitial, 1000), Of("q2", EntryKind::kInitial, 500)}, "文1");
  ledger.Post(1, 10, {Of("q3", EntryKind::kCarryover, 60)}, "文2");
  ledger.Post(3, 31, {For("f1", From(Origin::kSuperior, Of("q2", EntryKind::kSupplement, 300)))}, "文3");
  ledger.Post(4, 1, {Of("q2", EntryKind::kSupplement, 40)}, "文3");
  ledger.Post(5, 1, {Of("q2", EntryKind::kReduction, 20)});
  ledger.Post(6, 1, {Of("q1", EntryKind::kTransferOut, 100), Of("q2", EntryKind::kTransferIn, 100)});
  ledger.Post(6, 2, {Of("q1", EntryKind::kPayment, 300)});
  ledger.Post(7, 1, {Of("q2", EntryKind::kPayment, 400)});
  ledger.Post(8, 1, {Of("q2", EntryKind::kRefund, 50)});
  const std::string wrong =
      ledger.Post(9, 1, {For("f2", From(Origin::kOwn, Of("q4", EntryKind::kSupplement, 200)))}, "文4");
  ledger.Post(10, 1, {From(Origin::kPolicy, Of("q4", EntryKind::kSupplement, 80))}, "");
  ledger.Post(11, 1, {Of("q4", EntryKind::kPayment, 80)});
  ledger.Post(12, 31, {Of("q3", EntryKind::kRecall, 10)});
  ledger.Reverse(wrong);
  return ledger.Build();
}

TEST(Facts, OfALedgerOnPaper) {
  const ByName facts = FactsByName(PaperLedger());
  const std::map<std::string, int64_t> expected = {
      {"initial_budget", 1500},
      {"carryover_in", 60},
      {"supplements", 420},
      {"reductions", 20},
      {"transfers_in", 100},
      {"transfers_out", 100},
      {"recalls", 10},
      {"final_budget", 1950},  // 1500 + 60 + 420 + 100 − 20 − 100 − 10
      {"payments", 730},       // 300 + 400 − 50 + 80
      {"balance", 1220},
      {"final_budget.basic", 980},    // q1 900, q4 80
      {"final_budget.project", 920},  // 500 + 340 − 20 + 100
      {"final_budget.unstated", 50},
      {"payments.basic", 380},
      {"payments.project", 350},
      {"balance.project", 570},
      {"final_budget.general_public", 900},
      {"final_budget.government_fund", 920},
      {"final_budget.special_account", 50},
      {"final_budget.other", 80},
      {"supplements.basic", 80},
      {"supplements.project", 340},
      {"supplements.outlay_unstated", 0},
      {"supplements.superior", 300},
      {"supplements.policy", 80},
      {"supplements.own", 0},
      {"supplements.emergency", 0},
      {"supplements.unstated", 40},
      {"supplements.q1", 300},
      {"supplements.q2", 340},
      {"supplements.q3", 340},
      {"supplements.q4", 420},
      {"payments.q1", 0},
      {"payments.q2", 300},
      {"payments.q3", 650},
      {"payments.q4", 730},
      {"supplement_documents", 1},  // 文3 twice, 文4 reversed, one without
      {"quotas", 4},
      {"special_funds", 1},
      {"transfers_between_codes", 100},
      {"three_public_expenses.by_economic_code", 430},  // 30217: 350; 31013: 80
      {"operating_expenses.by_economic_code", 300},     // 302 of basic: q1
  };
  for (const auto& [name, fen] : expected) EXPECT_EQ(Number(facts, name), fen) << name;
  EXPECT_EQ(facts.at("final_budget").display_name, "全年预算数");
  EXPECT_EQ(facts.at("final_budget").unit, "fen");
  EXPECT_EQ(facts.at("supplement_documents").unit, "documents");
  EXPECT_EQ(facts.at("final_budget").state, FactState::kDerived);
}

TEST(Facts, AsOfADayAreThoseOfItsEntries) {
  const ByName facts = FactsByName(PaperLedger(), {.as_of = *Date::FromYmd(2023, 6, 1)});
  EXPECT_EQ(Number(facts, "final_budget"), 1880);  // 1500 + 60 + 340 − 20
  EXPECT_EQ(Number(facts, "payments"), 0);
  EXPECT_EQ(Number(facts, "payments.q2"), 0);
  EXPECT_EQ(facts.at("payments.q3").state, FactState::kMissing) << "the quarter has not begun: not the same as zero";
  EXPECT_FALSE(facts.at("payments.q3").source.empty());
  EXPECT_EQ(facts.at("supplements.q4").state, FactState::kMissing);
}

TEST(Facts, OfOneBudgetUnitOnly) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {.budget_unit = "403001"});
  ledger.AddQuota("q2", {.budget_unit = "403002"});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, 7), Of("q2", EntryKind::kInitial, 9)});
  const EntryScope unit = {.conditions = {{EntryField::kBudgetUnit, {"403002"}}}};
  EXPECT_EQ(Number(FactsByName(ledger.Build(), unit), "initial_budget"), 9);
}

TEST(Facts, NoLedgerHasNoZeros) { EXPECT_TRUE(LedgerFactsOf(LedgerBuilder(2023).Build(), {}).empty()); }

TEST(Facts, CrossChecksAreMissingWhilePaymentsLackACode) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("coded", {.outlay = Outlay::kBasic, .department_economic_code = "30217"});
  ledger.AddQuota("bare", {.outlay = Outlay::kBasic});
  ledger.Post(1, 1, {Of("coded", EntryKind::kInitial, 100), Of("bare", EntryKind::kInitial, 100)});
  ledger.Post(2, 1, {Of("coded", EntryKind::kPayment, 10)});
  EXPECT_EQ(Number(FactsByName(ledger.Build()), "three_public_expenses.by_economic_code"), 10);
  const std::string bare = ledger.Post(3, 1, {Of("bare", EntryKind::kPayment, 10)});
  EXPECT_EQ(FactsByName(ledger.Build()).at("three_public_expenses.by_economic_code").state, FactState::kMissing);
  EXPECT_EQ(FactsByName(ledger.Build()).at("operating_expenses.by_economic_code").state, FactState::kMissing);
  ledger.Reverse(bare);
  EXPECT_EQ(Number(FactsByName(ledger.Build()), "operating_expenses.by_economic_code"), 10);
}

TEST(FactFold, RefusesWhatItsSumsCouldNotHold) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, kMaxAmountFen)});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, kMaxAmountFen + 1)});
  const LedgerYear year = ledger.Build();
  const std::vector<EntryView> views = EntriesOf(year, {});
  FactFold fold;
  LiveKeys live;
  EXPECT_THAT(fold.Apply(views, live), IsRefusal("AMOUNT_OUT_OF_RANGE"));
  EXPECT_EQ(live, LiveKeys());
  EXPECT_EQ(fold, FactFold()) << "a refused entry leaves no trace, nor do those beside it";
  EXPECT_THAT(fold.Apply(std::vector<EntryView>(static_cast<size_t>(kMaxEntriesPerYear), views[0]), live), IsOk());
  EXPECT_THAT(fold.Apply({views[0]}, live), IsRefusal("YEAR_FULL"));
  EXPECT_EQ(fold.entries(), kMaxEntriesPerYear);
}

// Properties on random ledgers that could have been posted.

TEST(FactsOfRandomLedgers, SelectorsSelectExactlyCountAndSumAgain) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    const LedgerYear year = RandomLedger(seed, 60);
    for (const EntryScope& scope : {EntryScope{}, EntryScope{.as_of = *Date::FromYmd(2023, 6, 30)},
                                    EntryScope{.conditions = {{EntryField::kBudgetUnit, {"403001", ""}}}}}) {
      const std::vector<EntryView> all = EntriesOf(year, {});
      for (const Fact& fact : LedgerFactsOf(year, scope)) {
        ASSERT_TRUE(fact.provenance.has_value());
        int64_t count = 0;
        Money sum;
        for (const EntryView& view : all) {
          if (!Selects(*fact.provenance, view)) continue;
          ++count;
          sum += SignedAmount(*fact.provenance, view);
        }
        EXPECT_EQ(count, fact.provenance->entry_count) << seed << " " << fact.name;
        EXPECT_EQ(sum, fact.provenance->sum) << seed << " " << fact.name;
        if (fact.unit == "fen" && fact.has_value()) {
          EXPECT_EQ(std::get<Money>(*fact.value), sum) << seed << " " << fact.name;
        }
      }
    }
  }
}

TEST(FactsOfRandomLedgers, PartsAddUp) {
  const char* measures[] = {"initial_budget", "carryover_in", "supplements",  "reductions", "transfers_in",
                            "transfers_out",  "recalls",      "final_budget", "payments",   "balance"};
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    const ByName facts = FactsByName(RandomLedger(seed, 60));
    const auto of = [&facts](const std::string& name) { return Number(facts, name); };
    for (const std::string measure : measures) {
      const char* unstated = measure == "supplements" ? ".outlay_unstated" : ".unstated";
      EXPECT_EQ(of(measure + ".basic") + of(measure + ".project") + of(measure + unstated), of(measure)) << measure;
      EXPECT_EQ(of(measure + ".general_public") + of(measure + ".government_fund") + of(measure + ".special_account") +
                    of(measure + ".other"),
                of(measure))
          << measure;
    }
    EXPECT_EQ(of("final_budget"), of("initial_budget") + of("carryover_in") + of("supplements") + of("transfers_in") -
                                      of("reductions") - of("transfers_out") - of("recalls"));
    EXPECT_EQ(of("balance"), of("final_budget") - of("payments"));
    EXPECT_EQ(of("transfers_in"), of("transfers_out"));
    EXPECT_EQ(of("payments.q4"), of("payments"));
    EXPECT_EQ(of("supplements.q4"), of("supplements"));
    EXPECT_EQ(of("supplements.superior") + of("supplements.policy") + of("supplements.emergency") +
                  of("supplements.own") + of("supplements.unstated"),
              of("supplements"));
    EXPECT_GE(of("balance"), 0);
  }
}

TEST(FactsOfRandomLedgers, FoldedOneByOneInAnyOrderEqualsFoldedAtOnce) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const LedgerYear year = RandomLedger(seed, 60);
    std::vector<EntryView> entries = EntriesOf(year, {});
    std::mt19937 random(seed);
    std::shuffle(entries.begin(), entries.end(), random);
    FactFold fold;
    LiveKeys live;
    for (const EntryView& view : entries) {
      ASSERT_THAT(fold.Apply({view}, live), IsOk());
      // Stored and read again at every step, as the head row is.
      const absl::StatusOr<FactFold> read = FactFold::Parse(fold.Serialize());
      ASSERT_THAT(read, IsOk());
      ASSERT_EQ(*read, fold);
      fold = *read;
    }
    EXPECT_EQ(fold, Fold(year, {}));
    EXPECT_EQ(fold.Serialize(), Fold(year, {}).Serialize());
  }
}

TEST(FactsOfRandomLedgers, EverythingReversedIsZero) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    LedgerYear year = RandomLedger(seed, 60);
    const size_t posted = year.transactions.size();
    for (size_t i = 0; i < posted; ++i) {
      PostedTransaction& original = year.transactions[i];
      if (original.is_reversed || !original.transaction.reverses.empty()) continue;
      PostedTransaction reversal;
      reversal.revision = ++year.revision;
      reversal.id = absl::StrCat("2023-", reversal.revision);
      reversal.transaction = ReversalOf(original);
      original.is_reversed = true;
      year.transactions.push_back(reversal);
    }
    for (const Fact& fact : LedgerFactsOf(year, {})) {
      EXPECT_TRUE(NumberOf(*fact.value).is_zero()) << seed << " " << fact.name;
    }
  }
}

TEST(FactBlob, BrokenBytesAreRefusedNotTrusted) {
  const std::string blob = Fold(RandomLedger(7, 60), {}).Serialize();
  EXPECT_THAT(FactFold::Parse(""), IsRefusal("FACT_BLOB_MALFORMED"));
  EXPECT_THAT(FactFold::Parse(blob + "x"), IsRefusal("FACT_BLOB_MALFORMED"));
  for (size_t length = 0; length < blob.size(); ++length) {
    EXPECT_THAT(FactFold::Parse(blob.substr(0, length)), IsRefusal("FACT_BLOB_MALFORMED")) << length;
  }
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string broken = blob;
    for (int i = 0; i < 3; ++i) broken[random() % broken.size()] = static_cast<char>(random() % 256);
    const absl::StatusOr<FactFold> read = FactFold::Parse(broken);
    // Whatever is accepted is spelt in the one way in which it would be written.
    if (read.ok()) {
      EXPECT_EQ(read->Serialize(), broken);
    }
  }
}

TEST(FactBlob, SumsThatNoLedgerReachesAreRefused) {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {});
  ledger.AddQuota("q2", {.outlay = Outlay::kBasic});
  ledger.Post(1, 1, {Of("q1", EntryKind::kInitial, kMaxAmountFen), Of("q2", EntryKind::kInitial, kMaxAmountFen)});
  const LedgerYear year = ledger.Build();
  const std::vector<EntryView> views = EntriesOf(year, {});
  FactFold half;
  LiveKeys live;
  ASSERT_THAT(half.Apply(std::vector<EntryView>(250'000, views[0]), live), IsOk());
  ASSERT_THAT(half.Apply(std::vector<EntryView>(250'000, views[1]), live), IsOk());
  EXPECT_THAT(FactFold::Parse(half.Serialize()), IsOk());
  // 1e13 × 250,000 = 2.5e18, as a varint of 2 × 2.5e18; the same bytes with 2 × 4.5e18 say more than any ledger.
  const auto varint = [](uint64_t number) {
    std::string bytes;
    for (; number >= 0x80; number >>= 7) bytes += static_cast<char>((number & 0x7F) | 0x80);
    return bytes + static_cast<char>(number);
  };
  std::string blob = half.Serialize();
  const std::string held = varint(uint64_t{5'000'000'000'000'000'000});
  const size_t at = blob.find(held);
  ASSERT_NE(at, std::string::npos);
  blob.replace(at, held.size(), varint(uint64_t{9'000'000'000'000'000'000}));
  EXPECT_THAT(FactFold::Parse(blob), IsRefusal("FACT_BLOB_MALFORMED"));
}

TEST(FactBlob, OfAnEmptyHeadIsShort) { EXPECT_LT(FactFold().Serialize().size(), 300u); }

}  // namespace
}  // namespace zhengping::budget
