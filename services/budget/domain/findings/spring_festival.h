// The first day of the Spring Festival (春节): the first day of the first month of the Chinese calendar (GB/T
// 33661-2017), as a table, 1990 to 2050. The published calendars agree with it; libraries that compute the new moon
// coarsely are a day off in 2027 and 2030, when it falls within minutes of midnight in Beijing.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SPRING_FESTIVAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SPRING_FESTIVAL_H_

#include <optional>

#include "common/date/date.h"

namespace zhengping::budget {

inline constexpr int kFirstSpringFestival = 1990;
inline constexpr int kLastSpringFestival = 2050;

// Empty for a year outside the table.
std::optional<Date> SpringFestivalOf(int year);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SPRING_FESTIVAL_H_
