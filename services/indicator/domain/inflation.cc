#include "services/indicator/domain/inflation.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

Issue Note(std::string reason, std::string field, std::string found, std::string remedy) {
  Issue note;
  note.severity = Severity::kNote;
  note.reason = std::move(reason);
  note.place.field = std::move(field);
  note.found = std::move(found);
  note.remedy = std::move(remedy);
  return note;
}

// nullptr: the row has none with a value that is more than a lower bound.
const Rational* ActualOf(const ScoredNode& node, const std::vector<Observation>& observations) {
  if (!node.observation) return nullptr;
  const Observation& observation = observations[static_cast<size_t>(*node.observation)];
  return observation.value && !observation.is_lower_bound ? &*observation.value : nullptr;
}

bool Meets(Direction direction, const Target& target, const Rational& actual) {
  switch (direction) {
    case Direction::kAtLeast:
      return actual >= *target.value;
    case Direction::kAtMost:
      return actual <= *target.value;
    case Direction::kEqual:
      return actual == *target.value;
    case Direction::kRange:
      return actual >= *target.value && target.upper && actual <= *target.upper;
    case Direction::kQualitative:
      return false;
  }
  return false;
}

bool IsAdjustedToResult(const PlanRow& row, const Rational& actual) {
  if (!row.adjusted || !row.adjusted->value || !row.target.value) return false;
  return Meets(row.direction, *row.adjusted, actual) && !Meets(row.direction, row.target, actual);
}

// What the rows of the plan have in common.
struct Tally {
  int rows = 0;
  int full = 0;
  int measured = 0;  // with a target and an actual that are numbers
  int exact = 0;     // whose actual is just the target
};

}  // namespace

std::vector<Issue> InflationNotes(const std::vector<PlanRow>& plan, const std::vector<Observation>& observations,
                                  const Scorecard& card) {
  std::vector<Issue> notes;
  Tally tally;
  for (const ScoredNode& node : card.nodes) {
    if (node.kind != NodeKind::kLeaf || node.row < 0 || node.state == LeafState::kNotApplicable) continue;
    const PlanRow& row = plan[static_cast<size_t>(node.row)];
    ++tally.rows;
    if (node.state == LeafState::kScored && node.points == node.weight) ++tally.full;
    const Rational* actual = ActualOf(node, observations);
    if (actual == nullptr || !row.effective_target().value) continue;
    ++tally.measured;
    if (*actual == *row.effective_target().value) ++tally.exact;
    if (!IsAdjustedToResult(row, *actual)) continue;
    notes.push_back(Note(
        "PLAN_TARGET_ADJUSTED_TO_RESULT", absl::StrCat("rows[", node.row, "]"), row.adjusted->text,
        absl::StrCat("「", row.key.level3, "」按原目标值未完成，按调整后的目标值才完成：须附批准调整的依据和时间")));
  }
  if (tally.full == tally.rows && tally.rows >= kFewestRowsForASign) {
    notes.push_back(Note("SHEET_ALL_FULL_MARKS", "", absl::StrCat(tally.full),
                         absl::StrCat("全部 ", tally.full, " 个绩效指标均得满分：目标值是否偏低须说明")));
  }
  if (tally.exact == tally.measured && tally.measured >= kFewestRowsForASign) {
    notes.push_back(Note("SHEET_ALL_EXACTLY_MET", "", absl::StrCat(tally.exact),
                         absl::StrCat("全部 ", tally.exact, " 个定量指标的完成值都恰好等于目标值：须附佐证材料")));
  }
  return notes;
}

}  // namespace zhengping::indicator
