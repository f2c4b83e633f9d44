// The file of a published evaluation: canonical JSON (../json/canonical_json.h) that proves itself.
//
//   "content"    the evaluation's content, whose digest is envelope.content_digest
//   "envelope"   name, state, times, who published, watermark, adjustments with the total under them
//   "document", "figures"   title and bound figures as the report printed them when it was published
//   "signature"
//     "format"        "zhengping-published-evaluation/1"
//     "algorithm"     "SM2-SM3" (common/signature/signature.h)
//     "signer"        as stated by the key's owner
//     "certificate"   PEM, where there is one
//     "key_id", "public_key"
//     "signing_time"  RFC 3339, UTC, as the signer's clock had it
//     "file_digest"   SM3 of the canonical JSON of the file without "signature"
//     "parts"         SM3 of each part (part_digests.h)
//     "value"         lower-case hex of the DER signature over the canonical JSON of "signature" without "value"
//
// So the signature covers every byte of the file: the content, what stands beside it, and what it says of itself.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_SIGNED_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_SIGNED_FILE_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/signature/signature.h"

namespace zhengping::reporting {

inline constexpr char kSignedFileFormat[] = "zhengping-published-evaluation/1";

// Puts "signature" into `file`, an object without one. INTERNAL for a file that is not canonical JSON; what the signer
// refuses. May block (a token).
absl::StatusOr<nlohmann::json> SignFile(nlohmann::json file, const SigningIdentity& identity, absl::Time now);

// The bytes that "value" signs.
absl::StatusOr<std::string> SignedBytes(const nlohmann::json& signature);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_SIGNED_FILE_H_
