// A target (绩效目标) against its schedule by a day.
//
//   adds up in the year   a count with ≥ or = (人, 场, 万元 …): value ÷ target against the elapsed share
//   is a level            a rate or a mark (%, ‰, 分) with ≥ or =: the value against the target itself, at any day
//   is a limit            ≤: normal up to it, far behind above it
//   cannot be told        ranges, words, no number, no observation by the day
//
// A lower bound (100余) stays one: it is normal when the bound suffices and otherwise cannot be told.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_TARGET_PROGRESS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_TARGET_PROGRESS_H_

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/monitoring/monitoring.h"

namespace zhengping::reporting {

// As documents print it: "≥7000人次", "≤5起", "=12个", "≥90%"; words as they stand.
std::string TargetText(TargetDirection direction, const std::optional<Rational>& value, const std::string& unit,
                       const std::string& words);

// Its place in the sheet, joined by "/".
std::string PathOf(const RowKey& key);

// Whether what is observed in the year adds up to the target.
bool AddsUp(const WatchedTarget& target);

// Whether a later day may still change what the target is worth: nothing was observed, or what adds up or is a level is
// not reached. A forecast leaves such a target open.
bool IsOpen(const WatchedTarget& target, const std::vector<Observation>& observations, Date day);

// The latest observation of the target's row with a value by `day` counts.
WatchedLine TargetLine(const WatchedTarget& target, const std::vector<Observation>& observations, Date day,
                       const Threshold& threshold);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_TARGET_PROGRESS_H_
