// A quota (预算指标) as the ledger's chunks keep it: each classification that it has had, under the revision that stored
// it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_

#include <cstdint>
#include <string>

#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

struct QuotaRow {
  QuotaRecord record;
  std::string project_code;  // pro_code as the platform spells it; record.classification.project is its id
  int64_t revision = 0;      // that stored this classification
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_ROWS_H_
