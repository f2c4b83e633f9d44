// Values of zhengping.type between the wire and the domain: exact numbers, days, facts, selectors, marks, issues. What
// a downstream sends is read through a Contract: a value that breaks it comes back as a default that nobody uses.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_VALUE_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_VALUE_MESSAGES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/domain/evaluation.h"

namespace google::type {
class Date;
}  // namespace google::type
namespace zhengping::type {
class DepartmentYearMark;
class EntrySelector;
class Fact;
class Issue;
class Quantity;
class Rational;
enum FactState : int;
}  // namespace zhengping::type

namespace zhengping::reporting {

// `place` is where the message stands in the answer.
Money MoneyFrom(int64_t fen, const std::string& place, Contract& contract);
// A decimal string, "9.47".
Rational DecimalFrom(const std::string& text, const std::string& place, Contract& contract);
Rational FromMessage(const type::Rational& message, const std::string& place, Contract& contract);
Date FromMessage(const google::type::Date& message, const std::string& place, Contract& contract);
Quantity FromMessage(const type::Quantity& message, const std::string& place, Contract& contract);
// Also holds that there is a value exactly when the state has one.
FactState StateFrom(type::FactState state, bool has_value, const std::string& place, Contract& contract);
EntrySelector FromMessage(const type::EntrySelector& message, const std::string& place, Contract& contract);
Fact FromMessage(const type::Fact& message, const std::string& place, Contract& contract);
Issue FromMessage(const type::Issue& message, const std::string& place, Contract& contract);

// The marks of one department up to `fiscal_year`, which is among them, each year once.
std::vector<DepartmentYearMark> MarksFrom(const google::protobuf::RepeatedPtrField<type::DepartmentYearMark>& messages,
                                          const std::string& department, int fiscal_year, Contract& contract);

// `unit` decides how the display text reads: "fen" in yuan, "percent" and "%" in percent.
void ToMessage(const Rational& value, absl::string_view unit, type::Rational& message);
void ToMessage(Date date, google::type::Date& message);
void ToMessage(const Quantity& value, absl::string_view unit, type::Quantity& message);
type::FactState MessageOf(FactState state);
void ToMessage(const EntrySelector& selector, type::EntrySelector& message);
void ToMessage(const Fact& fact, type::Fact& message);
void ToMessage(const DepartmentYearMark& mark, type::DepartmentYearMark& message);
void ToMessage(const Issue& issue, type::Issue& message);

// Points and weights on the wire: exact up to 18 decimals, as many as needed.
std::string FormatDecimal(const Rational& points);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_VALUE_MESSAGES_H_
