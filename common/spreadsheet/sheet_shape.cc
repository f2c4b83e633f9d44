#include "common/spreadsheet/sheet_shape.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/sheet_header.h"
#include "common/spreadsheet/sheet_words.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsBlank(const SheetRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const Cell& cell) { return TrimSpaces(cell.text).empty(); });
}

// The row's texts in one, to know it again.
std::string SignatureOf(const SheetRow& row) {
  std::string signature;
  for (const Cell& cell : row.cells) {
    const std::string text = WithoutSpace(cell.text);
    if (!text.empty()) absl::StrAppend(&signature, text, "\x1f");
  }
  return signature;
}

// How far the first indented text of a row stands in, in half-width columns; 0 when none does.
int IndentOf(const SheetRow& row) {
  constexpr absl::string_view kWideSpace = "\xE3\x80\x80";
  for (const Cell& cell : row.cells) {
    if (cell.kind != CellKind::kText || TrimSpaces(cell.text).empty()) continue;
    int indent = 0;
    absl::string_view text = cell.text;
    while (!text.empty()) {
      if (absl::StartsWith(text, kWideSpace)) {
        indent += 2;
        text.remove_prefix(kWideSpace.size());
      } else if (text.front() == ' ' || absl::StartsWith(text, "\xC2\xA0")) {
        ++indent;
        text.remove_prefix(text.front() == ' ' ? 1 : 2);
      } else {
        break;
      }
    }
    if (indent > 0) return indent;
  }
  return 0;
}

class Shaper {
 public:
  Shaper(absl::string_view place_name, const Sheet& sheet, SheetHeader header, std::vector<Issue>& issues)
      : sheet_(sheet), header_(std::move(header)), issues_(issues) {
    shape_.table.name = std::string(place_name);
    shape_.table.heading_row = header_.last_row;
    shape_.columns = header_.columns;
    for (const std::optional<size_t>& column : shape_.columns) {
      if (column) wanted_.insert(*column);
    }
  }

  std::optional<SheetShape> Shape() {
    TakeHeadings();
    for (const SheetRow& row : sheet_.rows) {
      if (IsBlank(row)) continue;
      if (row.number < header_.first_row) {
        TakeTitle(row);
      } else if (row.number <= header_.last_row) {
        page_head_.insert(SignatureOf(row));
      } else {
        TakeRow(row);
      }
    }
    FillMergedTexts();
    RankIndents();
    if (hidden_rows_ > 0) {
      Add(Severity::kNote, "ROWS_HIDDEN", 0, "", absl::StrCat(hidden_rows_),
          absl::StrCat("有 ", hidden_rows_, " 行是隐藏行，也已读入；不需要的请删除"));
    }
    if (has_error_) return std::nullopt;
    return std::move(shape_);
  }

 private:
  void Add(Severity severity, absl::string_view reason, int row, std::string column, std::string found,
           std::string remedy) {
    if (severity == Severity::kError) has_error_ = true;
    constexpr int kMostIssues = 1'000;  // of a sheet
    if (++added_ > kMostIssues) return;
    Issue issue;
    issue.severity = severity;
    issue.place = {.file = shape_.table.name, .row = row, .column = std::move(column)};
    issue.reason = std::string(reason);
    issue.found = std::move(found);
    issue.remedy = std::move(remedy);
    issues_.push_back(std::move(issue));
  }

  void TakeHeadings() {
    std::map<std::string, int> seen;
    for (const std::string& heading : header_.headings) {
      shape_.column_unit_fen.push_back(UnitInHeading(heading.substr(heading.rfind('/') + 1)));
      std::string own = heading;
      while (!own.empty() && ++seen[own] > 1) {
        Add(Severity::kNote, "HEADING_REPEATED", header_.last_row, own, own, "有同名的列，后者按次序编号");
        absl::StrAppend(&own, "#", seen[own]);
      }
      shape_.table.headings.push_back(std::move(own));
    }
  }

  void TakeTitle(const SheetRow& row) {
    page_head_.insert(SignatureOf(row));
    SetAsideRow(AsideKind::kTitle, row);
    for (const Cell& cell : row.cells) {
      const std::optional<int64_t> unit_fen = UnitInLine(cell.text);
      if (!unit_fen) continue;
      if (shape_.unit_fen.value_or(*unit_fen) != *unit_fen) {
        Add(Severity::kError, "UNIT_CONFLICTING", row.number, "", cell.text,
            "表上方有两个不同的金额单位：请只保留一个");
      }
      shape_.unit_fen = unit_fen;
    }
  }

