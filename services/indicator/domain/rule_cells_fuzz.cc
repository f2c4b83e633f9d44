// Whatever stands in the columns of a rule: it is read or refused, and what was read stands in the columns again and
// reads the same.
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_split.h"
#include "common/status/check.h"
#include "services/indicator/domain/rule_cells.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace zhengping::indicator;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> columns = absl::StrSplit(text, absl::MaxSplits('\t', 6));
  columns.resize(7);
  const RuleCells cells{.kind = columns[0],
                        .sense = columns[1],
                        .bound = columns[2],
                        .step = columns[3],
                        .deduction = columns[4],
                        .counting = columns[5],
                        .details = columns[6]};
  std::vector<CellFault> faults;
  const Rule rule = RuleFrom(cells, faults);
  if (!faults.empty()) return 0;
  const RuleCells written = CellsOf(rule, NumberStyle::kPercent);
  const Rule again = RuleFrom(written, faults);
  ZP_CHECK(faults.empty(), "what was written reads");
  ZP_CHECK(CellsOf(again, NumberStyle::kPercent) == written, "and reads the same");
  return 0;
}
