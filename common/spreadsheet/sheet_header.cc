#include "common/spreadsheet/sheet_header.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/spreadsheet/sheet_words.h"
#include "common/text/decimal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr int kMostHeadingRows = 4;
constexpr size_t kLongestHeading = 300;  // bytes: what is longer is prose

// The rows that may hold the header, cell by cell, with the text of merged cells in each of theirs.
class TopRows {
 public:
  TopRows(const Sheet& sheet, int last_row) : lines_(static_cast<size_t>(last_row) + 1) {
    for (const SheetRow& row : sheet.rows) {
      if (row.number > last_row) break;
      width_ = std::max(width_, row.cells.size());
    }
    for (const SheetRow& row : sheet.rows) {
      if (row.number > last_row) break;
      Line& line = lines_[static_cast<size_t>(row.number)];
      line.resize(width_);
      for (size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].text.size() > kLongestHeading) continue;
        line[i] = {.text = TrimSpaces(row.cells[i].text), .is_text = row.cells[i].kind == CellKind::kText};
      }
    }
    for (const MergedRange& range : sheet.merged) {
      if (range.first_row <= last_row && range.first_column < width_) TakeMerged(range, last_row);
    }
  }

  struct TopCell {
    absl::string_view text = "";
    bool is_text = false;
  };
  using Line = std::vector<TopCell>;

  size_t width() const { return width_; }
  int last_row() const { return static_cast<int>(lines_.size()) - 1; }
  const std::vector<MergedRange>& merged() const { return merged_; }
  // Empty for a blank row.
  const Line& LineAt(int row) const { return lines_[static_cast<size_t>(row)]; }
  absl::string_view TextAt(int row, size_t column) const {
    const Line& line = LineAt(row);
    return column < line.size() ? line[column].text : absl::string_view();
  }

 private:
  // Ranges do not overlap in a file that a program wrote; the budget holds for the others.
  void TakeMerged(MergedRange range, int last_row) {
    range.last_row = std::min(range.last_row, last_row);
    range.last_column = std::min(range.last_column, width_ - 1);
    const size_t area =
        static_cast<size_t>(range.last_row - range.first_row + 1) * (range.last_column - range.first_column + 1);
    if (area > steps_left_) return;
    steps_left_ -= area;
    merged_.push_back(range);
    const Line& first = LineAt(range.first_row);
    const TopCell cell = first.empty() ? TopCell() : first[range.first_column];
    for (int row = range.first_row; row <= range.last_row; ++row) {
      Line& line = lines_[static_cast<size_t>(row)];
      line.resize(width_);
      for (size_t column = range.first_column; column <= range.last_column; ++column) line[column] = cell;
    }
  }

  std::vector<Line> lines_;  // by row number; the first is none
  std::vector<MergedRange> merged_;
  size_t width_ = 0;
  size_t steps_left_ = 1'000'000;
};

bool LooksLikeFigure(absl::string_view text) { return ParseDecimal(HalfWidth(text)).has_value(); }

// Without merged cells a group's name stands over its first column alone: the gap right of it belongs to it where both
// columns have a heading below.
std::vector<std::string> OuterNames(const TopRows& top, int row, int last_row) {
  std::vector<std::string> names(top.width());
  const auto has_below = [&](size_t column) {
    for (int below = row + 1; below <= last_row; ++below) {
      if (!top.TextAt(below, column).empty()) return true;
    }
    return false;
  };
  std::optional<size_t> group;
  for (size_t column = 0; column < top.width(); ++column) {
    const absl::string_view own = top.TextAt(row, column);
    if (!own.empty()) {
      group = has_below(column) ? std::optional<size_t>(column) : std::nullopt;
      names[column] = std::string(own);
    } else if (group && has_below(column)) {
      names[column] = names[*group];
    }
  }
  return names;
}

struct Flattened {
  std::vector<std::vector<std::string>> parts;  // of each column, from the outermost
};

Flattened Flatten(const TopRows& top, int first_row, int last_row) {
  Flattened flat{.parts = std::vector<std::vector<std::string>>(top.width())};
  for (int row = first_row; row <= last_row; ++row) {
    const bool fills_gaps = top.merged().empty() && row < last_row;
    const std::vector<std::string> outer = fills_gaps ? OuterNames(top, row, last_row) : std::vector<std::string>();
    for (size_t column = 0; column < top.width(); ++column) {
      std::string part = fills_gaps ? outer[column] : std::string(top.TextAt(row, column));
      std::vector<std::string>& parts = flat.parts[column];
      if (!part.empty() && (parts.empty() || parts.back() != part)) parts.push_back(std::move(part));
    }
  }
  return flat;
}

// Heading keys of all columns: whole, first part, last part.
struct Keys {
  std::vector<std::string> whole;
  std::vector<std::string> first;
  std::vector<std::string> last;
};

