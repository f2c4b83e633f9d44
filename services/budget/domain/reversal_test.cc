#include "services/budget/domain/reversal.h"

#include <gtest/gtest.h>

#include <functional>

#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

PostedTransaction Original() {
  LedgerBuilder builder(2023);
  builder.Post(5, 31, {Of("q1", EntryKind::kSupplement, 100), Of("q2", EntryKind::kSupplement, 50)},
               "大财预〔2023〕12号");
  return builder.Build().transactions[0];
}

TEST(Reversal, RepeatsTheOriginal) {
  const Transaction reversal = ReversalOf(Original());
  EXPECT_EQ(reversal.reverses, "2023-1");
  EXPECT_EQ(reversal.record_id, "reversal-of-2023-1");
  EXPECT_EQ(reversal.entries, Original().transaction.entries);
  EXPECT_EQ(reversal.effective_date, Original().transaction.effective_date);
  EXPECT_THAT(CheckReversal(reversal, Original()), IsOk());
}

TEST(Reversal, OnlyTheWholeOriginalOnceCanBeReversed) {
  struct Case {
    const char* what;
    std::function<void(Transaction&, PostedTransaction&)> change;
    const char* reason;
    const char* field;
  };
  const Case cases[] = {
      {"twice", [](Transaction&, PostedTransaction& o) { o.is_reversed = true; }, "ALREADY_REVERSED", "reverses"},
      {"a reversal", [](Transaction&, PostedTransaction& o) { o.transaction.reverses = "2023-0"; },
       "REVERSES_A_REVERSAL", "reverses"},
      {"another one", [](Transaction& r, PostedTransaction&) { r.reverses = "2023-2"; }, "REVERSAL_DIFFERS",
       "reverses"},
      {"another day", [](Transaction& r, PostedTransaction&) { r.effective_date = r.effective_date.PlusDays(1); },
       "REVERSAL_DIFFERS", "effective_date"},
      {"another document", [](Transaction& r, PostedTransaction&) { r.document_number.clear(); }, "REVERSAL_DIFFERS",
       "document_number"},
      {"half of it", [](Transaction& r, PostedTransaction&) { r.entries.pop_back(); }, "REVERSAL_DIFFERS", "entries"},
      {"another amount", [](Transaction& r, PostedTransaction&) { r.entries[0].entry.amount = Money::Fen(99); },
       "REVERSAL_DIFFERS", "entries"},
      {"another order", [](Transaction& r, PostedTransaction&) { std::swap(r.entries[0], r.entries[1]); }, "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    PostedTransaction original = Original();
    Transaction reversal = ReversalOf(original);
    c.change(reversal, original);
    const absl::Status status = CheckReversal(reversal, original);
    if (*c.reason == '\0') {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, IsRefusal(c.reason, c.field));
    }
  }
}

TEST(Versions, ContentDecidesBeforeTheNumber) {
  const Transaction stored = [] {
    Transaction transaction = Original().transaction;
    transaction.record_version = 3;
    return transaction;
  }();
  struct Case {
    const char* what;
    int64_t version;
    bool same_content;
    VersionChange change;
  };
  const Case cases[] = {
      {"the same again", 3, true, VersionChange::kUnchanged},
      {"the same, newer number", 4, true, VersionChange::kUnchanged},
      {"the same, older number", 2, true, VersionChange::kUnchanged},
      {"changed, newer", 4, false, VersionChange::kNewer},
      {"changed row on loading again", 3, false, VersionChange::kNewer},
      {"changed, no number given", 0, false, VersionChange::kNewer},
      {"changed, older", 2, false, VersionChange::kOlder},
  };
  for (const Case& c : cases) {
    Transaction sent = stored;
    sent.record_version = c.version;
    if (!c.same_content) sent.entries[0].entry.amount = Money::Fen(1);
    EXPECT_EQ(CompareVersions(stored, sent), c.change) << c.what;
  }
}

}  // namespace
}  // namespace zhengping::budget
