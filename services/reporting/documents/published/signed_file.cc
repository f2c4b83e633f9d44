#include "services/reporting/documents/published/signed_file.h"

#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "common/digest/sm3.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/json/canonical_json.h"
#include "services/reporting/documents/published/part_digests.h"

namespace zhengping::reporting {

using nlohmann::json;

absl::StatusOr<std::string> SignedBytes(const json& signature) {
  json statement = signature;
  statement.erase("value");
  return CanonicalJson(statement);
}

absl::StatusOr<json> SignFile(json file, const SigningIdentity& identity, absl::Time now) {
  ZP_CHECK(identity.signer != nullptr && file.is_object() && !file.contains("signature"),
           "a signer and a file to sign");
  ZP_ASSIGN_OR_RETURN(const std::string canonical, CanonicalJson(file));
  // The file as a reader will have it: bytes that are not UTF-8 were replaced.
  file = json::parse(canonical);
  const auto parts = PartDigests(file);
  if (!parts.ok()) return absl::InternalError(parts.status().message());
  const PublicKey& key = identity.signer->public_key();
  json signature = {
      {"format", kSignedFileFormat},
      {"algorithm", FormatAlgorithm(key.algorithm())},
      {"signer", identity.name},
      {"key_id", key.id()},
      {"public_key", key.pem()},
      {"signing_time", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", now, absl::UTCTimeZone())},
      {"file_digest", Sm3Hex(canonical)},
      {"parts", *parts},
  };
  if (!identity.certificate_pem.empty()) signature["certificate"] = identity.certificate_pem;
  ZP_ASSIGN_OR_RETURN(const std::string bytes, SignedBytes(signature));
  ZP_ASSIGN_OR_RETURN(const std::string value, identity.signer->Sign(bytes));
  signature["value"] = absl::BytesToHexString(value);
  file["signature"] = std::move(signature);
  return file;
}

}  // namespace zhengping::reporting
