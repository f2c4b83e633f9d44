#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/digest/sm3.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/evaluation_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

struct Order {
  Subject subject;
  std::string framework;  // empty: the one that the case named
  bool is_stored = true;
  WriteStamp stamp;
};

// The same for requests that ask for the same evaluation.
std::string DigestOf(const Order& order) {
  const Subject& subject = order.subject;
  return Sm3Hex(absl::StrJoin(
      {std::string("CreateEvaluation"), FormatName(subject.department), absl::StrCat(subject.fiscal_year),
       subject.as_of.has_value() ? FormatIso(*subject.as_of) : std::string(), order.framework, subject.project},
      "\n"));
}

absl::StatusOr<Order> OrderFrom(const v1::CreateEvaluationRequest& request, WriteStamp stamp) {
  Order order{.framework = request.framework(), .is_stored = !request.validate_only(), .stamp = std::move(stamp)};
  Subject& subject = order.subject;
  ZP_ASSIGN_OR_RETURN(subject.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(subject.fiscal_year, ParseFiscalYear(request.fiscal_year()));
  if (request.has_as_of()) {
    ZP_ASSIGN_OR_RETURN(subject.as_of, DateFrom(request.as_of(), "as_of"));
  }
  if (!order.framework.empty()) {
    ZP_RETURN_IF_ERROR(MatchName("frameworks/*", order.framework, "framework").status());
  }
  subject.project = request.project();
  if (subject.project.size() > kMostProjectBytes ||
      (!subject.project.empty() && IdFromExternalCode(subject.project).empty())) {
    return Invalid({"RESOURCE_NAME_MALFORMED", "project"},
                   absl::StrCat("a pro_code has at most ", kMostProjectBytes, " characters"));
  }
  ZP_ASSIGN_OR_RETURN(order.stamp.request_id, ParseRequestId(request.request_id()));
  order.stamp.request_digest = DigestOf(order);
  return order;
}

// What is answered but not stored has no id.
Evaluation Unstored(Computed computed, const std::string& release) {
  Evaluation evaluation{.watermark = std::move(computed.watermark), .content = std::move(computed.content)};
  evaluation.head.release = release;
  evaluation.head.content_digest = std::move(computed.content_digest);
  return evaluation;
}

}  // namespace

// The workers ask the other services; the store answers after the commit. A retry gets the evaluation that its request
// made before anybody is asked again.
grpc::ServerUnaryReactor* ReportingService::CreateEvaluation(grpc::CallbackServerContext* context,
                                                             const v1::CreateEvaluationRequest* request,
                                                             v1::Evaluation* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<Order> checked = OrderFrom(*request, StampOf(call));
    if (!checked.ok()) return done(checked.status());
    const bool is_queued = workers_.Submit([=, this, &call, order = *checked] {
      if (call.IsOver()) return done(call.WhyOver());
      const absl::StatusOr<std::optional<Evaluation>> made =
          order.is_stored ? evaluations_.FindRequested(order.subject.department, order.stamp)
                          : std::optional<Evaluation>();
      if (!made.ok()) return done(made.status());
      if (made->has_value()) {
        ToMessage(**made, *response);
        return done(absl::OkStatus());
      }
      absl::StatusOr<Computed> computed = Compute(sources(), order.subject, order.framework, call.outgoing());
      if (!computed.ok()) return done(computed.status());
      if (!order.is_stored) {
        ToMessage(Unstored(*std::move(computed), release_), *response);
        return done(absl::OkStatus());
      }
      evaluations_.Create(*std::move(computed), release_, order.stamp,
                          [done, response](const absl::StatusOr<Evaluation>& created) {
                            if (created.ok()) ToMessage(*created, *response);
                            done(created.status());
                          });
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::reporting
