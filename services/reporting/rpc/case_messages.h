// The stream of ImportCase as an order and files, and its answer.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_CASE_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_CASE_MESSAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_files.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::reporting::v1 {
class ImportCaseRequest;
class ImportCaseResponse;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

struct CaseUpload {
  std::string division;  // of the head's parent: "430503000"
  ImportOrder order;
  CaseFileSet files;
};

// Takes the pieces' bytes out of `messages`. Refused: CASE_HEAD_MISSING (also for a head that is not the first
// message), RESOURCE_NAME_MALFORMED, REQUEST_ID_MALFORMED, and those of CaseFileSet.
absl::StatusOr<CaseUpload> FromMessages(std::vector<v1::ImportCaseRequest>& messages);

void ToMessage(const Case& contents, const ImportOutcome& outcome, v1::ImportCaseResponse& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_CASE_MESSAGES_H_
