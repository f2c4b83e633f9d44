// Facts and the entries behind them, as the budget service answers them and evaluations keep them.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_FACT_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_FACT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

// An exact value with its kind: money in fen, a whole number, a rate or broken number, a day.
using Quantity = std::variant<Money, int64_t, Rational, Date>;

// None of the four turns silently into another.
enum class FactState { kReported, kDerived, kMissing, kNotApplicable };

struct EntryCondition {
  std::string field;
  std::vector<std::string> values;

  friend bool operator==(const EntryCondition&, const EntryCondition&) = default;
};

// Which ledger entries stand behind a figure; the budget service pages through them.
struct EntrySelector {
  std::string department;  // resource name
  int fiscal_year = 0;
  int64_t revision = 0;
  std::optional<Date> as_of;
  std::vector<EntryCondition> conditions;
  int64_t entry_count = 0;
  Money sum;

  friend bool operator==(const EntrySelector&, const EntrySelector&) = default;
};

struct Fact {
  std::string name;  // "payments.q1"
  FactState state = FactState::kMissing;
  std::optional<Quantity> value;  // kReported, kDerived
  std::string unit;               // "fen", "persons", …
  std::optional<EntrySelector> provenance;
  std::string source;
  std::string display_name;  // 全年预算数

  friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_FACT_H_
