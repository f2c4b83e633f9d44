#include "common/spreadsheet/json_tables.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/encoding.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

using Json = nlohmann::json;

// Calls of nlohmann's reader, in the order of the text. false ends the reading.
class TableReader : public nlohmann::json_sax<Json> {
 public:
  TableReader(absl::string_view file, absl::string_view text, const TableLimits& limits, std::vector<Issue>& issues)
      : file_(file), text_(text), limits_(limits), issues_(issues) {}

  bool null() override { return Take(""); }
  bool boolean(bool value) override { return Take(value ? "1" : "0"); }
  bool number_integer(number_integer_t value) override { return Take(absl::StrCat(value)); }
  bool number_unsigned(number_unsigned_t value) override { return Take(absl::StrCat(value)); }
  bool number_float(number_float_t, const string_t& text) override { return Take(text); }
  bool string(string_t& value) override { return Take(std::move(value)); }
  bool binary(binary_t&) override { return Misshapen(); }

  bool start_object(size_t) override {
    ++depth_;
    if (depth_ == 1) return true;
    if (depth_ == 3 && in_list_) return StartRow();
    return Nested();
  }
  bool end_object() override {
    --depth_;
    if (depth_ == 2) return EndRow();
    return true;
  }
  bool start_array(size_t) override {
    ++depth_;
    if (depth_ == 2) {
      in_list_ = true;
      return StartTable();
    }
    return Nested();
  }
  bool end_array() override {
    --depth_;
    if (depth_ == 1) in_list_ = false;
    return true;
  }
  bool key(string_t& value) override {
    if (depth_ == 1) {
      table_name_ = std::string(TrimSpaces(value));
    } else if (depth_ == 3) {
      field_ = absl::AsciiStrToLower(TrimSpaces(value));
    }
    return true;
  }
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception&) override {
    const absl::string_view before = text_.substr(0, std::min(position, text_.size()));
    const int line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    return Refuse({.file = std::string(file_), .row = line}, "JSON_MALFORMED", "",
                  "不是完整的 JSON 文件，可能传输中断；请重新导出");
  }

  std::vector<JsonTable> TakeTables() {
    for (JsonTable& table : tables_) {
      for (Row& row : table.table.rows) row.cells.resize(table.table.headings.size());
    }
    return std::move(tables_);
  }
  bool has_errors() const { return has_errors_; }

 private:
  Place Here() const {
    Place place{.file = absl::StrCat(file_, "[", table_name_, "]"), .row = 0, .column = field_};
    if (!tables_.empty() && depth_ >= 3) place.row = static_cast<int>(tables_.back().table.rows.size());
    return place;
  }

  bool Refuse(Place place, std::string reason, std::string found, std::string remedy) {
    has_errors_ = true;
    issues_.push_back({Severity::kError, std::move(place), std::move(reason), std::move(found), std::move(remedy)});
    return false;
  }

  bool Misshapen() {
    return Refuse(Here(), "JSON_MALFORMED", "", "应形如 {\"BA_BGT_INFO\": [{\"bgt_id\": \"…\", …}, …], …}");
  }

  // A value where the shape has none; inside a row it is said and passed over, so that the rest is read.
  bool Nested() {
    if (depth_ <= 3) return Misshapen();
    if (depth_ > 4) return depth_ < 64 || Misshapen();
    if (++nested_ > limits_.issues) return Misshapen();
    Refuse(Here(), "VALUE_NESTED", "", "字段的值应为文字或数字，不能是对象或列表");
    return true;
  }

  bool StartTable() {
    tables_.push_back({.name = table_name_, .table = {.name = absl::StrCat(file_, "[", table_name_, "]")}});
    tables_.back().table.heading_row = 0;
    columns_.clear();
    cells_ = 0;
    return true;
  }

  bool StartRow() {
    Table& table = tables_.back().table;
    table.rows.push_back({.number = static_cast<int>(table.rows.size()) + 1, .cells = {}});
    row_bytes_ = 0;
    field_.clear();
    return true;
  }

  bool EndRow() {
    std::vector<Row>& rows = tables_.back().table.rows;
    const bool is_blank = std::all_of(rows.back().cells.begin(), rows.back().cells.end(),
                                      [](const std::string& cell) { return TrimSpaces(cell).empty(); });
    if (is_blank) rows.back().cells.clear();
    return true;
  }

  bool Take(std::string value) {
    if (depth_ > 3) return true;  // inside a nested value, which was refused
    if (depth_ != 3 || !in_list_) return Misshapen();
    Table& table = tables_.back().table;
    const auto [found, is_new] = columns_.emplace(field_, table.headings.size());
    if (is_new) {
      if (table.headings.size() == limits_.columns) {
        return Refuse(Here(), "TOO_MANY_COLUMNS", "", absl::StrCat("一张表最多 ", limits_.columns, " 个字段"));
      }
      table.headings.push_back(field_);
    }
    std::vector<std::string>& cells = table.rows.back().cells;
    if (cells.size() <= found->second) cells.resize(found->second + 1);
    seen_.resize(std::max(seen_.size(), found->second + 1), 0);
    const int row = static_cast<int>(table.rows.size());
    if (seen_[found->second] == row && !is_new) {
      return Refuse(Here(), "FIELD_REPEATED", "", "同一行中一个字段只能出现一次");
    }
    seen_[found->second] = row;
    row_bytes_ += value.size();
    if (row_bytes_ > limits_.row_bytes) {
      return Refuse(Here(), "ROW_TOO_LARGE", "", absl::StrCat("一行最多 ", limits_.row_bytes, " 字节"));
    }
    if (++cells_ > limits_.cells) {
      return Refuse(Here(), "TABLE_TOO_LARGE", "", absl::StrCat("一张表最多 ", limits_.cells, " 个值，请分开导入"));
    }
    cells[found->second] = std::move(value);
    return true;
  }

  const absl::string_view file_;
  const absl::string_view text_;
  const TableLimits& limits_;
  std::vector<Issue>& issues_;
  std::vector<JsonTable> tables_;
  std::map<std::string, size_t> columns_;  // of the table being read
  std::vector<int> seen_;                  // by column: the row that had it last
  std::string table_name_;
  std::string field_;
  int depth_ = 0;
  bool in_list_ = false;
  bool has_errors_ = false;
  size_t nested_ = 0;
  size_t row_bytes_ = 0;
  size_t cells_ = 0;
};

}  // namespace

