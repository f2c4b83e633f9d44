#include "common/storage/statement.h"

#include <limits>

#include "absl/strings/str_cat.h"

namespace zhengping::storage {
namespace {

absl::string_view NameOf(ColumnType type) {
  switch (type) {
    case ColumnType::kNull:
      return "NULL";
    case ColumnType::kInt64:
      return "an integer";
    case ColumnType::kText:
      return "text";
    case ColumnType::kBlob:
      return "a blob";
    case ColumnType::kOther:
      return "of a type that this program does not store";
  }
  return "unknown";
}

absl::Status ColumnFault(const Cursor& cursor, int column, absl::string_view found, absl::string_view expected) {
  return absl::InternalError(
      absl::StrCat("column ", column, " is ", found, ", read as ", expected, ", in: ", cursor.sql()));
}

}  // namespace

Statement& Statement::BindSpan(absl::Span<const Value> values) {
  cursor_->Bind(values);
  return *this;
}

absl::StatusOr<bool> Statement::Step() { return cursor_->Step(); }

absl::Status Statement::Run() {
  while (true) {
    const absl::StatusOr<bool> has_row = cursor_->Step();
    if (!has_row.ok()) return has_row.status();
    if (!*has_row) return absl::OkStatus();
  }
}

bool Statement::Holds(int column, ColumnType type) const {
  if (column < 0 || column >= cursor_->column_count()) {
    cursor_->Fail(ColumnFault(*cursor_, column, "outside the row", NameOf(type)));
    return false;
  }
  const ColumnType found = cursor_->type(column);
  if (found == type) return true;
  cursor_->Fail(ColumnFault(*cursor_, column, NameOf(found), NameOf(type)));
  return false;
}

int64_t Statement::Int64(int column) const { return Holds(column, ColumnType::kInt64) ? cursor_->int64(column) : 0; }

int32_t Statement::Int32(int column) const {
  const int64_t value = Int64(column);
  if (value >= std::numeric_limits<int32_t>::min() && value <= std::numeric_limits<int32_t>::max()) {
    return static_cast<int32_t>(value);
  }
  cursor_->Fail(ColumnFault(*cursor_, column, absl::StrCat(value), "a 32-bit integer"));
  return 0;
}

bool Statement::Bool(int column) const {
  const int64_t value = Int64(column);
  if (value != 0 && value != 1) cursor_->Fail(ColumnFault(*cursor_, column, absl::StrCat(value), "0 or 1"));
  return value == 1;
}

absl::string_view Statement::Text(int column) const {
  return Holds(column, ColumnType::kText) ? cursor_->text_or_blob(column) : absl::string_view();
}

absl::string_view Statement::Blob(int column) const {
  return Holds(column, ColumnType::kBlob) ? cursor_->text_or_blob(column) : absl::string_view();
}

bool Statement::IsNull(int column) const {
  if (column >= 0 && column < cursor_->column_count()) return cursor_->type(column) == ColumnType::kNull;
  return !Holds(column, ColumnType::kNull);
}

std::optional<int64_t> Statement::OptionalInt64(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int64(column);
}

std::optional<int32_t> Statement::OptionalInt32(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int32(column);
}

std::optional<absl::string_view> Statement::OptionalText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

std::optional<absl::string_view> Statement::OptionalBlob(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Blob(column);
}

}  // namespace zhengping::storage
