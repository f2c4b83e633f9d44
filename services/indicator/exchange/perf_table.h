// The platform's performance tables as data: which columns they have, what exports call them, and what each means. The
// texts in tables/ are compiled in; an alias or a vendor's column is a word there, never code.
//
//   table BGT_PERF_INDICATOR 部门整体绩效指标     name and Chinese titles; or "shared": columns that every table has
//   makes plan                                    what a row becomes, see Yield
//   require kpi_val|indexval                      one of these columns must be there
//   field kpi_lv3 30 level3 三级指标 指标名称     name, most characters, role or "-", then headings beside the name
//
// Field names and lengths are those of deployed systems of 2020–2022; the standard's own chapter was not read.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TABLE_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping::indicator {

// What a row becomes.
enum class Yield {
  kPlan,     // a row of the plan, and what was achieved where a column says it
  kGoal,     // a goal in words
  kResults,  // what was achieved
  kLibrary,  // an indicator of a library: nothing of a department-year
};

struct PerfField {
  std::string name;
  size_t most_characters = 0;
  std::string role;                   // "level3"; empty: known and left out
  std::vector<std::string> headings;  // as written
};

struct PerfTable {
  std::string name;
  std::vector<std::string> titles;
  Yield yield = Yield::kPlan;
  std::vector<std::vector<std::string>> required;  // of each group one column at least
  std::vector<PerfField> fields;                   // the table's own, then the shared ones

  // Its name, or a title of it, any case; a file's name may begin or end with more.
  bool IsCalled(absl::string_view text) const;
  // By name or heading; null for a heading that no field has.
  const PerfField* FieldOfHeading(absl::string_view heading) const;
  // The first of the role; null: none.
  const PerfField* FieldOfRole(absl::string_view role) const;
};

// `texts`: one table each, one of them "shared". Refused: FIELD_TABLE_MALFORMED with the table and the line.
absl::StatusOr<std::vector<PerfTable>> ParsePerfTables(const std::vector<std::string>& texts);

// Those that were compiled in, and their texts.
const std::vector<PerfTable>& ShippedPerfTables();
const std::vector<std::string>& ShippedPerfTableTexts();

// Null when there is none; any case.
const PerfTable* FindPerfTable(absl::string_view name);

inline constexpr char kTemplateTable[] = "SELF_EVALUATION_TEMPLATE";

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TABLE_H_
