#include "services/budget/exchange/entry_kind_reading.h"

#include <cstdlib>

#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr char kTransfer[] = "TRANSFER";
constexpr char kCurrent[] = "CURRENT";

// A kind as rows name it: TRANSFER is told apart from its halves only here.
struct NamedKind {
  std::optional<EntryKind> kind;
  bool is_transfer = false;
  Origin origin = Origin::kUnstated;
};

std::optional<NamedKind> FromMeaning(SourceRow& row, Role role, const ValueMeaning& meaning) {
  NamedKind named;
  if (!meaning.addition.empty()) named.origin = ParseOrigin(meaning.addition).value_or(Origin::kUnstated);
  named.is_transfer = meaning.meaning == kTransfer;
  if (!named.is_transfer) named.kind = ParseEntryKind(meaning.meaning);
  if (named.is_transfer || named.kind) return named;
  row.Wrong(role, "ENTRY_KIND_UNKNOWN",
            "导入方案中的含义应为 INITIAL、SUPPLEMENT、REDUCTION、TRANSFER、CARRYOVER 或 RECALL");
  return std::nullopt;
}

// Whether a table's sign speaks, for kinds that only add.
std::optional<EntryKind> Opposite(EntryKind kind) {
  switch (kind) {
    case EntryKind::kSupplement:
      return EntryKind::kReduction;
    case EntryKind::kPayment:
      return EntryKind::kRefund;
    case EntryKind::kRefund:
      return EntryKind::kPayment;
    case EntryKind::kTransferIn:
      return EntryKind::kTransferOut;
    case EntryKind::kTransferOut:
      return EntryKind::kTransferIn;
    case EntryKind::kReduction:  // 追减 -500 and 追减 500 both take 500 away
      return EntryKind::kReduction;
    case EntryKind::kRecall:
      return EntryKind::kRecall;
    case EntryKind::kInitial:
    case EntryKind::kCarryover:
      return std::nullopt;
  }
  std::abort();
}

std::optional<NamedKind> KindOfIssue(SourceRow& row) {
  const bool says_type = !row.Text(Role::kBudgetKind).empty();
  const std::optional<ValueMeaning> type = row.Meaning(Role::kBudgetKind, Severity::kError);
  if (says_type && !type) return std::nullopt;
  if (type && type->meaning != kCurrent) return FromMeaning(row, Role::kBudgetKind, *type);
  if (const std::optional<ValueMeaning> source = row.Meaning(Role::kKind, Severity::kError)) {
    return FromMeaning(row, Role::kKind, *source);
  }
  if (row.Text(Role::kKind).empty()) {
    row.Wrong(Role::kKind, "ENTRY_KIND_UNKNOWN", "指标来源为空，无法判断是年初预算还是追加，请补填");
  }
  return std::nullopt;
}

std::optional<NamedKind> KindOfAdjustment(SourceRow& row) {
  if (!row.Text(Role::kKind).empty()) {
    const std::optional<ValueMeaning> source = row.Meaning(Role::kKind, Severity::kError);
    return source ? FromMeaning(row, Role::kKind, *source) : std::nullopt;
  }
  const std::string giver = row.Code(Role::kSourceQuota).code;
  if (!giver.empty() && giver != row.Code(Role::kQuota).code) return NamedKind{.kind = {}, .is_transfer = true};
  return NamedKind{.kind = EntryKind::kSupplement};
}

std::optional<NamedKind> KindOfRow(SourceRow& row) {
  const std::string own = row.Text(Role::kEntryKind);
  if (!own.empty()) {
    const std::optional<EntryKind> kind = ParseEntryKind(own);
    if (kind) return NamedKind{.kind = kind};
    row.Wrong(Role::kEntryKind, "ENTRY_KIND_UNKNOWN", "应为 INITIAL、SUPPLEMENT、PAYMENT 等业务类型之一");
    return std::nullopt;
  }
  const FieldTable& table = row.columns().fields();
  switch (table.yield) {
    case Yield::kIssue:
      return KindOfIssue(row);
    case Yield::kAdjustment:
      return KindOfAdjustment(row);
    case Yield::kAnnual:
    case Yield::kEntry:
      return NamedKind{.kind = table.kind};
    case Yield::kCheck:
    case Yield::kNothing:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<EntryReading> ReadEntryKind(SourceRow& row, Money amount) {
  const std::optional<NamedKind> named = KindOfRow(row);
  if (!named) return std::nullopt;
  EntryReading reading;
  reading.origin = named->origin;
  reading.kind = named->is_transfer ? EntryKind::kTransferIn : *named->kind;
  reading.is_transfer_pair = named->is_transfer;
  reading.amount = amount;
  if (amount < Money()) {
    const std::optional<EntryKind> opposite = Opposite(reading.kind);
    if (!opposite) {
      row.Wrong(Role::kAmount, "AMOUNT_NEGATIVE", "年初预算和上年结转的金额不能为负；减少预算应列为追减");
      return std::nullopt;
    }
    reading.kind = *opposite;
    reading.amount = -amount;
  }
  if (reading.is_transfer_pair) {
    const std::string giver = row.Code(Role::kSourceQuota).code;
    if (giver.empty() || giver == row.Code(Role::kQuota).code) {
      row.Wrong(Role::kSourceQuota, "SOURCE_QUOTA_MISSING", "调剂须填写源指标（资金从哪个指标调出），且不同于本指标");
      return std::nullopt;
    }
  }
  return reading;
}

}  // namespace zhengping::budget