std::optional<std::vector<JsonTable>> ReadJsonTables(absl::string_view name, absl::string_view bytes,
                                                     std::vector<Issue>& issues, const TableLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    issues.push_back({Severity::kError,
                      {.file = std::string(name)},
                      "FILE_TOO_LARGE",
                      absl::StrCat(bytes.size(), " 字节"),
                      absl::StrCat("文件最大 ", limits.file_bytes >> 20, " MiB，请分开导出")});
    return std::nullopt;
  }
  const std::optional<std::string> text = ToUtf8(name, bytes, issues);
  if (!text) return std::nullopt;
  TableReader reader(name, *text, limits, issues);
  const bool is_whole = Json::sax_parse(*text, &reader);
  if (!is_whole || reader.has_errors()) return std::nullopt;
  std::vector<JsonTable> tables = reader.TakeTables();
  if (tables.empty()) {
    issues.push_back({Severity::kError,
                      {.file = std::string(name)},
                      "JSON_MALFORMED",
                      "",
                      "文件中没有数据表，应形如 {\"BA_BGT_INFO\": [{…}, …], …}"});
    return std::nullopt;
  }
  return tables;
}

std::string FormatJsonTable(absl::string_view table_name, const Table& table) {
  std::string text = absl::StrCat("{\"", table_name, "\": [");
  const char* row_separator = "\n";
  for (const Row& row : table.rows) {
    absl::StrAppend(&text, row_separator, "  {");
    row_separator = ",\n";
    const char* separator = "";
    for (size_t i = 0; i < table.headings.size(); ++i) {
      if (row.cells[i].empty()) continue;
      absl::StrAppend(&text, separator, Json(table.headings[i]).dump(), ": ",
                      Json(row.cells[i]).dump(-1, ' ', false, Json::error_handler_t::replace));
      separator = ", ";
    }
    absl::StrAppend(&text, "}");
  }
  absl::StrAppend(&text, table.rows.empty() ? "]}\n" : "\n]}\n");
  return text;
}

}  // namespace zhengping
