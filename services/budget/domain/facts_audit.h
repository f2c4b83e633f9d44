// The check of the facts that the writes keep folded: every fact folded anew from the entries, and those that differ.
// No difference is the proof that head and ledger agree.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_AUDIT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_AUDIT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/budget/domain/facts.h"

namespace zhengping::budget {

// A fact that is not the same in both; value, state or the entries behind it differ. One side is empty where only the
// other knows the fact: a ledger without entries has none.
struct FactDifference {
  std::string name;
  std::optional<Fact> kept;
  std::optional<Fact> recomputed;
};

struct FactsAudit {
  std::vector<FactDifference> differences;  // in the order of the dictionary
  size_t compared = 0;                      // facts that either side has
};

// `kept`: the head's fold, of all entries of `year`.
FactsAudit AuditFacts(const FactFold& kept, const LedgerYear& year);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FACTS_AUDIT_H_
