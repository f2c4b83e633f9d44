// A platform's file on its way into the ledger: its stream as one value, its reading, and what a write does with it.
// The rows' meaning is exchange/'s, the decision about each record domain/'s.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_FILE_INTAKE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_FILE_INTAKE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/budget/domain/record_import.h"
#include "services/budget/exchange/exchange_record.h"
#include "services/budget/exchange/file_reading.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/import_profile_rows.h"
#include "services/budget/store/request_rows.h"

namespace zhengping::budget::v1 {
class ImportFileRequest;
class ImportFileResponse;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

struct FileUpload {
  std::string division;
  std::optional<ProfileName> profile;
  std::string file_name;
  ExchangeFormat format = ExchangeFormat::kAny;
  Mode mode = Mode::kWrite;
  ReadingOptions options;
  std::string bytes;
  WriteStamp stamp;
};

// `messages` lose their bytes. Refused: IMPORT_HEAD_MISSING, IMPORT_HEAD_REPEATED, RESOURCE_NAME_MALFORMED,
// SOURCE_MISSING, FIELD_MISSING (file_name), TEXT_TOO_LONG, TEXT_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE,
// DATE_NOT_IN_CALENDAR, FILE_FORMAT_UNKNOWN, FILE_TOO_LARGE, CHECKSUM_DIFFERS.
absl::StatusOr<FileUpload> FromMessages(std::vector<v1::ImportFileRequest>& messages);

// Long: for a worker's thread.
ExchangeReading ReadUpload(const FileUpload& upload, const ImportProfile& profile);

struct FileDifference {
  RecordOutcome outcome = RecordOutcome::kAdded;
  DepartmentName department;
  Transaction sent;
  Place place;
};

struct MarkedYear {
  YearKey key;
  int64_t revision = 0;
  std::string digest;
};

struct FileOutcome {
  std::vector<Issue> issues;
  std::map<RecordOutcome, int64_t> counts;
  std::vector<FileDifference> differences;  // at most kMostDifferences
  std::vector<MarkedYear> marks;
  std::vector<Watermark> watermarks;
  std::vector<DepartmentName> created;
  RowCounts rows;
};

// Inside a body: a write's, or with kValidateOnly a read's. Everything or nothing: with an error among the issues of
// the reading or of any record a write is refused with FILE_HAS_ERRORS before it writes, and a dry run answers them.
absl::StatusOr<FileOutcome> StoreReading(storage::Connection& connection, const ExchangeReading& reading,
                                         const FileUpload& upload);

// FILE_HAS_ERRORS, with the first error and how many there are.
absl::Status RefusalOfFile(const std::vector<Issue>& issues);

void ToMessage(const FileOutcome& outcome, v1::ImportFileResponse& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_FILE_INTAKE_H_
