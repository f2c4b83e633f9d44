// What a request declares about quotas, against what is stored.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_DECLARATION_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_DECLARATION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/status/issue.h"
#include "services/budget/domain/year_state.h"
#include "services/budget/store/quota_rows.h"

namespace zhengping::budget {

struct QuotaChanges {
  std::vector<QuotaRow> to_put;  // new ones and those with another purpose
  int added = 0;
  int changed = 0;
  // Paths "quotas[3].external_code". QUOTA_CODE_COLLIDES: another code gives the same id. QUOTA_REPEATED: declared
  // twice with two purposes. TOO_MANY_QUOTAS (limits.h).
  std::vector<Issue> issues;
};

// OK, or the first issue as INVALID_ARGUMENT.
absl::Status FirstRefusalOf(const QuotaChanges& changes);

QuotaChanges CompareQuotas(const YearState& stored, const std::vector<QuotaRow>& declared);

// The quotas of changes.to_put, which must outlive them.
std::vector<const QuotaRecord*> RecordsOf(const QuotaChanges& changes);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_QUOTA_DECLARATION_H_
