#include "common/archive/archive_writer.h"

#include <zip.h>

#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace zhengping {
namespace {

constexpr zip_uint16_t kFirstDosDay = 1 << 5 | 1;  // years since 1980, month, day: 0, 1, 1

struct SourceFree {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct ArchiveDiscard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Source = std::unique_ptr<zip_source_t, SourceFree>;
using Archive = std::unique_ptr<zip_t, ArchiveDiscard>;

absl::Status CannotZip(absl::string_view what) {
  return absl::InternalError(absl::StrCat("the archive could not be written: ", what));
}

absl::Status AddPart(zip_t* archive, const ArchivePart& part) {
  Source source(zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), /*freep=*/0));
  if (source == nullptr) return CannotZip(zip_strerror(archive));
  const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) return CannotZip(zip_strerror(archive));
  (void)source.release();  // the archive owns it from here on
  const auto entry = static_cast<zip_uint64_t>(index);
  if (zip_file_set_dostime(archive, entry, /*time=*/0, kFirstDosDay, 0) != 0 ||
      zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, /*level=*/3) != 0) {
    return CannotZip(zip_strerror(archive));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadAll(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return CannotZip("no bytes");
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read != static_cast<zip_int64_t>(bytes.size())) return CannotZip("too few bytes");
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> WriteArchive(const std::vector<ArchivePart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  Source buffer(zip_source_buffer_create(nullptr, 0, 1, &error));
  if (buffer == nullptr) return CannotZip(zip_error_strerror(&error));
  Archive archive(zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
  if (archive == nullptr) return CannotZip(zip_error_strerror(&error));
  zip_source_keep(buffer.get());  // the archive frees one reference, `buffer` the other
  for (const ArchivePart& part : parts) {
    if (absl::Status added = AddPart(archive.get(), part); !added.ok()) return added;
  }
  if (zip_close(archive.get()) != 0) return CannotZip(zip_strerror(archive.get()));
  (void)archive.release();
  return ReadAll(buffer.get());
}

}  // namespace zhengping
