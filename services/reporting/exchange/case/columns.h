// The columns of a case's tables by key, whatever a file calls them: the platform's field name, the Chinese name, with or
// without a unit in brackets ("金额(万元)").
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

enum class Presence { kRequired, kOptional };

struct ColumnSpec {
  const char* key;                            // "amount"
  std::vector<const char*> names;             // "金额"
  Presence presence = Presence::kOptional;
};

// A table whose headings were recognised. Issues: COLUMN_UNKNOWN (warning: the column is not read), COLUMN_MISSING,
// COLUMN_REPEATED (two headings of one key).
class CaseTable {
 public:
  CaseTable(const Table& table, const std::vector<ColumnSpec>& specs, std::vector<Issue>& issues);

  // false: a required column is missing, and rows cannot be read.
  bool is_readable() const { return is_readable_; }
  const Table& table() const { return table_; }
  std::optional<size_t> ColumnOf(absl::string_view key) const;
  // What a bare number of the column counts: 1000000 under a heading with 万元, else 100.
  int64_t UnitFen(absl::string_view key) const;
  // Key → heading.
  std::map<std::string, std::string> Headings() const;

 private:
  struct Column {
    size_t position = 0;
    int64_t unit_fen = 100;
  };
  const Table& table_;
  std::map<std::string, Column, std::less<>> columns_;
  bool is_readable_ = true;
};

// One row of it. Values are read by key; what is wrong is added to the issues at its cell, and a stand-in comes back so that
// the rest of the row is read too.
class RowReader {
 public:
  RowReader(const CaseTable& table, const Row& row, std::vector<Issue>& issues)
      : table_(table), row_(row), issues_(issues) {}

  RowPlace place() const { return {table_.table().name, row_.number}; }
  // Trimmed and half-width; empty when missing or when there is no such column.
  std::string Text(absl::string_view key) const;
  CellState State(absl::string_view key) const;
  // Like Text; VALUE_MISSING when it is empty.
  std::string RequiredText(absl::string_view key);

  // Empty when the cell is.
  std::optional<Money> Amount(absl::string_view key);
  std::optional<Date> Day(absl::string_view key);
  std::optional<Rational> Number(absl::string_view key);
  // 是 / 否, yes / no, true / false, 1 / 2 as the platform has it. YES_OR_NO_UNKNOWN.
  std::optional<bool> YesNo(absl::string_view key);

  // One of `choices` (what a file may write → value); the first of each value's names is shown in the remedy.
  template <typename T>
  std::optional<T> Choice(absl::string_view key, std::initializer_list<std::pair<absl::string_view, T>> choices,
                          std::string reason) {
    const std::string text = Text(key);
    if (text.empty()) return std::nullopt;
    std::string known;
    for (const auto& [name, value] : choices) {
      if (text == name) return value;
      known += (known.empty() ? "" : "、") + std::string(name);
    }
    Wrong(key, std::move(reason), "应为 " + known + " 之一");
    return std::nullopt;
  }

  void Wrong(absl::string_view key, std::string reason, std::string remedy, Severity severity = Severity::kError);
  void Refuse(absl::string_view key, const absl::Status& status);

 private:
  const CaseTable& table_;
  const Row& row_;
  std::vector<Issue>& issues_;
};

// "AMOUNT_TOO_PRECISE" → its sentence in Chinese; the refusal's own message for a reason without one.
std::string RemedyOf(const absl::Status& refusal);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_
