// One sheet from the sheets of several projects or units, as the notes of the Hubei form have it (2020 项目自评表
// 20/80, note 2): absolute values are added up, relative ones averaged weighted by the money, qualitative ones by their
// percent the same way, and only then is scored. Scoring each and averaging the scores is another number: a project
// that did twice its share does not make up for one that did nothing there, here it does.
//
//   absolute  target = Σ targets                  actual = Σ actuals                   (in the unit of the first
//   project) %         target = Σ money·target ÷ Σ money   actual = Σ money·actual ÷ Σ money 定性      percent = Σ
//   money·percent ÷ Σ money
//
// A project that lacks something is named and the row then waits for it: never a silent zero. Where a project has no
// such row it is named too, and the row is that of the others. Pure, linear in rows and observations.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_ROLL_UP_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_ROLL_UP_H_

#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

struct RollUpPart {
  std::string project;            // as in RowKey::project
  std::optional<Rational> money;  // what it spent, in any one unit; absent: not known
};

struct RolledUp {
  std::vector<PlanRow> plan;  // of the department as a whole, in the order of its own rows and then of the parts
  std::vector<Observation> observations;  // one a rolled-up row; the department's others as they were
  bool has_averaged_weights = false;  // rows that the department has not: their weights must be scaled into the slots
  std::vector<Issue> issues;          // Issue::place.field = the row's path
};

// Where the department has a row of the same path, its weight, rule and (if it has one) target stand; else the weight
// is the average of the projects', weighted by money. Reasons, all warnings unless said otherwise:
//   ROLL_UP_ACTUAL_MISSING    a project has the row and no value for it: the row is missing
//   ROLL_UP_TARGET_MISSING    a project's target has no number: the row's neither
//   ROLL_UP_MONEY_MISSING     something must be weighted and the money is not known, or all of it is zero
//   ROLL_UP_ROWS_DISAGREE     directions, rules, or units that cannot be converted: the row is missing
//   ROLL_UP_ROW_ABSENT        note: a project has no such row
//   ROLL_UP_NOT_APPLICABLE    note: a project says that it does not apply; its target is left out too
RolledUp RollUp(const std::vector<PlanRow>& plan, const std::vector<Observation>& observations,
                const std::vector<RollUpPart>& parts, Date as_of);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_ROLL_UP_H_
