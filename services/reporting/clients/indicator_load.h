// The indicator service's part of a case: plan, observations and checks of its own year, loaded declaratively (source
// "case") in one step there.
//
// Thread rule and errors as with IndicatorClient.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/clients/load_answer.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::reporting {

// What became of a case's own framework.
struct TakenFramework {
  LoadAnswer answer;
  std::string name;     // "frameworks/daxiang-2024"; empty when it has errors
  std::string message;  // the framework in protobuf's binary form, for checks before it is published
};

class IndicatorLoad {
 public:
  IndicatorLoad(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline);
  ~IndicatorLoad();

  // Publishes the case's own framework, or says what would become of it. One of another content under its name is an
  // issue of the answer; refusals as of Load.
  absl::StatusOr<TakenFramework> TakeFramework(const Case& contents, const ImportOrder& order,
                                               const client::Outgoing& outgoing);

  // With `own` the plan is held against the case's own framework: nothing where that could not be read.
  // A refusal of what was sent is an issue of the answer when the order is to validate only, and an error when it is to
  // write: LOAD_HAS_ERRORS as CASE_REFUSED_AT_WRITING (load_refusal.h). What no message holds is not sent:
  // CASE_TOO_LARGE, an issue of the answer.
  absl::StatusOr<LoadAnswer> Load(const Case& contents, const std::optional<TakenFramework>& own,
                                  const ImportOrder& order, const client::Outgoing& outgoing);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_H_
