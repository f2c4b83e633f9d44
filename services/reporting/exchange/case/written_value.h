// A figure as reports and plans write it, read without guessing:
//
//   "585栋"      585, 栋              "38.64%"  0.3864, %            "98" in a column of unit "%"   0.98, %
//   "100余人"    at least 100, 人     "≥95%"    at least 0.95, %     "30278"                        30278, no unit
//   "4.7万元"    4.7, 万元            "6栋56户", "约50", "已办结"    text: no value
//
// Whether the cell is empty, "/" or 无 is asked before (CellState).
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_WRITTEN_VALUE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_WRITTEN_VALUE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

enum class WrittenSign { kNone, kAtLeast, kAtMost, kEqual };

struct WrittenValue {
  std::optional<Rational> value;
  WrittenSign sign = WrittenSign::kNone;  // "≥95%"
  bool is_lower_bound = false;            // 余, 多, 以上, ≥
  std::string unit;                       // what stands behind the number; empty: nothing does
};

// `column_unit` decides only whether a number without a unit counts percents.
WrittenValue ReadWrittenValue(absl::string_view text, absl::string_view column_unit);

// "5-10", "5～10", "95%至98%", "[5,10]". Empty when it is no range; the ends may stand in either order.
struct WrittenRange {
  Rational lower;
  Rational upper;
  std::string unit;
};
std::optional<WrittenRange> ReadWrittenRange(absl::string_view text, absl::string_view column_unit);

// "制度健全:是；执行有效:否" or "签约率:98%；体检率:92%". Empty when the text is not such a list.
std::vector<CaseObservedPart> ReadWrittenParts(absl::string_view text);

// The unit that counts: the column's, or the cell's where the column says nothing. Empty optional: both say something
// and differ, as 万元 in a column of 元 does.
std::optional<std::string> AgreedUnit(absl::string_view cell_unit, absl::string_view column_unit);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_WRITTEN_VALUE_H_
