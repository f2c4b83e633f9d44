// What a row's codes and sign say of its entry: 指标来源, 指标类型, our own word, the table's kind. Part of
// row_mapping.h.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_ENTRY_KIND_READING_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_ENTRY_KIND_READING_H_

#include <optional>

#include "common/money/money.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/exchange/source_rows.h"

namespace zhengping::budget {

struct EntryReading {
  EntryKind kind = EntryKind::kInitial;  // of a transfer between two quotas kTransferIn: the row's quota receives
  Money amount;                          // zero or above
  Origin origin = Origin::kUnstated;
  bool is_transfer_pair = false;
};

// Empty with an issue at the row: ENTRY_KIND_UNKNOWN, VALUE_UNKNOWN, AMOUNT_NEGATIVE, SOURCE_QUOTA_MISSING.
std::optional<EntryReading> ReadEntryKind(SourceRow& row, Money amount);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_ENTRY_KIND_READING_H_