Keys KeysOf(const Flattened& flat) {
  Keys keys;
  for (const std::vector<std::string>& parts : flat.parts) {
    std::vector<std::string> each;
    for (const std::string& part : parts) each.push_back(HeadingKey(part));
    keys.whole.push_back(absl::StrJoin(each, "/"));
    keys.first.push_back(each.empty() ? "" : each.front());
    keys.last.push_back(each.empty() ? "" : each.back());
  }
  return keys;
}

struct Match {
  std::vector<std::optional<size_t>> columns;
  std::vector<size_t> missing;    // required ones, by their place among the wanted
  std::vector<size_t> ambiguous;  // of any
};

std::vector<size_t> Places(const std::vector<std::string>& keys, const std::string& key) {
  std::vector<size_t> places;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) places.push_back(i);
  }
  return places;
}

// The wanted names are tried in their order, each as a whole heading, then as a last part, then as a first.
Match MatchColumns(const Keys& keys, const std::vector<std::vector<std::string>>& wanted, const ShapeOptions& options) {
  Match match;
  match.columns.resize(wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) {
    bool is_ambiguous = false;
    for (const std::string& name : wanted[i]) {
      for (const std::vector<std::string>* of : {&keys.whole, &keys.last, &keys.first}) {
        const std::vector<size_t> places = Places(*of, name);
        if (places.empty()) continue;
        // Of columns with one whole heading the first is meant: the others are named by what follows them.
        if (places.size() == 1 || of == &keys.whole) {
          match.columns[i] = places.front();
        } else {
          is_ambiguous = true;
        }
        break;
      }
      if (match.columns[i]) break;
    }
    if (match.columns[i]) continue;
    if (is_ambiguous) {
      match.ambiguous.push_back(i);
    } else if (options.columns[i].is_required) {
      match.missing.push_back(i);
    }
  }
  return match;
}

// A row above the header that names groups of its columns: cells merged across some columns, and neither a title over
// all of them nor a line like "编制单位：某局".
bool IsGroupRow(const TopRows& top, int row) {
  bool has_group = false;
  for (const MergedRange& range : top.merged()) {
    if (range.first_row == row && range.last_row == row && range.last_column > range.first_column) has_group = true;
  }
  if (!has_group) return false;
  absl::string_view first_text;
  size_t first_column = 0;
  bool has_second = false;
  for (size_t column = 0; column < top.width(); ++column) {
    const absl::string_view text = top.TextAt(row, column);
    if (text.empty()) continue;
    if (absl::StrContains(text, "：") || absl::StrContains(text, ":")) return false;
    if (first_text.empty()) {
      first_text = text;
      first_column = column;
    } else if (text != first_text) {
      has_second = true;
    }
  }
  return has_second || first_column > 0;
}

bool HoldsTextOnly(const TopRows::Line& line) {
  bool has_text = false;
  for (const TopRows::TopCell& cell : line) {
    if (cell.text.empty()) continue;
    if (!cell.is_text || LooksLikeFigure(cell.text)) return false;
    has_text = true;
  }
  return has_text;
}

// The row below names the columns of a group, and of others says nothing but what is merged into it from above.
bool FillsGroups(const TopRows& top, int last_row) {
  std::vector<bool> is_grouped(top.width());
  for (const MergedRange& range : top.merged()) {
    if (range.last_row != last_row || range.last_column == range.first_column) continue;
    for (size_t column = range.first_column; column <= range.last_column; ++column) is_grouped[column] = true;
  }
  bool fills_a_group = false;
  for (size_t column = 0; column < top.width(); ++column) {
    const absl::string_view below = top.TextAt(last_row + 1, column);
    if (below.empty()) continue;
    if (!is_grouped[column] && below != top.TextAt(last_row, column)) return false;
    fills_a_group = fills_a_group || is_grouped[column];
  }
  return fills_a_group;
}

// Whether the row below the header goes on with it.
bool GoesOn(const TopRows& top, int last_row) {
  const TopRows::Line& below = top.LineAt(last_row + 1);
  if (!HoldsTextOnly(below)) return false;
  if (!top.merged().empty()) return FillsGroups(top, last_row);
  const TopRows::Line& line = top.LineAt(last_row);
  size_t first = 0;
  while (first < line.size() && line[first].text.empty()) ++first;
  if (first == line.size() || !below[first].text.empty()) return false;
  bool fills_a_gap = false;
  for (size_t column = first; column < line.size(); ++column) {
    if (line[column].text.empty() && !below[column].text.empty()) fills_a_gap = true;
  }
  return fills_a_gap;
}

