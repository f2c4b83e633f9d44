// Why a leaf has its points: a structure from which they can be computed again. explanation_text.h puts it into words.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/language.h"
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
absl::string_view LeafStateName(LeafState state, Language language = Language::kChinese);

// One clause for a code above: "缺少计算所需的数据", "figures that it needs are missing".
absl::string_view LeafReasonText(absl::string_view reason_code, Language language = Language::kChinese);

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
};

struct ExplainedPart {
  std::string name;
  std::optional<bool> is_met;        // of a checklist; absent: not known
  Rational points;                   // given for it
  Rational most;                     // that it may give
  std::string formula;               // expression text of its condition or its value; empty: observed
  std::optional<Rational> measured;  // of a compound: its value

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
  std::optional<int> chosen;          // kBand, kOutside, kCase: position in the rule
  std::optional<Rational> given;      // kBand, kOutside, kCase and the answers of the framework: points, before the
                                      // weight limits them
  std::string condition;              // kCase: expression text of the case that holds; empty: none does
  std::optional<int> alternative;     // of the better of several: position of the one whose step this is
  std::string tier;                   // kPercent
  std::string judgement_reason;       // kPercent
  std::vector<ExplainedPart> parts;   // kParts
  Rational weight;
  Rational low;                  // points while the leaf is open: at least
  Rational high;                 // and at most
  Rational exact;                // points before rounding
  Rational deviation_deduction;  // points taken off by the deviation rule, at or above zero
  Rational points;               // after rounding and deviation
  int decimals = 2;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// The points before rounding, computed again from the step's own figures and nothing else.
Rational ReplayPoints(const Explanation& explanation);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_H_
