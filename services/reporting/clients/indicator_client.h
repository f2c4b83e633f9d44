// The indicator service as reporting uses it. Deadlines, retries, trace and errors as with BudgetClient; every error
// names "indicator".
//
// Thread rule: any thread; every call blocks, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_CLIENT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/client/channel.h"
#include "common/client/outgoing.h"
#include "services/reporting/domain/evaluate.h"

namespace zhengping::indicator::v1 {
class AnalyzeSensitivityResponse;
class Framework;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

// How to reach indicator at `target`, with retries of what only reads.
client::ChannelConfig IndicatorChannel(const std::string& target);

// Whether a framework that was retired still scores: for what was evaluated under it already, and for nothing new.
enum class RetiredFramework { kRefused, kAllowed };

class IndicatorClient {
 public:
  // An in-process channel works as well.
  IndicatorClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline);
  ~IndicatorClient();

  // Scores the subject under `framework` ("frameworks/self-evaluation-2020") with `facts`, as FactsForScoring gives
  // them.
  absl::StatusOr<Scoring> Score(const Subject& subject, const std::string& framework, const std::vector<Fact>& facts,
                                const client::Outgoing& outgoing,
                                RetiredFramework retired = RetiredFramework::kRefused);

  // How the evaluation's total answers to its inputs: asked with its own facts, at the revision that it was scored at.
  absl::Status AnalyzeSensitivity(const Evaluation& evaluation, const client::Outgoing& outgoing,
                                  indicator::v1::AnalyzeSensitivityResponse& response);
  // Scores the evaluation's department-year again under `framework`, with the evaluation's own facts and revision.
  absl::StatusOr<Scoring> ScoreUnder(const Evaluation& evaluation, const indicator::v1::Framework& framework,
                                     const client::Outgoing& outgoing);
  // The grades of `framework`, best first; none when it is not the one with the hash `framework_hash` any more.
  absl::StatusOr<std::vector<GradeBand>> Grades(const std::string& framework, const std::string& framework_hash,
                                                const client::Outgoing& outgoing);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_CLIENT_H_
