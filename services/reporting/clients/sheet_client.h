// The indicator service as the check of filed sheets uses it: frameworks, a sheet scored that is stored nowhere, the
// targets of a year. Deadlines, retries, trace and errors as with IndicatorClient.
//
// Thread rule: any thread; every call blocks, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_CLIENT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/sheet_check/framework_outline.h"
#include "services/reporting/domain/sheet_check/sheet_question.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::indicator::v1 {
class Framework;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

// Under which framework a sheet is scored: by name, or one that came with it.
struct SheetFramework {
  std::string name;
  const indicator::v1::Framework* own = nullptr;  // null: by name; outlives the calls
};

enum class SheetWeightsAre {
  kScaled,  // into the framework's slots: the total by the rule
  kKept,    // as the sheet prints them: row by row
};

class SheetClient {
 public:
  SheetClient(std::shared_ptr<grpc::ChannelInterface> channel, std::chrono::milliseconds deadline);
  ~SheetClient();

  // Refused: FRAMEWORK_NOT_FOUND, and for a name beside an own framework FRAMEWORK_CHOICE.
  absl::StatusOr<FrameworkOutline> Outline(const SheetFramework& framework, const client::Outgoing& outgoing);

  // `facts` beside the question's own. Refused: what indicator refuses of a sheet.
  absl::StatusOr<Scorecard> Score(const Subject& subject, const SheetFramework& framework,
                                  const SheetQuestion& question, const std::vector<Fact>& facts,
                                  SheetWeightsAre weights, const client::Outgoing& outgoing);

  // Empty where the year has no plan.
  absl::StatusOr<std::vector<PlannedTarget>> Targets(const Subject& subject, const client::Outgoing& outgoing);

 private:
  struct Wire;
  const std::unique_ptr<Wire> wire_;
  const client::CallOptions options_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_CLIENT_H_
