// Finds the table inside a sheet as platforms and people leave it: below titles and a "单位：万元" line, under one to
// four heading rows with merged cells, between total rows, page headers, notes and signatures.
//
//   const ShapeOptions wanted = {.columns = {{.headings = {"支付凭证号", "凭证号"}}, {.headings = {"实际支付金额"}},
//                                            {.headings = {"备注"}, .is_required = false}}};
//   const std::optional<SheetShape> shape = ShapeSheet(PlaceName(workbook, sheet), sheet, wanted, issues);
//   for (const Row& row : shape->table.rows) {
//     const std::string& amount = row.cells[*shape->columns[1]];
//     AmountIn(amount, shape->UnitOf(*shape->columns[1]));  // cell_values.h
//   }
//
// What is recognised:
//   header    the first rows under whose headings every required column is found. Rows above and below belong to it
//             when merged cells tie them together, or, in a format without merged cells, when the row below fills the
//             gaps of the one above. "年初预算" over "基本支出" becomes "年初预算/基本支出".
//   unit      元, 百元, 千元, 万元 or 亿元 behind 单位： in any cell above the header; in brackets in a heading, for
//             that column alone: "金额（万元）". "编制单位：某局" is none.
//   total     a row with a cell that reads 合计, 小计 or 总计 (spaces inside do not count), or whose first cell ends
//   so. footer    a row that starts with 制表人：, 审核人：, 注： and the like, or that is a page number. page head a
//   row that repeats a heading row or a row above the header.
// Nothing is dropped in silence: what is no record stands in `set_aside`.
#ifndef ZHENGPING_COMMON_SPREADSHEET_SHEET_SHAPE_H_
#define ZHENGPING_COMMON_SPREADSHEET_SHEET_SHAPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"

namespace zhengping {

// A column by the names that it goes under, the first one being what issues call it. A name is found as the whole
// heading ("年初预算/基本支出") or, where only one column has it, as its last part ("基本支出"). Spaces, line breaks,
// full-width forms, letter case and a unit in brackets do not count.
struct WantedColumn {
  std::vector<std::string> headings;
  bool is_required = true;
};

struct ShapeOptions {
  std::vector<WantedColumn> columns = {};  // at least one required
  int header_within_rows = 60;             // rows of the sheet, blank ones counted, that may hold the header's last row
};

struct RowTraits {
  int level = 0;           // depth in a tree drawn by leading spaces: rank of the row's indentation among all rows
  bool is_hidden = false;  // a hidden row is a record like others
};

enum class AsideKind {
  kTitle,     // above the header, the unit line included
  kTotal,     // 合计, 小计, 总计
  kFooter,    // signatures, notes, page numbers
  kPageHead,  // the header or a title once more
};

struct SetAside {
  AsideKind kind;
  Row row;  // cells as in the table
};

struct SheetShape {
  Table table;                                          // heading_row is the header's last row; every column is kept
  std::vector<RowTraits> traits;                        // one a row of the table
  std::vector<std::optional<size_t>> columns;           // one a wanted column: where it stands in the table
  std::vector<SetAside> set_aside;                      // in the order of the sheet
  std::optional<int64_t> unit_fen;                      // of the unit line
  std::vector<std::optional<int64_t>> column_unit_fen;  // one a heading

  // What a bare number in that column counts, in fen: the heading's own unit, else the unit line's, else 100 (yuan).
  int64_t UnitOf(size_t column) const;
};

// `place_name` stands as the file in issues (PlaceName of workbook.h). Empty with an error; with warnings and notes
// there is a shape. Linear in the sheet's cells. Reasons:
//   HEADER_NOT_FOUND   no row has every required heading; the issue names those that the best row lacks
//   HEADING_AMBIGUOUS  a wanted name fits several columns, none of them as a whole
//   HEADING_REPEATED   a note: two columns of one heading; the later one is called "金额#2"
//   UNIT_CONFLICTING   two unit lines disagree: a figure would be wrong by ten thousand times
//   CELL_HOLDS_ERROR   #N/A or the like in a wanted column
//   ROWS_HIDDEN        a note with their number
std::optional<SheetShape> ShapeSheet(absl::string_view place_name, const Sheet& sheet, const ShapeOptions& options,
                                     std::vector<Issue>& issues);

// How names of columns are compared: without white space, half-width, ASCII letters small, without a unit in brackets.
std::string HeadingKey(absl::string_view heading);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_SHEET_SHAPE_H_
