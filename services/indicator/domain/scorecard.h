// The result of scoring one department-year (or one project of it): every leaf with its points and their reason, the
// sums, the range while something is open, and the grade when nothing is.
//
//   points of a group  = sum of its leaves' rounded points, so that every printed table foots
//   low, high          = the total if everything open got nothing, or everything that it can
//   assessable_weight  = sum of the weights of leaves that are scored
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORECARD_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORECARD_H_

#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/explanation.h"
#include "services/indicator/domain/indicator.h"

namespace zhengping::indicator {

enum class NodeKind { kGroup, kLeaf };

// What a leaf's weight counts as in the sheet.
enum class WeightUse {
  kAssessed,    // its points are certain
  kOpen,        // its points lie between low and high
  kDropped,     // outside the sheet: not applicable, without weight
  kScaledAway,  // outside the sheet, and the rest is scaled to the full mark
};

struct ScoredNode {
  NodeKind kind = NodeKind::kGroup;
  int indicator = -1;  // position in CompiledFramework::indicators(): the node, or the slot that the row stands in
  int row = -1;        // position in the plan; -1: not a row of the plan
  int parent = -1;     // position in Scorecard::nodes
  int depth = 0;
  std::string path;  // "产出指标/数量指标/自建房排查栋数"; unique in the sheet
  std::string name;  // its last part
  RowKey key;        // of a leaf

  Rational weight;             // 分值
  Rational points;             // 得分, rounded; of a group: the sum
  Rational low;                // points if everything open below it got nothing
  Rational high;               // points if everything open below it got all that it can
  Rational assessable_weight;  // weight whose points are certain

  // Of a leaf:
  LeafState state = LeafState::kMissing;
  WeightUse weight_use = WeightUse::kOpen;
  std::string reason_code;           // one of the codes above; empty for a plain score
  std::vector<std::string> missing;  // names that have no value
  std::optional<int> observation;    // position in the list that was scored
  bool is_illustrative = false;      // its figures were made up for demonstration
  bool is_verified = false;          // of the framework's row
  bool is_core = false;
  bool is_deviation_flagged = false;  // actual far above its target
  std::string target_text;            // "≥585栋"
  std::string original_target_text;   // of an adjusted row: the target before
  std::string adjust_reason;          // of such a row
  std::string actual_text;            // "585栋"
  std::string deviation_reason;       // as the observation gives it
  std::string measure;                // as the observation gives it
  Explanation explanation;

  friend bool operator==(const ScoredNode&, const ScoredNode&) = default;
};

struct AppliedCap {
  std::string name;
  Rational measured;
  Interval interval;
  Rational at_most;
  Rational total_before;

  friend bool operator==(const AppliedCap&, const AppliedCap&) = default;
};

struct Scorecard {
  std::string framework;  // its name
  int framework_version = 1;
  std::string framework_hash;
  Date as_of;
  std::vector<ScoredNode> nodes;  // in print order: a node before its children

  Rational full_mark;
  Rational sum;    // of the leaves' points
  Rational total;  // after scaling and caps
  Rational low;    // after scaling and caps, as total
  Rational high;
  Rational scored_weight;           // points that are assessable: "62.5 of 80 assessable"
  Rational needs_judgement_weight;  // open, in points
  Rational unassessable_weight;     // missing and not assessable, in points
  Rational not_applicable_weight;   // dropped, in points
  bool is_rescaled = false;         // the total was scaled to the full mark
  std::vector<AppliedCap> caps;     // those that lowered the total
  std::string grade;                // empty: 不定级
  std::vector<Issue> issues;        // of the plan's placement, and signs of inflation

  friend bool operator==(const Scorecard& a, const Scorecard& b);
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SCORECARD_H_
