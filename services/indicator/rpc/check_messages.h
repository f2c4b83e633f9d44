// Check rows (勾稽关系) and their results between the wire and the domain.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_CHECK_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_CHECK_MESSAGES_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/consistency.h"

namespace zhengping::indicator::v1 {
class CheckResult;
class CheckRow;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// `field` is its place in the request, "checks[1]". Appends TEXT_TOO_LONG and the reasons of numbers; an expression
// that is too long is the domain's to refuse.
CheckRow FromMessage(const v1::CheckRow& message, const std::string& field, std::vector<Issue>& issues);
void ToMessage(const CheckResult& result, v1::CheckResult& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_CHECK_MESSAGES_H_
