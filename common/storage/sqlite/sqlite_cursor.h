// A prepared SQLite statement in use. Its end resets it and gives it back to the session's cache, or ends it when it is
// not cached.
#ifndef ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_CURSOR_H_
#define ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_CURSOR_H_

#include <memory>

#include "common/storage/sqlite/sqlite_session.h"
#include "common/storage/statement.h"

namespace zhengping::storage {

class SqliteCursor : public Cursor {
 public:
  // A cached statement, which stays the session's.
  SqliteCursor(SqliteSession& session, SqliteSession::Prepared& cached);
  // A statement that is not cached and ends with the cursor.
  SqliteCursor(SqliteSession& session, std::unique_ptr<SqliteSession::Prepared> owned);
  ~SqliteCursor() override;

  void Bind(absl::Span<const Value> values) override;
  absl::StatusOr<bool> Step() override;
  int column_count() const override;
  ColumnType type(int column) const override;
  int64_t int64(int column) const override;
  absl::string_view text_or_blob(int column) const override;
  absl::string_view sql() const override { return sqlite3_sql(prepared_.statement); }
  void Fail(absl::Status status) override { session_.Fail(std::move(status)).IgnoreError(); }

 private:
  enum class State { kUnbound, kReady, kAtRow, kAtEnd };

  int BindOne(int position, const Value& value);

  SqliteSession& session_;
  std::unique_ptr<SqliteSession::Prepared> owned_;
  SqliteSession::Prepared& prepared_;
  State state_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_SQLITE_SQLITE_CURSOR_H_
