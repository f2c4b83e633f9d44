// What a file's records are to the ledger as it stands: its departments looked up, its quotas matched, one ImportRecord
// each. Part of file_intake.h.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_FILE_RECORDS_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_FILE_RECORDS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/budget/exchange/exchange_record.h"
#include "services/budget/store/record_import.h"

namespace zhengping::budget {

struct FileRecords {
  std::vector<ImportRecord> records;
  std::vector<const ExchangeRecord*> origins;  // of the records; they live as long as the reading
  std::vector<YearKey> years;                  // that the file names
  std::vector<DepartmentName> missing;         // departments that are not stored
  std::vector<Issue> issues;                   // DEPARTMENT_NOT_FOUND where it has no name, and those of ResolveRecords
};

// Inside a body.
absl::StatusOr<FileRecords> RecordsOf(storage::Connection& connection, const ExchangeReading& reading);

// The department as the file names it.
absl::Status CreateDepartment(storage::Connection& connection, const DepartmentName& name,
                              const ExchangeDepartment& sent, int64_t now_ms);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_FILE_RECORDS_H_
