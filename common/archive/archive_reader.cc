#include "common/archive/archive_reader.h"

#include <zip.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

constexpr uint64_t kRatioCountsFrom = 4 << 20;  // bytes; a small part of blanks may well shrink to a thousandth
constexpr size_t kPieceBytes = 64 << 10;

absl::Status Damaged(absl::string_view why) {
  return Invalid({"FILE_DAMAGED"}, absl::StrCat("the archive can be read to its end: ", why));
}

absl::Status ExpandsTooFar(absl::string_view what) {
  return Invalid({"FILE_EXPANDS_TOO_FAR"}, absl::StrCat("an archive holds at most ", what));
}

struct FileClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

absl::Status OpenFailure(zip_t* archive) {
  zip_error_t* error = zip_get_error(archive);
  const int code = zip_error_code_zip(error);
  if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_ENCRNOTSUPP) {
    return Invalid({"FILE_ENCRYPTED"}, "the archive opens without a password");
  }
  return Damaged(zip_error_strerror(error));
}

}  // namespace

struct ArchiveReader::Opened {
  zip_t* archive;
};

void ArchiveReader::Close::operator()(Opened* opened) const {
  zip_discard(opened->archive);
  delete opened;
}

ArchiveReader::ArchiveReader(std::unique_ptr<Opened, Close> opened, const ArchiveLimits& limits)
    : opened_(std::move(opened)), limits_(limits) {}

absl::StatusOr<ArchiveReader> ArchiveReader::Open(absl::string_view bytes, const ArchiveLimits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, &error);
  if (source == nullptr) return Damaged(zip_error_strerror(&error));
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    zip_source_free(source);
    const absl::Status damaged = Damaged(zip_error_strerror(&error));
    zip_error_fini(&error);
    return damaged;
  }
  std::unique_ptr<Opened, Close> opened(new Opened{.archive = archive});
  if (static_cast<uint64_t>(zip_get_num_entries(archive, 0)) > limits.entries) {
    return ExpandsTooFar(absl::StrCat(limits.entries, " entries"));
  }
  return ArchiveReader(std::move(opened), limits);
}

bool ArchiveReader::Has(const std::string& part) const {
  return zip_name_locate(opened_->archive, part.c_str(), ZIP_FL_ENC_UTF_8) >= 0;
}

absl::Status ArchiveReader::Read(const std::string& part,
                                 absl::FunctionRef<absl::Status(absl::string_view piece)> take) {
  zip_t* archive = opened_->archive;
  const zip_int64_t found = zip_name_locate(archive, part.c_str(), ZIP_FL_ENC_UTF_8);
  if (found < 0) return Damaged(absl::StrCat("it holds ", part));
  const auto index = static_cast<zip_uint64_t>(found);
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat) != 0) return OpenFailure(archive);
  if (stat.size > limits_.inflated_bytes - inflated_bytes_) {
    return ExpandsTooFar(absl::StrCat(limits_.inflated_bytes, " bytes when inflated"));
  }
  const std::unique_ptr<zip_file_t, FileClose> file(zip_fopen_index(archive, index, 0));
  if (file == nullptr) return OpenFailure(archive);
  std::vector<char> piece(kPieceBytes);
  uint64_t taken = 0;
  while (true) {
    const zip_int64_t size = zip_fread(file.get(), piece.data(), piece.size());
    if (size < 0) return Damaged(zip_file_strerror(file.get()));
    if (size == 0) return absl::OkStatus();
    taken += static_cast<uint64_t>(size);
    inflated_bytes_ += static_cast<uint64_t>(size);
    if (inflated_bytes_ > limits_.inflated_bytes) {
      return ExpandsTooFar(absl::StrCat(limits_.inflated_bytes, " bytes when inflated"));
    }
    if (taken > kRatioCountsFrom && taken / limits_.inflation_ratio > stat.comp_size) {
      return ExpandsTooFar(absl::StrCat(limits_.inflation_ratio, " bytes for each stored one"));
    }
    const absl::Status status = take(absl::string_view(piece.data(), static_cast<size_t>(size)));
    if (!status.ok()) return status;
  }
}

}  // namespace zhengping
