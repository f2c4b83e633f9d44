// Writes a document as one self-contained HTML page: no script, no request to anywhere, style sheet inside. Reads well
// on a screen of any width and prints on A4 as the DOCX does. Well-formed XML too, so that any reader can take it
// apart.
//
// A bound figure is <data id="figure-1" value="203012000" data-figure="facts/final_budget"
// data-unit="fen">2030.12万元</data>; data-lower-bound and data-illustrative are there when they hold. Footnotes stand
// at the end of the page, so that ids, not places, give the order.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_HTML_WRITER_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_HTML_WRITER_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

// INTERNAL for a table whose cells do not fill its grid (table_grid.h). O(size of the document). Any thread.
absl::StatusOr<std::string> WriteHtml(const Document& document);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_HTML_WRITER_H_
