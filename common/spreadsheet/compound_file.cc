#include "common/spreadsheet/compound_file.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/little_endian.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

// Offsets and marks of [MS-CFB] 2.2 and 2.6.
constexpr size_t kHeaderBytes = 512;
constexpr size_t kSectorShift = 30;
constexpr size_t kFirstDirectorySector = 48;
constexpr size_t kSmallBelow = 56;
constexpr size_t kFirstSmallTableSector = 60;
constexpr size_t kFirstTableListSector = 68;
constexpr size_t kTableList = 76;  // the first 109 sectors of the table
constexpr size_t kTableListEntries = 109;
constexpr size_t kEntryBytes = 128;
constexpr size_t kSmallSectorBytes = 64;
constexpr uint32_t kLastSector = 0xFFFFFFFA;  // above: end of chain, free, table

absl::Status Damaged(absl::string_view what) {
  return Invalid({"FILE_DAMAGED"}, absl::StrCat("the tables of a compound file agree: ", what));
}

std::vector<uint32_t> Numbers(absl::string_view bytes) {
  std::vector<uint32_t> numbers;
  numbers.reserve(bytes.size() / 4);
  for (size_t at = 0; at + 4 <= bytes.size(); at += 4) numbers.push_back(Read32(bytes, at));
  return numbers;
}

}  // namespace

absl::StatusOr<CompoundFile> CompoundFile::Open(absl::string_view bytes) {
  CompoundFile file(bytes);
  ZP_RETURN_IF_ERROR(file.ReadTables());
  ZP_RETURN_IF_ERROR(file.ReadDirectory());
  return file;
}

absl::string_view CompoundFile::Sector(uint32_t number) const {
  const size_t at = (static_cast<size_t>(number) + 1) * sector_bytes_;
  if (number >= kLastSector || at >= bytes_.size()) return "";
  return bytes_.substr(at, sector_bytes_);  // the last one may be cut short
}

absl::Status CompoundFile::ReadTables() {
  if (bytes_.size() < kHeaderBytes) return Damaged("there is a header");
  const uint16_t shift = Read16(bytes_, kSectorShift);
  if (shift != 9 && shift != 12) return Damaged("sectors have 512 or 4096 bytes");
  sector_bytes_ = size_t{1} << shift;
  small_below_ = Read32(bytes_, kSmallBelow);
  std::vector<uint32_t> tables = Numbers(bytes_.substr(kTableList, kTableListEntries * 4));
  const size_t most = bytes_.size() / sector_bytes_ + 1;
  uint32_t list = Read32(bytes_, kFirstTableListSector);
  for (size_t lists = 0; list < kLastSector; ++lists) {
    const absl::string_view sector = Sector(list);
    if (sector.size() < sector_bytes_ || lists > most) return Damaged("the list of tables ends");
    const std::vector<uint32_t> more = Numbers(sector);
    tables.insert(tables.end(), more.begin(), more.end() - 1);
    list = more.back();
  }
  for (const uint32_t table : tables) {
    if (table >= kLastSector) continue;
    const absl::string_view sector = Sector(table);
    if (sector.size() < sector_bytes_ || next_.size() > most + sector_bytes_) return Damaged("each table is there");
    const std::vector<uint32_t> numbers = Numbers(sector);
    next_.insert(next_.end(), numbers.begin(), numbers.end());
  }
  return absl::OkStatus();
}

absl::Status CompoundFile::ReadDirectory() {
  ZP_ASSIGN_OR_RETURN(const std::string directory,
                      ReadChain(Read32(bytes_, kFirstDirectorySector), next_, bytes_.size()));
  for (size_t at = 0; at + kEntryBytes <= directory.size(); at += kEntryBytes) {
    const absl::string_view bytes = absl::string_view(directory).substr(at, kEntryBytes);
    const size_t name_bytes = std::min<size_t>(Read16(bytes, 64), 64);
    Entry entry{.first_sector = Read32(bytes, 116), .size = Read32(bytes, 120)};
    for (size_t i = 0; i + 4 <= name_bytes; i += 2) {  // the last two bytes are its end
      const uint16_t code = Read16(bytes, i);
      entry.name += code < 0x80 ? static_cast<char>(code) : '?';
    }
    entries_.push_back(std::move(entry));
  }
  if (entries_.empty()) return Damaged("there is a root");
  ZP_ASSIGN_OR_RETURN(const std::string small_table,
                      ReadChain(Read32(bytes_, kFirstSmallTableSector), next_, bytes_.size()));
  small_next_ = Numbers(small_table);
  ZP_ASSIGN_OR_RETURN(small_sectors_, ReadChain(entries_[0].first_sector, next_, entries_[0].size));
  return absl::OkStatus();
}

// Reads until the chain ends or `size` bytes are there, and never more bytes than the file has: a chain in a circle
// ends there.
absl::StatusOr<std::string> CompoundFile::ReadChain(uint32_t first, const std::vector<uint32_t>& next,
                                                    uint64_t size) const {
  std::string content;
  uint32_t sector = first;
  while (sector < kLastSector && content.size() < size) {
    const absl::string_view bytes = Sector(sector);
    if (bytes.empty() || sector >= next.size()) return Damaged("each sector is there");
    content.append(bytes.data(), bytes.size());
    if (content.size() > bytes_.size()) return Damaged("each chain ends");
    sector = next[sector];
  }
  if (content.size() > size) content.resize(size);
  return content;
}

absl::StatusOr<std::string> CompoundFile::ReadSmall(uint32_t first, uint64_t size) const {
  std::string content;
  uint32_t sector = first;
  while (sector < kLastSector && content.size() < size) {
    const size_t at = static_cast<size_t>(sector) * kSmallSectorBytes;
    if (at >= small_sectors_.size() || sector >= small_next_.size()) return Damaged("each small sector is there");
    content += small_sectors_.substr(at, kSmallSectorBytes);
    if (content.size() > bytes_.size()) return Damaged("each chain ends");
    sector = small_next_[sector];
  }
  if (content.size() > size) content.resize(size);
  return content;
}

const CompoundFile::Entry* CompoundFile::Find(absl::string_view stream) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return absl::AsciiStrToLower(entry.name) == absl::AsciiStrToLower(stream);
  });
  return found == entries_.end() ? nullptr : &*found;
}

absl::StatusOr<std::string> CompoundFile::Read(absl::string_view stream) const {
  const Entry* entry = Find(stream);
  if (entry == nullptr) return Damaged(absl::StrCat("there is a stream ", stream));
  absl::StatusOr<std::string> content = entry->size < small_below_ ? ReadSmall(entry->first_sector, entry->size)
                                                                   : ReadChain(entry->first_sector, next_, entry->size);
  if (content.ok() && content->size() < entry->size) return Damaged(absl::StrCat("all of ", stream, " is there"));
  return content;
}

}  // namespace zhengping
