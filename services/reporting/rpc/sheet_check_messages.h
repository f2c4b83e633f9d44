// Filed sheets between the wire and the domain, and what their check found.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECK_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECK_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/rpc/sheet_checking.h"

namespace zhengping::reporting::v1 {
class ClaimedSheet;
class SheetCheck;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

// Refused: SHEET_TOO_LARGE; SHEET_MALFORMED for no rows and a row of no kind.
absl::StatusOr<WrittenSheet> FromMessage(const v1::ClaimedSheet& message);

// Points are exact decimal strings.
void ToMessage(const CheckedSheet& checked, const WrittenSheet& written, v1::SheetCheck& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECK_MESSAGES_H_
