#include "services/budget/domain/ledger_filter.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_join.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

// q1 basic 111 2010301 30201, unit 403001: initial 1,000 (5号), paid 300
// q2 project 121 2120501, project p1 环卫专项: supplement 500 (12号), paid 500
// q3 nothing stated, declared and never used
LedgerYear Sample() {
  LedgerBuilder ledger(2023);
  ledger.AddQuota("q1", {Outlay::kBasic, "111", "2010301", "50201", "30201", "", "", "403001"});
  ledger.AddQuota("q2", {Outlay::kProject, "121", "2120501", "50299", "", "p1", "环卫专项", ""});
  ledger.AddQuota("q3", {});
  ledger.Post(1, 10, {Of("q1", EntryKind::kInitial, 1000)}, "大财预〔2023〕5号");     // 2023-1
  ledger.Post(5, 20, {Of("q2", EntryKind::kSupplement, 500)}, "大财预〔2023〕12号");  // 2023-2
  LedgerEntry paid = Of("q1", EntryKind::kPayment, 300);
  paid.note = "Office 用品";
  ledger.Post(6, 1, {paid});                                // 2023-3
  ledger.Post(7, 1, {Of("q2", EntryKind::kPayment, 500)});  // 2023-4
  return ledger.Build();
}

struct Case {
  const char* what;
  LedgerFilter filter;
  const char* transactions;
  const char* quotas;
};

TEST(LedgerFilter, PicksTransactionsAndQuotas) {
  const LedgerYear year = Sample();
  const auto where = [](EntryField field, const char* value) {
    LedgerFilter filter;
    filter.scope.conditions = {{field, {value}}};
    return filter;
  };
  LedgerFilter least, most, both, text, note, in_may, paid_and_project;
  least.least = Money::Fen(500);
  most.most = Money::Fen(499);
  both.least = both.most = Money::Fen(500);
  text.text = "环卫";
  note.text = "OFFICE";
  in_may.scope.as_of = *Date::FromYmd(2023, 5, 20);
  in_may.least = Money::Fen(500);
  paid_and_project = where(EntryField::kEntryKind, "PAYMENT");
  paid_and_project.scope.conditions.push_back({EntryField::kOutlay, {"PROJECT"}});
  const Case cases[] = {
      {"nothing asked", {}, "2023-1 2023-2 2023-3 2023-4", "q1 q2 q3"},
      {"fund type", where(EntryField::kFundType, "111"), "2023-1 2023-3", "q1"},
      {"function prefix", where(EntryField::kFunctionCode, "212*"), "2023-2 2023-4", "q2"},
      {"economic code prefix", where(EntryField::kEconomicCode, "302*"), "2023-1 2023-3", "q1"},
      {"project", where(EntryField::kProject, "p1"), "2023-2 2023-4", "q2"},
      {"no project: the unused quota has none", where(EntryField::kProject, ""), "2023-1 2023-3", "q1 q3"},
      {"budget unit", where(EntryField::kBudgetUnit, "403001"), "2023-1 2023-3", "q1"},
      {"outlay", where(EntryField::kOutlay, "PROJECT"), "2023-2 2023-4", "q2"},
      {"document", where(EntryField::kDocumentNumber, "大财预〔2023〕12号"), "2023-2", "q2"},
      {"kind", where(EntryField::kEntryKind, "SUPPLEMENT"), "2023-2", "q2"},
      {"kind and outlay of one entry", paid_and_project, "2023-4", "q2"},
      // Amounts: of the entry; of the quota's final budget (1,000, 500 and 0).
      {"at least 500", least, "2023-1 2023-2 2023-4", "q1 q2"},
      {"at most 499", most, "2023-3", "q3"},
      {"exactly 500", both, "2023-2 2023-4", "q2"},
      {"text in the project's name", text, "2023-2 2023-4", "q2"},
      {"text in a note, any case", note, "2023-3", ""},
      {"as of a day", in_may, "2023-1 2023-2", "q1 q2"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(absl::StrJoin(MatchingTransactions(year, c.filter), " "), c.transactions);
    EXPECT_EQ(absl::StrJoin(MatchingQuotas(year, c.filter), " "), c.quotas);
  }
}

}  // namespace
}  // namespace zhengping::budget
