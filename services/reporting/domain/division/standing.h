// What a division's view needs of one evaluation: its total, its leaves with what they lose, its findings with the
// money behind them. A reviewer's adjustments are in them: total and grade are the adjusted ones, an adjusted leaf has
// the reviewer's points.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_STANDING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_STANDING_H_

#include <optional>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/resource_name/resource_name.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

struct LeafStanding {
  std::string path;   // "产出指标/数量指标/新增就业人数"
  std::string group;  // "产出指标/数量指标"
  bool is_plan_row = false;
  Rational weight;
  std::optional<Rational> score;  // empty: missing, to be judged, not assessable

  // What it loses; zero without a score.
  Rational lost() const { return score.has_value() ? weight - *score : Rational(); }
};

struct FindingStanding {
  std::string kind;
  std::string display_name;
  bool is_applicable = false;
  FindingSeverity severity = FindingSeverity::kUnassessed;
  // One figure of the kind, so that an entry counts once: coarse_amount, supplements, small_amount, and of
  // release_timing untimely_share × promised, since an undated fund may be late as well. Empty: it has no value.
  std::optional<Money> amount;
  std::string amount_display_name;
};

struct Standing {
  DepartmentName department;
  std::string department_display_name;
  std::string evaluation_id;    // "2023-1"
  std::string framework;        // resource name
  std::string unit_kind;        // as budget has it; empty: not stated
  std::optional<Money> budget;  // final_budget; empty: not known
  Rational total;               // with adjustments
  Rational computed;            // without
  Rational low;
  Rational high;
  Rational full_mark;
  std::string grade;
  std::vector<LeafStanding> leaves;  // in print order; those that do not apply are left out
  std::vector<FindingStanding> findings;

  // A total that is a range compares with no other.
  bool is_ranked() const { return low == high && !grade.empty(); }
};

Standing StandingOf(const Evaluation& evaluation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_STANDING_H_
