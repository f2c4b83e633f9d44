// Rows of the analysis settings: what was set for a division and year, house defaults elsewhere.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/connection.h"
#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/findings/settings.h"

namespace zhengping::budget {

struct DivisionYear {
  std::string division;
  int fiscal_year = 0;
};

struct StoredSettings {
  FindingSettings settings;  // house defaults filled in
  int64_t version = 0;       // the etag; 0: everything is the house default
  int64_t changed_ms = 0;
};

SeverityThresholds& ThresholdsOf(FindingSettings& settings, FindingKind kind);

// The latest version.
absl::StatusOr<StoredSettings> SelectLatestSettings(storage::Connection& connection, const DivisionYear& key);
// By hash, the latest version for an empty one. Refused: SETTINGS_NOT_FOUND.
absl::StatusOr<FindingSettings> SelectSettings(storage::Connection& connection, const DivisionYear& key,
                                               const std::string& settings_hash);
// As the version after `version`.
absl::Status InsertSettings(storage::Connection& connection, const DivisionYear& key, const StoredSettings& stored,
                            const std::string& caller);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_SETTINGS_ROWS_H_
