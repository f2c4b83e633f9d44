// For tests: tables as the readers of files give them, written as CSV, and what is asked about a reading.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_TESTING_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_TESTING_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/spreadsheet/csv.h"
#include "common/status/check.h"
#include "services/budget/domain/vocabulary.h"
#include "services/budget/exchange/record_mapping.h"

namespace zhengping::budget {

inline SourceTable SourceOf(const std::string& title, absl::string_view csv) {
  std::vector<Issue> issues;
  std::optional<Table> table = ReadCsv(absl::StrCat(title, ".csv"), csv, issues);
  ZP_CHECK(table.has_value(), issues.front().reason);
  return {.title = title, .table = *std::move(table), .unit_fen = 0};
}

inline ReadingOptions DaxiangOptions() {
  return {.division = "430503000", .source = "platform:430000", .fiscal_year = 0, .default_date = std::nullopt};
}

inline ExchangeReading MapCsv(const std::string& title, absl::string_view csv, const ImportProfile& profile = {},
                              const ReadingOptions& options = DaxiangOptions()) {
  return MapTables(ShippedTables(), {SourceOf(title, csv)}, profile, options);
}

// "bgt_id:Q1 2023-03-01 INITIAL Q1 100000; …", as short as a test can compare it.
inline std::string TextOf(const ExchangeRecord& record) {
  std::string text = absl::StrCat(record.transaction.record_id, " ", FormatIso(record.transaction.effective_date));
  if (record.is_deleted) text = absl::StrCat(record.transaction.record_id, " DELETED");
  for (const LedgerEntry& entry : record.transaction.entries) {
    absl::StrAppend(&text, " ", std::string(NameOf(entry.entry.kind)), " ", entry.quota.empty() ? "-" : entry.quota,
                    " ", entry.entry.amount.fen());
  }
  return text;
}

inline std::vector<std::string> TextsOf(const ExchangeReading& reading) {
  std::vector<std::string> texts;
  for (const ExchangeRecord& record : reading.records) texts.push_back(TextOf(record));
  return texts;
}

// "REASON row column" of each issue.
inline std::vector<std::string> IssuesOf(const ExchangeReading& reading, Severity at_least = Severity::kNote) {
  std::vector<std::string> texts;
  for (const Issue& issue : reading.issues) {
    if (issue.severity < at_least) continue;
    texts.push_back(absl::StrCat(issue.reason, " ", issue.place.row, " ", issue.place.column));
  }
  return texts;
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_TESTING_H_
