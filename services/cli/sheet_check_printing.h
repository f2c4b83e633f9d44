// What a check of a filed sheet found, for a reviewer to read at once: the three totals, then each place with what is
// claimed and what would be right.
#ifndef ZHENGPING_SERVICES_CLI_SHEET_CHECK_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_SHEET_CHECK_PRINTING_H_

#include <iosfwd>

#include "zhengping/reporting/v1/reporting_service.pb.h"

namespace zhengping::cli {

void PrintSheetCheck(const reporting::v1::SheetCheck& check, std::ostream& out);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_SHEET_CHECK_PRINTING_H_
