// The columns of a case's tables by key, whatever a file calls them: the platform's field name, the Chinese name, both,
// with or without a unit in brackets ("金额(万元)").
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
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
  const char* key;                 // "amount"
  std::vector<const char*> names;  // "金额"
  Presence presence = Presence::kOptional;
};

// A table whose headings were recognised. Issues: COLUMN_UNKNOWN (warning: the column is not read), COLUMN_MISSING,
// COLUMN_REPEATED (two headings of one key). Holds on to `table`.
class CaseTable {
 public:
  CaseTable(const Table& table, const std::vector<ColumnSpec>& specs, std::vector<Issue>& issues);

  // false: a required column is missing, and rows cannot be read.
  bool is_readable() const { return is_readable_; }
  const Table& table() const { return table_; }
  std::optional<size_t> ColumnOf(absl::string_view key) const;
  // What a bare number of the column counts in fen: 1000000 under a heading with 万元, else 100.
  int64_t UnitFen(absl::string_view key) const;
  // Key → heading as it stands in the file.
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

// What a file may write → value; the first name of each value is shown in remedies.
template <typename T>
using Choices = std::vector<std::pair<const char*, T>>;

// One row of it. Values are read by key; what is wrong is added to the issues at its cell, and nothing comes back, so
// that the rest of the row is read too.
class RowReader {
 public:
  RowReader(const CaseTable& table, const Row& row, std::vector<Issue>& issues)
      : table_(table), row_(row), issues_(issues) {}

  RowPlace place() const { return {table_.table().name, row_.number}; }
  // An error was found in this row.
  bool has_errors() const { return has_errors_; }

  // As it stands, trimmed; empty when the cell is or when there is no such column.
  std::string Text(absl::string_view key) const;
  // Half-width; empty for "/" and 无 too: codes, names of kinds.
  std::string Code(absl::string_view key) const;
  CellState State(absl::string_view key) const;
  // Like Text and Code; VALUE_MISSING when it is empty.
  std::string RequiredText(absl::string_view key);
  std::string RequiredCode(absl::string_view key);

  // Empty when the cell is, or says "/" or 无. `unit_fen` counts where the heading names no unit.
  std::optional<Money> Amount(absl::string_view key, int64_t unit_fen = 100);
  std::optional<Date> Day(absl::string_view key);
  std::optional<Rational> Number(absl::string_view key);
  // 是 / 否, yes / no, true / false, 1 / 0 and the platform's 1 / 2. YES_OR_NO_UNKNOWN.
  std::optional<bool> YesNo(absl::string_view key);

  // Empty for an empty cell; `reason` for what is none of the choices.
  template <typename T>
  std::optional<T> Choice(absl::string_view key, const Choices<T>& choices, const char* reason) {
    const std::string text = Folded(Code(key));
    if (text.empty()) return std::nullopt;
    std::string known;
    std::vector<T> shown;
    for (const auto& [name, value] : choices) {
      if (text == Folded(name)) return value;
      bool is_shown = false;
      for (const T& one : shown) is_shown = is_shown || one == value;
      if (is_shown) continue;
      shown.push_back(value);
      known += (known.empty() ? "" : "、") + std::string(name);
    }
    Wrong(key, reason, "应为 " + known + " 之一");
    return std::nullopt;
  }

  void Wrong(absl::string_view key, std::string reason, std::string remedy, Severity severity = Severity::kError);
  // A refusal of a parser of cells, with its remedy in Chinese.
  void Refuse(absl::string_view key, const absl::Status& status);

 private:
  static std::string Folded(absl::string_view text);

  const CaseTable& table_;
  const Row& row_;
  std::vector<Issue>& issues_;
  bool has_errors_ = false;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_COLUMNS_H_
