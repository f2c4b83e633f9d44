#include "services/indicator/domain/plan_history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace zhengping::indicator {
namespace {

// What a row says, without where that stands.
PlanRow Said(PlanRow row) {
  row.source.clear();
  row.record = {};
  return row;
}

bool IsSameTarget(const Target& a, const Target& b) {
  const bool is_text = !a.value && !b.value;
  return a.value == b.value && a.upper == b.upper && (!is_text || a.text == b.text);
}

PlanRowHistory HistoryOf(const std::vector<EarlierPlanRow>& versions) {
  PlanRowHistory history;
  if (versions.empty()) return history;
  history.revision = versions.back().revision;
  history.filed_ms = versions.back().filed_ms;
  history.filed_by = versions.back().filed_by;
  for (size_t i = versions.size() - 1; i-- > 0;) {
    history.earlier.push_back(versions[i]);
    history.earlier.back().is_target_changed = !HasSameTarget(versions[i].row, versions[i + 1].row);
  }
  return history;
}

}  // namespace

int PlanRowHistory::target_changes() const {
  return static_cast<int>(
      std::count_if(earlier.begin(), earlier.end(), [](const EarlierPlanRow& row) { return row.is_target_changed; }));
}

bool HasSameTarget(const PlanRow& a, const PlanRow& b) {
  const bool is_same_adjusted =
      a.adjusted.has_value() == b.adjusted.has_value() && (!a.adjusted || IsSameTarget(*a.adjusted, *b.adjusted));
  return a.direction == b.direction && a.unit == b.unit && IsSameTarget(a.target, b.target) && is_same_adjusted;
}

std::vector<PlanRowHistory> HistoriesOf(const std::vector<PlanRow>& rows, const std::vector<FiledPlan>& filings) {
  std::map<RowKey, std::vector<EarlierPlanRow>> versions;
  for (const FiledPlan& filing : filings) {
    for (const PlanRow& row : filing.rows) {
      std::vector<EarlierPlanRow>& known = versions[row.key];
      if (!known.empty() && Said(known.back().row) == Said(row)) continue;
      known.push_back({filing.revision, filing.filed_ms, filing.filed_by, row});
    }
  }
  std::vector<PlanRowHistory> histories;
  histories.reserve(rows.size());
  for (const PlanRow& row : rows) histories.push_back(HistoryOf(versions[row.key]));
  return histories;
}

}  // namespace zhengping::indicator
