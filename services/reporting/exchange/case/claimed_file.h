// claimed.csv (已报自评表): the self-evaluation sheet as the department filed it, to be checked. It is not mended here:
// what is wrong in it is what the check is for, so that nothing in it keeps a case from being imported.
//
// Rows are money (资金), indicators (指标) and totals (总分), in any order. A group name that stands once for several
// rows (merged cells) is carried down to the rows below it. Issues, warnings and notes only:
//   CLAIMED_KIND_UNKNOWN       neither 资金, 指标 nor 总分, and its cells do not say which: the row is not read
//   CLAIMED_NAME_MISSING       a row without a name: it is not read
//   CLAIMED_CELL_UNREAD        points, a weight, a rate or an amount that is no number: nothing is concluded from it
//   CLAIMED_VALUE_IMPLAUSIBLE  a share above 100% (满意度 290%): taken as unread, never as what it may have been
//   CLAIMED_DIRECTION_UNKNOWN  the direction is taken from the target's sign
//   CLAIMED_SIGN_IN_VALUE      note: a sign inside an actual value
//   CLAIMED_UNIT_MISSING       note: a number without a unit
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& ClaimedColumns();

// The cells of a table as they were written.
WrittenSheet WrittenFrom(const CaseTable& table);

// What can be read of them.
ClaimedSheet ReadClaimedSheet(const WrittenSheet& written, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_FILE_H_
