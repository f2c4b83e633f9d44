// Execution of the budget by a day against elapsed time (序时进度): the whole, by outlay, the economic items of
// 公用经费 and 三公经费, each project.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_EXECUTION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_EXECUTION_H_

#include <string>
#include <vector>

#include "services/reporting/domain/monitoring/monitoring.h"

namespace zhengping::reporting {

// What is asked of money: to be spent in time, or not to be spent too fast.
enum class ExecutionAim { kSpend, kStayBelow };

// One line: paid ÷ budget against `expected`. Without a budget no rate is there, and the light is unknown.
WatchedLine ExecutionLine(WatchedGroup group, std::string subject, Money budget, Money paid, const Rational& expected,
                          ExecutionAim aim, const Threshold& threshold);

// Groups without budget and payments are left out. 三公经费 are 30212, 30217, 30231 and 31013 of the department's
// economic codes (also 30913); 公用经费 are 302 of basic outlay, 人员经费 301 and 303 of it.
std::vector<WatchedLine> ExecutionLines(const WatchedYear& year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_EXECUTION_H_
