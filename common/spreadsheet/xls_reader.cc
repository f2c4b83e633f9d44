#include "common/spreadsheet/xls_reader.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/compound_file.h"
#include "common/spreadsheet/little_endian.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/workbook_builder.h"
#include "common/spreadsheet/xls_number.h"
#include "common/spreadsheet/xls_parts.h"
#include "common/spreadsheet/xls_records.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

constexpr size_t kCellHeadBytes = 6;  // row, column, format

absl::Status Damaged(absl::string_view what) {
  return Invalid({"FILE_DAMAGED"}, absl::StrCat("the records of a sheet are whole: ", what));
}

// The builder has said why.
absl::Status Stopped() { return absl::CancelledError(); }

std::string ErrorText(uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    default:
      return "#ERROR!";
  }
}

class SheetRecords {
 public:
  SheetRecords(const XlsParts& parts, WorkbookBuilder& builder) : parts_(parts), builder_(builder) {}

  absl::Status Take(const XlsRecord& record) {
    switch (record.kind) {
      case kXlsRow:
        return TakeRow(record.bytes());
      case kXlsNumber:
        return TakeNumber(record.bytes());
      case kXlsRk:
        return TakeRk(record.bytes());
      case kXlsManyRk:
        return TakeManyRk(record.bytes());
      case kXlsSharedText:
        return TakeSharedText(record.bytes());
      case kXlsText:
      case kXlsRichText:
        return TakeText(record);
      case kXlsBooleanOrError:
        return TakeBooleanOrError(record.bytes());
      case kXlsFormula:
        return TakeFormula(record.bytes());
      case kXlsFormulaText:
        return TakeFormulaText(record);
      case kXlsMerged:
        return TakeMerged(record.bytes());
      default:
        return absl::OkStatus();
    }
  }

 private:
  struct Place {
    uint16_t row = 0;
    uint16_t column = 0;
    uint16_t format = 0;
  };

  // The head of a cell's record, which has `more` bytes behind it.
  static absl::StatusOr<Place> PlaceIn(absl::string_view bytes, size_t more) {
    if (bytes.size() < kCellHeadBytes + more) return Damaged("each cell is there");
    return Place{.row = Read16(bytes, 0), .column = Read16(bytes, 2), .format = Read16(bytes, 4)};
  }

  absl::Status Add(const Place& place, Cell cell) {
    if (cell.kind == CellKind::kEmpty) return absl::OkStatus();
    return GoTo(place.row) && builder_.AddCell(place.column, std::move(cell)) ? absl::OkStatus() : Stopped();
  }

  // Rows come in ascending order, as every program writes them.
  bool GoTo(uint16_t row) {
    if (row_ == row) return true;
    row_ = row;
    return builder_.StartRow(row + 1, hidden_rows_.count(row) > 0);
  }

  absl::Status TakeRow(absl::string_view bytes) {
    constexpr size_t kFlagsAt = 12;
    constexpr uint32_t kIsHidden = 0x20;
    if (bytes.size() < kFlagsAt + 4) return Damaged("each row is there");
    if ((Read32(bytes, kFlagsAt) & kIsHidden) != 0) hidden_rows_.insert(Read16(bytes, 0));
    return absl::OkStatus();
  }

  absl::Status AddNumber(const Place& place, const std::string& stored, bool is_formula) {
    if (!GoTo(place.row)) return Stopped();
    const std::optional<std::string> number = PlainNumber(stored);
    if (!number) {
      return builder_.AddIssue(Severity::kError, "NUMBER_UNREADABLE", place.column, stored,
                               "单元格内容无法读取（应为数值）：请在表格软件中打开后另存")
                 ? absl::OkStatus()
                 : Stopped();
    }
    Cell cell{.kind = CellKind::kNumber, .is_formula = is_formula, .text = *number};
    ApplyFormat(place.format < parts_.formats.size() ? parts_.formats[place.format] : NumberFormat::kNumber,
                builder_.date_system(), cell);
    if (!builder_.AddNumber(place.column, std::move(cell))) return Stopped();
    return absl::OkStatus();
  }

