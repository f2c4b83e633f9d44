#include "services/budget/domain/facts_audit.h"

#include <map>
#include <utility>

#include "services/budget/domain/fact_dictionary.h"

namespace zhengping::budget {
namespace {

std::map<std::string, Fact> ByName(std::vector<Fact> facts) {
  std::map<std::string, Fact> by_name;
  for (Fact& fact : facts) by_name.emplace(fact.name, std::move(fact));
  return by_name;
}

std::optional<Fact> Find(const std::map<std::string, Fact>& facts, const std::string& name) {
  const auto found = facts.find(name);
  if (found == facts.end()) return std::nullopt;
  return found->second;
}

}  // namespace

FactsAudit AuditFacts(const FactFold& kept, const LedgerYear& year) {
  const FactScope scope = {year.department, year.fiscal_year, year.revision, {}};
  const std::map<std::string, Fact> of_head = ByName(FactsOf(kept, scope));
  const std::map<std::string, Fact> of_entries = ByName(FactsOf(Fold(year, {}), scope));
  FactsAudit audit;
  for (const FactDefinition& definition : FactDictionary()) {
    FactDifference difference = {definition.name, Find(of_head, definition.name), Find(of_entries, definition.name)};
    if (!difference.kept && !difference.recomputed) continue;
    ++audit.compared;
    if (difference.kept != difference.recomputed) audit.differences.push_back(std::move(difference));
  }
  return audit;
}

}  // namespace zhengping::budget
