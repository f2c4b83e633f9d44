// The compound file that XLS workbooks and encrypted XLSX stand in ([MS-CFB]): a small file system of named streams.
#ifndef ZHENGPING_COMMON_SPREADSHEET_COMPOUND_FILE_H_
#define ZHENGPING_COMMON_SPREADSHEET_COMPOUND_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

class CompoundFile {
 public:
  // `bytes` must outlive the file. FILE_DAMAGED: not a compound file, or its tables lead outside the bytes or in
  // circles.
  static absl::StatusOr<CompoundFile> Open(absl::string_view bytes);

  bool Has(absl::string_view stream) const { return Find(stream) != nullptr; }

  // The stream's content, never longer than the file. FILE_DAMAGED as above, or when there is no such stream.
  absl::StatusOr<std::string> Read(absl::string_view stream) const;

 private:
  struct Entry {
    std::string name;  // ASCII; other characters as "?"
    uint32_t first_sector = 0;
    uint64_t size = 0;
  };

  explicit CompoundFile(absl::string_view bytes) : bytes_(bytes) {}

  absl::Status ReadTables();
  absl::Status ReadDirectory();
  absl::string_view Sector(uint32_t number) const;  // empty outside the file
  absl::StatusOr<std::string> ReadChain(uint32_t first, const std::vector<uint32_t>& next, uint64_t size) const;
  absl::StatusOr<std::string> ReadSmall(uint32_t first, uint64_t size) const;
  const Entry* Find(absl::string_view stream) const;

  absl::string_view bytes_;
  size_t sector_bytes_ = 512;
  uint64_t small_below_ = 4096;  // streams below this size stand in the small sectors
  std::vector<uint32_t> next_;   // of each sector
  std::vector<uint32_t> small_next_;
  std::string small_sectors_;
  std::vector<Entry> entries_;  // the root first
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_COMPOUND_FILE_H_
