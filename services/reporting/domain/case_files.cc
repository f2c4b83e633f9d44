#include "services/reporting/domain/case_files.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"

namespace zhengping::reporting {
namespace {

bool StaysInside(absl::string_view path) {
  if (path.empty() || path.size() > kMostCasePathBytes) return false;
  for (const absl::string_view part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return std::none_of(path.begin(), path.end(),
                      [](char c) { return c == '\\' || absl::ascii_iscntrl(static_cast<unsigned char>(c)); });
}

absl::Status TooLarge(const char* field, absl::string_view what) {
  return Invalid({"CASE_TOO_LARGE", field, ""}, what);
}

}  // namespace

absl::Status CaseFileSet::Append(absl::string_view path, absl::string_view bytes) {
  if (!StaysInside(path)) {
    return Invalid({"CASE_PATH_INVALID", "piece.path", ""},
                   absl::StrCat("a path inside the case, \"/\" between its parts, at most ", kMostCasePathBytes,
                                " bytes, for example 2022/ledger.csv"));
  }
  if (bytes.size() > kMostPieceBytes) {
    return TooLarge("piece.content", absl::StrCat("a piece has at most ", kMostPieceBytes, " bytes"));
  }
  if (bytes_ + bytes.size() > kMostCaseBytes) {
    return TooLarge("piece.content",
                    absl::StrCat("the files of a case have at most ", kMostCaseBytes, " bytes together"));
  }
  const std::string name(path);
  if (files_.size() == kMostCaseFiles && files_.count(name) == 0) {
    return TooLarge("piece.path", absl::StrCat("a case has at most ", kMostCaseFiles, " files"));
  }
  files_[name].append(bytes.data(), bytes.size());
  bytes_ += bytes.size();
  return absl::OkStatus();
}

}  // namespace zhengping::reporting
