// A signer whose private key stays in a token (密码机, USB key) behind a PKCS#11 module: EC on P-256, mechanism
// CKM_ECDSA over our SHA-256, which every module has. SM2 through PKCS#11 is each vendor's own and is not here.
//
// The key is named by an RFC 7512 URI that names module, token, key and the file of the PIN:
//   pkcs11:token=zhengping;object=publishing?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=/run/secrets/pin
//
// Each signature opens a session and logs in, so that a token that was away and is back serves again; some ms.
#ifndef ZHENGPING_COMMON_SIGNATURE_PKCS11_SIGNER_H_
#define ZHENGPING_COMMON_SIGNATURE_PKCS11_SIGNER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/signature/signature.h"

namespace zhengping {

// Refused, the message naming what would be right:
//   SIGNING_URI_MALFORMED       not such a URI, one without module-path or pin-source, or one that holds the PIN
//   itself,
//                               where everybody who lists processes reads it
//   SIGNING_TOKEN_UNAVAILABLE   the module does not load, no such token, or it refuses the PIN (UNAVAILABLE)
//   SIGNING_KEY_UNFIT           no such key with its public half, several, or one that is not on P-256
//   SIGNING_KEY_UNREADABLE, SIGNING_KEY_EXPOSED   the file of the PIN (file_signer.h)
// Sign refuses SIGNING_TOKEN_UNAVAILABLE, too.
absl::StatusOr<std::shared_ptr<const Signer>> OpenPkcs11Signer(const std::string& uri);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_PKCS11_SIGNER_H_
