// Writes a document for machines, as canonical JSON (canonical_json.h) with three keys:
//   "content"   Document::content as it is
//   "document"  title, addressee, issuer, date, annexes, subject, author
//   "figures"   the bound figures in the order of reading, the same as in DOCX and HTML:
//               {"exact":"203012000","illustrative":false,"lower_bound":false,"origin":"facts/final_budget",
//                "text":"2030.12万元","unit":"fen"}
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

// INTERNAL when the content holds a number that is not exact. Any thread.
absl::StatusOr<std::string> WriteJson(const Document& document);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_
