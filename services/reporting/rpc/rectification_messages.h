// Rectification items for the wire and from it.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_RECTIFICATION_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_RECTIFICATION_MESSAGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/resource_name/resource_name.h"
#include "services/reporting/domain/rectification/rectification.h"

namespace zhengping::reporting::v1 {
class RectificationFollowUp;
class RectificationItem;
class UpdateRectificationItemRequest;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

struct NamedItem {
  DepartmentName department;
  std::string id;
};

// "divisions/430503000/departments/403/rectificationItems/2023-release-timing". Refused: RESOURCE_NAME_MALFORMED, field
// "rectification_item.name".
absl::StatusOr<NamedItem> ParseItemName(const std::string& name);

// What the mask names. Refused: UPDATE_MASK_UNKNOWN_PATH, ENUM_UNKNOWN, DATE_NOT_IN_CALENDAR.
absl::StatusOr<ItemChange> ChangeFrom(const v1::UpdateRectificationItemRequest& request);

void ToMessage(const DepartmentName& department, const RectificationItem& item, v1::RectificationItem& message);
void ToMessage(const DepartmentName& department, const RectificationFollowUp& follow_up,
               v1::RectificationFollowUp& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_RECTIFICATION_MESSAGES_H_
