// Rules between the wire and the domain. A number that cannot be read, and a oneof without its choice, become issues
// under `path`, the rule's place in the framework ("过程/预算执行/预算完成率.rule").
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_RULE_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_RULE_MESSAGES_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/rules/rule.h"

namespace zhengping::indicator::v1 {
class Interval;
class Points;
class Rule;
class Tier;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

Interval FromMessage(const v1::Interval& message, const std::string& path, std::vector<Issue>& issues);
void ToMessage(const Interval& interval, v1::Interval& message);

// RULE_MALFORMED when neither points nor a share is given.
Points FromMessage(const v1::Points& message, const std::string& path, std::vector<Issue>& issues);
void ToMessage(const Points& points, v1::Points& message);

Tier FromMessage(const v1::Tier& message, const std::string& path, std::vector<Issue>& issues);
void ToMessage(const Tier& tier, v1::Tier& message);

// RULE_MALFORMED when no kind is chosen.
Rule FromMessage(const v1::Rule& message, const std::string& path, std::vector<Issue>& issues);
void ToMessage(const Rule& rule, v1::Rule& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_RULE_MESSAGES_H_
