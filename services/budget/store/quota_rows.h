// Rows of quotas (预算指标): one for each classification that a quota has had.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

struct QuotaRow {
  QuotaRecord record;
  std::string project_code;  // pro_code as the platform spells it; record.classification.project is its id
  int64_t revision = 0;      // that stored this classification
};

// The quotas as they are at `revision`, by id.
absl::StatusOr<std::vector<QuotaRow>> SelectQuotas(storage::Connection& connection, const YearKey& key,
                                                   int64_t revision);
// Under row.revision.
absl::Status InsertQuota(storage::Connection& connection, const YearKey& key, const QuotaRow& row);

// All entries of one quota on their days, as overdraft.h reads them.
absl::StatusOr<std::vector<DatedEntry>> SelectDatedEntries(storage::Connection& connection, const YearKey& key,
                                                           const std::string& quota);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_
