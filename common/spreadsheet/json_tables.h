// {"BA_BGT_INFO": [{"bgt_id": "…", "amount": 1234.5}, …], "PAY_VOUCHER_BILL": […]}: the platform's tables as its
// modules exchange them, read into the same Table that a sheet gives. Names of tables and fields in any case.
//
// A row is known by its number from 1 in its table. Numbers stay the decimal text that the file has: no figure passes
// through a float. null is an empty cell; a flag is 1 or 0.
#ifndef ZHENGPING_COMMON_SPREADSHEET_JSON_TABLES_H_
#define ZHENGPING_COMMON_SPREADSHEET_JSON_TABLES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"

namespace zhengping {

struct JsonTable {
  std::string name;  // as written: "BA_BGT_INFO"
  Table table;       // headings are the fields' names in lower case
};

// Reads the file in one pass, without building a tree of it, within `limits` for each table. Empty with an issue:
//   JSON_MALFORMED    not JSON, or not of this shape; the place has the line
//   FILE_TOO_LARGE  TABLE_TOO_LARGE  TOO_MANY_COLUMNS  ROW_TOO_LARGE   a limit
//   VALUE_NESTED      an object or list inside a row (all of them are named; up to limits.issues)
//   FIELD_REPEATED    one field twice in a row
//   ENCODING_UNKNOWN  as encoding.h
std::optional<std::vector<JsonTable>> ReadJsonTables(absl::string_view name, absl::string_view bytes,
                                                     std::vector<Issue>& issues, const TableLimits& limits = {});

// One table. Every cell is a string: a reader of ours takes both, and a program that has only floats loses nothing.
std::string FormatJsonTable(absl::string_view table_name, const Table& table);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_JSON_TABLES_H_
