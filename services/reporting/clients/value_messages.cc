#include "services/reporting/clients/value_messages.h"

#include <cstdlib>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/type/date.pb.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/issue.pb.h"
#include "zhengping/type/rational.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::reporting {
namespace {

// How a rate or broken number reads on a page.
std::string Display(const Rational& value, absl::string_view unit) {
  const std::optional<int64_t> whole = value.ToInt64();
  if (unit == "fen" && whole.has_value() && *whole != std::numeric_limits<int64_t>::min()) {
    return FormatYuan(Money::Fen(*whole));
  }
  if (unit == "percent" || unit == "%") return FormatPercent(value);
  return FormatShort(value);
}

std::string Item(absl::string_view list, int index) { return absl::StrCat(list, "[", index, "]"); }

}  // namespace

Money MoneyFrom(int64_t fen, const std::string& place, Contract& contract) {
  const bool fits = fen != std::numeric_limits<int64_t>::min();
  contract.Require(fits, place, "is out of the range of amounts");
  return fits ? Money::Fen(fen) : Money();
}

Rational DecimalFrom(const std::string& text, const std::string& place, Contract& contract) {
  const absl::StatusOr<Rational> value = ParseNumber(text);
  contract.Require(value.ok() && !absl::StrContains(text, '%'), place, absl::StrCat("\"", text, "\" is no decimal"));
  return value.ok() ? *value : Rational();
}

Rational FromMessage(const type::Rational& message, const std::string& place, Contract& contract) {
  const absl::StatusOr<Rational> value = ParseFraction(message.numerator(), message.denominator());
  contract.Require(value.ok(), place, "is no fraction");
  return value.ok() ? *value : Rational();
}

Date FromMessage(const google::type::Date& message, const std::string& place, Contract& contract) {
  const std::optional<Date> date = Date::FromYmd(message.year(), message.month(), message.day());
  contract.Require(date.has_value(), place, "is no day of the calendar");
  return date.value_or(Date());
}

Quantity FromMessage(const type::Quantity& message, const std::string& place, Contract& contract) {
  switch (message.kind_case()) {
    case type::Quantity::kAmountFen:
      return MoneyFrom(message.amount_fen(), place, contract);
    case type::Quantity::kCount:
      return int64_t{message.count()};
    case type::Quantity::kRational:
      return FromMessage(message.rational(), place, contract);
    case type::Quantity::kDate:
      return FromMessage(message.date(), place, contract);
    case type::Quantity::KIND_NOT_SET:
      break;
  }
  contract.Require(false, place, "is of no known kind");
  return int64_t{0};
}

FactState StateFrom(type::FactState state, bool has_value, const std::string& place, Contract& contract) {
  const bool wants_value = state == type::FACT_STATE_REPORTED || state == type::FACT_STATE_DERIVED;
  contract.Require(wants_value == has_value, place,
                   wants_value ? "has no value" : "has a value that its state forbids");
  if (state == type::FACT_STATE_REPORTED) return FactState::kReported;
  if (state == type::FACT_STATE_DERIVED) return FactState::kDerived;
  if (state == type::FACT_STATE_NOT_APPLICABLE) return FactState::kNotApplicable;
  contract.Require(state == type::FACT_STATE_MISSING, place, "has no known state");
  return FactState::kMissing;
}

EntrySelector FromMessage(const type::EntrySelector& message, const std::string& place, Contract& contract) {
  EntrySelector selector{.department = message.department(),
                         .fiscal_year = message.fiscal_year(),
                         .revision = message.revision(),
                         .entry_count = message.entry_count(),
                         .sum = MoneyFrom(message.sum_fen(), place + ".sum_fen", contract)};
  if (message.has_as_of()) selector.as_of = FromMessage(message.as_of(), place + ".as_of", contract);
  for (const type::EntryCondition& condition : message.conditions()) {
    selector.conditions.push_back({condition.field(), {condition.values().begin(), condition.values().end()}});
  }
  contract.Require(selector.entry_count >= 0, place + ".entry_count", "is negative");
  return selector;
}

Fact FromMessage(const type::Fact& message, const std::string& place, Contract& contract) {
  Fact fact{.name = message.name(),
            .state = StateFrom(message.state(), message.has_value(), place, contract),
            .unit = message.unit(),
            .source = message.source(),
            .display_name = message.display_name()};
  contract.Require(!fact.name.empty(), place, "has no name");
  if (message.has_value()) fact.value = FromMessage(message.value(), place + ".value", contract);
  if (message.has_provenance()) {
    fact.provenance = FromMessage(message.provenance(), place + ".provenance", contract);
  }
  return fact;
}

Issue FromMessage(const type::Issue& message, const std::string& place, Contract& contract) {
  Issue issue{
      .place = {.file = message.file(), .row = message.row(), .column = message.column(), .field = message.field()},
      .reason = message.reason(),
      .found = message.found(),
      .remedy = message.remedy()};
  if (message.severity() == type::Issue::SEVERITY_NOTE) {
    issue.severity = Severity::kNote;
  } else if (message.severity() == type::Issue::SEVERITY_WARNING) {
    issue.severity = Severity::kWarning;
  } else {
    contract.Require(message.severity() == type::Issue::SEVERITY_ERROR, place, "has no known severity");
  }
  return issue;
}

