// A connection inside a transaction that Database began and will end: what the body of a read or a write gets. It
// prepares statements, cached by their SQL text, and nothing else: there is no way to begin, commit or roll back from a
// body.
//
//   ZP_RETURN_IF_ERROR(connection.Execute(kUpdateHead, revision, digest, division, department, fiscal_year));
//   ZP_ASSIGN_OR_RETURN(const std::vector<Quota> quotas, Rows(connection, kSelectQuotas, QuotaFromRow, division,
//   department)); ZP_ASSIGN_OR_RETURN(const std::optional<Head> head, FirstRow(connection, kSelectHead, HeadFromRow,
//   division, department));
//
// Any error of the database ends the transaction's chance to commit, even when the body ignores it (PostgreSQL knows no
// other way; SQLite is made to behave the same). So a body never probes with an INSERT that may break a key: it says
// ON CONFLICT … DO NOTHING and looks at rows_changed(), or selects first.
// SQL text is what both back ends take: $n placeholders, INSERT … ON CONFLICT, RETURNING; no INSERT OR REPLACE, no
// rowid. Thread rule: as Statement.
#ifndef ZHENGPING_COMMON_STORAGE_CONNECTION_H_
#define ZHENGPING_COMMON_STORAGE_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/status/status_macros.h"
#include "common/storage/statement.h"

namespace zhengping::storage {

class Connection {
 public:
  virtual ~Connection() = default;

  // One statement; text after its end is an error. The same text may be prepared again while an earlier one is in use.
  virtual absl::StatusOr<Statement> Prepare(absl::string_view sql) = 0;

  // Rows that the last finished INSERT, UPDATE or DELETE changed.
  virtual int64_t rows_changed() const = 0;

  // Prepares, binds, runs to the end.
  template <typename... Args>
  absl::Status Execute(absl::string_view sql, const Args&... args) {
    ZP_ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
    return statement.Bind(args...).Run();
  }

  // What a store remembers with this connection from one body to the next: one T, made when it is first asked for. A
  // rollback does not take back what a body changed here: whoever keeps something holds it against what he reads.
  template <typename T>
  T& Kept() {
    static const char tag = 0;  // one address a T
    for (const auto& [known, kept] : kept_) {
      if (known == &tag) return *static_cast<T*>(kept.get());
    }
    kept_.emplace_back(&tag, std::make_shared<T>());
    return *static_cast<T*>(kept_.back().second.get());
  }

  // For a store that keeps changes back over the bodies of a batch and writes them at once: `last` runs after the
  // batch's last body, before the commit; a rollback drops it unrun. Only in a Write's body, which is held to have
  // written from then on.
  void BeforeCommit(absl::AnyInvocable<absl::Status()> last) {
    last_.push_back(std::move(last));
    NoteChange();
  }
  // A body that has changed what `last` will write says so each time: when it fails then, the batch is rolled back.
  void NoteChange() { ++noted_changes_; }
  // Rows that a body writes for those before it, which noted them when they changed them: not this one's changes.
  void NoteStored(int64_t rows) { noted_changes_ -= rows; }

  // Another number each time a transaction of this connection may have come to nothing after it wrote, and when the
  // connection is made anew. Of what a Write's body left in Kept under the same number, the database holds what it was.
  int64_t generation() const { return generation_; }

 protected:
  friend class Writer;
  absl::Status RunLast() {
    for (size_t i = 0; i < last_.size(); ++i) ZP_RETURN_IF_ERROR(last_[i]());  // one may add another
    return absl::OkStatus();
  }
  void DropLast() { last_.clear(); }
  void BeginGeneration() { ++generation_; }
  int64_t noted_changes() const { return noted_changes_; }

 private:
  std::vector<std::pair<const void*, std::shared_ptr<void>>> kept_;
  std::deque<absl::AnyInvocable<absl::Status()>> last_;  // after kept_, so that it goes first
  int64_t noted_changes_ = 0;
  int64_t generation_ = 0;
};

template <typename T>
struct WithoutStatus {
  using Type = T;
};
template <typename T>
struct WithoutStatus<absl::StatusOr<T>> {
  using Type = T;
};
// What a row becomes: `from_row` takes `const Statement&` and returns T or absl::StatusOr<T>. T owns its text.
template <typename FromRow>
using RowOf = typename WithoutStatus<std::invoke_result_t<FromRow&, const Statement&>>::Type;

// All rows of a query, in its order.
template <typename FromRow, typename... Args>
absl::StatusOr<std::vector<RowOf<FromRow>>> Rows(Connection& connection, absl::string_view sql, FromRow from_row,
                                                 const Args&... args) {
  ZP_ASSIGN_OR_RETURN(Statement statement, connection.Prepare(sql));
  statement.Bind(args...);
  std::vector<RowOf<FromRow>> rows;
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_row, statement.Step());
    if (!has_row) return rows;
    absl::StatusOr<RowOf<FromRow>> row = from_row(std::as_const(statement));
    if (!row.ok()) return row.status();
    rows.push_back(*std::move(row));
  }
}

// The first row of a query; empty when it has none.
template <typename FromRow, typename... Args>
absl::StatusOr<std::optional<RowOf<FromRow>>> FirstRow(Connection& connection, absl::string_view sql, FromRow from_row,
                                                       const Args&... args) {
  ZP_ASSIGN_OR_RETURN(Statement statement, connection.Prepare(sql));
  ZP_ASSIGN_OR_RETURN(const bool has_row, statement.Bind(args...).Step());
  if (!has_row) return std::optional<RowOf<FromRow>>();
  absl::StatusOr<RowOf<FromRow>> row = from_row(std::as_const(statement));
  if (!row.ok()) return row.status();
  return std::optional<RowOf<FromRow>>(*std::move(row));
}

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_CONNECTION_H_
