#include "services/indicator/domain/figures.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/unit.h"

namespace zhengping::indicator {
namespace {

constexpr char kRowActual[] = "row.actual";
constexpr char kRowTarget[] = "row.target";
constexpr char kRowBaseline[] = "row.baseline";

Reading ReadFact(const Fact* fact) {
  if (fact == nullptr || fact->state == FactState::kMissing) return {};
  if (fact->state == FactState::kNotApplicable) return {ReadingState::kNotApplicable, nullptr};
  return {ReadingState::kValue, &fact->value, fact->unit == "fen" ? 1 : 0};
}

// Most units have nothing to do with money: those are told by a glance.
int64_t FenPerUnit(const std::string& unit) {
  if (!absl::StrContains(unit, "元")) return 0;
  const std::optional<WrittenUnit> written = ReadUnit(unit);
  return written ? written->fen_per_unit : 0;
}

Reading ReadObservation(const Observation* observation) {
  if (observation == nullptr || observation->state == ObservationState::kMissing) return {};
  if (observation->state == ObservationState::kNotApplicable) return {ReadingState::kNotApplicable, nullptr};
  if (!observation->value) return {};
  return {observation->is_lower_bound ? ReadingState::kLowerBound : ReadingState::kValue, &*observation->value,
          FenPerUnit(observation->unit)};
}

Reading ReadOptional(const std::optional<Rational>& value) {
  return value ? Reading{ReadingState::kValue, &*value, 0} : Reading();
}

}  // namespace

Figures Figures::ForRow(const PlanRow* row, const Observation* observation) const {
  Figures figures = *this;
  figures.row_ = row;
  figures.row_observation_ = observation;
  return figures;
}

Reading Figures::Read(const std::string& name) const {
  if (!IsFactName(name)) return ReadObservation(observations_.FindName(name).observation);
  if (name == kRowActual) return ReadObservation(row_observation_);
  if (name == kRowTarget || name == kRowBaseline) {
    if (row_ == nullptr) return {};
    Reading reading = ReadOptional(name == kRowTarget ? row_->effective_target().value : row_->baseline);
    reading.fen_per_unit = FenPerUnit(row_->unit);
    return reading;
  }
  return ReadFact(facts_.Find(name));
}

std::string Figures::UnitOf(const std::string& name) const {
  if (name == kRowTarget || name == kRowBaseline) return row_ == nullptr ? "" : row_->unit;
  if (name == kRowActual) return row_observation_ == nullptr ? "" : row_observation_->unit;
  if (!IsFactName(name)) {
    const Observation* observation = observations_.FindName(name).observation;
    return observation == nullptr ? "" : observation->unit;
  }
  const Fact* fact = facts_.Find(name);
  return fact == nullptr ? "" : fact->unit;
}

Operand Figures::Describe(const std::string& name) const {
  Operand operand;
  const Observation* observation = name == kRowActual ? row_observation_ : nullptr;
  if (!IsFactName(name)) observation = observations_.FindName(name).observation;
  if (observation != nullptr) operand = DescribeObservation(*observation);
  operand.name = name;
  const Reading reading = Read(name);
  operand.value.reset();
  if (reading.value != nullptr) operand.value = *reading.value;
  if (!IsFactName(name) || name == kRowActual) {
    operand.origin = OperandOrigin::kObservation;
    operand.display_name = name == kRowActual ? "完成值" : name;
    return operand;
  }
  if (name == kRowTarget || name == kRowBaseline) {
    operand.origin = name == kRowTarget ? OperandOrigin::kTarget : OperandOrigin::kBaseline;
    operand.display_name = name == kRowTarget ? "目标值" : "上年实际值";
    if (row_ != nullptr) operand.unit = row_->unit;
    if (row_ != nullptr) operand.is_illustrative = row_->is_illustrative;
    return operand;
  }
  operand.origin = absl::StartsWith(name, "finding:") ? OperandOrigin::kFinding : OperandOrigin::kFact;
  operand.display_name = FactDisplayName(name);
  if (const Fact* fact = facts_.Find(name)) {
    if (!fact->display_name.empty()) operand.display_name = fact->display_name;
    operand.unit = fact->unit;
    operand.source = fact->source;
  }
  return operand;
}

Operand DescribeObservation(const Observation& observation) {
  Operand operand;
  operand.name = observation.key.level3;
  operand.display_name = "完成值";
  operand.origin = OperandOrigin::kObservation;
  operand.value = observation.value;
  operand.is_lower_bound = observation.is_lower_bound;
  operand.unit = observation.unit;
  const bool has_both = !observation.source.empty() && !observation.evidence.empty();
  operand.source = absl::StrCat(observation.source, has_both ? "；佐证：" : "", observation.evidence);
  operand.date = observation.date;
  operand.is_illustrative = observation.is_illustrative;
  return operand;
}

}  // namespace zhengping::indicator
