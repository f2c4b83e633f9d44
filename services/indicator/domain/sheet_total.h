// From leaves to the sheet: sum → scaling → cap → grade.
//
//   sum    = points of the leaves
//   total  = sum × full mark ÷ (full mark − weight that is dropped and scaled), rounded once, then capped
//   grade  only when every point is either assessed or dropped by scaling, and every cap could be computed
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SHEET_TOTAL_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SHEET_TOTAL_H_

#include <vector>

#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/figures.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator {

// Sums points, low, high and assessable weight of the leaves into their groups. A node stands before its children.
void SumUp(std::vector<ScoredNode>& nodes);

// Fills everything of `card` below its nodes. `cap_measures` stands beside framework.caps.
void TotalSheet(const Framework& framework, const std::vector<Expression>& cap_measures, const Figures& figures,
                Scorecard& card);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SHEET_TOTAL_H_
