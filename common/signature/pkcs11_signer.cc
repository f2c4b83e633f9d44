#include "common/signature/pkcs11_signer.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <mutex>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/signature/file_signer.h"
#include "common/signature/openssl_handles.h"
#include "common/signature/pkcs11_session.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

constexpr size_t kCoordinateBytes = 32;  // of P-256

absl::Status Malformed(absl::string_view what) { return Invalid({"SIGNING_URI_MALFORMED"}, what); }

absl::StatusOr<OwnedUri> ParseUri(const std::string& text) {
  OwnedUri uri(p11_kit_uri_new());
  ZP_CHECK(uri != nullptr, "memory for one URI");
  if (p11_kit_uri_parse(text.c_str(), P11_KIT_URI_FOR_OBJECT_ON_TOKEN, uri.get()) != P11_KIT_URI_OK) {
    return Malformed("write pkcs11:token=…;object=…?module-path=…&pin-source=… (RFC 7512)");
  }
  if (p11_kit_uri_get_pin_value(uri.get()) != nullptr) {
    return Malformed("name a file with the PIN (pin-source=…): a PIN in a setting is read by whoever lists processes");
  }
  if (p11_kit_uri_get_module_path(uri.get()) == nullptr) return Malformed("module-path=… names the PKCS#11 module");
  if (p11_kit_uri_get_pin_source(uri.get()) == nullptr) return Malformed("pin-source=… names the file with the PIN");
  return uri;
}

absl::StatusOr<std::string> PinOf(const P11KitUri& uri) {
  const std::string source(p11_kit_uri_get_pin_source(&uri));
  ZP_ASSIGN_OR_RETURN(const std::string pin, ReadSecretFile(std::string(absl::StripPrefix(source, "file:"))));
  return std::string(absl::StripTrailingAsciiWhitespace(pin));
}

// From CKA_EC_POINT, an OCTET STRING around 04 ‖ x ‖ y.
absl::StatusOr<PublicKey> PublicKeyAt(absl::string_view ec_point) {
  const absl::string_view point = absl::StripPrefix(ec_point, absl::string_view("\x04\x41", 2));
  char group[] = "prime256v1";
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, const_cast<char*>(point.data()), point.size()),
      OSSL_PARAM_construct_end()};
  const OwnedKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  const bool is_made = context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                       EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) == 1;
  ERR_clear_error();
  const OwnedKey key(made);
  if (!is_made) return Invalid({"SIGNING_KEY_UNFIT"}, "the token's public key is not a point on P-256");
  return PublicKey::FromKey(key.get());
}

// r ‖ s, each of 32 bytes, as DER.
absl::StatusOr<std::string> DerSignature(absl::string_view r_and_s) {
  const OwnedEcdsaSignature signature(ECDSA_SIG_new());
  if (signature == nullptr || r_and_s.size() != 2 * kCoordinateBytes) {
    return absl::InternalError("the token gave a signature that is not of P-256");
  }
  ECDSA_SIG_set0(signature.get(), BN_bin2bn(Unsigned(r_and_s), kCoordinateBytes, nullptr),
                 BN_bin2bn(Unsigned(r_and_s) + kCoordinateBytes, kCoordinateBytes, nullptr));
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &der);
  if (size <= 0) return absl::InternalError("the token's signature has no DER form");
  std::string bytes(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return bytes;
}

absl::StatusOr<std::string> Sha256(absl::string_view message) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  if (EVP_Digest(message.data(), message.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha256(),
                 nullptr) != 1) {
    return absl::InternalError("OpenSSL's default provider brings SHA-256");
  }
  digest.resize(size);
  return digest;
}

class Pkcs11Signer final : public Signer {
 public:
  Pkcs11Signer(std::unique_ptr<Pkcs11Module> module, OwnedUri uri, PublicKey public_key)
      : module_(std::move(module)), uri_(std::move(uri)), public_key_(std::move(public_key)) {}

  const PublicKey& public_key() const override { return public_key_; }

  absl::StatusOr<std::string> Sign(absl::string_view message) const override {
    ZP_ASSIGN_OR_RETURN(const std::string digest, Sha256(message));
    const std::lock_guard<std::mutex> turn(turn_);
    ZP_ASSIGN_OR_RETURN(std::string pin, PinOf(*uri_));
    ZP_ASSIGN_OR_RETURN(const auto session, Pkcs11Session::Open(*module_, *uri_, std::move(pin)));
    ZP_ASSIGN_OR_RETURN(const CK_OBJECT_HANDLE key, session->Find(CKO_PRIVATE_KEY, *uri_));
    ZP_ASSIGN_OR_RETURN(const std::string r_and_s, session->SignDigest(key, digest));
    ZP_ASSIGN_OR_RETURN(std::string signature, DerSignature(r_and_s));
    ZP_RETURN_IF_ERROR(public_key_.Verify(message, signature));
    return signature;
  }

 private:
  const std::unique_ptr<Pkcs11Module> module_;
  const OwnedUri uri_;
  const PublicKey public_key_;
  mutable std::mutex turn_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Signer>> OpenPkcs11Signer(const std::string& text) {
  ZP_ASSIGN_OR_RETURN(OwnedUri uri, ParseUri(text));
  ZP_ASSIGN_OR_RETURN(std::string pin, PinOf(*uri));
  ZP_ASSIGN_OR_RETURN(std::unique_ptr<Pkcs11Module> module, Pkcs11Module::Load(p11_kit_uri_get_module_path(uri.get())));
  std::string ec_point;
  {
    ZP_ASSIGN_OR_RETURN(const auto session, Pkcs11Session::Open(*module, *uri, std::move(pin)));
    ZP_RETURN_IF_ERROR(session->Find(CKO_PRIVATE_KEY, *uri).status());
    ZP_ASSIGN_OR_RETURN(const CK_OBJECT_HANDLE public_half, session->Find(CKO_PUBLIC_KEY, *uri));
    ZP_ASSIGN_OR_RETURN(ec_point, session->Attribute(public_half, CKA_EC_POINT));
  }
  ZP_ASSIGN_OR_RETURN(PublicKey public_key, PublicKeyAt(ec_point));
  return std::make_shared<Pkcs11Signer>(std::move(module), std::move(uri), std::move(public_key));
}

}  // namespace zhengping
