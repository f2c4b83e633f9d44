// The rows of one platform table by what their columns mean, wherever the table came from: a JSON file, a sheet, CSV.
// What is wrong is said at its cell, and reading goes on, so that one pass finds all of it.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_SOURCE_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_SOURCE_ROWS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/spreadsheet/cell_values.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"
#include "services/budget/domain/import_profile.h"
#include "services/budget/exchange/exchange_record.h"
#include "services/budget/exchange/field_table.h"

namespace zhengping::budget {

// A table of a file, as its reader gives it.
struct SourceTable {
  std::string title;     // the name that the file gives it: the JSON's key, the sheet's name; empty: none
  Table table;           // its name stands in places
  int64_t unit_fen = 0;  // of its "单位：万元" line; 0: it has none
  std::vector<int64_t> column_unit_fen = {};  // of each heading; 0 or too short: it has none
};

// Heading → field, by the profile first and the table's own names then; of a heading of several rows ("年初预算/金额")
// by the last one where the whole is unknown. A profile's field "-" leaves a column out. Holds on to its arguments.
class SourceColumns {
 public:
  // Issues: COLUMN_UNKNOWN (warning: the column is not read), COLUMN_REPEATED, COLUMN_MISSING.
  SourceColumns(const FieldTable& fields, const SourceTable& source, const ImportProfile& profile,
                std::vector<Issue>& issues);

  // false: a required column is missing.
  bool is_readable() const { return is_readable_; }
  const FieldTable& fields() const { return fields_; }
  const Table& table() const { return source_.table; }
  const ImportProfile& profile() const { return profile_; }

  struct Column {
    const Field* field = nullptr;
    size_t position = 0;
    int64_t unit_fen = 100;
  };
  // In the order of the table's fields.
  const std::vector<Column>& Of(Role role) const;
  // Every column that may be read.
  const std::vector<Column>& all() const { return all_; }
  bool Has(Role role) const { return !Of(role).empty(); }
  // The heading of the role's first column; the field's name where there is none.
  std::string HeadingOf(Role role) const;
  // What a transaction's or a quota's field ("effective_date", "fund_type") is called in the table.
  const std::shared_ptr<const HeadingsByField>& headings() const { return headings_; }

  // How many of the columns are known, for telling which table a sheet holds.
  static size_t KnownHeadings(const FieldTable& fields, const Table& table, const ImportProfile& profile);

 private:
  // The profile says that the column is of no use.
  bool IsUnused(absl::string_view heading) const;
  const Field* FieldOf(absl::string_view heading) const;

  const FieldTable& fields_;
  const SourceTable& source_;
  const ImportProfile& profile_;
  std::map<Role, std::vector<Column>> columns_;
  std::vector<Column> all_;
  std::shared_ptr<const HeadingsByField> headings_;
  bool is_readable_ = true;
};

// One row. Every read adds an issue at its cell where the cell is wrong, and gives nothing then.
class SourceRow {
 public:
  SourceRow(const SourceColumns& columns, const Row& row, std::vector<Issue>& issues)
      : columns_(columns), row_(row), issues_(issues) {}

  const SourceColumns& columns() const { return columns_; }
  int number() const { return row_.number; }
  bool has_errors() const { return has_errors_; }

  // As it stands, trimmed, of the first column of the role that says something; empty when none does.
  std::string Text(Role role) const;
  // Which field that was; null when none says anything.
  const Field* FieldSaying(Role role) const;

  // The code of a "code-name" cell, the profile's and the table's own words for it put in, its leading zeros restored
  // by the profile's width. CODE_ROUNDED.
  CodeAndName Code(Role role);
  // Empty for a blank cell. AMOUNT_MALFORMED …
  std::optional<Money> Amount(Role role);
  // The same; VALUE_MISSING for a blank one.
  std::optional<Money> RequiredAmount(Role role);
  // DATE_MALFORMED, DATE_NOT_IN_CALENDAR.
  std::optional<Date> Day(Role role);
  std::optional<int64_t> Moment(Role role);
  // FLAG_UNKNOWN.
  std::optional<bool> Flag(Role role);
  // What the row's text means: by the profile, then by the table's values; the text, its code and its name are tried,
  // column after column. VALUE_UNKNOWN with `severity` when something stands there and none is known.
  std::optional<ValueMeaning> Meaning(Role role, Severity severity);

  void Wrong(Role role, std::string reason, std::string remedy, Severity severity = Severity::kError);
  Place PlaceAt(Role role) const;

 private:
  // The column of the role whose cell is not blank.
  const SourceColumns::Column* Saying(Role role) const;
  std::string TextAt(const SourceColumns::Column& column) const;
  std::optional<ValueMeaning> MeaningAt(Role role, const SourceColumns::Column& column) const;
  void Refuse(Role role, const absl::Status& status);

  const SourceColumns& columns_;
  const Row& row_;
  std::vector<Issue>& issues_;
  bool has_errors_ = false;
  std::set<std::pair<Role, std::string>> said_;  // a cell may be read twice; what is wrong with it is said once
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_SOURCE_ROWS_H_
