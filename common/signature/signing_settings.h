// The settings of whoever signs, by their names; without any of them nothing is signed.
//   --signing-key FILE           an SM2 key (file_signer.h), or
//   --signing-key-pkcs11 URI     one in a token (pkcs11_signer.h)
//   --signing-certificate FILE   optional: the certificate of that key, which is published beside the signature
//   --signer-name NAME           who signs; without it the certificate's subject
#ifndef ZHENGPING_COMMON_SIGNATURE_SIGNING_SETTINGS_H_
#define ZHENGPING_COMMON_SIGNATURE_SIGNING_SETTINGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/config/parser.h"
#include "common/signature/signature.h"

namespace zhengping {

struct SigningSettings {
  std::string key_file;
  std::string pkcs11_uri;
  std::string certificate_file;
  std::string signer_name;
};

// `settings` holds the defaults and must outlive the parser.
void AddSettings(config::Parser& parser, SigningSettings& settings);

// Refused: what the signers refuse; SIGNING_SETTINGS_CONFLICT for two keys, or a name or certificate without a key;
// SIGNER_NAME_MISSING for a key without a name; CERTIFICATE_MALFORMED; CERTIFICATE_OF_ANOTHER_KEY.
absl::StatusOr<SigningIdentity> OpenIdentity(const SigningSettings& settings);

// The same for a main: says what would be right and ends the process with status 2.
SigningIdentity OpenOrExit(const SigningSettings& settings);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_SIGNING_SETTINGS_H_
