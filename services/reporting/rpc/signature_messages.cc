#include "services/reporting/rpc/signature_messages.h"

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "google/protobuf/util/time_util.h"
#include "services/reporting/documents/published/signed_file.h"
#include "zhengping/reporting/v1/evaluation.pb.h"

namespace zhengping::reporting {

void SignatureToMessage(const std::string& published_file, v1::EvaluationSignature& message) {
  const nlohmann::json file = nlohmann::json::parse(published_file, nullptr, /*allow_exceptions=*/false);
  if (!file.is_object() || !file.contains("signature")) return;
  const nlohmann::json& signature = file["signature"];
  const absl::StatusOr<std::string> statement = SignedBytes(signature);
  if (!statement.ok()) return;
  message.set_algorithm(signature.value("algorithm", ""));
  message.set_signer(signature.value("signer", ""));
  message.set_key_id(signature.value("key_id", ""));
  message.set_public_key(signature.value("public_key", ""));
  message.set_certificate(signature.value("certificate", ""));
  google::protobuf::util::TimeUtil::FromString(signature.value("signing_time", ""), message.mutable_signing_time());
  message.set_statement(*statement);
  message.set_value(absl::HexStringToBytes(signature.value("value", "")));
}

}  // namespace zhengping::reporting
