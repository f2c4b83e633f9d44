// Readings of files as lines of text, for tests.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TESTING_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TESTING_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/indicator/exchange/perf_file.h"

namespace zhengping::indicator {

inline PerfFileOptions DaxiangFile() {
  return {.division = "430503000", .department = "403", .project = "", .table = "", .fiscal_year = 2023};
}

inline std::string TextOf(const ImportedRecord& record) {
  std::string text = record.record.id;
  if (record.is_deleted) absl::StrAppend(&text, " deleted");
  if (record.row) {
    const PlanRow& row = *record.row;
    absl::StrAppend(&text, " plan ", FormatRowKey(row.key), " ", std::string(DirectionSign(row.direction)),
                    row.target.value ? FormatShort(*row.target.value, 6) : "「" + row.target.text + "」");
    if (row.target.upper) absl::StrAppend(&text, "–", FormatShort(*row.target.upper, 6));
    absl::StrAppend(&text, row.unit.empty() ? "" : " " + row.unit);
    if (row.weight) absl::StrAppend(&text, " weight ", FormatShort(*row.weight));
  }
  if (record.observation) {
    const Observation& seen = *record.observation;
    absl::StrAppend(&text, " seen ", FormatRowKey(seen.key), " ");
    if (seen.value) absl::StrAppend(&text, seen.is_lower_bound ? "≥" : "", FormatShort(*seen.value, 6), " ", seen.unit);
    if (!seen.value) absl::StrAppend(&text, ShowObserved(seen));
  }
  if (record.goal) absl::StrAppend(&text, " goal ", record.goal->project, " ", record.goal->target);
  return text;
}

inline std::vector<std::string> TextsOf(const PerfFile& file) {
  std::vector<std::string> texts;
  for (const auto& [year, records] : file.years) {
    for (const ImportedRecord& record : records) {
      texts.push_back(absl::StrCat(year.first, " ", year.second, " ", TextOf(record)));
    }
  }
  return texts;
}

// "第 3 行 kpi_val PLAN_TARGET_SIGN: ≥95%" of each issue of at least that severity.
inline std::vector<std::string> IssuesOf(const PerfFile& file, Severity from) {
  std::vector<std::string> texts;
  for (const Issue& issue : file.issues) {
    if (issue.severity < from) continue;
    texts.push_back(
        absl::StrCat("第 ", issue.place.row, " 行 ", issue.place.column, " ", issue.reason, ": ", issue.found));
  }
  return texts;
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_TESTING_H_
