// Where the cells of a table stand once their spans are laid out. DOCX needs the covered places spelt out; HTML needs
// to know that rows fill the grid exactly.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_TABLE_GRID_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_TABLE_GRID_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

// A place in a row: a cell, or the continuation of one that began in a row above.
struct Slot {
  const Cell* cell = nullptr;
  size_t column = 0;       // of its left edge, from 0
  bool continues = false;  // covered from above
};

struct GridRow {
  const Row* row = nullptr;
  bool is_header = false;
  std::vector<Slot> slots = {};  // from left to right, without gaps
};

// Header rows first. O(cells). INTERNAL, naming table and row, when there are no columns or no rows, a row has too few
// or too many cells, cells overlap, or a span is below 1 or leaves the header rows or the body rows: whoever built the
// table erred.
absl::StatusOr<std::vector<GridRow>> LayOut(const Table& table);

// `total` divided among the columns by their shares; the parts add up to it.
std::vector<int> ColumnWidths(const Table& table, int total);

// What decides where the text of a cell stands: its own alignment, its column's, its kind's.
Alignment AlignmentOf(const Table& table, const Slot& slot);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_TABLE_GRID_H_
