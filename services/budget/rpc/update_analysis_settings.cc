#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/settings_messages.h"
#include "services/budget/rpc/update_mask.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<SettingsUpdate> FromMessage(const v1::UpdateAnalysisSettingsRequest& request) {
  SettingsUpdate update;
  const v1::AnalysisSettings& settings = request.analysis_settings();
  ZP_ASSIGN_OR_RETURN(update.key, SettingsFromName(settings.name(), "analysis_settings.name"));
  ZP_ASSIGN_OR_RETURN(std::set<std::string> fields,
                      FieldsToChange(request.update_mask(), PopulatedFields(settings),
                                     {"budget_approval_date", "budget_approval_source", "thresholds", "parameters",
                                      "foreseeable_keywords"}));
  ZP_ASSIGN_OR_RETURN(update.expected_version, ParseEtag(settings.etag(), "analysis_settings.etag"));
  update.mode = request.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  update.change = [settings, fields](const FindingSettings& stored) -> absl::StatusOr<FindingSettings> {
    absl::StatusOr<FindingSettings> changed = WithMessage(stored, settings, fields);
    if (!changed.ok()) return WithFieldPrefix(changed.status(), "analysis_settings.");
    return changed;
  };
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateAnalysisSettings(grpc::CallbackServerContext* context,
                                                                const v1::UpdateAnalysisSettingsRequest* request,
                                                                v1::AnalysisSettings* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<SettingsUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    update->stamp = StampOf(call, clock_);
    const DivisionYear key = update->key;
    settings_.Update(*std::move(update), [=](absl::StatusOr<StoredSettings> stored) {
      if (stored.ok()) ToMessage(key, *stored, *response);
      done(stored.status());
    });
  });
}

}  // namespace zhengping::budget
