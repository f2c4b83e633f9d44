// The ZIP package of a DOCX file (ECMA-376 part 2). Equal parts in equal order give equal bytes: every entry bears the
// same day, 1980-01-01, the first that the format knows.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PACKAGE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PACKAGE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace zhengping::reporting {

struct PackagePart {
  std::string name;  // "word/document.xml"
  std::string bytes;
};

// In the order given; "[Content_Types].xml" comes first by convention. INTERNAL when libzip cannot (out of memory).
absl::StatusOr<std::string> Zip(const std::vector<PackagePart>& parts);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PACKAGE_H_
