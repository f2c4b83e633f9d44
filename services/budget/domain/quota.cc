#include "services/budget/domain/quota.h"

#include <cstdlib>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::budget {
namespace {

struct Effect {
  Money authorized;
  Money paid;
};

// What one entry does to the two sums. No default case: a new kind must not compile until it is decided here.
Effect EffectOf(const Entry& entry) {
  const Money amount = entry.amount;
  switch (entry.kind) {
    case EntryKind::kInitial:
    case EntryKind::kSupplement:
    case EntryKind::kTransferIn:
    case EntryKind::kCarryover:
      return {.authorized = amount, .paid = {}};
    case EntryKind::kReduction:
    case EntryKind::kTransferOut:
    case EntryKind::kRecall:
      return {.authorized = -amount, .paid = {}};
    case EntryKind::kPayment:
      return {.authorized = {}, .paid = amount};
    case EntryKind::kRefund:
      return {.authorized = {}, .paid = -amount};
  }
  std::abort();  // Our own bug: the rpc layer refuses kinds that it does not know.
}

}  // namespace

absl::Status Quota::Apply(const Entry& entry) {
  if (entry.amount <= Money()) {
    return Invalid({"AMOUNT_NOT_POSITIVE", "amount_fen"}, "an amount is above zero: the kind says the direction");
  }
  const Effect effect = EffectOf(entry);
  const std::optional<Money> authorized = Add(authorized_, effect.authorized);
  const std::optional<Money> paid = Add(paid_, effect.paid);
  if (!authorized || !paid) {
    return Invalid({"AMOUNT_OUT_OF_RANGE", "amount_fen"}, "a quota's sums fit in 64 bits of fen");
  }
  if (*paid < Money()) {
    return NotNow({"REFUND_EXCEEDS_PAID", "amount_fen"}, absl::StrCat(name_, " has paid ", paid_.fen(), " fen so far"));
  }
  if (*authorized < *paid) {
    return NotNow({"BALANCE_INSUFFICIENT", "amount_fen"}, absl::StrCat(name_, " has ", balance().fen(), " fen left"));
  }
  authorized_ = *authorized;
  paid_ = *paid;
  return absl::OkStatus();
}

}  // namespace zhengping::budget
