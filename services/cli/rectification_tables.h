// Rectification items, their follow-up and next year's targets as the command line prints them.
#ifndef ZHENGPING_SERVICES_CLI_RECTIFICATION_TABLES_H_
#define ZHENGPING_SERVICES_CLI_RECTIFICATION_TABLES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <string>

#include "absl/status/statusor.h"
#include "zhengping/reporting/v1/reporting_service.pb.h"

namespace zhengping::cli {

std::string RectificationTable(const google::protobuf::RepeatedPtrField<reporting::v1::RectificationItem>& items);
std::string FollowUpTable(const reporting::v1::FollowUpRectificationResponse& response);
std::string NextPlanTable(const reporting::v1::ProposeNextPlanResponse& response);

// RectificationItem.State of "未开始", "整改中", "已完成", "已核实". Refused: ENUM_UNKNOWN, field "--state".
absl::StatusOr<int> StateNamed(const std::string& name);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_RECTIFICATION_TABLES_H_
