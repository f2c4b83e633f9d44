// Signatures under what the suite publishes (GB/T 39786-2021 8.4 h, 不可否认性), made and checked in one place.
//
//   SM2-SM3             SM2 (GB/T 32918.2, curve of GB/T 32918.5) over SM3, with the distinguishing id 1234567812345678
//                       that GM/T 0009-2012 section 10 fixes for whoever has agreed on no other
//   ECDSA-P256-SHA256   for tokens that have no SM2
//
// A signature is the DER form SEQUENCE { r, s } of both. The algorithm's id stands beside it, so that a third algorithm
// can be added and what was signed before still be checked.
//
//   absl::StatusOr<std::string> value = signer.Sign(message);
//   absl::StatusOr<PublicKey> key = PublicKey::FromPem(signer.public_key().pem());
//   absl::Status intact = key->Verify(message, *value);
//
// Who signed: a signature proves that the holder of the private key saw the message, and nothing about his name. A name
// beside it, from a certificate or from a setting, is what the key's owner states. It is proven only to a reader who
// has the public key from the owner himself and compares it.
//
// Thread rule: any thread.
#ifndef ZHENGPING_COMMON_SIGNATURE_SIGNATURE_H_
#define ZHENGPING_COMMON_SIGNATURE_SIGNATURE_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct evp_pkey_st;

namespace zhengping {

enum class SignatureAlgorithm { kSm2Sm3, kEcdsaP256Sha256 };

// "SM2-SM3", "ECDSA-P256-SHA256".
std::string FormatAlgorithm(SignatureAlgorithm algorithm);
std::optional<SignatureAlgorithm> ParseAlgorithm(absl::string_view id);

class PublicKey {
 public:
  // From "-----BEGIN PUBLIC KEY-----", or from a certificate, whose key it then is. Refused:
  //   PUBLIC_KEY_MALFORMED   neither of both, or a point that is not on its curve
  //   PUBLIC_KEY_UNFIT       neither an SM2 key nor an EC key on P-256; the message names what it is
  static absl::StatusOr<PublicKey> FromPem(absl::string_view pem);
  // The public half of an OpenSSL key, of which it takes a reference of its own. Refused: PUBLIC_KEY_UNFIT.
  static absl::StatusOr<PublicKey> FromKey(evp_pkey_st* key);

  SignatureAlgorithm algorithm() const { return algorithm_; }
  // SubjectPublicKeyInfo in PEM, one spelling for one key.
  const std::string& pem() const { return pem_; }
  // 64 lower-case hex digits: SM3 of the SubjectPublicKeyInfo in DER. What people compare.
  const std::string& id() const { return id_; }

  // Refused: SIGNATURE_INVALID when `signature` is not this key's signature of `message`, in DER without a byte more.
  absl::Status Verify(absl::string_view message, absl::string_view signature) const;

 private:
  PublicKey(std::shared_ptr<evp_pkey_st> key, SignatureAlgorithm algorithm);

  std::shared_ptr<evp_pkey_st> key_;
  SignatureAlgorithm algorithm_;
  std::string pem_;
  std::string id_;
};

// A private key that signs: a file's (file_signer.h) or a token's (pkcs11_signer.h).
class Signer {
 public:
  virtual ~Signer() = default;

  virtual const PublicKey& public_key() const = 0;
  // The signature of `message` in DER, checked against public_key() before it is given out. May block (a token).
  virtual absl::StatusOr<std::string> Sign(absl::string_view message) const = 0;
};

// Who signs and with what, as a service is configured.
struct SigningIdentity {
  std::shared_ptr<const Signer> signer;  // null: nothing can be signed
  std::string name;                      // as stated by the key's owner
  std::string certificate_pem;           // of the key; empty: none
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_SIGNATURE_H_
