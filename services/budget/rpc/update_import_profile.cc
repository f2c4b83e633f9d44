#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/profile_messages.h"
#include "services/budget/rpc/update_mask.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<ProfileUpdate> FromMessage(const v1::UpdateImportProfileRequest& request) {
  ProfileUpdate update;
  const v1::ImportProfile& profile = request.import_profile();
  ZP_ASSIGN_OR_RETURN(update.name, ProfileFromName(profile.name(), "import_profile.name"));
  ZP_ASSIGN_OR_RETURN(std::set<std::string> fields,
                      FieldsToChange(request.update_mask(), PopulatedFields(profile), ChangeableProfileFields()));
  ZP_ASSIGN_OR_RETURN(update.expected_version, ParseEtag(profile.etag(), "import_profile.etag"));
  update.on_missing = request.allow_missing() ? OnMissing::kCreate : OnMissing::kRefuse;
  update.change = [profile, fields](const ImportProfile& stored) -> absl::StatusOr<ImportProfile> {
    absl::StatusOr<ImportProfile> changed = WithMessage(stored, profile, fields);
    if (!changed.ok()) return WithFieldPrefix(changed.status(), "import_profile.");
    return changed;
  };
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateImportProfile(grpc::CallbackServerContext* context,
                                                             const v1::UpdateImportProfileRequest* request,
                                                             v1::ImportProfile* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<ProfileUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    update->stamp = StampOf(call, clock_);
    profiles_.Update(*std::move(update), [=](const absl::StatusOr<StoredProfile>& stored) {
      if (stored.ok()) ToMessage(*stored, *response);
      done(stored.status());
    });
  });
}

}  // namespace zhengping::budget
