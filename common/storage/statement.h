// A prepared SQL statement: typed values in, typed columns out. One idiom for every store:
//
//   ZP_ASSIGN_OR_RETURN(storage::Statement q, connection.Prepare(kSelectHead));
//   q.Bind(division, department, fiscal_year);
//   while (true) {
//     ZP_ASSIGN_OR_RETURN(const bool has_row, q.Step());
//     if (!has_row) break;
//     heads.push_back({.revision = q.Int64(0), .digest = std::string(q.Text(1))});
//   }
//
//   ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertEntry));
//   for (const Entry& entry : entries) ZP_RETURN_IF_ERROR(insert.Bind(entry.id, entry.amount.fen()).Run());
//
// Placeholders are $1, $2 …, each used at least once, bound by position; a placeholder may stand twice in the text.
// Values are 64-bit integers, text, blobs and NULL; there is no floating point, neither in nor out. Thread rule: a
// statement belongs to the thread that runs the body it was prepared in, and ends before the body does.
#ifndef ZHENGPING_COMMON_STORAGE_STATEMENT_H_
#define ZHENGPING_COMMON_STORAGE_STATEMENT_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace zhengping::storage {

// Marks bytes that are a blob, not text: q.Bind(BlobView{canonical}).
struct BlobView {
  absl::string_view bytes;
};

// One value to bind. Converts from whatever a store has at hand; an enum or a double does not convert, on purpose: the
// store says which integer or text stands for it. bool becomes 0 or 1. Refers to the text, does not own it.
class Value {
 public:
  Value(std::nullptr_t) {}  // NOLINT(google-explicit-constructor)
  Value(std::nullopt_t) {}  // NOLINT(google-explicit-constructor)
  template <std::integral Integer>
  requires(sizeof(Integer) < sizeof(int64_t) || std::signed_integral<Integer>) Value(Integer integer)
      : content_(static_cast<int64_t>(integer)) {}                       // NOLINT(google-explicit-constructor)
  Value(absl::string_view text) : content_(text) {}                      // NOLINT(google-explicit-constructor)
  Value(const std::string& text) : content_(absl::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Value(const char* text) : content_(absl::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  Value(BlobView blob) : content_(blob) {}                               // NOLINT(google-explicit-constructor)
  template <typename T>
  Value(const std::optional<T>& value) {  // NOLINT(google-explicit-constructor)
    if (value.has_value()) content_ = Value(*value).content_;
  }

  using Content = std::variant<std::monostate, int64_t, absl::string_view, BlobView>;  // monostate: NULL
  const Content& content() const { return content_; }

 private:
  Content content_;
};

enum class ColumnType { kNull, kInt64, kText, kBlob, kOther };

// What a back end implements of one prepared statement; stores use Statement. A cursor in use is not handed out again.
class Cursor {
 public:
  virtual ~Cursor() = default;

  // Copies what the values refer to. A wrong number of values is a fault (below).
  virtual void Bind(absl::Span<const Value> values) = 0;
  virtual absl::StatusOr<bool> Step() = 0;

  virtual int column_count() const = 0;
  virtual ColumnType type(int column) const = 0;
  virtual int64_t int64(int column) const = 0;                   // only of a kInt64 column
  virtual absl::string_view text_or_blob(int column) const = 0;  // only of a kText or kBlob column
  virtual absl::string_view sql() const = 0;

  // Makes the transaction around this statement fail with `status`, whatever its body returns.
  virtual void Fail(absl::Status status) = 0;
};

// Movable, not copyable. Its end gives the prepared form back to the connection's cache.
//
// Faults: binding the wrong number of values, reading a column as another type than it has (NULL included), or outside
// the row, is a fault of our own SQL or of the file. The read gives 0, false or empty, and the transaction cannot
// succeed any more: it is rolled back and its caller gets INTERNAL. So a column read needs no check where it stands,
// and no default value gets out.
class Statement {
 public:
  explicit Statement(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

  // Binds $1, $2 … and starts the statement anew. Copies the values: temporaries are fine.
  template <typename... Args>
  Statement& Bind(const Args&... args) {
    const std::array<Value, sizeof...(Args)> values = {Value(args)...};
    return BindSpan(values);
  }
  // The same for a number of values that is known only at run time.
  Statement& BindSpan(absl::Span<const Value> values);

  // Moves to the next row: true when there is one, false at the end. Errors as listed in refusals.h.
  absl::StatusOr<bool> Step();

  // Steps to the end; for statements without rows. Bind may follow, so one statement serves a loop.
  absl::Status Run();

  // Columns of the current row, from 0. Text and Blob refer to the row: valid until the next Step, Bind or the end.
  int64_t Int64(int column) const;
  int32_t Int32(int column) const;  // out of range is a fault
  bool Bool(int column) const;      // other than 0 and 1 is a fault
  absl::string_view Text(int column) const;
  absl::string_view Blob(int column) const;
  bool IsNull(int column) const;
  std::optional<int64_t> OptionalInt64(int column) const;
  std::optional<int32_t> OptionalInt32(int column) const;
  std::optional<absl::string_view> OptionalText(int column) const;
  std::optional<absl::string_view> OptionalBlob(int column) const;

 private:
  // True when the column of the current row has that type; otherwise the fault is recorded.
  bool Holds(int column, ColumnType type) const;

  std::unique_ptr<Cursor> cursor_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_STATEMENT_H_
