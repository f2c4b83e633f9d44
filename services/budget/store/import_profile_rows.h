// Rows of import profiles (导入方案) and of the watermarks that imports leave.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/import_profile.h"

namespace zhengping::budget {

struct ProfileName {
  std::string division;
  std::string profile;
};

struct StoredProfile {
  ProfileName name;
  ImportProfile profile;
  int64_t version = 0;  // the etag; 0: not stored
  int64_t updated_ms = 0;
};

// Empty where there is none.
absl::StatusOr<std::optional<StoredProfile>> SelectProfile(storage::Connection& connection, const ProfileName& name);
// Of a division after `after`, by id, at most `limit`.
absl::StatusOr<std::vector<StoredProfile>> SelectProfiles(storage::Connection& connection, const std::string& division,
                                                          const std::string& after, int64_t limit);
// Over the version before.
absl::Status SaveProfile(storage::Connection& connection, const StoredProfile& stored, const std::string& caller);

// How far a source has sent a table of a year.
struct Watermark {
  std::string table;
  int fiscal_year = 0;
  int64_t moment = 0;  // 20230531093000123; 0: nothing with an update_time yet

  friend bool operator==(const Watermark&, const Watermark&) = default;
};

// Of the tables and years of `asked`, in their order; their moments do not count.
absl::StatusOr<std::vector<Watermark>> SelectWatermarks(storage::Connection& connection, const std::string& division,
                                                        const std::string& source, const std::vector<Watermark>& asked);
absl::Status SaveWatermark(storage::Connection& connection, const std::string& division, const std::string& source,
                           const Watermark& watermark);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_PROFILE_ROWS_H_
