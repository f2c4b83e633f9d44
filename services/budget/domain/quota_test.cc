#include "services/budget/domain/quota.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "common/status/refusal.h"
#include "common/testing/matchers.h"

namespace zhengping::budget {
namespace {

constexpr Money kYuan100 = Money::Fen(10000);
constexpr Money kLargest = Money::Fen(std::numeric_limits<int64_t>::max());

Quota QuotaWith(const std::vector<Entry>& entries) {
  Quota quota("divisions/430503000/departments/403/quotas/q1");
  for (const Entry& entry : entries) EXPECT_THAT(quota.Apply(entry), IsOk());
  return quota;
}

TEST(Quota, BalanceIsAuthorisedLessPaid) {
  const Quota quota = QuotaWith({{EntryKind::kInitial, Money::Fen(10000)},
                                 {EntryKind::kSupplement, Money::Fen(2500)},
                                 {EntryKind::kPayment, Money::Fen(4000)},
                                 {EntryKind::kRefund, Money::Fen(500)}});
  EXPECT_EQ(quota.authorized(), Money::Fen(12500));
  EXPECT_EQ(quota.paid(), Money::Fen(3500));
  EXPECT_EQ(quota.balance(), Money::Fen(9000));
}

TEST(Quota, EachKindMovesItsOwnSum) {
  struct Case {
    const char* what;
    EntryKind kind;
    int64_t authorized_fen;
    int64_t paid_fen;
  };
  // From 1,000 authorised and 300 paid, one entry of 100.
  const Case cases[] = {
      {"initial", EntryKind::kInitial, 1100, 300},
      {"supplement", EntryKind::kSupplement, 1100, 300},
      {"reduction", EntryKind::kReduction, 900, 300},
      {"transfer in", EntryKind::kTransferIn, 1100, 300},
      {"transfer out", EntryKind::kTransferOut, 900, 300},
      {"carryover", EntryKind::kCarryover, 1100, 300},
      {"recall", EntryKind::kRecall, 900, 300},
      {"payment", EntryKind::kPayment, 1000, 400},
      {"refund", EntryKind::kRefund, 1000, 200},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Quota quota = QuotaWith({{EntryKind::kInitial, Money::Fen(1000)}, {EntryKind::kPayment, Money::Fen(300)}});
    ASSERT_THAT(quota.Apply({c.kind, Money::Fen(100)}), IsOk());
    EXPECT_EQ(quota.authorized(), Money::Fen(c.authorized_fen));
    EXPECT_EQ(quota.paid(), Money::Fen(c.paid_fen));
  }
}

TEST(Quota, RefusedEntryLeavesNoTrace) {
  struct Case {
    const char* what;
    Entry entry;
    const char* reason;
  };
  const Case cases[] = {
      {"one fen more than is left", {EntryKind::kPayment, Money::Fen(10001)}, "BALANCE_INSUFFICIENT"},
      {"reduction below what is left", {EntryKind::kReduction, Money::Fen(10001)}, "BALANCE_INSUFFICIENT"},
      {"zero", {EntryKind::kPayment, Money()}, "AMOUNT_NOT_POSITIVE"},
      {"sign in the amount", {EntryKind::kReduction, Money::Fen(-1)}, "AMOUNT_NOT_POSITIVE"},
      {"refund of nothing", {EntryKind::kRefund, Money::Fen(1)}, "REFUND_EXCEEDS_PAID"},
      {"sum past int64", {EntryKind::kSupplement, kLargest}, "AMOUNT_OUT_OF_RANGE"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    Quota quota = QuotaWith({{EntryKind::kInitial, kYuan100}});
    EXPECT_THAT(quota.Apply(c.entry), IsRefusal(c.reason, "amount_fen"));
    EXPECT_EQ(quota.authorized(), kYuan100);
    EXPECT_EQ(quota.paid(), Money());
  }
}

TEST(Quota, CanBePaidOutToTheLastFen) {
  Quota quota = QuotaWith({{EntryKind::kInitial, kYuan100}});
  EXPECT_THAT(quota.Apply({EntryKind::kPayment, kYuan100}), IsOk());
  EXPECT_EQ(quota.balance(), Money());
}

}  // namespace
}  // namespace zhengping::budget
