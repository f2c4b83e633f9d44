// Analysis settings: read and changed. Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_STORE_H_

#include <cstdint>
#include <optional>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/settings_rows.h"

namespace zhengping::budget {

struct SettingsUpdate {
  DivisionYear key;
  // What the stored settings become; pure, may be asked twice.
  absl::AnyInvocable<absl::StatusOr<FindingSettings>(const FindingSettings& stored)> change;
  std::optional<int64_t> expected_version;  // ETAG_STALE when it is another
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

class SettingsStore {
 public:
  explicit SettingsStore(storage::Database& database) : database_(database) {}

  using Done = absl::AnyInvocable<void(absl::StatusOr<StoredSettings>)>;

  void Get(DivisionYear key, Done done);
  // Refused besides what `change` refuses and CheckSettings finds: ETAG_STALE.
  void Update(SettingsUpdate update, Done done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_STORE_H_
