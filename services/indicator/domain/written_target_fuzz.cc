// Any cell beside any sign and unit is read as one thing: a number with a direction, a day, or words; and its text is
// kept.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/str_split.h"
#include "common/status/check.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/written_target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace zhengping;
  using namespace zhengping::indicator;
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const std::vector<absl::string_view> cells = absl::StrSplit(input, absl::MaxSplits('\n', 2));
  const absl::string_view sign = cells.size() > 1 ? cells[1] : "";
  const absl::string_view unit = cells.size() > 2 ? cells[2] : "";
  const WrittenTarget read = ReadWrittenTarget(cells[0], sign, unit, 2023);
  const bool is_measured =
      read.kind == TargetKind::kNumber || read.kind == TargetKind::kRange || read.kind == TargetKind::kChange;
  ZP_CHECK(read.target.value.has_value() == is_measured, "what is measured has a number, and nothing else");
  ZP_CHECK(read.target.upper.has_value() == (read.kind == TargetKind::kRange), "a range has two ends");
  ZP_CHECK(!read.target.upper || *read.target.value <= *read.target.upper, "in order");
  ZP_CHECK(read.deadline.has_value() == (read.kind == TargetKind::kDeadline), "a deadline has a day");
  ZP_CHECK(!is_measured || read.direction != Direction::kQualitative, "a number has a direction");
  ZP_CHECK(read.target.text == TrimSpaces(cells[0]), "the text is kept");
  return 0;
}
