// A case on this machine, sent to the reporting service piece by piece.
#ifndef ZHENGPING_SERVICES_CLI_CASE_FOLDER_H_
#define ZHENGPING_SERVICES_CLI_CASE_FOLDER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/session.h"

namespace zhengping::cli {

struct LoadOptions {
  bool dry_run = false;
  bool replace = false;
};

// Path inside the case → bytes. The folder itself, and folders below it that are named by a year, "2022"; other folders
// are no part of a case. A path of a file is a workbook: the case's only file. Refused: CASE_PATH_UNREADABLE.
absl::StatusOr<std::map<std::string, std::string>> ReadCaseFolder(const std::string& path);

// The cases below `path`: itself when it is a workbook or holds case.json, else each workbook and each such folder in
// it.
std::vector<std::string> FindCases(const std::string& path);

absl::StatusOr<reporting::v1::ImportCaseResponse> SendCase(Session& session, const std::string& path,
                                                           LoadOptions options);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_CASE_FOLDER_H_
