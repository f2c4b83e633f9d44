// Characters that a document may hold. XML 1.0 forbids control characters and two code points, and a reader refuses a
// whole file for one of them; text that people typed or pasted holds them now and then.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_CHARACTERS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_CHARACTERS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::reporting {

// The text as every writer prints it: valid UTF-8 without anything that XML 1.0 forbids. Each forbidden character and
// each byte that is not UTF-8 becomes U+FFFD, so that a reader sees that something stood there. "\r\n" and "\r" become
// "\n"; tab and "\n" stay.
std::string PrintableText(absl::string_view text);

// Width in half characters, as East Asian text counts: ASCII 1, everything else 2.
int HalfWidths(absl::string_view text);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_CHARACTERS_H_
