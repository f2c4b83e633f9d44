#include "services/budget/store/import_profile_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

absl::Status NotFound(const ProfileName& name) {
  return Absent({"IMPORT_PROFILE_NOT_FOUND"},
                absl::StrCat("divisions/", name.division, "/importProfiles/", name.profile,
                             " is not stored: create it with UpdateImportProfile and allow_missing"));
}

absl::StatusOr<StoredProfile> GetBody(storage::Connection& connection, const ProfileName& name) {
  ZP_ASSIGN_OR_RETURN(std::optional<StoredProfile> stored, SelectProfile(connection, name));
  if (!stored.has_value()) return NotFound(name);
  return *std::move(stored);
}

absl::StatusOr<StoredProfile> UpdateBody(storage::Connection& connection, ProfileUpdate& update) {
  ZP_ASSIGN_OR_RETURN(std::optional<StoredProfile> stored, SelectProfile(connection, update.name));
  if (!stored.has_value() && update.on_missing == OnMissing::kRefuse) return NotFound(update.name);
  if (!stored.has_value()) stored = StoredProfile{.name = update.name};
  if (update.expected_version.has_value() && *update.expected_version != stored->version) {
    return Stale({"ETAG_STALE", "import_profile.etag"}, "the profile has changed since it was read: read it again");
  }
  ZP_ASSIGN_OR_RETURN(ImportProfile changed, update.change(stored->profile));
  if (stored->version != 0 && changed == stored->profile) return *std::move(stored);
  stored->profile = std::move(changed);
  ++stored->version;
  stored->updated_ms = update.stamp.now_ms;
  ZP_RETURN_IF_ERROR(SaveProfile(connection, *stored, update.stamp.caller));
  return *std::move(stored);
}

}  // namespace

void ImportProfileStore::Get(ProfileName name, Done<StoredProfile> done) {
  database_.ReadAsync([name = std::move(name)](storage::Connection& connection) { return GetBody(connection, name); },
                      std::move(done));
}

void ImportProfileStore::List(std::string division, std::string after, int64_t limit,
                              Done<std::vector<StoredProfile>> done) {
  database_.ReadAsync(
      [division = std::move(division), after = std::move(after), limit](storage::Connection& connection) {
        return SelectProfiles(connection, division, after, limit);
      },
      std::move(done));
}

void ImportProfileStore::Update(ProfileUpdate update, Done<StoredProfile> done) {
  database_.Write(
      [update = std::move(update)](storage::Connection& connection) mutable { return UpdateBody(connection, update); },
      std::move(done));
}

}  // namespace zhengping::budget
