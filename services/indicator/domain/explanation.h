// Why a leaf has its points: a structure from which they can be computed again, and its one rendering in Chinese.
//
//   执行率 = 全年执行数 ÷ 全年预算数 = 18,026,000.00元 ÷ 20,301,200.00元 = 88.79%；按比例：
//   10 × 18,026,000.00 ÷ 20,301,200.00 ≈ 8.8793，计 8.88 分
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

enum class LeafState {
  kScored,          // has points
  kNeedsJudgement,  // has a range: a tier without percent, a judgement that nobody has made
  kNotAssessable,   // 0/0 or x/0 without an answer, a value that the text does not provide for, an unread rule
  kMissing,         // a figure or the target is not there
  kNotApplicable,   // the department has no such thing; the framework's policy says what that means
};

// Why a leaf is not simply scored, or what else to know of it. Codes are stable.
//   LEAF_FIGURE_MISSING, LEAF_TARGET_MISSING, LEAF_OBSERVATION_MISSING, LEAF_OBSERVATION_AMBIGUOUS,
//   LEAF_LOWER_BOUND_UNDECIDED, LEAF_UNIT_MISMATCH, LEAF_ZERO_BY_ZERO, LEAF_DIVIDED_BY_ZERO, LEAF_OUTSIDE_RULE,
//   LEAF_RULE_UNREAD, LEAF_SLOT_EMPTY, LEAF_TIER_UNKNOWN, LEAF_PERCENT_OUTSIDE_TIER, LEAF_REASON_MISSING,
//   LEAF_JUDGEMENT_OPEN, LEAF_PARTS_OPEN, LEAF_NOT_APPLICABLE

// "待评判": the state as documents print it, one of 已评分 待评判 不可评 缺数据 不适用.
absl::string_view LeafStateName(LeafState state);

// One Chinese clause for a code above: "缺少所需数据".
absl::string_view LeafReasonText(absl::string_view reason_code);

enum class OperandOrigin { kFact, kFinding, kObservation, kTarget, kBaseline };

// A figure that went into the measure.
struct Operand {
  std::string name;  // as the formula names it
  std::string display_name;
  OperandOrigin origin = OperandOrigin::kFact;
  std::optional<Rational> value;  // absent: missing or not applicable
  bool is_lower_bound = false;
  std::string unit;
  std::string source;        // of an observation: its source and evidence
  std::optional<Date> date;  // of an observation
  bool is_illustrative = false;

  friend bool operator==(const Operand&, const Operand&) = default;
};

// What the rule did.
enum class Step {
  kNone,           // nothing: no points were given
  kMet,            // the target or the bound is met: full
  kNotMet,         // all or nothing, and not met: 0
  kProportion,     // weight × ratio
  kDeducted,       // full − steps × deduction, not below 0
  kBand,           // points of the band
  kInside,         // inside the range: full
  kOutside,        // outside the range: points by distance
  kFaults,         // full − count × deduction, not below 0
  kParts,          // sum of the parts
  kCase,           // points of the first case that holds
  kPercent,        // weight × percent, of a tier or by judgement
  kZeroByZero,     // 0/0, as the framework answers
  kDividedByZero,  // x/0, as the framework answers
  kNotApplicable,  // as the framework's policy says
  kCountedAsZero,  // not assessed, and the framework counts it as zero
  kAlternative,    // the better of the alternatives
};

struct ExplainedPart {
  std::string name;
  std::optional<bool> is_met;  // of a checklist; absent: not known
  Rational points;             // given for it
  Rational most;               // that it may give

  friend bool operator==(const ExplainedPart&, const ExplainedPart&) = default;
};

struct Explanation {
  RuleKind rule = RuleKind::kJudgement;
  std::string rule_text;  // as printed
  std::string formula;    // expression text; empty: observed
  ValueDisplay display = ValueDisplay::kNumber;
  std::vector<Operand> operands;
  std::optional<Rational> measured;  // the value that the rule looked at
  std::optional<Rational> target;    // the target or the bound that it was held against
  std::optional<Rational> upper;     // of a range
  LeafState state = LeafState::kScored;
  std::string reason_code;           // one of the codes above; empty for a plain score
  std::vector<std::string> missing;  // names that have no value
  Step step = Step::kNone;
  std::optional<Rational> ratio;      // kProportion: already limited to 1; kPercent: the percent
  std::optional<Rational> departure;  // kDeducted, kOutside: how far beyond the bound, in the step's measure
  std::optional<Rational> step_size;  // kDeducted
  std::optional<Rational> count;      // kDeducted: steps counted; kFaults: faults
  std::optional<Rational> deduction;  // kDeducted, kFaults: points for each
  std::optional<Interval> band;       // kBand, kOutside
  std::optional<int> chosen;          // kBand, kCase, kAlternative: position in the rule
  std::optional<Rational>
      given;         // kBand, kOutside, kCase and the answers of the framework: points, before the weight limits them
  std::string tier;  // kPercent
  std::string judgement_reason;      // kPercent
  std::vector<ExplainedPart> parts;  // kParts
  Rational weight;
  Rational low;                  // points while the leaf is open: at least
  Rational high;                 // and at most
  Rational exact;                // points before rounding
  Rational deviation_deduction;  // points taken off by the deviation rule, at or above zero
  Rational points;               // after rounding and deviation
  int decimals = 2;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// One sentence of Chinese.
std::string RenderExplanation(const Explanation& explanation);

// "全年执行数 ÷ 全年预算数": the text of an expression with each name as `show` says.
std::string RenderExpression(absl::string_view expression,
                             const std::function<std::string(const std::string& name)>& show);

// The points before rounding, computed again from the step's own figures and nothing else.
Rational ReplayPoints(const Explanation& explanation);

// "88.79%", "2,030.12万元", "585": a value as documents print it.
std::string FormatValue(const Rational& value, ValueDisplay display, const std::string& unit);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_
