// A filed sheet checked: read, asked of the indicator service row by row and as a whole, and held against both answers.
// Nothing is stored.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECKING_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECKING_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/clients/sheet_client.h"
#include "services/reporting/domain/sheet_check/sheet_check.h"

namespace zhengping::reporting {

struct SheetOrder {
  Subject subject;
  SheetFramework framework;
  WrittenSheet written;
  SheetEvidence evidence;
};

struct CheckedSheet {
  SheetCheck check;
  FrameworkOutline framework;
};

// Blocks. Refused: what the client refuses.
absl::StatusOr<CheckedSheet> CheckFiledSheet(SheetClient& client, const SheetOrder& order,
                                             const client::Outgoing& outgoing);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_SHEET_CHECKING_H_
