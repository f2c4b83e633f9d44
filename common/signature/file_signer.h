// A signer whose private SM2 key stands in a file: PKCS#8 in PEM, as `zhengping keygen` makes it and as OpenSSL 3 does:
//   openssl genpkey -algorithm SM2 -out signing-key.pem && chmod 600 signing-key.pem
// The key has no password: a service starts without a person. So the file's permissions are what protects it, and one
// that others than its owner may read is not used.
#ifndef ZHENGPING_COMMON_SIGNATURE_FILE_SIGNER_H_
#define ZHENGPING_COMMON_SIGNATURE_FILE_SIGNER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/signature/signature.h"

namespace zhengping {

// Refused, the message naming the file and what would be right:
//   SIGNING_KEY_UNREADABLE   absent, not a file, or longer than 64 KiB
//   SIGNING_KEY_EXPOSED      its group or others may read, write or run it (beyond 0600)
//   SIGNING_KEY_UNFIT        not a private key, one with a password, or not an SM2 key
absl::StatusOr<std::shared_ptr<const Signer>> OpenFileSigner(const std::string& path);

// The bytes of a file that holds a secret (a key, a PIN). Refused: SIGNING_KEY_UNREADABLE, SIGNING_KEY_EXPOSED.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

// Makes an SM2 key, writes it to `path` with permissions 0600, on disk when it returns, and gives its public half.
// Refused: SIGNING_KEY_EXISTS when there is a file of that name, which is left alone; SIGNING_KEY_UNWRITABLE.
absl::StatusOr<PublicKey> NewKeyFile(const std::string& path);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_FILE_SIGNER_H_
