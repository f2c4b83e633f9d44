// A folder of a test's own, removed with all it holds when the object ends.
//
//   TempFolder folder;
//   Database database(folder.path() + "/ledger.db");
#ifndef ZHENGPING_COMMON_TESTING_TEMP_FOLDER_H_
#define ZHENGPING_COMMON_TESTING_TEMP_FOLDER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping {

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  // Absolute, without a slash at the end.
  const std::string& path() const { return path_; }

  // Writes a file below the folder, with the folders on the way to it; returns its path. `name` is "2023/ledger.csv".
  std::string Write(absl::string_view name, absl::string_view bytes) const;

 private:
  std::string path_;
};

// All bytes of a file; a test that cannot read it aborts.
std::string ReadFile(const std::string& path);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_TEMP_FOLDER_H_
