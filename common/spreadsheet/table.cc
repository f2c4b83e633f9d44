#include "common/spreadsheet/table.h"

#include <algorithm>

#include "common/text/half_width.h"

namespace zhengping {

std::optional<size_t> Table::ColumnOf(absl::string_view heading) const {
  const auto found = std::find(headings.begin(), headings.end(), heading);
  if (found == headings.end()) return std::nullopt;
  return static_cast<size_t>(found - headings.begin());
}

CellState StateOf(absl::string_view cell) {
  const std::string text = HalfWidth(cell);
  if (text.empty()) return CellState::kMissing;
  return text == "/" || text == "无" ? CellState::kNotApplicable : CellState::kValue;
}

Place PlaceOf(const Table& table, const Row& row, size_t column) {
  const bool has_heading = column < table.headings.size() && !table.headings[column].empty();
  return {.file = table.name,
          .row = row.number,
          .column = has_heading ? table.headings[column] : ColumnLetters(column) + " 列"};
}

std::string ColumnLetters(size_t column) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace zhengping
