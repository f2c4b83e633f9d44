// A special fund (专项资金) by a day: released, late, due later, or without a day at all.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FUND_WATCH_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FUND_WATCH_H_

#include "services/reporting/domain/monitoring/monitoring.h"

namespace zhengping::reporting {

// Releases after `day` are not looked at. Released in full: normal, or behind where a release came after the expected
// day. Not in full: far behind after the expected day, normal up to and with it, unknown where there is none.
WatchedLine FundLine(const SpecialFund& fund, Date day, const Threshold& threshold);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_MONITORING_FUND_WATCH_H_
