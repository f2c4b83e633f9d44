// The signature of a published file for the wire.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_SIGNATURE_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_SIGNATURE_MESSAGES_H_

#include <string>

namespace zhengping::reporting::v1 {
class EvaluationSignature;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

// `published_file` as CheckPublished has found it intact; of anything else the message stays empty.
void SignatureToMessage(const std::string& published_file, v1::EvaluationSignature& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_SIGNATURE_MESSAGES_H_
