// A rule as a person writes it into the columns of a table, and back without loss: what the workbook of a framework
// holds and what a comparison of two frameworks shows.
//
//   规则类型 步进扣分 | 方向 正向 | 标准值 100% | 步长 5% | 扣分 2分 | 计步 整步
//
// Lists stand in 规则明细, a line each, parts of a line between "｜":
//   分档     [80%, 90%)｜3分          and, when the bands do not cover every number, 范围｜[0, +∞)
//   区间     满分区间｜[90%, 110%]     偏离｜(0, 5%]｜3分
//   清单     制度健全｜2分｜condition   (the condition may be missing)
//   比较     balance <= balance.prior｜3分     其他｜0分
//   复合     签约率｜60%｜formula｜按比例｜正向｜98%
//   择优     formula｜步进扣分｜反向｜100%｜1%｜0.5分
//   定性分档  达成预期指标｜80%｜100%
// A rule inside a line is its columns in the same order; the lines of its own list stand at the end with "；" between
// them. "\" before ｜ ； \ takes their meaning away; "\n" is a line break. Points are "2分", or a share of the weight,
// "分值的10%"; a step of the bound is "标准值的5%". Numbers are exact; a rate may be written either way.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CELLS_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator {

struct RuleCells {
  std::string kind = "";       // 规则类型
  std::string sense = "";      // 方向: 正向 反向 双向; empty: as the row says
  std::string bound = "";      // 标准值; empty: the row's target
  std::string step = "";       // 步长
  std::string deduction = "";  // 扣分
  std::string counting = "";   // 计步: 整步 按比例; empty: as the framework's settings say
  std::string details = "";    // 规则明细

  friend bool operator==(const RuleCells&, const RuleCells&) = default;
};

enum class NumberStyle { kPlain, kPercent };

// `style` is for values and targets; shares are percentages in any case.
RuleCells CellsOf(const Rule& rule, NumberStyle style);
// In one line, for people: "步进扣分，正向，标准值 100%，步长 5%，扣分 2分".
std::string RuleInWords(const Rule& rule, NumberStyle style);

// What is wrong with a cell.
struct CellFault {
  std::string column;  // 步长
  std::string found;
  std::string remedy;
};

// Appends to `faults`; what could not be read is left out of the rule.
Rule RuleFrom(const RuleCells& cells, std::vector<CellFault>& faults);

// Several texts in one cell, a bar between them, and back. What `mark` stands for is no part of a text.
inline constexpr absl::string_view kCellBar = "｜";
std::string EscapedForCell(absl::string_view text);
std::string UnescapedFromCell(absl::string_view part);
// The parts between the `mark`s that no "\" stands before, trimmed, escapes as they are; at most `most`.
std::vector<absl::string_view> PartsOfCell(absl::string_view text, absl::string_view mark, size_t most = SIZE_MAX);

// One value each, as the cells have them; empty when it is none.
std::string NumberText(const Rational& value, NumberStyle style);
std::optional<Rational> NumberFrom(absl::string_view text);
std::string IntervalText(const Interval& interval, NumberStyle style);
std::optional<Interval> IntervalFrom(absl::string_view text);
std::string PointsText(const Points& points);
std::optional<Points> PointsFrom(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULE_CELLS_H_
