#include "common/spreadsheet/xlsx_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/archive/archive_reader.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/workbook_builder.h"
#include "common/spreadsheet/xlsx_parts.h"
#include "common/spreadsheet/xml_events.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

struct Reference {
  int row = 0;
  size_t column = 0;
};

// "C12"; empty when it is not one. Six letters and nine digits are more than any limit lets through.
std::optional<Reference> ParseReference(absl::string_view text) {
  Reference reference;
  size_t letters = 0;
  while (letters < text.size() && absl::ascii_isupper(static_cast<unsigned char>(text[letters]))) {
    if (letters == 6) return std::nullopt;
    reference.column = reference.column * 26 + static_cast<size_t>(text[letters] - 'A') + 1;
    ++letters;
  }
  text.remove_prefix(letters);
  if (letters == 0 || text.size() > 9 || !absl::SimpleAtoi(text, &reference.row) || reference.row < 1) {
    return std::nullopt;
  }
  --reference.column;
  return reference;
}

// What a <c> says before it is known what it means.
struct RawCell {
  std::string type;
  std::string style;
  std::string value;
  std::string inline_text;
  bool has_value = false;
  bool has_formula = false;
};

class SheetReader final : public XmlReader {
 public:
  SheetReader(const XlsxParts& parts, WorkbookBuilder& builder) : parts_(parts), builder_(builder) {}

  absl::Status Start(const XmlElement& element) override {
    target_ = nullptr;
    if (element.name == "row") return StartRow(element);
    if (element.name == "c") return StartCell(element);
    if (element.name == "mergeCell") return TakeMerged(element.Attribute("ref"));
    if (element.name == "rPh") is_reading_aid_ = true;
    if (!in_cell_) return absl::OkStatus();
    if (element.name == "v") {
      raw_.has_value = true;
      target_ = &raw_.value;
    } else if (element.name == "t" && !is_reading_aid_) {
      raw_.has_value = true;
      target_ = &raw_.inline_text;
    } else if (element.name == "f") {
      raw_.has_formula = true;
    }
    return absl::OkStatus();
  }

  absl::Status Text(absl::string_view text) override {
    if (target_ == nullptr) return absl::OkStatus();
    if (target_->size() + text.size() > builder_.limits().table.row_bytes) {
      return Invalid({"ROW_TOO_LARGE"}, "a cell is no longer than a row may be");
    }
    target_->append(text.data(), text.size());
    return absl::OkStatus();
  }

  absl::Status End(absl::string_view name) override {
    target_ = nullptr;
    if (name == "rPh") is_reading_aid_ = false;
    if (name != "c" || !in_cell_) return absl::OkStatus();
    in_cell_ = false;
    is_number_ = false;
    Cell cell;
    if (!ReadCell(cell)) return Stopped();
    const bool added =
        is_number_ ? builder_.AddNumber(column_, std::move(cell)) : builder_.AddCell(column_, std::move(cell));
    return added ? absl::OkStatus() : Stopped();
  }

 private:
  // The builder has said why.
  static absl::Status Stopped() { return absl::CancelledError(); }
  static absl::Status Damaged(absl::string_view what) { return Invalid({"FILE_DAMAGED"}, what); }

  absl::Status StartRow(const XmlElement& element) {
    const absl::string_view number = element.Attribute("r");
    if (number.empty()) {
      ++row_;
    } else if (!absl::SimpleAtoi(number, &row_) || row_ < 1) {
      return Damaged("a row has a number above zero");
    }
    column_ = 0;
    is_first_cell_ = true;
    const absl::string_view hidden = element.Attribute("hidden");
    in_row_ = builder_.StartRow(row_, hidden == "1" || hidden == "true");
    return in_row_ ? absl::OkStatus() : Stopped();
  }

  absl::Status StartCell(const XmlElement& element) {
    if (!in_row_) return Damaged("a cell stands in a row");
    const absl::string_view place = element.Attribute("r");
    if (!place.empty()) {
      const std::optional<Reference> reference = ParseReference(place);
      if (!reference || reference->row != row_) return Damaged("a cell names its own row");
      column_ = reference->column;
    } else if (!is_first_cell_) {
      ++column_;
    }
    is_first_cell_ = false;
    in_cell_ = true;
    raw_ = {.type = std::string(element.Attribute("t")), .style = std::string(element.Attribute("s"))};
    return absl::OkStatus();
  }

