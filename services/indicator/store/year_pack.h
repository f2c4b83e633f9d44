// What is held about a department-year at its latest revision, in a few bytes a row: what scoring reads of tens of
// thousands of department-years, where a row a target and a row a result would be read column by column.
//
// A version byte; the table of texts, each once, by first use; then numbers only: a text is its place in the table (0:
// empty), a fraction its two parts, a day its number. About 25 bytes a row besides its texts. A change of the form is a
// new version byte: what has an older one is read from the rows that it was made of.
//
// What is read is never trusted: bytes that PackYear would not have written are an error, whatever they are.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_PACK_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_PACK_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/indicator/domain/year_content.h"

namespace zhengping::indicator {

// `plan_revision` is the last that changed plan or goals.
std::string PackYear(const YearContent& content, int64_t plan_revision);

// Into a content that was another before, whose memory is used again. On an error it is no content.
absl::Status UnpackYear(absl::string_view bytes, YearContent& content, int64_t& plan_revision);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_PACK_H_
