// The change feed: every change of every department-year, in the order of the commits, read page by page from a
// position on; and the bell that rings when there is more.
//
// Within a department-year the changes come in the order of their revisions and none is left out. A position is a row
// of the feed and a revision within it, so that a page may end in the middle of a large import.
//
// Thread rule: as storage::Database; every `done` is called exactly once. One reader a database: it is its commit
// listener.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_FEED_READER_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_FEED_READER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/transaction_rows.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

// What has been dealt with: all rows up to and with `row`; when `revision` is not 0, of that row only the revisions up
// to and with it. {0, 0} is the beginning.
struct FeedPosition {
  std::string store_id;  // empty at the beginning
  int64_t row = 0;
  int64_t revision = 0;
};

struct FeedQuery {
  FeedPosition after;
  std::string division;
  std::string department;  // code; empty: all of the division
  size_t most_changes = 0;
  size_t usual_bytes = 0;  // a page ends after the change that reaches it
};

struct FeedChange {
  YearKey key;
  int64_t revision = 0;
  ChangeKind kind = ChangeKind::kTransaction;
  std::string digest;  // of the department-year after it
  int64_t stored_ms = 0;
  std::vector<StoredTransaction> transactions;  // the reversal of an older version before its successor
};

struct FeedPage {
  std::vector<FeedChange> changes;
  FeedPosition position;   // after them, and after what the filter passed by
  bool is_at_end = false;  // at the time of reading there was nothing behind it
};

class FeedReader {
 public:
  explicit FeedReader(storage::Database& database);
  ~FeedReader();
  FeedReader(const FeedReader&) = delete;
  FeedReader& operator=(const FeedReader&) = delete;

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // The page after a position; bounded work, so it may be empty without being at the end. Refused:
  // POSITION_OF_OTHER_STORE when the position is another store's, or lies beyond this one's end (a restored backup).
  void Read(FeedQuery query, Done<FeedPage> done);

  // `wake` is called after each commit, on the writing thread: as short as a `done`. It may remove itself, not add.
  int64_t AddListener(std::function<void()> wake);
  // When it returns, `wake` is not running, but where it removed itself, and will not be called.
  void RemoveListener(int64_t key);

 private:
  void ReadIdentified(FeedQuery query, std::string store_id, Done<FeedPage> done);

  storage::Database& database_;
  std::mutex identity_mutex_;
  std::string store_id_;        // guarded by identity_mutex_; empty: not known yet
  std::mutex listeners_mutex_;  // held while they are woken
  int64_t last_listener_ = 0;
  std::map<int64_t, std::function<void()>> listeners_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_FEED_READER_H_