  absl::Status TakeNumber(absl::string_view bytes) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(bytes, 8));
    return AddNumber(place, XlsNumberText(Read64(bytes, kCellHeadBytes)), /*is_formula=*/false);
  }

  absl::Status TakeRk(absl::string_view bytes) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(bytes, 4));
    return AddNumber(place, XlsRkText(Read32(bytes, kCellHeadBytes)), /*is_formula=*/false);
  }

  // Row, first column, then a format and a number for each column, then the last column.
  absl::Status TakeManyRk(absl::string_view bytes) {
    constexpr size_t kEachBytes = 6;
    if (bytes.size() < 6) return Damaged("each cell is there");
    Place place{.row = Read16(bytes, 0), .column = Read16(bytes, 2)};
    for (size_t at = 4; at + kEachBytes + 2 <= bytes.size(); at += kEachBytes, ++place.column) {
      place.format = Read16(bytes, at);
      ZP_RETURN_IF_ERROR(AddNumber(place, XlsRkText(Read32(bytes, at + 2)), /*is_formula=*/false));
    }
    return absl::OkStatus();
  }

  static Cell TextCell(const std::string& text, bool is_formula) {
    return text.empty() ? Cell() : Cell{.kind = CellKind::kText, .is_formula = is_formula, .text = text};
  }

  absl::Status TakeSharedText(absl::string_view bytes) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(bytes, 4));
    const uint32_t text = Read32(bytes, kCellHeadBytes);
    if (text >= parts_.shared_texts.size()) return Damaged("each shared text is there");
    return Add(place, TextCell(parts_.shared_texts[text], /*is_formula=*/false));
  }

  absl::Status TakeText(const XlsRecord& record) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(record.bytes(), 2));
    XlsBytes bytes(record, kCellHeadBytes);
    uint16_t characters = 0;
    std::string text;
    if (!bytes.Take16(characters) || !bytes.TakeText(characters, text)) return Damaged("each text is there");
    return Add(place, TextCell(text, /*is_formula=*/false));
  }

  static Cell BooleanOrErrorCell(bool is_error, uint8_t value, bool is_formula) {
    return {.kind = is_error ? CellKind::kError : CellKind::kBoolean,
            .is_formula = is_formula,
            .text = is_error     ? ErrorText(value)
                    : value != 0 ? "TRUE"
                                 : "FALSE"};
  }

  absl::Status TakeBooleanOrError(absl::string_view bytes) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(bytes, 2));
    return Add(place, BooleanOrErrorCell(bytes[kCellHeadBytes + 1] != 0, static_cast<uint8_t>(bytes[kCellHeadBytes]),
                                         /*is_formula=*/false));
  }

  // The value saved with a formula is a number unless its last two bytes are FF: then its first says what it is.
  absl::Status TakeFormula(absl::string_view bytes) {
    ZP_ASSIGN_OR_RETURN(const Place place, PlaceIn(bytes, 8));
    if (Read16(bytes, kCellHeadBytes + 6) != 0xFFFF) {
      return AddNumber(place, XlsNumberText(Read64(bytes, kCellHeadBytes)), /*is_formula=*/true);
    }
    const auto value = static_cast<uint8_t>(bytes[kCellHeadBytes + 2]);
    switch (bytes[kCellHeadBytes]) {
      case 0:  // a text, in a record of its own
        formula_ = place;
        return absl::OkStatus();
      case 1:
        return Add(place, BooleanOrErrorCell(/*is_error=*/false, value, /*is_formula=*/true));
      case 2:
        return Add(place, BooleanOrErrorCell(/*is_error=*/true, value, /*is_formula=*/true));
      default:
        return absl::OkStatus();  // an empty text
    }
  }

  absl::Status TakeFormulaText(const XlsRecord& record) {
    if (!formula_) return Damaged("a formula's text follows a formula");
    XlsBytes bytes(record);
    uint16_t characters = 0;
    std::string text;
    if (!bytes.Take16(characters) || !bytes.TakeText(characters, text)) return Damaged("each text is there");
    const Place place = *formula_;
    formula_.reset();
    return Add(place, TextCell(text, /*is_formula=*/true));
  }

  // A count, then first row, last row, first column and last column of each.
  absl::Status TakeMerged(absl::string_view bytes) {
    constexpr size_t kEachBytes = 8;
    for (size_t at = 2; at + kEachBytes <= bytes.size(); at += kEachBytes) {
      const bool added = builder_.AddMerged({.first_row = Read16(bytes, at) + 1,
                                             .last_row = Read16(bytes, at + 2) + 1,
                                             .first_column = Read16(bytes, at + 4),
                                             .last_column = Read16(bytes, at + 6)});
      if (!added) return Stopped();
    }
    return absl::OkStatus();
  }

  const XlsParts& parts_;
  WorkbookBuilder& builder_;
  int row_ = -1;
  std::set<uint16_t> hidden_rows_;
  std::optional<Place> formula_;  // one whose text is still to come
};

// The records between a sheet's start and its end; those of charts that stand in it are left out.
absl::Status ReadSheet(absl::string_view stream, const XlsSheetPart& sheet, SheetRecords& reader) {
  XlsRecords records(stream, sheet.at);
  int depth = 0;
  while (const std::optional<XlsRecord> record = records.Next()) {
    if (depth == 0 && record->kind != kXlsStart) return Damaged("a sheet begins where the workbook says");
    if (record->kind == kXlsStart) {
      ++depth;
    } else if (record->kind == kXlsEndOfPart) {
      if (--depth == 0) return absl::OkStatus();
    } else if (depth == 1) {
      ZP_RETURN_IF_ERROR(reader.Take(*record));
    }
  }
  return Damaged("a sheet ends");
}

absl::StatusOr<std::string> WorkbookStream(absl::string_view bytes) {
  ZP_ASSIGN_OR_RETURN(const CompoundFile file, CompoundFile::Open(bytes));
  if (file.Has("EncryptedPackage")) return Invalid({"FILE_ENCRYPTED"}, "the workbook opens without a password");
  if (!file.Has("Workbook")) return Invalid({"FILE_FORMAT_UNKNOWN"}, "the compound file holds a workbook of Excel 97");
  return file.Read("Workbook");
}

}  // namespace

std::optional<Workbook> ReadXls(absl::string_view name, absl::string_view bytes, const WorkbookLimits& limits,
                                std::vector<Issue>& issues) {
  WorkbookBuilder builder(name, FileFormat::kXls, limits, issues);
  const auto refuse = [&builder](const absl::Status& status) {
    if (!absl::IsCancelled(status)) builder.Refuse(status);
    return std::nullopt;
  };
  const absl::StatusOr<std::string> stream = WorkbookStream(bytes);
  if (!stream.ok()) return refuse(stream.status());
  const absl::StatusOr<XlsParts> parts = ReadXlsParts(*stream, limits);
  if (!parts.ok()) return refuse(parts.status());
  builder.set_date_system(parts->date_system);
  for (const XlsSheetPart& sheet : parts->sheets) {
    if (!builder.StartSheet(sheet.name, sheet.is_hidden)) return std::nullopt;
    SheetRecords reader(*parts, builder);
    if (absl::Status read = ReadSheet(*stream, sheet, reader); !read.ok()) return refuse(read);
  }
  return builder.Finish();
}

}  // namespace zhengping
