// The signed files of published evaluations, inside the body of a read or a write. Written once, with the step that
// publishes.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_PUBLICATION_ROWS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_PUBLICATION_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

absl::Status InsertPublication(storage::Connection& connection, const EvaluationKey& key, const std::string& file,
                               int64_t now_ms);
// Empty: it was never published with a signature.
absl::StatusOr<std::string> SelectPublication(storage::Connection& connection, const EvaluationKey& key);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_PUBLICATION_ROWS_H_
