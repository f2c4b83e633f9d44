// A framework (指标体系): the tree of indicators with weights and rules by which a place evaluates in some years.
//
// Framework is plain data, as a file or a message says it. CompileFramework checks it and reports every error at once,
// with its place (the node's path, "过程/预算执行/预算完成率.rule.bands[2]"); only what is without error becomes a
// CompiledFramework, and only that can score. The content hash is SM3 over CanonicalText: two frameworks with one hash
// score alike.
//
// Bounds: kMostIndicators nodes, kMostDepth levels, kMostNameBytes for names, kMostTextBytes for texts.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/rules/compiled_rule.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

inline constexpr int kMostIndicators = 100000;  // a province's table has 40; the bound keeps validation under a second
inline constexpr int kMostDepth = 12;           // goal, three levels and room
inline constexpr int kMostNameBytes = 600;      // 200 Chinese characters
inline constexpr int kMostTextBytes = 8000;

// What happens to points that cannot be assessed for lack of data or of a readable rule.
enum class UnassessedPolicy {
  kKeepApart,  // shown apart; the sheet has a range and no grade
  kZero,       // count as zero
  kRescale,    // the total of the others is scaled to the full mark
};

struct FrameworkSettings {
  int decimals = 2;                                         // of a leaf's score, 0–4
  ZeroAnswer zero_by_zero = ZeroAnswer::kNotAssessable;     // 0/0
  ZeroAnswer divided_by_zero = ZeroAnswer::kNotAssessable;  // x/0: growth from a zero base cannot be computed
  NotApplicablePolicy not_applicable = NotApplicablePolicy::kNoWeight;
  UnassessedPolicy unassessed = UnassessedPolicy::kKeepApart;
  StepCounting step_counting = StepCounting::kWhole;
  std::vector<Tier> tiers;  // best first

  friend bool operator==(const FrameworkSettings&, const FrameworkSettings&) = default;
};

// A rule that rows of the plan, and leaves, use by its name.
struct NamedRule {
  std::string name;
  std::string text;  // as printed
  std::string source;
  Rule rule;

  friend bool operator==(const NamedRule&, const NamedRule&) = default;
};

struct CapStep {
  Interval interval;  // of the measure: [70%, 80%)
  Rational at_most;   // the total is at most this

  friend bool operator==(const CapStep&, const CapStep&) = default;
};

// 封顶: limits the total. (one province: execution rate in [70%, 80%): at most 89; [60%, 70%): 79 …)
struct CapRule {
  std::string name;
  std::string measure;  // expression text: "payments / final_budget"
  std::vector<CapStep> steps;
  std::string source;

  friend bool operator==(const CapRule&, const CapRule&) = default;
};

enum class DeviationAction { kFlag, kDeduct };

// 偏差: an actual far above its target means a target set too low. Looks at rows with a >= target above zero.
struct DeviationRule {
  Rational from_ratio;  // actual ÷ target from which it acts (13/10), the value itself included
  DeviationAction action = DeviationAction::kFlag;
  Points deduction;  // for kDeduct; never below a score of 0
  std::string source;

  friend bool operator==(const DeviationRule&, const DeviationRule&) = default;
};

// 等级. The intervals cover [0, 100] of the total.
struct Grade {
  std::string name;  // 优
  Interval interval;

  friend bool operator==(const Grade&, const Grade&) = default;
};

struct Framework {
  std::string name;  // "hunan-a-2017": the id; [a-z0-9-]
  std::string display_name;
  int version = 1;
  std::string division;  // 财政区划 where it applies; empty: anywhere
  int first_year = 0;    // fiscal years it applies to; 0: unbounded
  int last_year = 0;
  std::string source;
  std::string note;
  bool is_library = false;  // true: without weights, to pick from; cannot score
  Rational full_mark = Rational(100);
  FrameworkSettings settings;
  std::vector<NamedRule> rules;
  std::vector<Indicator> indicators;
  std::vector<CapRule> caps;
  std::optional<DeviationRule> deviation;
  std::vector<Grade> grades;  // best first; empty: the sheet has no grades

  friend bool operator==(const Framework&, const Framework&) = default;
};

// [a-z0-9-], not empty, at most 63 characters.
bool IsFrameworkName(absl::string_view name);

// The grades of 财预〔2020〕10号: 优 [90,100], 良 [80,90), 中 [60,80), 差 [0,60).
std::vector<Grade> StandardGrades();
// The tiers of 财预〔2020〕10号: 100–80, 80–60, 60–0 percent of the weight.
std::vector<Tier> StandardTiers();

