// Frameworks (评价体系) as tables for people.
#ifndef ZHENGPING_SERVICES_CLI_FRAMEWORK_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_FRAMEWORK_PRINTING_H_

#include <string>

#include "zhengping/indicator/v1/framework.pb.h"
#include "zhengping/indicator/v1/framework_requests.pb.h"
#include "zhengping/reporting/v1/review.pb.h"

namespace zhengping::cli {

// A line a framework: name, title, version, division, years, state.
std::string FrameworksTable(const google::protobuf::RepeatedPtrField<indicator::v1::Framework>& frameworks);
// Its head, then the tree: indicator, weight, printed standard, formula.
std::string FrameworkTree(const indicator::v1::Framework& framework);
// A line a difference.
std::string DifferencesTable(const indicator::v1::CompareFrameworksResponse& response);

// Who moves under another framework, by how much, with a count of the grades that change; then who cannot be scored.
std::string DryRunTable(const reporting::v1::DryRunFrameworkResponse& response);

// "草稿", "已发布", "停用".
std::string FrameworkStateText(indicator::v1::Framework::State state);
// "frameworks/x" → "x".
std::string FrameworkId(const std::string& name);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_FRAMEWORK_PRINTING_H_
