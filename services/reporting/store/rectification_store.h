// Rectification items of departments. Made once each: making them again leaves what is there as it stands. A change is
// decided (rectification.h) and stored in one database transaction.
//
// Thread rule: as storage::Database; Read… block and are for worker threads.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_RECTIFICATION_STORE_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_RECTIFICATION_STORE_H_

#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/resource_name/resource_name.h"
#include "common/storage/database.h"
#include "services/reporting/domain/rectification/rectification.h"
#include "services/reporting/store/keys.h"

namespace zhengping::reporting {

struct MadeItems {
  std::vector<RectificationItem> items;  // as they stand, by id
  int created_count = 0;
};

struct ItemQuery {
  DepartmentName department;
  int fiscal_year = 0;  // 0: all
  std::string after;    // id of the last one shown; empty: from the first
  int limit = 0;
};

class RectificationStore {
 public:
  explicit RectificationStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // Stores those of `items` whose id is new; answers all of them as they stand.
  void Make(DepartmentName department, std::vector<RectificationItem> items, WriteStamp stamp, Done<MadeItems> done);

  // Refused, with nothing stored: RECTIFICATION_ITEM_NOT_FOUND, field "name"; ETAG_STALE, field "etag"; what Apply
  // refuses. `etag` empty: whatever it is.
  void Change(DepartmentName department, std::string item, std::string etag, ItemChange change, WriteStamp stamp,
              Done<RectificationItem> done);

  // By id, at most query.limit.
  absl::StatusOr<std::vector<RectificationItem>> Read(const ItemQuery& query);
  // All of one year's, by id.
  absl::StatusOr<std::vector<RectificationItem>> ReadYear(const YearKey& key);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_RECTIFICATION_STORE_H_
