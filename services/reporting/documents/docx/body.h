// The text of a DOCX file, word/document.xml: title, body, signature and annexes as paragraphs, tables and sections.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_BODY_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_BODY_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/documents/docx/runs.h"

namespace zhengping::reporting {

// INTERNAL for a malformed table.
absl::StatusOr<std::string> DocumentPart(const Document& document, RunWriter& runs);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_BODY_H_
