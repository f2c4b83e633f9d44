// The facts of a department-year from all three places that know some of them: the ledger, the basic data table, and
// figures reported from elsewhere. Pure; nothing is lost in silence: what differs becomes a note.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_MERGED_FACTS_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_MERGED_FACTS_H_

#include <vector>

#include "common/status/issue.h"
#include "services/budget/domain/fact.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {

// One set of facts from three sources. Where several have a value: ledger, then statement, then reported facts.
// Differences become notes, with both figures and the one used:
//   REPORTED_DIFFERS_FROM_LEDGER, REPORTED_DIFFERS_FROM_STATEMENT, STATEMENT_DIFFERS_FROM_LEDGER,
//   ECONOMIC_CODES_DIFFER   three-public or operating expenses by economic code are not the statement's actual
//   OUTLAY_DIFFERS          payments or initial budget of project outlay are not the statement's 项目支出
//   ADJUSTMENT_DIFFERS      追加, 追减 and 调剂 are not the statement's 部门整体支出预算调整
//   CARRYOVER_DIFFERS       上年结转 is not the balance that statement or reported facts give for last year
// `three_public_expenses.actual` and `operating_expenses.actual` come from the ledger's economic codes only where the
// statement has no value: the final accounts' figure is the statement's to say. So does
// `budget_adjustment.basic.actual` from the ledger's 追加, 追减 and 调剂 of basic outlay, where these leave no doubt
// (money was transferred into basic spending or out of it, not both; every entry has an outlay).
struct MergedFacts {
  std::vector<Fact> facts;  // in the order of the dictionary, then open rows
  std::vector<Issue> notes;
};
MergedFacts MergeFacts(const std::vector<Fact>& ledger, const Statement& statement,
                       const std::vector<ReportedFact>& reported);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_MERGED_FACTS_H_
