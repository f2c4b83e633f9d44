// The signed file of a published evaluation (../published/signed_file.h): made once, kept as it is, and held against
// what is stored whenever it is given out.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PUBLISHED_REPORT_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PUBLISHED_REPORT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/signature/signature.h"
#include "services/reporting/domain/actor.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// The bytes of the file. Refused: NARRATIVE_UNBOUND (report_outline.h), so that what is published can be printed, and
// what the signer refuses. May block (a token).
absl::StatusOr<std::string> SignReport(const Evaluation& evaluation, const Actor& publisher, int64_t now_ms,
                                       const SigningIdentity& identity);

// INTERNAL when evaluation.published_file is not intact, or is not of this evaluation as it is stored: content,
// adjustments and total. OK for one that was never published.
absl::Status CheckPublished(const Evaluation& evaluation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PUBLISHED_REPORT_H_
