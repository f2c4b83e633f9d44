// Which figure of an evaluation a number of the prose may be: value and unit agree, and the figure's name is like the
// words around the number.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_BINDING_PROPOSALS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_BINDING_PROPOSALS_H_

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/prose/printed_line.h"

namespace zhengping::reporting {

// A figure that prose may bind.
struct BindableFigure {
  std::string binding;       // as it stands between {{ and }}; the format is added for money
  std::string display_name;  // 新增就业人数
  Rational value;            // money in fen; a percentage as a rate
  std::string unit;          // "人"; "fen" for money; empty: none
  bool is_lower_bound = false;
};

// Observations with a value, then facts, findings' figures and the total, each with a name in Chinese.
std::vector<BindableFigure> BindableFigures(const EvaluationContent& content);

// "fact:final_budget|万元" for line.numbers[index]; empty when nothing fits beyond doubt.
std::string ProposeBinding(const PrintedLine& line, size_t index, const std::vector<BindableFigure>& figures);

// The figure that the words beside the number name beyond doubt and that counts in its unit, but has another value;
// nullptr: none.
const BindableFigure* ContradictedFigure(const PrintedLine& line, size_t index,
                                         const std::vector<BindableFigure>& figures);

// 人 and 名, 件 and 起 count the same.
bool IsSameUnit(absl::string_view a, absl::string_view b);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_BINDING_PROPOSALS_H_
