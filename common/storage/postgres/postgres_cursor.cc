#include "common/storage/postgres/postgres_cursor.h"

#include <endian.h>

#include <cstring>
#include <limits>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::storage {
namespace {

// Of the system catalogue (pg_type), the same in every database.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kName = 19;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kUnknown = 705;
constexpr Oid kVarchar = 1043;

template <typename Integer>
Integer FromNetwork(const char* bytes) {
  Integer value = 0;
  std::memcpy(&value, bytes, sizeof(value));
  if constexpr (sizeof(Integer) == 8) return static_cast<Integer>(be64toh(static_cast<uint64_t>(value)));
  if constexpr (sizeof(Integer) == 4) return static_cast<Integer>(be32toh(static_cast<uint32_t>(value)));
  return static_cast<Integer>(be16toh(static_cast<uint16_t>(value)));
}

}  // namespace

PostgresCursor::PostgresCursor(PostgresSession& session, std::shared_ptr<const PostgresSession::Prepared> prepared)
    : session_(session),
      prepared_(std::move(prepared)),
      state_(prepared_->parameter_types.empty() ? State::kReady : State::kUnbound) {}

PostgresCursor::~PostgresCursor() {
  Abandon();
  if (!prepared_->is_cached) session_.names_to_drop_.push_back(prepared_->name);
}

void PostgresCursor::Abandon() {
  // A write counts from its first step, whether or not anybody reads what it returns.
  while (session_.streaming_ == this) Receive();
  rows_ahead_.clear();
  row_.reset();
}

std::string PostgresCursor::Encode(size_t index, const Value& value) {
  const Oid type = prepared_->parameter_types[index];
  const size_t start = bytes_.size();
  const Value::Content& content = value.content();
  if (const int64_t* integer = std::get_if<int64_t>(&content)) {
    if (type == kText || type == kVarchar) {
      absl::StrAppend(&bytes_, *integer);
    } else if (type == kInt8) {
      const uint64_t network = htobe64(static_cast<uint64_t>(*integer));
      bytes_.append(reinterpret_cast<const char*>(&network), sizeof(network));
    } else {
      return "an integer";
    }
  } else if (const absl::string_view* text = std::get_if<absl::string_view>(&content)) {
    if (type != kText && type != kVarchar && type != kName) return "text";
    if (absl::StrContains(*text, '\0')) return "text with a NUL byte";
    bytes_.append(text->data(), text->size());
  } else if (const BlobView* blob = std::get_if<BlobView>(&content)) {
    if (type != kBytea) return "a blob";
    bytes_.append(blob->bytes.data(), blob->bytes.size());
  } else {
    lengths_.push_back(-1);
    return "";
  }
  if (bytes_.size() - start > static_cast<size_t>(std::numeric_limits<int>::max())) return "more than 2 GiB";
  lengths_.push_back(static_cast<int>(bytes_.size() - start));
  return "";
}

void PostgresCursor::Bind(absl::Span<const Value> values) {
  Abandon();
  state_ = State::kReady;
  bytes_.clear();
  lengths_.clear();
  const size_t count = prepared_->parameter_types.size();
  if (values.size() != count) {
    Fail(absl::InternalError(absl::StrCat(values.size(), " values bound to ", count, " placeholders in: ", sql())));
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    if (const std::string wrong = Encode(i, values[i]); !wrong.empty()) {
      Fail(absl::InternalError(
          absl::StrCat(wrong, " bound to $", i + 1, ", of type ", prepared_->parameter_types[i], ", in: ", sql())));
      return;
    }
  }
}

absl::Status PostgresCursor::Send() {
  session_.FreeConnection();
  if (!session_.fault_.ok()) return session_.fault_;
  std::vector<const char*> values;
  const char* bytes = bytes_.c_str();
  for (const int length : lengths_) {
    values.push_back(length < 0 ? nullptr : bytes);
    bytes += length < 0 ? 0 : length;
  }
  const std::vector<int> formats(values.size(), 1);
  PGconn* connection = session_.connection_->get();
  if (PQsendQueryPrepared(connection, prepared_->name.c_str(), static_cast<int>(values.size()), values.data(),
                          lengths_.data(), formats.data(), /*resultFormat=*/1) != 1) {
    return session_.Fail(session_.connection_->StatusOf(nullptr, sql()));
  }
  PQsetSingleRowMode(connection);
  session_.streaming_ = this;
  return absl::OkStatus();
}

PostgresResult PostgresCursor::Receive() {
  PGconn* connection = session_.connection_->get();
  PostgresResult result(PQgetResult(connection));
  if (result != nullptr && PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) return result;
  session_.streaming_ = nullptr;
  if (const absl::Status status = session_.connection_->StatusOf(result.get(), sql()); !status.ok()) {
    Fail(status);
  } else {
    session_.CountRows(*result);
  }
  while (const PostgresResult rest{PQgetResult(connection)}) {
  }
  return nullptr;
}

void PostgresCursor::ReadToTheEnd() {
  while (session_.streaming_ == this) {
    if (PostgresResult result = Receive()) rows_ahead_.push_back(std::move(result));
  }
}

absl::StatusOr<bool> PostgresCursor::Step() {
  if (!session_.fault_.ok()) return session_.fault_;
  if (state_ == State::kUnbound) {
    return session_.Fail(absl::InternalError(absl::StrCat("placeholders not bound in: ", sql())));
  }
  if (state_ == State::kAtEnd) return false;
  if (state_ == State::kReady) {
    if (absl::Status sent = Send(); !sent.ok()) return sent;
  }
  row_.reset();
  if (!rows_ahead_.empty()) {
    row_ = std::move(rows_ahead_.front());
    rows_ahead_.pop_front();
  } else if (session_.streaming_ == this) {
    row_ = Receive();
  }
  state_ = row_ == nullptr ? State::kAtEnd : State::kAtRow;
  if (!session_.fault_.ok()) return session_.fault_;
  return row_ != nullptr;
}

// Outside a row there is nothing to read: no column exists, so every read of one is a fault.
int PostgresCursor::column_count() const { return state_ == State::kAtRow ? PQnfields(row_.get()) : 0; }

ColumnType PostgresCursor::type(int column) const {
  if (PQgetisnull(row_.get(), 0, column) != 0) return ColumnType::kNull;
  switch (PQftype(row_.get(), column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8:
      return ColumnType::kInt64;
    case kText:
    case kVarchar:
    case kName:
    case kUnknown:
      return ColumnType::kText;
    case kBytea:
      return ColumnType::kBlob;
    default:
      return ColumnType::kOther;
  }
}

int64_t PostgresCursor::int64(int column) const {
  const char* bytes = PQgetvalue(row_.get(), 0, column);
  switch (PQftype(row_.get(), column)) {
    case kBool:
      return *bytes != 0 ? 1 : 0;
    case kInt2:
      return FromNetwork<int16_t>(bytes);
    case kInt4:
      return FromNetwork<int32_t>(bytes);
    default:
      return FromNetwork<int64_t>(bytes);
  }
}

absl::string_view PostgresCursor::text_or_blob(int column) const {
  return absl::string_view(PQgetvalue(row_.get(), 0, column), static_cast<size_t>(PQgetlength(row_.get(), 0, column)));
}

}  // namespace zhengping::storage
