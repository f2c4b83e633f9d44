// A table of the model as WordprocessingML: fixed layout, caption and unit line kept with it, header rows repeated on
// every page, rows that do not split unless they may.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_TABLE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_TABLE_H_

#include "absl/status/status.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/documents/docx/runs.h"

namespace zhengping::reporting {

struct TablePlace {
  std::string title;       // what a screen reader says
  int width = 0;           // in twips
  bool is_joined = false;  // another table follows directly and draws the line between the two
};

// Appends the w:tbl alone; its caption, unit and notes are paragraphs of whoever calls. INTERNAL for a malformed table
// (table_grid.h).
absl::Status WriteTable(pugi::xml_node body, const Table& table, const TablePlace& place, RunWriter& runs);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_TABLE_H_
