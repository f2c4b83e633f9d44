// A platform's file on its way in: its stream as one value, and the answer.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FILE_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FILE_MESSAGES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/exchange/perf_file.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/store/platform_records.h"

namespace zhengping::indicator::v1 {
class ImportFileRequest;
class ImportFileResponse;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

struct FileUpload {
  PerfFileOptions options;
  std::string source;
  std::string file_name;
  bool is_dry_run = false;
  std::shared_ptr<const CompiledFramework> framework;  // null: none was named
  std::string bytes;
};

// `messages` lose their bytes. Refused: IMPORT_HEAD_MISSING, IMPORT_HEAD_REPEATED, RESOURCE_NAME_MALFORMED,
// FIELD_MISSING, TEXT_TOO_LONG, TABLE_UNKNOWN, FISCAL_YEAR_OUT_OF_RANGE, FILE_TOO_LARGE, CHECKSUM_DIFFERS,
// FRAMEWORK_NOT_FOUND.
absl::StatusOr<FileUpload> FromMessages(std::vector<v1::ImportFileRequest>& messages,
                                        const FrameworkCatalogue& catalogue);

// One import a department-year.
std::vector<YearImport> ImportsOf(const FileUpload& upload, const PerfFile& file);

// `years` answers `imports`.
void ToMessage(const PerfFile& file, const std::vector<YearImport>& imports, const std::vector<ImportedYear>& years,
               v1::ImportFileResponse& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FILE_MESSAGES_H_
