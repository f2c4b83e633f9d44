// Facts as the scoring engine sees them: named exact values of a department-year that the budget service folds from its
// ledger, and figures of findings under the name "finding:<kind>.<figure>" (domain.md Part I §2).
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FACT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FACT_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/language.h"

namespace zhengping::indicator {

// None of the four turns silently into another.
enum class FactState { kReported, kDerived, kMissing, kNotApplicable };

struct Fact {
  std::string name;  // "payments.q1"
  FactState state = FactState::kMissing;
  Rational value;            // kReported, kDerived; money in fen; a day as days since 1970-01-01
  std::string unit;          // "fen", "persons", "percent", "date" …; empty: a pure number
  std::string source;        // "statement.csv 第 4 行", or a formula
  std::string display_name;  // 全年预算数

  friend bool operator==(const Fact&, const Fact&) = default;
};

class FactSet {
 public:
  FactSet() = default;
  // Of two facts with one name the later wins.
  explicit FactSet(std::vector<Fact> facts);

  // nullptr: nobody has said anything about it, which counts as missing.
  const Fact* Find(absl::string_view name) const;
  const std::vector<Fact>& facts() const { return facts_; }

 private:
  std::vector<Fact> facts_;
  absl::flat_hash_map<std::string, int> position_;
};

// Whether the dictionary of facts has this name; for findings, whether the kind is one and the figure is well formed.
bool IsKnownFact(absl::string_view name);

// The name for people, "全年预算数"; empty where the dictionary has none.
std::string FactDisplayName(absl::string_view name, Language language = Language::kChinese);

// What the dictionary says that it counts, "fen", "persons"; empty where it says nothing, as of findings' figures.
std::string FactUnit(absl::string_view name);

// The dictionary without findings and the open rows of 项目支出, which have no end; the budget service's holds the same
// names with the same Chinese (tests/contract/facts_test.cc).
std::vector<std::string> ClosedFactNames();

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FACT_H_
