// The figures of one department-year that formulas and rules read: facts, observations, and the row's own values. Made
// once a scoring; borrows everything.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FIGURES_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FIGURES_H_

#include <string>
#include <vector>

#include "services/indicator/domain/explanation.h"
#include "services/indicator/domain/expression/evaluator.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

class Figures {
 public:
  Figures(const FactSet& facts, const ObservationsOf& observations) : facts_(facts), observations_(observations) {}

  // The same figures with row.actual, row.target and row.baseline; either may be nullptr.
  Figures ForRow(const PlanRow* row, const Observation* observation) const;

  // An ambiguous name reads as missing.
  Reading Read(const std::string& name) const;
  // What it counts, as it is written; empty: nobody says.
  std::string UnitOf(const std::string& name) const;
  // For explanations.
  Operand Describe(const std::string& name) const;

 private:
  const FactSet& facts_;
  const ObservationsOf& observations_;
  const PlanRow* row_ = nullptr;
  const Observation* row_observation_ = nullptr;
};

// The observation as an operand, 完成值.
Operand DescribeObservation(const Observation& observation);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FIGURES_H_
