#include "common/storage/sqlite/sqlite_cursor.h"

#include <cstring>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::storage {

SqliteCursor::SqliteCursor(SqliteSession& session, SqliteSession::Prepared& cached)
    : session_(session), prepared_(cached), state_(cached.position_of.empty() ? State::kReady : State::kUnbound) {
  prepared_.is_in_use = true;
}

SqliteCursor::SqliteCursor(SqliteSession& session, std::unique_ptr<SqliteSession::Prepared> owned)
    : session_(session),
      owned_(std::move(owned)),
      prepared_(*owned_),
      state_(prepared_.position_of.empty() ? State::kReady : State::kUnbound) {}

SqliteCursor::~SqliteCursor() {
  if (owned_ != nullptr) {
    sqlite3_finalize(prepared_.statement);
    return;
  }
  sqlite3_reset(prepared_.statement);
  sqlite3_clear_bindings(prepared_.statement);
  prepared_.is_in_use = false;
}

int SqliteCursor::BindOne(int position, const Value& value) {
  sqlite3_stmt* statement = prepared_.statement;
  const Value::Content& content = value.content();
  if (const int64_t* integer = std::get_if<int64_t>(&content)) return sqlite3_bind_int64(statement, position, *integer);
  if (const absl::string_view* text = std::get_if<absl::string_view>(&content)) {
    // A null pointer would bind NULL, and an empty text is not NULL.
    const char* bytes = text->empty() ? "" : text->data();
    return sqlite3_bind_text64(statement, position, bytes, text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  if (const BlobView* blob = std::get_if<BlobView>(&content)) {
    if (blob->bytes.empty()) return sqlite3_bind_zeroblob(statement, position, 0);
    return sqlite3_bind_blob64(statement, position, blob->bytes.data(), blob->bytes.size(), SQLITE_TRANSIENT);
  }
  return sqlite3_bind_null(statement, position);
}

void SqliteCursor::Bind(absl::Span<const Value> values) {
  sqlite3_reset(prepared_.statement);
  state_ = State::kReady;
  const std::vector<int>& position_of = prepared_.position_of;
  if (values.size() != position_of.size()) {
    Fail(absl::InternalError(
        absl::StrCat(values.size(), " values bound to ", position_of.size(), " placeholders in: ", sql())));
    return;
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const absl::string_view* text = std::get_if<absl::string_view>(&values[i].content());
    if (text != nullptr && absl::StrContains(*text, '\0')) {
      Fail(absl::InternalError(absl::StrCat("text with a NUL byte bound to $", i + 1, " in: ", sql())));
      return;
    }
    if (const int code = BindOne(position_of[i], values[i]); code != SQLITE_OK) {
      Fail(session_.Error(code, sql()));
      return;
    }
  }
}

absl::StatusOr<bool> SqliteCursor::Step() {
  if (!session_.fault_.ok()) return session_.fault_;
  if (state_ == State::kUnbound) {
    return session_.Fail(absl::InternalError(absl::StrCat("placeholders not bound in: ", sql())));
  }
  if (state_ == State::kAtEnd) return false;
  const int code = sqlite3_step(prepared_.statement);
  if (code == SQLITE_ROW) {
    state_ = State::kAtRow;
    return true;
  }
  state_ = State::kAtEnd;
  if (code != SQLITE_DONE) return session_.Fail(session_.Error(code, sql()));
  if (sqlite3_stmt_readonly(prepared_.statement) == 0) session_.rows_changed_ = sqlite3_changes64(session_.database_);
  return false;
}

// Outside a row there is nothing to read: no column exists, so every read of one is a fault.
int SqliteCursor::column_count() const {
  return state_ == State::kAtRow ? sqlite3_column_count(prepared_.statement) : 0;
}

ColumnType SqliteCursor::type(int column) const {
  switch (sqlite3_column_type(prepared_.statement, column)) {
    case SQLITE_NULL:
      return ColumnType::kNull;
    case SQLITE_INTEGER:
      return ColumnType::kInt64;
    case SQLITE_TEXT:
      return ColumnType::kText;
    case SQLITE_BLOB:
      return ColumnType::kBlob;
    default:
      return ColumnType::kOther;
  }
}

int64_t SqliteCursor::int64(int column) const { return sqlite3_column_int64(prepared_.statement, column); }

absl::string_view SqliteCursor::text_or_blob(int column) const {
  const void* bytes = sqlite3_column_blob(prepared_.statement, column);
  const int size = sqlite3_column_bytes(prepared_.statement, column);
  return absl::string_view(static_cast<const char*>(bytes), static_cast<size_t>(size));
}

}  // namespace zhengping::storage
