// A case's filed sheet as it is sent to be checked alone, without the rest of the case.
#ifndef ZHENGPING_SERVICES_CLI_CLAIMED_SHEET_H_
#define ZHENGPING_SERVICES_CLI_CLAIMED_SHEET_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/cli/session.h"

namespace zhengping::cli {

// Reads claimed.csv, the head and the framework of the case at `path`; `framework` ("hunan-a-2017") wins over the
// case's own. Without a division in the case or the settings it is checked in the whole country's scope. Refused:
// CASE_PATH_UNREADABLE, CLAIMED_SHEET_NOT_FOUND, FRAMEWORK_NOT_STATED, FRAMEWORK_TEXT_MALFORMED.
absl::StatusOr<reporting::v1::CheckSelfEvaluationRequest> SheetAlone(const Session& session, const std::string& path,
                                                                     const std::string& framework);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_CLAIMED_SHEET_H_
