// Writes a document as DOCX (ECMA-376, transitional) in the typography of GB/T 9704-2012. Opens without repair in Word,
// WPS and LibreOffice; equal documents give equal bytes. O(size of the document). Any thread.
//
// A bound figure is wrapped in a hidden bookmark, _figure_1 and so on; customXml/item1.xml says what each stands for:
//   <figure bookmark="_figure_1" origin="facts/final_budget" exact="203012000" unit="fen" … text="2030.12万元"/>
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_DOCX_WRITER_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_DOCX_WRITER_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

// INTERNAL for a table whose cells do not fill its grid (table_grid.h).
absl::StatusOr<std::string> WriteDocx(const Document& document);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_DOCX_WRITER_H_
