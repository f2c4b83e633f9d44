// Units of measure (计量单位) as plans and reports write them: which may be held against one another, and how.
//
//   4.7万元 against 元     47000元           1.5万 against 人    15000人
//   15亩 against 公顷      1公顷 (1公顷 = 15亩)
//   人 against 人次, 户 against 人           no: they count different things, whatever the numbers
//
// Converted are money, 万 and 亿 before any unit, the legal units of length, area and mass, and other words for the
// same (人 and 名, 天 and 日, 月 and 个月, ㎡ and 平方米). Nothing else, and nothing by likeness.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_UNIT_CONVERSION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_UNIT_CONVERSION_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"

namespace zhengping::indicator {

// A value in `from` times this is the value in `to`; 1 for the same unit, and where one side says no unit: such numbers
// are taken as they are. Empty: they cannot be held against one another, and just one of them being % is such a case
// ("82.80" without a unit may be 82.80% or 8280%).
std::optional<Rational> ConversionFactor(absl::string_view from, absl::string_view to);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_UNIT_CONVERSION_H_
