// A prepared PostgreSQL statement in use: values and rows in binary form.
#ifndef ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CURSOR_H_
#define ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CURSOR_H_

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "common/storage/postgres/postgres_session.h"
#include "common/storage/statement.h"

namespace zhengping::storage {

class PostgresCursor : public Cursor {
 public:
  PostgresCursor(PostgresSession& session, std::shared_ptr<const PostgresSession::Prepared> prepared);
  ~PostgresCursor() override;

  void Bind(absl::Span<const Value> values) override;
  absl::StatusOr<bool> Step() override;
  int column_count() const override;
  ColumnType type(int column) const override;
  int64_t int64(int column) const override;
  absl::string_view text_or_blob(int column) const override;
  absl::string_view sql() const override { return prepared_->sql; }
  void Fail(absl::Status status) override { session_.Fail(std::move(status)).IgnoreError(); }

  // Reads all rows that are still on the wire; they are stepped through from memory.
  void ReadToTheEnd();

 private:
  enum class State { kUnbound, kReady, kAtRow, kAtEnd };

  // Appends the value as the server's type takes it; what is wrong with it, or empty.
  std::string Encode(size_t index, const Value& value);
  absl::Status Send();
  // The next row from the wire, or null at the end of the result, an error being the session's fault then.
  PostgresResult Receive();
  // Ends a use that is not at its end.
  void Abandon();

  PostgresSession& session_;
  const std::shared_ptr<const PostgresSession::Prepared> prepared_;
  State state_;

  std::string bytes_;         // of all values, one after the other
  std::vector<int> lengths_;  // -1: NULL
  PostgresResult row_;
  std::deque<PostgresResult> rows_ahead_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_POSTGRES_POSTGRES_CURSOR_H_
