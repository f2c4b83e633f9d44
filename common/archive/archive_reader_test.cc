#include "common/archive/archive_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/archive/archive_writer.h"
#include "common/testing/matchers.h"

namespace zhengping {
namespace {

std::string Archive(const std::vector<ArchivePart>& parts) { return *WriteArchive(parts); }

absl::StatusOr<std::string> ReadAll(const std::string& bytes, const std::string& part,
                                    const ArchiveLimits& limits = {}) {
  absl::StatusOr<ArchiveReader> archive = ArchiveReader::Open(bytes, limits);
  if (!archive.ok()) return archive.status();
  std::string content;
  const absl::Status read = archive->Read(part, [&content](absl::string_view piece) {
    content.append(piece.data(), piece.size());
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return content;
}

TEST(Archive, WhatIsWrittenIsReadAgain) {
  const std::string large(200'000, 'x');
  const std::string bytes = Archive({{.name = "a", .bytes = large}, {.name = "空/b", .bytes = ""}});
  EXPECT_EQ(ReadAll(bytes, "a").value(), large);
  EXPECT_EQ(ReadAll(bytes, "空/b").value(), "");
  EXPECT_THAT(ReadAll(bytes, "c").status(), IsRefusal("FILE_DAMAGED", ""));
  EXPECT_TRUE(ArchiveReader::Open(bytes, {})->Has("a"));
  EXPECT_FALSE(ArchiveReader::Open(bytes, {})->Has("A"));
}

TEST(Archive, EqualPartsGiveEqualBytes) {
  EXPECT_EQ(Archive({{.name = "a", .bytes = "x"}}), Archive({{.name = "a", .bytes = "x"}}));
}

TEST(Archive, AStatusOfTheTakerStopsTheReading) {
  const std::string bytes = Archive({{.name = "a", .bytes = std::string(200'000, 'x')}});
  absl::StatusOr<ArchiveReader> archive = ArchiveReader::Open(bytes, {});
  int pieces = 0;
  const absl::Status read = archive->Read("a", [&pieces](absl::string_view) {
    ++pieces;
    return absl::CancelledError();
  });
  EXPECT_TRUE(absl::IsCancelled(read));
  EXPECT_EQ(pieces, 1);
}

TEST(Archive, LimitsHoldForWhatIsDeclaredAndForAllPartsTogether) {
  const std::string bytes =
      Archive({{.name = "a", .bytes = std::string(60, 'x')}, {.name = "b", .bytes = std::string(60, 'y')}});
  EXPECT_THAT(ReadAll(bytes, "a", {.inflated_bytes = 60}), IsOk());
  EXPECT_THAT(ReadAll(bytes, "a", {.inflated_bytes = 59}).status(), IsRefusal("FILE_EXPANDS_TOO_FAR", ""));
  EXPECT_THAT(ReadAll(bytes, "a", {.entries = 1}).status(), IsRefusal("FILE_EXPANDS_TOO_FAR", ""));
  absl::StatusOr<ArchiveReader> archive = ArchiveReader::Open(bytes, {.inflated_bytes = 100});
  const auto ignore = [](absl::string_view) { return absl::OkStatus(); };
  EXPECT_THAT(archive->Read("a", ignore), IsOk());
  EXPECT_THAT(archive->Read("b", ignore), IsRefusal("FILE_EXPANDS_TOO_FAR", ""));
}

// The size that the archive declares, in its central directory and before the part, is changed: 10 GB and less than it
// is.
TEST(Archive, ASizeThatIsNotTrueIsNotTrusted) {
  const size_t size = 1'000'000;
  const std::string bytes = Archive({{.name = "a", .bytes = std::string(size, 'x')}});
  const auto with_size = [&](uint32_t declared) {
    const auto text_of = [](uint32_t number) {
      std::string text;
      for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>(number >> shift);
      return text;
    };
    std::string changed = bytes;
    for (size_t at = changed.find(text_of(size)); at != std::string::npos; at = changed.find(text_of(size), at + 4)) {
      changed.replace(at, 4, text_of(declared));
    }
    return changed;
  };
  EXPECT_THAT(ReadAll(with_size(0xFFFFFFF0), "a").status(), IsRefusal("FILE_EXPANDS_TOO_FAR", ""));
  EXPECT_THAT(ReadAll(with_size(100), "a", {.inflated_bytes = size / 2}).status(),
              IsRefusal("FILE_EXPANDS_TOO_FAR", ""));
}

TEST(Archive, WhatIsCutOffOrChangedIsDamage) {
  const std::string bytes = Archive({{.name = "a", .bytes = "content of some length"}});
  for (const size_t size : {0ul, 10ul, bytes.size() - 1}) {
    EXPECT_THAT(ReadAll(bytes.substr(0, size), "a").status(), IsRefusal("FILE_DAMAGED", "")) << size;
  }
  std::string changed = bytes;
  changed[40] = static_cast<char>(changed[40] ^ 0x55);  // inside the content
  EXPECT_THAT(ReadAll(changed, "a").status(), IsRefusal("FILE_DAMAGED", ""));
}

}  // namespace
}  // namespace zhengping