  std::vector<std::string> TextsOf(const SheetRow& row) const {
    std::vector<std::string> texts(shape_.table.headings.size());
    for (size_t i = 0; i < std::min(texts.size(), row.cells.size()); ++i) texts[i] = ShownText(row.cells[i]);
    return texts;
  }

  void SetAsideRow(AsideKind kind, const SheetRow& row) {
    shape_.set_aside.push_back({.kind = kind, .row = {.number = row.number, .cells = TextsOf(row)}});
  }

  void TakeRow(const SheetRow& row) {
    const bool is_numbering = IsColumnNumberRow(row) && (row.number == header_.last_row + 1 || has_numbering_);
    has_numbering_ = has_numbering_ || is_numbering;
    if (is_numbering || page_head_.count(SignatureOf(row)) > 0) return SetAsideRow(AsideKind::kPageHead, row);
    if (IsFooterRow(row)) return SetAsideRow(AsideKind::kFooter, row);
    if (IsTotalRow(row)) return SetAsideRow(AsideKind::kTotal, row);
    for (size_t i = 0; i < row.cells.size(); ++i) CheckCell(row, i);
    if (row.is_hidden) ++hidden_rows_;
    shape_.table.rows.push_back({.number = row.number, .cells = TextsOf(row)});
    shape_.traits.push_back({.level = IndentOf(row), .is_hidden = row.is_hidden});
  }

  void CheckCell(const SheetRow& row, size_t column) {
    const Cell& cell = row.cells[column];
    if (cell.kind == CellKind::kError && wanted_.count(column) > 0) {
      Add(Severity::kError, "CELL_HOLDS_ERROR", row.number, PlaceOf(shape_.table, {}, column).column, cell.text,
          "公式结果出错：请在表格软件中改正后保存");
    }
    const bool has_heading = column < shape_.table.headings.size() && !shape_.table.headings[column].empty();
    if (!has_heading && !TrimSpaces(cell.text).empty() && told_.insert(column).second) {
      Add(Severity::kWarning, "HEADING_MISSING", row.number, PlaceOf(shape_.table, {}, column).column, cell.text,
          "该列没有标题，未读入");
    }
  }

  // A name merged over several records holds for each; a figure would be counted several times, and is not repeated.
  void FillMergedTexts() {
    size_t steps_left = 2'000'000;  // ranges that overlap, as no program writes them, end there
    std::vector<Row>& rows = shape_.table.rows;
    for (const MergedRange& range : sheet_.merged) {
      if (range.first_row <= header_.last_row || range.first_row == range.last_row) continue;
      const SheetRow* first = sheet_.RowAt(range.first_row);
      if (first == nullptr || range.first_column >= first->cells.size()) continue;
      const Cell& cell = first->cells[range.first_column];
      if (cell.kind != CellKind::kText || range.first_column >= shape_.table.headings.size()) continue;
      auto row = std::upper_bound(rows.begin(), rows.end(), range.first_row,
                                  [](int number, const Row& each) { return number < each.number; });
      for (; row != rows.end() && row->number <= range.last_row && steps_left > 0; ++row, --steps_left) {
        std::string& text = row->cells[range.first_column];
        if (!text.empty() || cell.text.size() > steps_left) continue;
        steps_left -= cell.text.size();
        text = cell.text;
      }
    }
  }

  void RankIndents() {
    std::set<int> indents;
    for (const RowTraits& traits : shape_.traits) indents.insert(traits.level);
    std::map<int, int> ranks;
    for (const int indent : indents) ranks.emplace(indent, static_cast<int>(ranks.size()));
    for (RowTraits& traits : shape_.traits) traits.level = ranks[traits.level];
  }

  const Sheet& sheet_;
  const SheetHeader header_;
  std::vector<Issue>& issues_;
  SheetShape shape_;
  std::set<size_t> wanted_;
  std::set<size_t> told_;            // columns without heading that an issue names
  std::set<std::string> page_head_;  // signatures of the rows above the records
  bool has_numbering_ = false;
  int hidden_rows_ = 0;
  int added_ = 0;
  bool has_error_ = false;
};

}  // namespace

int64_t SheetShape::UnitOf(size_t column) const {
  constexpr int64_t kYuan = 100;
  if (column < column_unit_fen.size() && column_unit_fen[column]) return *column_unit_fen[column];
  return unit_fen.value_or(kYuan);
}

std::optional<SheetShape> ShapeSheet(absl::string_view place_name, const Sheet& sheet, const ShapeOptions& options,
                                     std::vector<Issue>& issues) {
  std::optional<SheetHeader> header = FindHeader(place_name, sheet, options, issues);
  if (!header) return std::nullopt;
  return Shaper(place_name, sheet, *std::move(header), issues).Shape();
}

}  // namespace zhengping
