// What the check of filed sheets asks of the indicator service and is answered.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_MESSAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/domain/scorecard.h"
#include "services/reporting/domain/sheet_check/framework_outline.h"
#include "services/reporting/domain/sheet_check/sheet_question.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::indicator::v1 {
class Framework;
class Plan;
class Scorecard;
class SheetContent;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

// Values that are not set have the framework's defaults: 2 decimals, the standard tiers. What cannot be read counts as
// absent: indicator says what is wrong with a framework.
FrameworkOutline OutlineFrom(const indicator::v1::Framework& message);

// Rows and observations; stated rates stand for the formulas of the framework's leaves.
void ToMessage(const SheetQuestion& question, indicator::v1::SheetContent& message);

// The nodes of a sheet that is stored nowhere: its total is not looked at. Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<Scorecard> NodesFrom(const indicator::v1::Scorecard& message);

// Of the department as a whole, or of one project. Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<std::vector<PlannedTarget>> TargetsFrom(const indicator::v1::Plan& message, const std::string& project);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_SHEET_MESSAGES_H_
