// How last year's rectification items (整改事项) stand in this year's evaluation: the figure then, the figure now, and
// whether it moved. Of a problem more is worse; of a share of points more is better.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_FOLLOW_UP_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_FOLLOW_UP_H_

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/finding.h"
#include "services/reporting/domain/rectification_item.h"
#include "services/reporting/domain/scorecard.h"

namespace zhengping::reporting {

// What an item about lost points measures: points ÷ weight.
inline constexpr char kScoreRate[] = "得分率";

// Money in fen; empty for a day, and where there is none.
std::optional<Rational> NumberOf(const std::optional<Quantity>& value);

// In the order of `items`. A figure that is not there on one side makes the verdict kUnknown, never a change from zero.
std::vector<RectificationFollowUp> FollowUp(const std::vector<RectificationItem>& items,
                                            const std::vector<Finding>& findings, const std::vector<ScoredNode>& nodes);

// "好转" …
std::string VerdictText(RectificationVerdict verdict);

// As documents print it, "38.64%" or "1.20万元"; "无数据" where there is none.
std::string FigureText(const std::optional<Rational>& value, const std::string& unit);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_FOLLOW_UP_H_
