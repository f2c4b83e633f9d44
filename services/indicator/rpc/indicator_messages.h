// Nodes of a framework's tree between the wire and the domain, and the enumerations that nodes share with the
// framework's settings.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_MESSAGES_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/rpc/field_path.h"

namespace zhengping::indicator::v1 {
class Indicator;
class RowKey;
enum NotApplicable : int;
enum ZeroAnswer : int;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// `parent` is the path of the node above, empty for the first level. The depth of a message is limited by protobuf.
Indicator FromMessage(const v1::Indicator& message, const std::string& parent, std::vector<Issue>& issues);
void ToMessage(const Indicator& indicator, v1::Indicator& message);

// `unspecified` is what a value that is not set means: the framework's setting on a leaf, the default in the settings.
ZeroAnswer ZeroAnswerFrom(v1::ZeroAnswer answer, ZeroAnswer unspecified);
v1::ZeroAnswer MessageOf(ZeroAnswer answer);
NotApplicablePolicy NotApplicableFrom(v1::NotApplicable policy, NotApplicablePolicy unspecified);
v1::NotApplicable MessageOf(NotApplicablePolicy policy);

// Appends TEXT_TOO_LONG.
RowKey FromMessage(const v1::RowKey& message, const FieldPath& field, std::vector<Issue>& issues);
void ReadMessage(const v1::RowKey& message, const FieldPath& field, std::vector<Issue>& issues, RowKey& key);
void ToMessage(const RowKey& key, v1::RowKey& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_MESSAGES_H_
