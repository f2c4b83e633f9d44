// Records of a platform's tables taken into department-years: each year by ImportPlatformRecords (domain) onto what its
// source said, and then like a load.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_PLATFORM_RECORDS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_PLATFORM_RECORDS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/platform_import.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/request_rows.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::indicator {

struct YearImport {
  YearKey key;
  std::string source;  // whose records they are; not empty
  std::vector<ImportedRecord> records;
  std::string framework;                              // id, of the plan; empty: what the source's plan has
  std::shared_ptr<const CompiledFramework> compiled;  // of `framework`; null: the plan is not held against one
};

struct ImportedYear {
  YearKey key;
  YearMark mark;                        // after it
  std::vector<RecordOutcome> outcomes;  // one a record
  std::vector<Issue> issues;            // at the records' places where a record is to blame
};

// Inside a write's body. Everything or nothing: with an error in any year nothing is stored. Refused: FILE_HAS_ERRORS
// with the first of them.
absl::StatusOr<std::vector<ImportedYear>> ImportYears(storage::Connection& connection,
                                                      const std::vector<YearImport>& imports,
                                                      const RequestStamp& stamp);
// Inside a read's body: what it would come to. A mark is the one that it would lead to, or that stands where there are
// errors.
absl::StatusOr<std::vector<ImportedYear>> PreviewImportOfYears(storage::Connection& connection,
                                                               const std::vector<YearImport>& imports);

// FILE_HAS_ERRORS with the first error and how many there are; OK without one.
absl::Status RefusalOfFile(const std::vector<Issue>& issues);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_PLATFORM_RECORDS_H_
