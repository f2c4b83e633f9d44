// Import profiles (导入方案): read, listed, created and changed.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/import_profile_rows.h"
#include "services/budget/store/request_rows.h"

namespace zhengping::budget {

struct ProfileUpdate {
  ProfileName name;
  // What the stored profile becomes (an empty one where there is none); pure, may be asked twice.
  absl::AnyInvocable<absl::StatusOr<ImportProfile>(const ImportProfile& stored)> change;
  OnMissing on_missing = OnMissing::kRefuse;
  std::optional<int64_t> expected_version;  // ETAG_STALE when it is another
  WriteStamp stamp;
};

class ImportProfileStore {
 public:
  explicit ImportProfileStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // IMPORT_PROFILE_NOT_FOUND.
  void Get(ProfileName name, Done<StoredProfile> done);
  void List(std::string division, std::string after, int64_t limit, Done<std::vector<StoredProfile>> done);
  // Refused besides what `change` refuses: IMPORT_PROFILE_NOT_FOUND, ETAG_STALE. The same content again changes
  // nothing.
  void Update(ProfileUpdate update, Done<StoredProfile> done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_STORE_H_
