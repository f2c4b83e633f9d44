// The same data under several frameworks, for people.
#ifndef ZHENGPING_SERVICES_CLI_SIDE_BY_SIDE_H_
#define ZHENGPING_SERVICES_CLI_SIDE_BY_SIDE_H_

#include <iosfwd>
#include <vector>

#include "zhengping/reporting/v1/evaluation.pb.h"

namespace zhengping::cli {

// Totals and grades, a column a framework; then the indicators that at least two of them have by the same name, each
// with points and weight. The first evaluation gives the order.
void PrintSideBySide(const std::vector<reporting::v1::Evaluation>& evaluations, std::ostream& out);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_SIDE_BY_SIDE_H_
