#include "services/indicator/domain/framework.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace zhengping::indicator {
namespace {

// A goal and two levels.
using Levels = absl::InlinedVector<absl::string_view, 3>;

constexpr absl::string_view kAnyLevel = "*";

// "产出" and "产出指标" are one name.
bool IsSameName(absl::string_view a, absl::string_view b) {
  return a == b || absl::StripSuffix(a, "指标") == absl::StripSuffix(b, "指标");
}

// 2: the node has this name; 1: it takes any; 0: it does not agree.
int Agreement(const Indicator& node, absl::string_view level) {
  if (IsSameName(node.name, level)) return 2;
  int agreement = 0;
  for (const std::string& alias : node.aliases) {
    if (alias == kAnyLevel) agreement = std::max(agreement, 1);
    if (alias != kAnyLevel && IsSameName(alias, level)) return 2;
  }
  return agreement;
}

// How well a slot's path agrees with a row's levels, both from the top; 0: not at all. The slot itself must agree with
// one of the levels, and some node of the path with the row's 一级指标 (`first`), so that a 社会效益 under 产出 finds
// no slot under 效益.
int PathAgreement(const std::vector<const Indicator*>& path, const Levels& levels, size_t first) {
  int total = 0;
  int of_slot = 0;
  bool is_first_named = first >= levels.size();
  size_t next = 0;
  for (const Indicator* node : path) {
    of_slot = 0;
    for (size_t level = next; level < levels.size() && of_slot == 0; ++level) {
      of_slot = Agreement(*node, levels[level]);
      if (of_slot == 0) continue;
      next = level + 1;
      is_first_named = is_first_named || level <= first;
    }
    total += of_slot;
  }
  return of_slot > 0 && is_first_named ? total : 0;
}

Rational Percent(int64_t percent) { return *Quotient(Rational(percent), Rational(100)); }

Grade GradeFrom(const char* name, int64_t low, int64_t high, bool high_closed) {
  Grade grade;
  grade.name = name;
  grade.interval.low.emplace(low);
  grade.interval.high.emplace(high);
  grade.interval.high_closed = high_closed;
  return grade;
}

}  // namespace

bool IsFrameworkName(absl::string_view name) {
  return !name.empty() && name.size() <= 63 && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '-';
  });
}

std::vector<Grade> StandardGrades() {
  return {GradeFrom("优", 90, 100, true), GradeFrom("良", 80, 90, false), GradeFrom("中", 60, 80, false),
          GradeFrom("差", 0, 60, false)};
}

std::vector<Tier> StandardTiers() {
  return {{"达成预期指标", Percent(80), Rational(1)},
          {"部分达成并具有一定效果", Percent(60), Percent(80)},
          {"未达成且效果较差", Rational(), Percent(60)}};
}

const CompiledRule* CompiledFramework::FindRule(absl::string_view name) const {
  const auto found = rules_.find(name);
  return found == rules_.end() ? nullptr : &found->second;
}

int CompiledFramework::FindSlot(const RowKey& row) const {
  Levels levels;
  for (const std::string* level : {&row.goal, &row.level1, &row.level2}) {
    if (!level->empty()) levels.push_back(*level);
  }
  if (levels.empty()) levels.emplace_back();  // a form without levels: what takes any level takes none too
  const size_t first = row.goal.empty() ? 0 : 1;
  int best_slot = -1;
  int best = 0;
  for (const Slot& slot : slots_) {
    const int agreement = PathAgreement(slot.path, levels, first);
    if (agreement <= best) continue;
    best = agreement;
    best_slot = slot.position;
  }
  return best_slot;
}

std::vector<std::string> CompiledFramework::LevelsBelowSlot(int slot, const RowKey& row) const {
  std::vector<const Indicator*> path;
  for (int at = slot; at >= 0; at = indicators_[static_cast<size_t>(at)].parent) {
    path.push_back(indicators_[static_cast<size_t>(at)].indicator);
  }
  std::vector<std::string> below;
  for (const std::string* level : {&row.goal, &row.level1, &row.level2}) {
    if (level->empty()) continue;
    const bool is_named =
        std::any_of(path.begin(), path.end(), [level](const Indicator* node) { return Agreement(*node, *level) == 2; });
    if (!is_named) below.push_back(*level);
  }
  return below;
}

}  // namespace zhengping::indicator
