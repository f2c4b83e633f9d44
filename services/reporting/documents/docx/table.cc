#include "services/reporting/documents/docx/table.h"

#include <algorithm>

#include "common/status/status_macros.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/docx/styles.h"
#include "services/reporting/documents/table_grid.h"

namespace zhengping::reporting {
namespace {

constexpr int kLeastRowHeight = 397;  // 7 mm

const char* JustificationOf(Alignment alignment) {
  switch (alignment) {
    case Alignment::kLeft:
      return "left";
    case Alignment::kCenter:
      return "center";
    case Alignment::kRight:
      return "right";
  }
  return "left";
}

void AddTableProperties(pugi::xml_node node, const std::string& title, int width) {
  pugi::xml_node properties = Add(node, "w:tblPr");
  Add(properties, "w:tblStyle", {{"w:val", style::kTable}});
  Add(properties, "w:tblW", {{"w:w", width}, {"w:type", "dxa"}});
  Add(properties, "w:jc", {{"w:val", "center"}});
  Add(properties, "w:tblLayout", {{"w:type", "fixed"}});
  Add(properties, "w:tblLook",
      {{"w:val", "0420"},
       {"w:firstRow", 1},
       {"w:lastRow", 0},
       {"w:firstColumn", 0},
       {"w:lastColumn", 0},
       {"w:noHBand", 0},
       {"w:noVBand", 1}});
  if (!title.empty()) Add(properties, "w:tblCaption", {{"w:val", title}});
}

void AddRowProperties(pugi::xml_node node, const GridRow& row) {
  pugi::xml_node properties = Add(node, "w:trPr");
  if (row.is_header || !row.row->may_split) Add(properties, "w:cantSplit");
  Add(properties, "w:trHeight", {{"w:val", kLeastRowHeight}, {"w:hRule", "atLeast"}});
  if (row.is_header) Add(properties, "w:tblHeader");
}

bool IsHeadingRow(const GridRow& row) {
  return row.is_header || std::all_of(row.slots.begin(), row.slots.end(),
                                      [](const Slot& slot) { return slot.cell->kind == CellKind::kHeading; });
}

class RowWriter {
 public:
  RowWriter(const Table& table, const std::vector<int>& widths, RunWriter& runs)
      : table_(table), widths_(widths), runs_(runs) {}

  void Write(pugi::xml_node node, const GridRow& row, bool is_open_below) {
    AddRowProperties(node, row);
    const bool is_heading = IsHeadingRow(row);
    for (const Slot& slot : row.slots) {
      WriteCell(node, row, slot, is_heading, is_open_below);
    }
  }

 private:
  void WriteCell(pugi::xml_node node, const GridRow& row, const Slot& slot, bool is_heading, bool is_open_below) {
    const Cell& cell = *slot.cell;
    pugi::xml_node place = Add(node, "w:tc");
    pugi::xml_node properties = Add(place, "w:tcPr");
    const auto first = widths_.begin() + static_cast<std::ptrdiff_t>(slot.column);
    int width = 0;
    std::for_each(first, first + cell.column_span, [&width](int part) { width += part; });
    Add(properties, "w:tcW", {{"w:w", width}, {"w:type", "dxa"}});
    if (cell.column_span > 1) Add(properties, "w:gridSpan", {{"w:val", cell.column_span}});
    if (slot.continues) {
      Add(properties, "w:vMerge");
    } else if (cell.row_span > 1) {
      Add(properties, "w:vMerge", {{"w:val", "restart"}});
    }
    if (is_open_below) Add(Add(properties, "w:tcBorders"), "w:bottom", {{"w:val", "nil"}});
    Add(properties, "w:vAlign", {{"w:val", "center"}});

    pugi::xml_node paragraph = Add(place, "w:p");
    pugi::xml_node paragraph_properties = Add(paragraph, "w:pPr");
    Add(paragraph_properties, "w:pStyle", {{"w:val", is_heading ? style::kTableHead : style::kTableText}});
    Add(paragraph_properties, "w:jc", {{"w:val", JustificationOf(AlignmentOf(table_, slot))}});
    if (slot.continues) return;
    runs_.Write(paragraph, cell.runs, row.row->is_total ? Weight::kBold : Weight::kAsMarked,
                row.is_header ? FootnoteMode::kIgnored : FootnoteMode::kPrinted);
  }

  const Table& table_;
  const std::vector<int>& widths_;
  RunWriter& runs_;
};

}  // namespace

absl::Status WriteTable(pugi::xml_node body, const Table& table, const TablePlace& place, RunWriter& runs) {
  ZP_ASSIGN_OR_RETURN(const std::vector<GridRow> grid, LayOut(table));
  const std::vector<int> widths = ColumnWidths(table, place.width);
  pugi::xml_node node = Add(body, "w:tbl");
  AddTableProperties(node, PrintableText(place.title), place.width);
  pugi::xml_node columns = Add(node, "w:tblGrid");
  for (const int column : widths) Add(columns, "w:gridCol", {{"w:w", column}});
  RowWriter writer(table, widths, runs);
  for (size_t i = 0; i < grid.size(); ++i) {
    writer.Write(Add(node, "w:tr"), grid[i], /*is_open_below=*/place.is_joined && i + 1 == grid.size());
  }
  return absl::OkStatus();
}

}  // namespace zhengping::reporting
