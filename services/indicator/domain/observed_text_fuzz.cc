// Any cell is read as one of value, text, missing and not applicable, and never as two of them.
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/status/check.h"
#include "services/indicator/domain/observation.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace zhengping::indicator;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const ObservedText read = ReadObservedText(text);
  ZP_CHECK(read.state == ObservationState::kReported || !read.value, "what is missing has no value");
  ZP_CHECK(read.value || !read.is_lower_bound, "a bound is a value");
  for (const ObservedPart& part : ReadObservedParts(text)) {
    ZP_CHECK(!part.name.empty() && part.is_met.has_value() != part.value.has_value(),
             "a part has a name and one answer");
  }
  return 0;
}
