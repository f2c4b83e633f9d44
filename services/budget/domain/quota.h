// A budget quota (预算指标): the money that a department may spend on one purpose in one fiscal year.
//
// A quota is the sum of its entries and nothing else. It knows two sums, because the field keeps them apart:
//
//   authorized (预算数)  = initial + supplements - reductions ± transfers + carried over - recalled
//   paid       (支出数)  = payments - refunds
//   balance    (余额)    = authorized - paid, never below zero after any prefix in effective-date order
//
// Not thread-safe: the ledger's single writer owns it.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_QUOTA_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_QUOTA_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/money/money.h"

namespace zhengping::budget {

enum class EntryKind {
  kInitial,      // 年初预算: the budget as approved at the start of the year
  kSupplement,   // 追加: new money during the year
  kReduction,    // 追减: money taken back during the year by a new decision; at the year's end use kRecall
  kTransferIn,   // 调剂 into this quota; its transaction holds the matching kTransferOut
  kTransferOut,  // 调剂 out of this quota
  kCarryover,    // 上年结转: what was left of last year's quota
  kRecall,       // 收回: what was left at the year's end
  kPayment,      // 支付
  kRefund,       // 退回: a payment that came back in the same year
};

// One line of a transaction. `amount` is always above zero: the kind carries the sign.
struct Entry {
  EntryKind kind;
  Money amount;

  friend bool operator==(const Entry&, const Entry&) = default;
};

class Quota {
 public:
  explicit Quota(std::string name) : name_(std::move(name)) {}

  // Adds `entry` to the sums, or refuses it and changes nothing:
  //   AMOUNT_NOT_POSITIVE   amount is zero or below
  //   AMOUNT_OUT_OF_RANGE   a sum would leave int64 fen (about 9.2 亿亿元)
  //   BALANCE_INSUFFICIENT  the balance would fall below zero
  //   REFUND_EXCEEDS_PAID   more would come back than went out
  absl::Status Apply(const Entry& entry);

  const std::string& name() const { return name_; }
  Money authorized() const { return authorized_; }
  Money paid() const { return paid_; }
  Money balance() const { return Money::Fen(authorized_.fen() - paid_.fen()); }

 private:
  std::string name_;
  Money authorized_;
  Money paid_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_QUOTA_H_
