// Frameworks between the wire, files and the domain. What cannot be read becomes an issue: at the node's path
// ("过程/预算执行/预算完成率.weight") for values, at line and column for a text that is no framework at all.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_MESSAGES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator::v1 {
class Framework;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

class FrameworkPlaces;

// Values that are not set take the domain's defaults: 2 decimals, the standard tiers, no grades. Appends
// NUMBER_MALFORMED, NUMBER_TOO_LONG, RULE_MALFORMED, INDICATOR_SHAPE (neither group, leaf nor slot), FRAMEWORK_NAME.
Framework FromMessage(const v1::Framework& message, std::vector<Issue>& issues);
// All but state, hash, etag and times.
void ToMessage(const Framework& framework, v1::Framework& message);
// A published one, with its content hash as etag.
void ToMessage(const CompiledFramework& framework, v1::Framework& message);

// FromMessage and CompileFramework in one; issues of both.
CompileResult CompileMessage(const v1::Framework& message);

// Reads textproto, or JSON when the first character is "{". Appends FRAMEWORK_TEXT_MALFORMED with row, and column as a
// number, for each fault that the parser finds; JSON has the parser's words only. False when there are any. `places`
// gets the lines of a textproto.
bool ParseFrameworkText(absl::string_view text, v1::Framework& message, std::vector<Issue>& issues,
                        FrameworkPlaces* places = nullptr);

// "frameworks/hunan-a-2017".
std::string FrameworkResourceName(absl::string_view id);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_MESSAGES_H_
