#include "services/budget/store/feed_reader.h"

#include <optional>
#include <random>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/store/ledger_chunks.h"

namespace zhengping::budget {
namespace {

// Rows that one reading looks at, those that the filter passes by included: some milliseconds.
constexpr int64_t kMostRows = 1000;

constexpr char kSelectIdentity[] = "SELECT store_id FROM store_identity WHERE only_row = 1";

constexpr char kInsertIdentity[] =
    "INSERT INTO store_identity (only_row, store_id) VALUES (1, $1) ON CONFLICT (only_row) DO NOTHING";

constexpr char kSelectLast[] = "SELECT COALESCE(MAX(position), 0) FROM feed";

constexpr char kSelectRows[] =
    "SELECT position, division, department, fiscal_year, first_revision, last_revision FROM feed WHERE position >= $1 "
    "ORDER BY position LIMIT $2";

struct FeedRow {
  int64_t position = 0;
  YearKey key;
  int64_t first_revision = 0;
  int64_t last_revision = 0;
};

FeedRow FeedRowFromRow(const storage::Statement& row) {
  return {.position = row.Int64(0),
          .key = {.department = {.division = std::string(row.Text(1)), .department = std::string(row.Text(2))},
                  .fiscal_year = row.Int32(3)},
          .first_revision = row.Int64(4),
          .last_revision = row.Int64(5)};
}

std::string RandomId() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) id += absl::StrFormat("%08x", random());
  return id;
}

absl::StatusOr<std::string> Identify(storage::Connection& connection) {
  ZP_RETURN_IF_ERROR(connection.Execute(kInsertIdentity, RandomId()));
  ZP_ASSIGN_OR_RETURN(
      std::optional<std::string> id,
      FirstRow(connection, kSelectIdentity, [](const storage::Statement& row) { return std::string(row.Text(0)); }));
  if (!id.has_value()) return absl::InternalError("the store has no identity");
  return *std::move(id);
}

// About what it takes in a message.
size_t SizeOf(const FeedChange& change) {
  size_t bytes = 200;
  for (const StoredTransaction& stored : change.transactions) {
    bytes += 400;
    for (const LedgerEntry& entry : stored.posted.transaction.entries) {
      bytes += 150 + entry.note.size() + entry.special_fund.size();
    }
  }
  return bytes;
}

FeedChange ChangeOf(const YearKey& key, StoredRevision revision) {
  FeedChange change = {.key = key,
                       .revision = revision.packed.revision,
                       .kind = revision.packed.kind,
                       .digest = revision.packed.digest,
                       .stored_ms = revision.stored_ms,
                       .transactions = {}};
  change.transactions = TransactionsOf(std::move(revision), key.fiscal_year);
  return change;
}

absl::Status PositionOfOtherStore() {
  return NotNow({"POSITION_OF_OTHER_STORE", "position"},
                "the position was given by another store, or this one was restored from an older backup: begin anew, "
                "without a position");
}

class PageReading {
 public:
  PageReading(storage::Connection& connection, const FeedQuery& query) : connection_(connection), query_(query) {}

  absl::StatusOr<FeedPage> Read(const std::string& store_id) {
    page_.position = query_.after;
    page_.position.store_id = store_id;
    ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> last,
                        FirstRow(connection_, kSelectLast, [](const storage::Statement& row) { return row.Int64(0); }));
    if (query_.after.row > last.value_or(0)) return PositionOfOtherStore();
    const int64_t first = query_.after.row + (query_.after.revision == 0 ? 1 : 0);
    ZP_ASSIGN_OR_RETURN(const std::vector<FeedRow> rows,
                        Rows(connection_, kSelectRows, FeedRowFromRow, first, kMostRows));
    for (const FeedRow& row : rows) {
      ZP_RETURN_IF_ERROR(Put(row));
      if (is_full_) return std::move(page_);
    }
    page_.is_at_end = rows.size() < static_cast<size_t>(kMostRows);
    return std::move(page_);
  }

 private:
  absl::Status Put(const FeedRow& row) {
    const bool is_wanted =
        row.key.division() == query_.division && (query_.department.empty() || row.key.code() == query_.department);
    const int64_t seen = row.position == query_.after.row ? query_.after.revision : 0;
    if (is_wanted && seen < row.last_revision) {
      const int64_t first = std::max(row.first_revision, seen + 1);
      ZP_RETURN_IF_ERROR(VisitRevisions(
          connection_, row.key, first, row.last_revision, [&](StoredRevision revision) -> absl::StatusOr<Visit> {
            page_.changes.push_back(ChangeOf(row.key, std::move(revision)));
            page_.position.row = row.position;
            page_.position.revision = page_.changes.back().revision;
            bytes_ += SizeOf(page_.changes.back());
            is_full_ = page_.changes.size() >= query_.most_changes || bytes_ >= query_.usual_bytes;
            return is_full_ ? Visit::kStop : Visit::kGoOn;
          }));
      if (is_full_) return absl::OkStatus();
    }
    page_.position.row = row.position;
    page_.position.revision = 0;
    return absl::OkStatus();
  }

  storage::Connection& connection_;
  const FeedQuery& query_;
  FeedPage page_;
  size_t bytes_ = 0;
  bool is_full_ = false;
};

// The reader whose listeners this thread wakes, holding their mutex: a feed that ends while it is woken is let go of
// there and then, and takes its listener along.
thread_local const FeedReader* waking = nullptr;

}  // namespace

FeedReader::FeedReader(storage::Database& database) : database_(database) {
  database_.SetCommitListener([this] {
    const std::lock_guard<std::mutex> lock(listeners_mutex_);
    waking = this;
    int64_t last = 0;
    for (auto next = listeners_.begin(); next != listeners_.end(); next = listeners_.upper_bound(last)) {
      last = next->first;
      const std::function<void()> wake = next->second;  // it may remove itself
      wake();
    }
    waking = nullptr;
  });
}

FeedReader::~FeedReader() { database_.SetCommitListener(nullptr); }

void FeedReader::Read(FeedQuery query, Done<FeedPage> done) {
  std::string store_id;
  {
    const std::lock_guard<std::mutex> lock(identity_mutex_);
    store_id = store_id_;
  }
  if (!store_id.empty()) return ReadIdentified(std::move(query), std::move(store_id), std::move(done));
  database_.Write(Identify, [this, query = std::move(query),
                             done = std::move(done)](absl::StatusOr<std::string> identified) mutable {
    if (!identified.ok()) return done(identified.status());
    {
      const std::lock_guard<std::mutex> lock(identity_mutex_);
      store_id_ = *identified;
    }
    ReadIdentified(std::move(query), *std::move(identified), std::move(done));
  });
}

void FeedReader::ReadIdentified(FeedQuery query, std::string store_id, Done<FeedPage> done) {
  if (!query.after.store_id.empty() && query.after.store_id != store_id) return done(PositionOfOtherStore());
  database_.ReadAsync([query = std::move(query), store_id = std::move(store_id)](
                          storage::Connection& connection) { return PageReading(connection, query).Read(store_id); },
                      std::move(done));
}

int64_t FeedReader::AddListener(std::function<void()> wake) {
  const std::lock_guard<std::mutex> lock(listeners_mutex_);
  listeners_.emplace(++last_listener_, std::move(wake));
  return last_listener_;
}

void FeedReader::RemoveListener(int64_t key) {
  if (waking == this) {
    listeners_.erase(key);
    return;
  }
  const std::lock_guard<std::mutex> lock(listeners_mutex_);
  listeners_.erase(key);
}

}  // namespace zhengping::budget
