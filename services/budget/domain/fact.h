// A fact: a named exact value of a department-year, and where it comes from. The twin of zhengping.type.Fact.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

// Money in fen; a whole number of persons, documents, quotas, days; a rate or a number that is not whole; a day.
using Quantity = std::variant<Money, int64_t, Rational, Date>;

enum class FactState {
  kReported,       // somebody reported it (statement, final accounts)
  kDerived,        // folded from ledger entries, or computed from other facts
  kMissing,        // should exist and nobody has given it; not zero
  kNotApplicable,  // the department has no such thing; not zero
};

struct Fact {
  std::string name;  // of the dictionary (fact_dictionary.h), "payments.q1", or "finding:release_timing.late_funds"
  FactState state = FactState::kMissing;
  std::optional<Quantity> value;  // set when reported or derived
  std::string unit;  // "fen", "persons", "quotas", "documents", "funds", "days", "percent", "square_meters", ""
  std::optional<EntrySelector> provenance;  // of a fact from the ledger
  std::string source;                       // reported: where; computed: its formula; missing: why
  std::string display_name;                 // "全年预算数"

  bool has_value() const { return value.has_value(); }
  friend bool operator==(const Fact&, const Fact&) = default;
};

// The exact number behind a quantity: fen, count, rate; a day as days since 1970.
Rational NumberOf(const Quantity& quantity);

// As documents print it with its unit: "1,234.56元", "3份", "38.64%", "2023年5月31日".
std::string FormatQuantity(const Quantity& quantity, const std::string& unit);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FACT_H_
