#include "services/indicator/rpc/fact_messages.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/issue.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::indicator {
namespace {

absl::Status Malformed(const std::string& field, absl::string_view what_would_be_right) {
  return Invalid({"FACT_MALFORMED", field}, what_would_be_right);
}

absl::StatusOr<Rational> ValueFrom(const type::Quantity& quantity, const std::string& field) {
  std::vector<Issue> issues;
  std::optional<Rational> value;
  switch (quantity.kind_case()) {
    case type::Quantity::kAmountFen:
      value = Rational(quantity.amount_fen());
      break;
    case type::Quantity::kCount:
      value = Rational(quantity.count());
      break;
    case type::Quantity::kRational:
      value = FromMessage(quantity.rational(), field, issues);
      break;
    case type::Quantity::kDate:
      if (const std::optional<Date> date = FromMessage(quantity.date(), field, issues)) value = Rational(date->days());
      break;
    case type::Quantity::KIND_NOT_SET:
      break;
  }
  if (!value.has_value()) {
    return Malformed(field, issues.empty() ? "a quantity is an amount, a count, a rational or a date"
                                           : absl::StrCat(issues.front().reason, ": ", issues.front().found));
  }
  return *std::move(value);
}

absl::StatusOr<FactState> StateFrom(type::FactState state, const std::string& field) {
  if (state == type::FACT_STATE_REPORTED) return FactState::kReported;
  if (state == type::FACT_STATE_DERIVED) return FactState::kDerived;
  if (state == type::FACT_STATE_MISSING) return FactState::kMissing;
  if (state == type::FACT_STATE_NOT_APPLICABLE) return FactState::kNotApplicable;
  return Malformed(field, "a fact is REPORTED, DERIVED, MISSING or NOT_APPLICABLE");
}

absl::StatusOr<Fact> FactFrom(const type::Fact& message, const std::string& place) {
  Fact fact;
  fact.name = message.name();
  if (fact.name.empty() || fact.name.size() > kMostNameBytes) {
    return Malformed(place + ".name", absl::StrCat("a fact has a name of 1 to ", kMostNameBytes, " bytes"));
  }
  ZP_ASSIGN_OR_RETURN(fact.state, StateFrom(message.state(), place + ".state"));
  const bool has_value = fact.state == FactState::kReported || fact.state == FactState::kDerived;
  if (message.has_value() != has_value) {
    return Malformed(place + ".value", "a fact has a value exactly when it is REPORTED or DERIVED");
  }
  if (has_value) {
    ZP_ASSIGN_OR_RETURN(fact.value, ValueFrom(message.value(), place + ".value"));
  }
  fact.unit = message.value().has_date() && message.unit().empty() ? "date" : message.unit();
  fact.source = message.source();
  fact.display_name = message.display_name();
  if (fact.unit.size() > kMostNameBytes || fact.source.size() > kMostTextBytes ||
      fact.display_name.size() > kMostNameBytes) {
    return Malformed(place,
                     absl::StrCat("unit and display_name take ", kMostNameBytes, " bytes, source ", kMostTextBytes));
  }
  return fact;
}

}  // namespace

absl::StatusOr<FactSet> FactSetFrom(const google::protobuf::RepeatedPtrField<type::Fact>& messages) {
  if (messages.size() > kMostFacts) {
    return Invalid({"FACTS_TOO_MANY", "facts"}, absl::StrCat("a request carries at most ", kMostFacts, " facts"));
  }
  std::vector<Fact> facts;
  absl::flat_hash_set<std::string> names;
  for (int i = 0; i < messages.size(); ++i) {
    const std::string place = absl::StrCat("facts[", i, "]");
    ZP_ASSIGN_OR_RETURN(Fact fact, FactFrom(messages[i], place));
    if (!names.insert(fact.name).second) {
      return Invalid({"FACT_DUPLICATE", place + ".name"}, absl::StrCat("the fact ", fact.name, " stands here twice"));
    }
    facts.push_back(std::move(fact));
  }
  return FactSet(std::move(facts));
}

}  // namespace zhengping::indicator
