// The request ids of imports: which case each stands for. Budget and indicator keep ids of their own for their parts;
// this one holds for the whole case, the parts too that only reporting keeps.
//
// Thread rule: as storage::Database; both functions block and are for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_IMPORT_REQUESTS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_IMPORT_REQUESTS_H_

#include "absl/status/status.h"
#include "common/resource_name/resource_name.h"
#include "common/storage/database.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

class ImportRequests {
 public:
  explicit ImportRequests(storage::Database& database) : database_(database) {}

  // OK when the id is empty, new, or stands for this very request. Refused: REQUEST_ID_REUSED, field "head.request_id".
  absl::Status Check(const DepartmentName& department, const WriteStamp& stamp);

  // The same, and from then on the id stands for this request.
  absl::Status Begin(const DepartmentName& department, const WriteStamp& stamp);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_IMPORT_REQUESTS_H_