std::vector<DepartmentYearMark> MarksFrom(const google::protobuf::RepeatedPtrField<type::DepartmentYearMark>& messages,
                                          const std::string& department, int fiscal_year, Contract& contract) {
  std::vector<DepartmentYearMark> marks;
  std::set<int> years;
  for (int i = 0; i < messages.size(); ++i) {
    const type::DepartmentYearMark& message = messages[i];
    const std::string place = Item("marks", i);
    contract.Require(message.service() == contract.service(), place, "is of another service");
    contract.Require(message.department() == department, place, "is of another department");
    contract.Require(message.fiscal_year() <= fiscal_year, place, "is of a later year");
    contract.Require(years.insert(message.fiscal_year()).second, place, "stands twice");
    contract.Require(message.revision() >= 0, place, "has a negative revision");
    contract.Require(message.digest().empty() == (message.revision() == 0), place, "has a digest from revision 1 on");
    marks.push_back(
        {message.service(), message.department(), message.fiscal_year(), message.revision(), message.digest()});
  }
  contract.Require(years.count(fiscal_year) == 1, "marks", absl::StrCat("have none of ", fiscal_year));
  return marks;
}

void ToMessage(const Rational& value, absl::string_view unit, type::Rational& message) {
  message.set_numerator(value.numerator());
  message.set_denominator(value.denominator());
  message.set_display(Display(value, unit));
}

void ToMessage(Date date, google::type::Date& message) {
  message.set_year(date.year());
  message.set_month(date.month());
  message.set_day(date.day());
}

void ToMessage(const Quantity& value, absl::string_view unit, type::Quantity& message) {
  if (const auto* amount = std::get_if<Money>(&value)) message.set_amount_fen(amount->fen());
  if (const auto* count = std::get_if<int64_t>(&value)) message.set_count(*count);
  if (const auto* rational = std::get_if<Rational>(&value)) ToMessage(*rational, unit, *message.mutable_rational());
  if (const auto* date = std::get_if<Date>(&value)) ToMessage(*date, *message.mutable_date());
}

type::FactState MessageOf(FactState state) {
  switch (state) {
    case FactState::kReported:
      return type::FACT_STATE_REPORTED;
    case FactState::kDerived:
      return type::FACT_STATE_DERIVED;
    case FactState::kMissing:
      return type::FACT_STATE_MISSING;
    case FactState::kNotApplicable:
      return type::FACT_STATE_NOT_APPLICABLE;
  }
  std::abort();
}

void ToMessage(const EntrySelector& selector, type::EntrySelector& message) {
  message.set_department(selector.department);
  message.set_fiscal_year(selector.fiscal_year);
  message.set_revision(selector.revision);
  if (selector.as_of.has_value()) ToMessage(*selector.as_of, *message.mutable_as_of());
  for (const EntryCondition& condition : selector.conditions) {
    type::EntryCondition& added = *message.add_conditions();
    added.set_field(condition.field);
    for (const std::string& value : condition.values) added.add_values(value);
  }
  message.set_entry_count(selector.entry_count);
  message.set_sum_fen(selector.sum.fen());
}

void ToMessage(const Fact& fact, type::Fact& message) {
  message.set_name(fact.name);
  message.set_state(MessageOf(fact.state));
  if (fact.value.has_value()) ToMessage(*fact.value, fact.unit, *message.mutable_value());
  message.set_unit(fact.unit);
  if (fact.provenance.has_value()) ToMessage(*fact.provenance, *message.mutable_provenance());
  message.set_source(fact.source);
  message.set_display_name(fact.display_name);
}

void ToMessage(const DepartmentYearMark& mark, type::DepartmentYearMark& message) {
  message.set_service(mark.service);
  message.set_department(mark.department);
  message.set_fiscal_year(mark.fiscal_year);
  message.set_revision(mark.revision);
  message.set_digest(mark.digest);
}

void ToMessage(const Issue& issue, type::Issue& message) {
  switch (issue.severity) {
    case Severity::kNote:
      message.set_severity(type::Issue::SEVERITY_NOTE);
      break;
    case Severity::kWarning:
      message.set_severity(type::Issue::SEVERITY_WARNING);
      break;
    case Severity::kError:
      message.set_severity(type::Issue::SEVERITY_ERROR);
      break;
  }
  message.set_reason(issue.reason);
  message.set_file(issue.place.file);
  message.set_row(issue.place.row);
  message.set_column(issue.place.column);
  message.set_field(issue.place.field);
  message.set_found(issue.found);
  message.set_remedy(issue.remedy);
}

std::string FormatDecimal(const Rational& points) { return FormatShort(points, 18); }

}  // namespace zhengping::reporting
