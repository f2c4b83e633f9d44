// The scored sheet as the indicator service answers it and evaluations keep it: rows in print order, each with its
// points, what they rest on and the sentence that explains them.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SCORECARD_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SCORECARD_H_

#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"

namespace zhengping::reporting {

struct RowKey {
  std::string goal;
  std::string level1;
  std::string level2;
  std::string level3;
  std::string project;

  friend bool operator==(const RowKey&, const RowKey&) = default;
};

enum class OperandOrigin { kFact, kFinding, kObservation, kTarget, kBaseline };

struct Operand {
  std::string name;
  std::string display_name;
  OperandOrigin origin = OperandOrigin::kFact;
  std::optional<Rational> value;  // money in fen
  bool is_lower_bound = false;
  std::string unit;
  std::string source;
  std::optional<Date> observed_date;
  bool is_illustrative = false;

  friend bool operator==(const Operand&, const Operand&) = default;
};

struct Explanation {
  std::string rule_kind;
  std::string rule_text;
  std::string formula;
  std::vector<Operand> operands;
  std::optional<Rational> measured;
  std::optional<Rational> target;
  std::string step;
  std::optional<Rational> count;
  std::optional<Rational> deduction;
  std::optional<Rational> exact;
  std::string text;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

enum class LeafState { kNone, kScored, kNeedsJudgement, kNotAssessable, kMissing, kNotApplicable };  // kNone: a group

struct ScoredNode {
  bool is_leaf = false;
  bool is_plan_row = false;
  std::string path;  // "产出指标/数量指标/新增就业人数"; unique
  std::string display_name;
  int depth = 0;
  Rational weight;
  std::optional<Rational> score;
  Rational low;
  Rational high;
  Rational scored_weight;
  LeafState state = LeafState::kNone;
  std::string reason_code;
  std::vector<std::string> missing;
  bool is_illustrative = false;
  bool is_verified = false;
  bool is_core = false;
  bool is_deviation_flagged = false;
  std::string target_text;
  std::string actual_text;
  std::string deviation_reason;
  std::string measure;
  std::optional<Explanation> explanation;
  RowKey key;

  friend bool operator==(const ScoredNode&, const ScoredNode&) = default;
};

struct Total {
  Rational score;
  Rational full_mark;
  Rational scored_weight;
  Rational needs_judgement_weight;
  Rational unassessable_weight;
  Rational not_applicable_weight;
  Rational low;
  Rational high;
  std::string grade;  // empty: 不定级
  bool is_rescaled = false;
  std::vector<std::string> caps;

  friend bool operator==(const Total&, const Total&) = default;
};

enum class CheckState { kHolds, kDiffers, kCannotBeComputed };

struct CheckResult {
  std::string display_name;
  std::string expression;
  CheckState state = CheckState::kCannotBeComputed;
  std::optional<Rational> left;
  std::optional<Rational> right;
  Rational tolerance;
  std::vector<std::string> missing;
  std::string text;

  friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

enum class ObservationState { kReported, kMissing, kNotApplicable };

// What prose may bind: one observed value.
struct Observation {
  RowKey key;
  std::optional<Date> observed_date;
  ObservationState state = ObservationState::kReported;
  std::optional<Rational> value;
  bool is_lower_bound = false;
  std::string tier;
  std::optional<Rational> percent;
  std::string reason;
  std::string text;  // as written
  std::string unit;  // empty: none was given
  std::string source;
  std::string evidence;
  bool is_illustrative = false;

  friend bool operator==(const Observation&, const Observation&) = default;
};

struct Scorecard {
  std::string framework;  // resource name
  std::string framework_display_name;
  std::optional<Date> as_of;
  std::vector<ScoredNode> nodes;  // in print order
  Total total;
  std::vector<CheckResult> checks;
  std::vector<Observation> observations;
  std::vector<Issue> notes;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SCORECARD_H_