struct CompiledIndicator {
  const Indicator* indicator = nullptr;
  std::string path;  // "过程/预算执行/预算完成率"
  RowKey key;        // the last three names of the path and the one before as goal
  int depth = 0;     // 0 for 一级
  int parent = -1;   // position in CompiledFramework::indicators(); -1: none
  Expression formula;
  CompiledRule rule;  // rule.rule == nullptr: a group, or a slot that leaves it to the row's direction
};

// A framework that is without error and ready to score. Immutable; share it between threads.
class CompiledFramework {
 public:
  const Framework& framework() const { return framework_; }
  const std::string& content_hash() const { return content_hash_; }
  // In print order: a node before its children.
  const std::vector<CompiledIndicator>& indicators() const { return indicators_; }
  // nullptr when there is none of this name.
  const CompiledRule* FindRule(absl::string_view name) const;
  // The slot that a row of the plan belongs to, by its goal and levels (names or aliases); -1: none. The slot's own
  // name must be one of the row's, and the row's 一级指标 one of its path; of several the one that agrees in most
  // levels wins. "指标" at the end of a name makes no difference; the alias "*" agrees with any level, and a name wins
  // over it.
  int FindSlot(const RowKey& row) const;
  // The row's goal and levels that its slot's path does not name already: what a printed sheet shows between the slot
  // and the row.
  std::vector<std::string> LevelsBelowSlot(int slot, const RowKey& row) const;
  // By position in framework().caps.
  const std::vector<Expression>& cap_measures() const { return cap_measures_; }

 private:
  friend class FrameworkCompiler;

  Framework framework_;
  std::string content_hash_;
  std::vector<CompiledIndicator> indicators_;
  // A slot and the nodes from the root down to it.
  struct Slot {
    int position = 0;
    std::vector<const Indicator*> path;
  };

  std::vector<Slot> slots_;
  absl::flat_hash_map<std::string, CompiledRule> rules_;
  std::vector<Expression> cap_measures_;
};

struct CompileResult {
  std::vector<Issue> issues;                          // errors, warnings and notes, in print order
  std::shared_ptr<const CompiledFramework> compiled;  // nullptr when HasErrors(issues)
};

// Issue::place.field is the node's path and the part of it that is at fault. Reasons, errors unless said otherwise:
//   FRAMEWORK_NAME, FRAMEWORK_EMPTY, FRAMEWORK_TOO_LARGE, FRAMEWORK_TOO_DEEP, FRAMEWORK_SETTINGS
//   INDICATOR_NAME            empty, too long, or with "/" in it
//   INDICATOR_DUPLICATE_PATH  two siblings of one name or alias
//   INDICATOR_SHAPE           a group without children, a leaf or a slot with some
//   WEIGHT_NOT_POSITIVE, WEIGHT_MISSING, WEIGHT_SUM
//   RULE_MISSING, RULE_UNKNOWN (a name that is not declared), RULE_MALFORMED
//   RULE_NOT_SUPPORTED        within a compound or a choice, a kind that does not look at one value
//   RULE_TEXT_DISAGREES       the printed text says more points than the weight; a warning: fewer full points, a case
//                             or a deduction that the rule does not have
//   RULE_TEXT_STALE_YEAR      the printed text names a year that the framework does not apply to (warning)
//   NAMED_RULE                without a name, or declared twice
//   BANDS_OVERLAP, BANDS_HOLE
//   POINTS_OUT_OF_RANGE       a band or a part gives more than the weight or less than 0
//   POINTS_UNREACHABLE        no value gives the full weight, or the band (warning)
//   FORMULA_OF_FORMULA        a formula names an indicator that is itself computed: formulas see facts and
//   observations,
//                             never each other, so that there are no cycles (warning: an observation may have the name)
//   FACT_UNKNOWN              a name that is not in the dictionary (fact.h)
//   GRADES_MALFORMED, CAP_MALFORMED, DEVIATION_MALFORMED, TIERS_MALFORMED
//   ROW_UNVERIFIED            the row was seen in no source (note)
//   EXPRESSION_UNIT_UNSTATED  a plain number beside money, which is held in fen (warning)
// and the reasons of expression/syntax_error.h.
CompileResult CompileFramework(Framework framework);

// One line a field, in declaration order; the basis of the content hash. Texts for people only (definition, source,
// note) are part of it: a framework is what it says.
std::string CanonicalText(const Framework& framework);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_H_
