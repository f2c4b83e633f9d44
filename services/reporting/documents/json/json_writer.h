// Writes a document for machines, as canonical JSON (canonical_json.h): what Document::content holds, with two keys
// more:
//   "document"  title, addressee, issuer, date, annexes, subject, author
//   "figures"   the bound figures in the order of reading, the same as in DOCX and HTML:
//               {"exact":"203012000","illustrative":false,"lower_bound":false,"origin":"facts/final_budget",
//                "text":"2030.12万元","unit":"fen"}
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

nlohmann::json DocumentJson(const Document& document);

// INTERNAL when the content holds a number that is not exact. Any thread.
absl::StatusOr<std::string> WriteJson(const Document& document);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_JSON_JSON_WRITER_H_
