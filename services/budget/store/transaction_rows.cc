#include "services/budget/store/transaction_rows.h"

#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

// A transaction is reversed at the revision asked for when one that reverses it stands at or before that.
#define ZP_TRANSACTION_COLUMNS                                                                                     \
  "SELECT t.revision, t.step, t.source, t.record_id, t.record_version, t.document_number, t.effective_day, "       \
  "t.reverses, c.digest, c.changed_ms, EXISTS (SELECT 1 FROM transactions AS r WHERE r.division = t.division AND " \
  "r.department = t.department AND r.fiscal_year = t.fiscal_year AND r.reverses = CAST(t.fiscal_year AS TEXT) || " \
  "'-' || CAST(t.revision AS TEXT) AND r.reverses <> '' AND t.step = 1 AND r.revision <= $4), c.reason "           \
  "FROM transactions AS t JOIN changes AS c ON c.division = t.division AND c.department = t.department AND "       \
  "c.fiscal_year = t.fiscal_year AND c.revision = t.revision "

constexpr char kSelectRange[] = ZP_TRANSACTION_COLUMNS
    "WHERE t.division = $1 AND t.department = $2 AND t.fiscal_year = $3 AND t.revision <= $4 "
    "AND (t.revision > $5 OR (t.revision = $5 AND t.step > $6)) AND t.effective_day <= $7 "
    "ORDER BY t.revision, t.step LIMIT $8";

constexpr char kSelectOne[] = ZP_TRANSACTION_COLUMNS
    "WHERE t.division = $1 AND t.department = $2 AND t.fiscal_year = $3 AND t.revision <= $4 AND t.revision = $5 "
    "AND t.step = $6";

constexpr char kSelectVersions[] = ZP_TRANSACTION_COLUMNS
    "WHERE t.division = $1 AND t.department = $2 AND t.fiscal_year = $3 AND t.revision <= $4 AND t.source = $5 "
    "AND t.record_id = $6 ORDER BY t.record_version DESC";

#undef ZP_TRANSACTION_COLUMNS

constexpr char kSelectEntries[] =
    "SELECT quota, kind, amount_fen, origin, recurring, special_fund, note FROM entries WHERE division = $1 "
    "AND department = $2 AND fiscal_year = $3 AND revision = $4 AND step = $5 ORDER BY entry_index";

// Entries of a stretch of revisions in one sweep.
constexpr char kSelectEntriesBetween[] =
    "SELECT quota, kind, amount_fen, origin, recurring, special_fund, note, revision, step FROM entries "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND revision >= $4 AND revision <= $5 "
    "ORDER BY revision, step, entry_index";

constexpr char kInsertTransaction[] =
    "INSERT INTO transactions (division, department, fiscal_year, revision, step, source, record_id, record_version, "
    "document_number, effective_day, reverses) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

constexpr char kInsertEntry[] =
    "INSERT INTO entries (division, department, fiscal_year, revision, step, entry_index, quota, kind, amount_fen, "
    "origin, recurring, special_fund, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

constexpr int64_t kEveryRevision = std::numeric_limits<int64_t>::max();
constexpr int32_t kEveryDay = std::numeric_limits<int32_t>::max();

int64_t ColumnOf(Step step) { return step == Step::kOwn ? 1 : 0; }

StoredTransaction TransactionFromRow(const storage::Statement& row, int fiscal_year) {
  StoredTransaction stored;
  stored.place = {.revision = row.Int64(0), .step = row.Int64(1) == 1 ? Step::kOwn : Step::kReversalOfOlder};
  PostedTransaction& posted = stored.posted;
  posted.id = TransactionId(fiscal_year, stored.place);
  posted.revision = stored.place.revision;
  Transaction& transaction = posted.transaction;
  transaction.fiscal_year = fiscal_year;
  transaction.source = std::string(row.Text(2));
  transaction.record_id = std::string(row.Text(3));
  transaction.record_version = row.Int64(4);
  transaction.document_number = std::string(row.Text(5));
  transaction.effective_date = DateFromColumn(row.Int64(6));
  transaction.reverses = std::string(row.Text(7));
  posted.digest = std::string(row.Text(8));
  stored.posted_ms = row.Int64(9);
  posted.is_reversed = row.Bool(10);
  stored.reason = std::string(row.Text(11));
  return stored;
}

absl::StatusOr<LedgerEntry> EntryFromRow(const storage::Statement& row) {
  LedgerEntry entry;
  entry.quota = std::string(row.Text(0));
  ZP_ASSIGN_OR_RETURN(entry.entry.kind, EntryKindFromColumn(row.Int64(1)));
  entry.entry.amount = Money::Fen(row.Int64(2));
  ZP_ASSIGN_OR_RETURN(entry.origin, OriginFromColumn(row.Int64(3)));
  ZP_ASSIGN_OR_RETURN(entry.recurring, RecurringFromColumn(row.Int64(4)));
  entry.special_fund = std::string(row.Text(5));
  entry.note = std::string(row.Text(6));
  return entry;
}

template <typename... Args>
absl::StatusOr<std::vector<StoredTransaction>> SelectBare(storage::Connection& connection, const YearKey& key,
                                                          const char* sql, const Args&... args) {
  return Rows(
      connection, sql, [&key](const storage::Statement& row) { return TransactionFromRow(row, key.fiscal_year); },
      key.division(), key.code(), key.fiscal_year, args...);
}

