#include "common/signature/signature.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/signature/certificate.h"
#include "common/signature/openssl_handles.h"
#include "common/signature/signature_context.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

std::string PemOf(EVP_PKEY* key) {
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  ZP_CHECK(bio != nullptr && PEM_write_bio_PUBKEY(bio.get(), key) == 1, "a public key has a PEM form");
  return BytesOf(bio.get());
}

std::string DerOf(EVP_PKEY* key) {
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  ZP_CHECK(bio != nullptr && i2d_PUBKEY_bio(bio.get(), key) == 1, "a public key has a DER form");
  return BytesOf(bio.get());
}

std::string GroupOf(EVP_PKEY* key) {
  char name[64] = {};
  size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof(name), &size) != 1) return "";
  return std::string(name, size);
}

// "an RSA key", "an EC key on secp384r1".
std::string KindOf(EVP_PKEY* key) {
  const char* type = EVP_PKEY_get0_type_name(key);
  const std::string group = GroupOf(key);
  return absl::StrCat("this is a key of kind ", type == nullptr ? "unknown" : type,
                      group.empty() ? "" : absl::StrCat(" on ", group));
}

std::optional<SignatureAlgorithm> AlgorithmOf(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "SM2") == 1) return SignatureAlgorithm::kSm2Sm3;
  if (EVP_PKEY_is_a(key, "EC") == 1 && GroupOf(key) == "prime256v1") return SignatureAlgorithm::kEcdsaP256Sha256;
  return std::nullopt;
}

}  // namespace

std::string FormatAlgorithm(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::kSm2Sm3:
      return "SM2-SM3";
    case SignatureAlgorithm::kEcdsaP256Sha256:
      return "ECDSA-P256-SHA256";
  }
  std::abort();
}

std::optional<SignatureAlgorithm> ParseAlgorithm(absl::string_view id) {
  for (const auto algorithm : {SignatureAlgorithm::kSm2Sm3, SignatureAlgorithm::kEcdsaP256Sha256}) {
    if (id == FormatAlgorithm(algorithm)) return algorithm;
  }
  return std::nullopt;
}

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key, SignatureAlgorithm algorithm)
    : key_(std::move(key)), algorithm_(algorithm), pem_(PemOf(key_.get())), id_(Sm3Hex(DerOf(key_.get()))) {}

absl::StatusOr<PublicKey> PublicKey::FromPem(absl::string_view pem) {
  const OwnedKey key(PEM_read_bio_PUBKEY(BioOn(pem).get(), nullptr, RefusePassword, nullptr));
  ERR_clear_error();
  if (key != nullptr) return FromKey(key.get());
  const absl::StatusOr<Certificate> certificate = Certificate::FromPem(pem);
  if (certificate.ok()) return certificate->public_key();
  if (RefusalOf(certificate.status()).value_or(Refusal{}).reason == "PUBLIC_KEY_UNFIT") return certificate.status();
  return Invalid({"PUBLIC_KEY_MALFORMED"}, "give a public key (-----BEGIN PUBLIC KEY-----) or a certificate in PEM");
}

absl::StatusOr<PublicKey> PublicKey::FromKey(evp_pkey_st* key) {
  const std::optional<SignatureAlgorithm> algorithm = AlgorithmOf(key);
  if (!algorithm) {
    return Invalid({"PUBLIC_KEY_UNFIT"}, absl::StrCat("an SM2 key or an EC key on P-256 is wanted; ", KindOf(key)));
  }
  ZP_CHECK(EVP_PKEY_up_ref(key) == 1, "a key can be referred to once more");
  return PublicKey(std::shared_ptr<evp_pkey_st>(key, EVP_PKEY_free), *algorithm);
}

absl::Status PublicKey::Verify(absl::string_view message, absl::string_view signature) const {
  const SignatureParameters parameters(algorithm_);
  const OwnedDigestContext context(EVP_MD_CTX_new());
  const bool is_ready =
      context != nullptr && EVP_DigestVerifyInit_ex(context.get(), nullptr, parameters.digest(), nullptr, nullptr,
                                                    key_.get(), parameters.get()) == 1;
  const bool is_intact = is_ready && EVP_DigestVerify(context.get(), Unsigned(signature), signature.size(),
                                                      Unsigned(message), message.size()) == 1;
  ERR_clear_error();
  if (is_intact) return absl::OkStatus();
  return Invalid({"SIGNATURE_INVALID"}, "the signature is not this key's of these bytes");
}

}  // namespace zhengping
