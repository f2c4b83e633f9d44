// Reads the parts of a ZIP archive that somebody sent, within bounds that hold whatever the archive says about itself:
// a few kilobytes can declare, or inflate to, many gigabytes (zip bomb). A part is handed on in pieces as it is
// inflated, so that memory never holds one whole.
//
//   absl::StatusOr<ArchiveReader> archive = ArchiveReader::Open(bytes, {});
//   if (archive.ok() && archive->Has("xl/workbook.xml")) {
//     absl::Status read = archive->Read("xl/workbook.xml", [&](absl::string_view piece) { return parser.Feed(piece);
//     });
//   }
//
// Nothing is written to disk and no name is taken for a path: "../x" is a part that nobody asks for.
#ifndef ZHENGPING_COMMON_ARCHIVE_ARCHIVE_READER_H_
#define ZHENGPING_COMMON_ARCHIVE_ARCHIVE_READER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

struct ArchiveLimits {
  uint64_t entries = 2'000;
  uint64_t inflated_bytes = 256 << 20;  // of all parts read, as declared and as they really come
  uint64_t inflation_ratio = 400;       // of one part above 4 MiB; deflate cannot exceed 1032
};

// Not thread-safe.
class ArchiveReader {
 public:
  // `bytes` must outlive the reader. Refused:
  //   FILE_DAMAGED           not an archive, or cut off
  //   FILE_EXPANDS_TOO_FAR   more entries than the limit
  static absl::StatusOr<ArchiveReader> Open(absl::string_view bytes, const ArchiveLimits& limits);

  bool Has(const std::string& part) const;

  // Hands the part's content to `take`, 64 KiB at most at a time; stops at the first status of it that is not OK and
  // returns that. Refused besides:
  //   FILE_DAMAGED           no such part, or its content does not inflate to what its checksum says
  //   FILE_ENCRYPTED         the part needs a password
  //   FILE_EXPANDS_TOO_FAR   beyond a limit
  absl::Status Read(const std::string& part, absl::FunctionRef<absl::Status(absl::string_view piece)> take);

 private:
  struct Opened;
  struct Close {
    void operator()(Opened* opened) const;
  };

  ArchiveReader(std::unique_ptr<Opened, Close> opened, const ArchiveLimits& limits);

  std::unique_ptr<Opened, Close> opened_;
  ArchiveLimits limits_;
  uint64_t inflated_bytes_ = 0;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_ARCHIVE_ARCHIVE_READER_H_