// For few transactions.
absl::Status AddEntries(storage::Connection& connection, const YearKey& key, std::vector<StoredTransaction>& stored) {
  for (StoredTransaction& one : stored) {
    ZP_ASSIGN_OR_RETURN(one.posted.transaction.entries,
                        Rows(connection, kSelectEntries, EntryFromRow, key.division(), key.code(), key.fiscal_year,
                             one.place.revision, ColumnOf(one.place.step)));
  }
  return absl::OkStatus();
}

// For transactions that lie together, in order.
absl::Status AddEntriesInOneSweep(storage::Connection& connection, const YearKey& key,
                                  std::vector<StoredTransaction>& stored) {
  if (stored.empty()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(storage::Statement row, connection.Prepare(kSelectEntriesBetween));
  row.Bind(key.division(), key.code(), key.fiscal_year, stored.front().place.revision, stored.back().place.revision);
  auto next = stored.begin();
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_row, row.Step());
    if (!has_row) return absl::OkStatus();
    const std::pair<int64_t, int64_t> place(row.Int64(7), row.Int64(8));
    const auto place_of = [](const StoredTransaction& one) {
      return std::pair<int64_t, int64_t>(one.place.revision, ColumnOf(one.place.step));
    };
    while (next != stored.end() && place_of(*next) < place) ++next;
    if (next == stored.end()) return absl::OkStatus();
    if (place_of(*next) != place) continue;  // its transaction lies outside the range, by its day or the limit
    ZP_ASSIGN_OR_RETURN(LedgerEntry entry, EntryFromRow(row));
    next->posted.transaction.entries.push_back(std::move(entry));
  }
}

}  // namespace

std::string TransactionId(int fiscal_year, const TransactionPlace& place) {
  return absl::StrCat(fiscal_year, "-", place.revision, place.step == Step::kOwn ? "" : "-reversal");
}

std::optional<TransactionKey> ParseTransactionId(absl::string_view id) {
  TransactionKey key;
  if (absl::ConsumeSuffix(&id, "-reversal")) key.place.step = Step::kReversalOfOlder;
  const std::vector<absl::string_view> parts = absl::StrSplit(id, '-');
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &key.fiscal_year) ||
      !absl::SimpleAtoi(parts[1], &key.place.revision)) {
    return std::nullopt;
  }
  return key;
}

absl::Status InsertTransaction(storage::Connection& connection, const YearKey& key, const TransactionPlace& place,
                               const Transaction& transaction) {
  ZP_RETURN_IF_ERROR(connection.Execute(kInsertTransaction, key.division(), key.code(), key.fiscal_year, place.revision,
                                        ColumnOf(place.step), transaction.source, transaction.record_id,
                                        transaction.record_version, transaction.document_number,
                                        transaction.effective_date.days(), transaction.reverses));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertEntry));
  int64_t index = 0;
  for (const LedgerEntry& entry : transaction.entries) {
    insert.Bind(key.division(), key.code(), key.fiscal_year, place.revision, ColumnOf(place.step), index++, entry.quota,
                ColumnOf(entry.entry.kind), entry.entry.amount.fen(), ColumnOf(entry.origin), ColumnOf(entry.recurring),
                entry.special_fund, entry.note);
    ZP_RETURN_IF_ERROR(insert.Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredTransaction>> SelectTransactions(storage::Connection& connection, const YearKey& key,
                                                                  const TransactionRange& range) {
  const TransactionPlace after = range.after.value_or(TransactionPlace{.revision = 0, .step = Step::kOwn});
  const int64_t last_day = range.as_of.has_value() ? range.as_of->days() : kEveryDay;
  ZP_ASSIGN_OR_RETURN(std::vector<StoredTransaction> found,
                      SelectBare(connection, key, kSelectRange, range.revision, after.revision, ColumnOf(after.step),
                                 last_day, range.limit));
  ZP_RETURN_IF_ERROR(AddEntriesInOneSweep(connection, key, found));
  return found;
}

absl::StatusOr<std::vector<StoredTransaction>> SelectAllTransactions(storage::Connection& connection,
                                                                     const YearKey& key, int64_t revision) {
  return SelectTransactions(connection, key,
                            {.revision = revision,
                             .as_of = std::nullopt,
                             .after = std::nullopt,
                             .limit = std::numeric_limits<int64_t>::max()});
}

absl::StatusOr<std::optional<StoredTransaction>> SelectTransaction(storage::Connection& connection, const YearKey& key,
                                                                   const TransactionPlace& place) {
  ZP_ASSIGN_OR_RETURN(std::vector<StoredTransaction> found,
                      SelectBare(connection, key, kSelectOne, kEveryRevision, place.revision, ColumnOf(place.step)));
  ZP_RETURN_IF_ERROR(AddEntries(connection, key, found));
  if (found.empty()) return std::optional<StoredTransaction>();
  return std::optional<StoredTransaction>(std::move(found.front()));
}

absl::StatusOr<std::vector<StoredTransaction>> SelectVersions(storage::Connection& connection, const YearKey& key,
                                                              const std::string& source, const std::string& record_id) {
  ZP_ASSIGN_OR_RETURN(std::vector<StoredTransaction> found,
                      SelectBare(connection, key, kSelectVersions, kEveryRevision, source, record_id));
  ZP_RETURN_IF_ERROR(AddEntries(connection, key, found));
  return found;
}

}  // namespace zhengping::budget