  absl::Status TakeMerged(absl::string_view range) {
    const std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(range, absl::MaxSplits(':', 1));
    const std::optional<Reference> first = ParseReference(ends.first);
    const std::optional<Reference> last = ParseReference(ends.second.empty() ? ends.first : ends.second);
    if (!first || !last) return Damaged("merged cells are a range like A1:C2");
    return builder_.AddMerged({.first_row = first->row,
                               .last_row = last->row,
                               .first_column = first->column,
                               .last_column = last->column})
               ? absl::OkStatus()
               : Stopped();
  }

  // False when the builder stopped.
  bool ReadCell(Cell& cell) {
    cell.is_formula = raw_.has_formula;
    if (raw_.value.empty() && raw_.inline_text.empty()) {
      // A program that does not calculate writes "<v/>" or nothing; a formula whose value is an empty text says "str".
      if (!raw_.has_formula || (raw_.has_value && raw_.type == "str")) return true;
      return builder_.AddIssue(Severity::kError, "FORMULA_WITHOUT_VALUE", column_, "",
                               "公式没有保存计算结果：请在表格软件中打开并保存，或将公式粘贴为数值");
    }
    if (raw_.type == "s") {
      size_t index = 0;
      if (!absl::SimpleAtoi(raw_.value, &index) || index >= parts_.shared_texts.size()) {
        return Unreadable("引用的文字不存在");
      }
      SetText(cell, parts_.shared_texts[index]);
    } else if (raw_.type == "inlineStr") {
      SetText(cell, Unescaped(raw_.inline_text));
    } else if (raw_.type == "str") {
      SetText(cell, Unescaped(raw_.value));
    } else if (raw_.type == "b") {
      Set(cell, CellKind::kBoolean, raw_.value == "1" || raw_.value == "true" ? "TRUE" : "FALSE");
    } else if (raw_.type == "e") {
      Set(cell, CellKind::kError, raw_.value);
    } else if (raw_.type == "d") {
      Set(cell, CellKind::kDate, raw_.value.substr(0, raw_.value.find("T00:00")));
    } else {
      return ReadNumber(cell);
    }
    return true;
  }

  bool ReadNumber(Cell& cell) {
    const std::optional<std::string> number = PlainNumber(raw_.value);
    if (!number) return Unreadable("应为数值");
    Set(cell, CellKind::kNumber, *number);
    size_t style = 0;
    if (absl::SimpleAtoi(raw_.style, &style) && style < parts_.formats.size()) {
      ApplyFormat(parts_.formats[style], builder_.date_system(), cell);
    }
    is_number_ = true;
    return true;
  }

  bool Unreadable(absl::string_view what) {
    return builder_.AddIssue(Severity::kError, "NUMBER_UNREADABLE", column_, raw_.value,
                             absl::StrCat("单元格内容无法读取（", what, "）：请在表格软件中打开后另存"));
  }

  static void Set(Cell& cell, CellKind kind, std::string text) {
    cell.kind = kind;
    cell.text = std::move(text);
  }
  static void SetText(Cell& cell, std::string text) {
    if (!text.empty()) Set(cell, CellKind::kText, std::move(text));
  }

  const XlsxParts& parts_;
  WorkbookBuilder& builder_;
  int row_ = 0;
  size_t column_ = 0;
  bool is_first_cell_ = true;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool is_reading_aid_ = false;
  bool is_number_ = false;  // what the last cell turned out to be
  RawCell raw_;
  std::string* target_ = nullptr;  // where text goes
};

}  // namespace

std::optional<Workbook> ReadXlsx(absl::string_view name, absl::string_view bytes, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues) {
  WorkbookBuilder builder(name, FileFormat::kXlsx, limits, issues);
  const auto refuse = [&builder](const absl::Status& status) {
    if (!absl::IsCancelled(status)) builder.Refuse(status);
    return std::nullopt;
  };
  absl::StatusOr<ArchiveReader> archive = ArchiveReader::Open(
      bytes,
      {.entries = limits.entries, .inflated_bytes = limits.inflated_bytes, .inflation_ratio = limits.inflation_ratio});
  if (!archive.ok()) return refuse(archive.status());
  absl::StatusOr<XlsxParts> parts = ReadXlsxParts(*archive, limits);
  if (!parts.ok()) return refuse(parts.status());
  builder.set_date_system(parts->date_system);
  for (const XlsxSheetPart& sheet : parts->sheets) {
    if (!builder.StartSheet(sheet.name, sheet.is_hidden)) return std::nullopt;
    SheetReader reader(*parts, builder);
    if (absl::Status read = ReadPart(*archive, sheet.part, limits.depth, reader); !read.ok()) return refuse(read);
  }
  return builder.Finish();
}

}  // namespace zhengping
