#include "common/storage/gathered_rows.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"

namespace zhengping::storage {
namespace {

// A statement takes so many rows or half as many, a quarter …: a handful of texts, prepared once each.
constexpr size_t kMostRows = 64;
// Chunks of an import are large; beyond this nothing is won by waiting.
constexpr size_t kMostBytes = size_t{1} << 20;

class RowsOfTable {
 public:
  explicit RowsOfTable(const GatheredTable& table) : table_(table) {}

  const GatheredTable& table() const { return table_; }
  size_t bytes() const { return bytes_.size(); }
  bool Holds(absl::Span<const Value> key) const { return rows_.contains(KeyOf(key)); }

  void Add(absl::Span<const Value> values) {
    ZP_CHECK(values.size() == table_.columns, table_.insert);
    size_t first = cells_.size();
    if (table_.key_columns > 0) first = rows_.emplace(KeyOf(values.first(table_.key_columns)), first).first->second;
    cells_.resize(std::max(cells_.size(), first + table_.columns));
    for (size_t i = 0; i < values.size(); ++i) cells_[first + i] = CellOf(values[i]);
  }

  absl::Status Store(Connection& connection) {
    std::vector<Value> values;
    for (size_t first = 0; first < cells_.size(); first += values.size()) {
      size_t rows = kMostRows;
      while (rows * table_.columns > cells_.size() - first) rows /= 2;
      values.clear();
      for (size_t i = 0; i < rows * table_.columns; ++i) values.push_back(ValueOf(cells_[first + i]));
      ZP_ASSIGN_OR_RETURN(Statement insert, connection.Prepare(TextFor(rows)));
      ZP_RETURN_IF_ERROR(insert.BindSpan(values).Run());
      connection.NoteStored(connection.rows_changed());
    }
    Drop();
    return absl::OkStatus();
  }

  void Drop() {
    cells_.clear();
    bytes_.clear();
    rows_.clear();
  }

 private:
  struct Cell {
    Value::Content content;  // a text and a blob refer to bytes_ by place, as that grows
    size_t place = 0;
  };

  static std::string KeyOf(absl::Span<const Value> values) {
    std::string key;
    for (const Value& value : values) {
      if (const int64_t* integer = std::get_if<int64_t>(&value.content())) {
        absl::StrAppend(&key, *integer, "\n");
      } else if (const absl::string_view* text = std::get_if<absl::string_view>(&value.content())) {
        absl::StrAppend(&key, text->size(), ":", *text);
      } else {
        ZP_CHECK(false, "a key is of integers and texts");
      }
    }
    return key;
  }

  Cell CellOf(const Value& value) {
    Cell cell = {.content = value.content(), .place = bytes_.size()};
    if (const absl::string_view* text = std::get_if<absl::string_view>(&cell.content)) {
      bytes_.append(text->data(), text->size());
    } else if (const BlobView* blob = std::get_if<BlobView>(&cell.content)) {
      bytes_.append(blob->bytes.data(), blob->bytes.size());
    }
    return cell;
  }

  Value ValueOf(const Cell& cell) const {
    const absl::string_view bytes = bytes_;
    if (const int64_t* integer = std::get_if<int64_t>(&cell.content)) return *integer;
    if (const absl::string_view* text = std::get_if<absl::string_view>(&cell.content)) {
      return bytes.substr(cell.place, text->size());
    }
    if (const BlobView* blob = std::get_if<BlobView>(&cell.content)) {
      return BlobView{bytes.substr(cell.place, blob->bytes.size())};
    }
    return nullptr;
  }

  const std::string& TextFor(size_t rows) {
    std::string& text = texts_[rows];
    if (!text.empty()) return text;
    text = absl::StrCat(table_.insert, " VALUES ");
    for (size_t i = 0; i < rows * table_.columns; ++i) {
      const bool is_first = i % table_.columns == 0;
      const bool is_last = (i + 1) % table_.columns == 0;
      absl::StrAppend(&text, is_first ? (i == 0 ? "(" : ", (") : ", ", "$", i + 1, is_last ? ")" : "");
    }
    if (*table_.on_conflict != '\0') absl::StrAppend(&text, " ", table_.on_conflict);
    return text;
  }

  const GatheredTable& table_;
  std::vector<Cell> cells_;                        // row by row
  std::string bytes_;                              // of their texts and blobs
  absl::flat_hash_map<std::string, size_t> rows_;  // by key: its first cell
  absl::flat_hash_map<size_t, std::string> texts_;
};

// With the connection: its memory and its texts serve the next batch again.
struct Gathered {
  std::deque<RowsOfTable> tables;
  std::weak_ptr<void> transaction;  // that what is gathered belongs to; gone with its commit or rollback

  RowsOfTable& Of(const GatheredTable& table) {
    for (RowsOfTable& rows : tables) {
      if (&rows.table() == &table) return rows;
    }
    return tables.emplace_back(table);
  }
};

}  // namespace

absl::Status GatherSpan(Connection& connection, const GatheredTable& table, absl::Span<const Value> values) {
  Gathered& gathered = connection.Kept<Gathered>();
  if (gathered.transaction.expired()) {
    for (RowsOfTable& rows : gathered.tables) rows.Drop();
    const auto transaction = std::make_shared<int>();
    gathered.transaction = transaction;
    connection.BeforeCommit([&connection, transaction] { return StoreGathered(connection); });
  }
  RowsOfTable& rows = gathered.Of(table);
  rows.Add(values);
  connection.NoteChange();
  return rows.bytes() < kMostBytes ? absl::OkStatus() : rows.Store(connection);
}

bool IsGathered(Connection& connection, const GatheredTable& table, absl::Span<const Value> key) {
  Gathered& gathered = connection.Kept<Gathered>();
  return !gathered.transaction.expired() && gathered.Of(table).Holds(key);
}

absl::Status StoreGathered(Connection& connection) {
  Gathered& gathered = connection.Kept<Gathered>();
  if (gathered.transaction.expired()) return absl::OkStatus();
  for (RowsOfTable& rows : gathered.tables) ZP_RETURN_IF_ERROR(rows.Store(connection));
  return absl::OkStatus();
}

}  // namespace zhengping::storage
