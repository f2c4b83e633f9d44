#include "services/budget/store/settings_store.h"

#include <utility>

#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/transaction.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<StoredSettings> UpdateBody(storage::Connection& connection, SettingsUpdate& update) {
  ZP_ASSIGN_OR_RETURN(StoredSettings stored, SelectLatestSettings(connection, update.key));
  if (update.expected_version.has_value() && *update.expected_version != stored.version) {
    return Stale({"ETAG_STALE", "analysis_settings.etag"},
                 "the settings have changed since they were read: read again");
  }
  ZP_ASSIGN_OR_RETURN(FindingSettings changed, update.change(stored.settings));
  if (absl::Status refused = FirstRefusal(CheckSettings(changed)); !refused.ok()) {
    return WithFieldPrefix(std::move(refused), "analysis_settings.");
  }
  if (changed == stored.settings) return stored;
  stored.settings = std::move(changed);
  if (update.mode == Mode::kValidateOnly) return stored;
  ++stored.version;
  stored.changed_ms = update.stamp.now_ms;
  ZP_RETURN_IF_ERROR(InsertSettings(connection, update.key, stored, update.stamp.caller));
  return stored;
}

}  // namespace

void SettingsStore::Get(DivisionYear key, Done done) {
  database_.ReadAsync(
      [key = std::move(key)](storage::Connection& connection) { return SelectLatestSettings(connection, key); },
      std::move(done));
}

void SettingsStore::Update(SettingsUpdate update, Done done) {
  const Mode mode = update.mode;
  auto body = [update = std::move(update)](storage::Connection& connection) mutable {
    return UpdateBody(connection, update);
  };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

}  // namespace zhengping::budget
