#include "common/spreadsheet/xls_parts.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/little_endian.h"
#include "common/spreadsheet/xls_records.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

constexpr uint16_t kBiff8 = 0x0600;

absl::Status Damaged(absl::string_view what) {
  return Invalid({"FILE_DAMAGED"}, absl::StrCat("the records of a workbook are whole: ", what));
}

class PartsReader {
 public:
  explicit PartsReader(const WorkbookLimits& limits) : limits_(limits) {}

  absl::Status Take(const XlsRecord& record) {
    switch (record.kind) {
      case kXlsEncrypted:
        return Invalid({"FILE_ENCRYPTED"}, "the workbook opens without a password");
      case kXlsDateSystem:
        if (record.bytes().size() >= 2 && Read16(record.bytes(), 0) == 1) parts_.date_system = DateSystem::k1904;
        return absl::OkStatus();
      case kXlsSheet:
        return TakeSheet(record);
      case kXlsSharedTexts:
        return TakeSharedTexts(record);
      case kXlsNumberFormat:
        return TakeNumberFormat(record);
      case kXlsCellFormat:
        if (record.bytes().size() >= 4) cell_formats_.push_back(Read16(record.bytes(), 2));
        return absl::OkStatus();
      default:
        return absl::OkStatus();
    }
  }

  XlsParts Finish() {
    for (const uint16_t number : cell_formats_) {
      const auto own = codes_.find(number);
      parts_.formats.push_back(own == codes_.end() ? BuiltinFormat(number) : own->second);
    }
    return std::move(parts_);
  }

 private:
  // Offset, visibility, kind, and a name whose size is one byte.
  absl::Status TakeSheet(const XlsRecord& record) {
    constexpr size_t kNameSizeAt = 6;
    const absl::string_view bytes = record.bytes();
    if (bytes.size() <= kNameSizeAt) return Damaged("each sheet has a name");
    const bool is_worksheet = bytes[5] == 0;
    XlsSheetPart sheet{.is_hidden = (bytes[4] & 3) != 0, .at = Read32(bytes, 0)};
    XlsBytes name(record, kNameSizeAt + 1);
    if (!name.TakeText(static_cast<unsigned char>(bytes[kNameSizeAt]), sheet.name)) {
      return Damaged("each sheet has a name");
    }
    if (is_worksheet) parts_.sheets.push_back(std::move(sheet));
    return absl::OkStatus();
  }

  absl::Status TakeSharedTexts(const XlsRecord& record) {
    XlsBytes bytes(record);
    uint32_t uses = 0;
    uint32_t count = 0;
    if (!bytes.Take32(uses) || !bytes.Take32(count)) return Damaged("the shared texts are there");
    size_t text_bytes = 0;
    for (uint32_t i = 0; i < count; ++i) {
      uint16_t characters = 0;
      std::string text;
      if (!bytes.Take16(characters) || !bytes.TakeText(characters, text)) return Damaged("each shared text is there");
      text_bytes += text.size();
      if (text_bytes > limits_.text_bytes) {
        return Invalid({"TEXT_TOO_LARGE"}, absl::StrCat("the texts take at most ", limits_.text_bytes, " bytes"));
      }
      parts_.shared_texts.push_back(std::move(text));
    }
    return absl::OkStatus();
  }

  absl::Status TakeNumberFormat(const XlsRecord& record) {
    XlsBytes bytes(record);
    uint16_t number = 0;
    uint16_t characters = 0;
    std::string code;
    if (!bytes.Take16(number) || !bytes.Take16(characters) || !bytes.TakeText(characters, code)) {
      return Damaged("each number format is there");
    }
    codes_[number] = FormatOfCode(code);
    return absl::OkStatus();
  }

  const WorkbookLimits& limits_;
  XlsParts parts_;
  std::vector<uint16_t> cell_formats_;
  std::map<uint16_t, NumberFormat> codes_;
};

}  // namespace

absl::StatusOr<XlsParts> ReadXlsParts(absl::string_view stream, const WorkbookLimits& limits) {
  XlsRecords records(stream);
  std::optional<XlsRecord> record = records.Next();
  if (!record || record->bytes().size() < 4) return Damaged("there is a first one");
  if (record->kind != kXlsStart || Read16(record->bytes(), 0) != kBiff8) {
    return Invalid({"FILE_FORMAT_UNKNOWN"}, "a workbook is of Excel 97 or later");
  }
  PartsReader reader(limits);
  while ((record = records.Next())) {
    if (record->kind == kXlsEndOfPart) return reader.Finish();
    ZP_RETURN_IF_ERROR(reader.Take(*record));
  }
  return Damaged("the part before the sheets ends");
}

}  // namespace zhengping