void Extend(const TopRows& top, int& first_row, int& last_row) {
  bool grew = true;
  const auto is_low = [&] { return last_row - first_row + 1 < kMostHeadingRows; };
  while (grew && is_low()) {
    grew = false;
    for (const MergedRange& range : top.merged()) {
      const bool touches = range.first_row <= last_row && range.last_row >= first_row;
      if (!touches || range.last_row - range.first_row + 1 > kMostHeadingRows) continue;
      if (range.last_row > last_row && range.last_row - first_row < kMostHeadingRows) {
        last_row = range.last_row;
        grew = true;
      }
      if (range.first_row < first_row && last_row - range.first_row < kMostHeadingRows) {
        first_row = range.first_row;
        grew = true;
      }
    }
    if (is_low() && last_row < top.last_row() && GoesOn(top, last_row)) {
      ++last_row;
      grew = true;
    }
    if (is_low() && first_row > 1 && IsGroupRow(top, first_row - 1)) {
      --first_row;
      grew = true;
    }
  }
}

class HeaderSearch {
 public:
  HeaderSearch(const Sheet& sheet, const ShapeOptions& options)
      : options_(options), top_(sheet, LastRow(sheet, options)) {
    for (const WantedColumn& column : options.columns) {
      std::vector<std::string> keys;
      for (const std::string& heading : column.headings) keys.push_back(HeadingKey(heading));
      wanted_.push_back(std::move(keys));
    }
  }

  // The header that ends highest; of those that end there, the one of fewest rows.
  std::optional<SheetHeader> Find() {
    for (int last = 1; last <= top_.last_row(); ++last) {
      if (top_.LineAt(last).empty()) continue;
      for (int first = last; first > std::max(0, last - kMostHeadingRows) && !top_.LineAt(first).empty(); --first) {
        Match match = Try(first, last);
        if (!match.missing.empty()) continue;
        return Extended(first, last);
      }
    }
    return std::nullopt;
  }

  const Match& best() const { return best_; }

 private:
  // What a sheet of many blank rows declares is not what is looked at.
  static int LastRow(const Sheet& sheet, const ShapeOptions& options) {
    return sheet.rows.empty() ? 0 : std::min(options.header_within_rows, sheet.rows.back().number);
  }

  Match Try(int first, int last) {
    Match match = MatchColumns(KeysOf(Flatten(top_, first, last)), wanted_, options_);
    const size_t lacking = match.missing.size() + match.ambiguous.size();
    if (!has_best_ || lacking < best_.missing.size() + best_.ambiguous.size()) best_ = match;
    has_best_ = true;
    return match;
  }

  // Empty when a wanted name is ambiguous.
  std::optional<SheetHeader> Extended(int first, int last) {
    Extend(top_, first, last);
    const Flattened flat = Flatten(top_, first, last);
    best_ = MatchColumns(KeysOf(flat), wanted_, options_);
    if (!best_.missing.empty() || !best_.ambiguous.empty()) return std::nullopt;
    SheetHeader header{.first_row = first, .last_row = last, .columns = best_.columns};
    for (const std::vector<std::string>& parts : flat.parts) header.headings.push_back(absl::StrJoin(parts, "/"));
    while (!header.headings.empty() && header.headings.back().empty()) header.headings.pop_back();
    return header;
  }

  const ShapeOptions& options_;
  TopRows top_;
  std::vector<std::vector<std::string>> wanted_;
  Match best_;
  bool has_best_ = false;
};

std::string NamesOf(const std::vector<size_t>& places, const ShapeOptions& options) {
  std::vector<std::string> names;
  for (const size_t place : places) {
    if (!options.columns[place].headings.empty()) names.push_back(options.columns[place].headings.front());
  }
  return absl::StrJoin(names, "、");
}

}  // namespace

std::string HeadingKey(absl::string_view heading) {
  if (heading.size() > kLongestHeading) return "";
  std::string key = WithoutSpace(heading);
  if (UnitInHeading(heading)) key.resize(key.rfind('('));
  return key;
}

std::optional<SheetHeader> FindHeader(absl::string_view place_name, const Sheet& sheet, const ShapeOptions& options,
                                      std::vector<Issue>& issues) {
  HeaderSearch search(sheet, options);
  if (std::optional<SheetHeader> header = search.Find()) return header;
  Issue issue;
  issue.place.file = std::string(place_name);
  const Match& best = search.best();
  if (best.missing.empty() && !best.ambiguous.empty()) {
    issue.reason = "HEADING_AMBIGUOUS";
    issue.found = NamesOf(best.ambiguous, options);
    issue.remedy = "有几列都叫这个名称：请在导入方案中写出上级标题，如“年初预算/基本支出”";
  } else {
    std::vector<size_t> missing = best.missing;
    if (best.columns.empty()) {
      for (size_t i = 0; i < options.columns.size(); ++i) {
        if (options.columns[i].is_required) missing.push_back(i);
      }
    }
    issue.reason = "HEADER_NOT_FOUND";
    issue.found = NamesOf(missing, options);
    issue.remedy =
        absl::StrCat("前 ", options.header_within_rows, " 行中没有同时含有全部所需列的标题行，最接近的一行缺少这些列");
  }
  issues.push_back(std::move(issue));
  return std::nullopt;
}

}  // namespace zhengping
