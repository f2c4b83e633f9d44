#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

absl::StatusOr<std::vector<Observation>> ObservationsFrom(const v1::AddObservationsRequest& request) {
  if (request.observations().empty() || request.observations_size() > kMostAddedObservations) {
    return Invalid({"OBSERVATION_INVALID", "observations"},
                   absl::StrCat("a request adds 1 to ", kMostAddedObservations, " observations"));
  }
  std::vector<Observation> observations;
  std::vector<Issue> issues;
  for (int i = 0; i < request.observations_size(); ++i) {
    observations.push_back(
        FromMessage(request.observations(i), request.fiscal_year(), absl::StrCat("observations[", i, "]"), issues));
  }
  if (issues.empty()) return observations;
  return Invalid({"OBSERVATION_INVALID", issues.front().place.field},
                 absl::StrCat(issues.front().reason, ": ", issues.front().remedy));
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::AddObservations(grpc::CallbackServerContext* context,
                                                            const v1::AddObservationsRequest* request,
                                                            v1::AddObservationsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<YearKey> key = ParseYearKey(request->parent(), request->fiscal_year(), "parent");
    if (!key.ok()) return done(key.status());
    const absl::StatusOr<std::string> request_id = ParseRequestId(request->request_id());
    if (!request_id.ok()) return done(request_id.status());
    const absl::StatusOr<std::vector<Observation>> observations = ObservationsFrom(*request);
    if (!observations.ok()) return done(observations.status());
    store_.AddObservations(*key, *observations, StampOf(call, *request_id),
                           [=, key = *key](const absl::StatusOr<YearMark>& mark) {
                             if (mark.ok()) ToMessage(key, *mark, *response->mutable_mark());
                             done(mark.status());
                           });
  });
}

}  // namespace zhengping::indicator
