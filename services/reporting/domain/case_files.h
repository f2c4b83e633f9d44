// The files of a case as they come in pieces: paths that stay inside the case, and how much one case may hold.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_FILES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_FILES_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::reporting {

inline constexpr size_t kMostCaseFiles = 1000;
inline constexpr size_t kMostCasePathBytes = 200;
// Below the limit of a client stream (64 MiB, common/server), so that a case that is too large is told by this name.
inline constexpr size_t kMostCaseBytes = 60 << 20;
// In one piece; a message has at most 4 MiB.
inline constexpr size_t kMostPieceBytes = 1 << 20;

class CaseFileSet {
 public:
  // Appends to the file at `path`, or refuses and changes nothing, INVALID_ARGUMENT, field "piece.path" or
  // "piece.content":
  //   CASE_PATH_INVALID  empty, too long, "/" at an end, an empty part, "." or "..", a backslash or control character
  //   CASE_TOO_LARGE     a piece, all files together, or their number
  absl::Status Append(absl::string_view path, absl::string_view bytes);

  // Path → bytes.
  const std::map<std::string, std::string>& files() const { return files_; }

 private:
  std::map<std::string, std::string> files_;
  size_t bytes_ = 0;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_FILES_H_
