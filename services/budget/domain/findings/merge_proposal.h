// Which quotas could be one (统筹合并相关指标): the groups that recommendation 4 proposes.
//
// Quotas belong together that have the same budget unit, fund type, function code, outlay and economic class (the first
// three digits of the department's economic code): one unit's money of one source for one function and one kind of
// spending. Left out are quotas without a function code, quotas that hold money of a special fund (专款专用), those of
// the three public expenses (三公经费, controlled by themselves), and quotas without money. A group is proposed if it
// has two quotas at least, one of which is small (settings.h). No source fixes what may be merged; where the bureau
// keeps quotas by project, the price is in the simulation.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MERGE_PROPOSAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MERGE_PROPOSAL_H_

#include <string>
#include <vector>

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

struct MergeGroup {
  std::vector<const QuotaRecord*> quotas;  // the largest first; they point into the year
  Money size;                              // sum of the quotas' sizes (QuotaSums::size)
  Money unspent;                           // sum of what was left in them
  int64_t small_quotas = 0;
  int64_t dry_quotas = 0;  // those with nothing left

  // "功能科目2010302、项目支出、经济科目302类".
  std::string Description() const;
};

// Money left in quotas of which another one that belongs together with it, as above, has nothing left: what merging
// would free. Unlike stranded_amount of scattered_quotas.h it looks no wider than one quota may be.
Money MergeableStrandedAmount(const FindingInput& input);

// The groups with the most quotas first, then the largest, then by description.
std::vector<MergeGroup> ProposeMerges(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MERGE_PROPOSAL_H_
