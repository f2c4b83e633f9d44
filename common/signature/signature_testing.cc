#include "common/signature/signature_testing.h"

#include <openssl/pem.h>
#include <sys/stat.h>

#include <cstdio>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/signature/file_signer.h"
#include "common/signature/openssl_handles.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

using OwnedFile = std::unique_ptr<FILE, Freed<fclose>>;

std::string Pem(const char* algorithm_hex, const std::string& x, const std::string& y) {
  const std::string der = absl::HexStringToBytes(absl::StrCat(algorithm_hex, x, y));
  return absl::StrCat("-----BEGIN PUBLIC KEY-----\n", absl::Base64Escape(der), "\n-----END PUBLIC KEY-----\n");
}

}  // namespace

std::shared_ptr<const Signer> NewFileSigner(const TempFolder& folder, const std::string& file) {
  const std::string path = absl::StrCat(folder.path(), "/", file);
  ZP_CHECK(NewKeyFile(path).ok(), "a temporary folder takes a key");
  return OpenFileSigner(path).value();
}

// SEQUENCE { SEQUENCE { id-ecPublicKey, curve }, BIT STRING 04 ‖ x ‖ y }.
std::string Sm2Pem(const std::string& x, const std::string& y) {
  return Pem("3059301306072a8648ce3d020106082a811ccf5501822d03420004", x, y);
}
std::string P256Pem(const std::string& x, const std::string& y) {
  return Pem("3059301306072a8648ce3d020106082a8648ce3d03010703420004", x, y);
}

std::string ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  return RefusalOf(status).value_or(Refusal{.reason = "?"}).reason;
}

void WriteCertificate(const std::string& key_file, const std::string& common_name, const std::string& path) {
  const OwnedFile file(fopen(key_file.c_str(), "r"));
  ZP_CHECK(file != nullptr, key_file);
  const OwnedKey key(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr));
  const OwnedCertificate x509(X509_new());
  ZP_CHECK(key != nullptr && x509 != nullptr, key_file);
  X509_set_version(x509.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
  ASN1_TIME_set_string(X509_getm_notBefore(x509.get()), "20200101000000Z");
  ASN1_TIME_set_string(X509_getm_notAfter(x509.get()), "20391231235959Z");
  X509_set_pubkey(x509.get(), key.get());
  X509_NAME* name = X509_get_subject_name(x509.get());
  X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
  X509_set_issuer_name(x509.get(), name);
  ZP_CHECK(X509_sign(x509.get(), key.get(), EVP_sm3()) > 0, "a key signs its own certificate");
  const OwnedFile out(fopen(path.c_str(), "w"));
  ZP_CHECK(out != nullptr && PEM_write_X509(out.get(), x509.get()) == 1, path);
}

void WriteKey(const std::string& kind, const std::string& path) {
  const OwnedKey key(absl::StartsWith(kind, "RSA") ? EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{2048})
                                                   : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", kind.c_str() + 3));
  const OwnedFile out(fopen(path.c_str(), "w"));
  ZP_CHECK(key != nullptr && out != nullptr, path);
  ZP_CHECK(PEM_write_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1, path);
  ZP_CHECK(chmod(path.c_str(), 0600) == 0, path);
}

}  // namespace zhengping
