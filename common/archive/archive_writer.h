// Writes a ZIP archive in memory: the package of a DOCX or XLSX file (ECMA-376 part 2). Equal parts in equal order give
// equal bytes: every entry bears the same day, 1980-01-01, the first that the format knows.
#ifndef ZHENGPING_COMMON_ARCHIVE_ARCHIVE_WRITER_H_
#define ZHENGPING_COMMON_ARCHIVE_ARCHIVE_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace zhengping {

struct ArchivePart {
  std::string name;  // "word/document.xml"
  std::string bytes;
};

// In the order given; an office file's "[Content_Types].xml" comes first by convention. INTERNAL when libzip cannot
// (out of memory).
absl::StatusOr<std::string> WriteArchive(const std::vector<ArchivePart>& parts);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_ARCHIVE_ARCHIVE_WRITER_H_
