// A framework as a filed sheet is scored under it: the sheet states what a leaf measured (在职人员控制率 95.10%), in
// place of the figures that its formula would take.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_STATED_MEASURES_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_STATED_MEASURES_H_

#include <memory>
#include <vector>

#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/observation.h"

namespace zhengping::indicator {

// The framework with the formulas left out of those leaves that an observation with a value may mean, by name or alias,
// and whose rule looks at one value; the others keep theirs. Null when that does not compile, which a framework that
// did cannot come to.
std::shared_ptr<const CompiledFramework> WithStatedMeasures(const CompiledFramework& framework,
                                                            const std::vector<Observation>& observations);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_STATED_MEASURES_H_
