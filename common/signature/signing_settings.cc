#include "common/signature/signing_settings.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/signature/certificate.h"
#include "common/signature/file_signer.h"
#include "common/signature/pkcs11_signer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

absl::StatusOr<Certificate> ReadCertificate(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string pem{std::istreambuf_iterator<char>(file), {}};
  absl::StatusOr<Certificate> certificate = Certificate::FromPem(pem);
  if (certificate.ok()) return certificate;
  return Invalid({"CERTIFICATE_MALFORMED", "signing-certificate"},
                 absl::StrCat(path, ": ", certificate.status().message()));
}

}  // namespace

void AddSettings(config::Parser& parser, SigningSettings& settings) {
  parser.Add("signing-key", &settings.key_file, "FILE",
             "SM2 key that published evaluations are signed with, mode 0600");
  parser.Add("signing-key-pkcs11", &settings.pkcs11_uri, "URI",
             "key in a token in its place: pkcs11:token=…;object=…?module-path=…&pin-source=…");
  parser.Add("signing-certificate", &settings.certificate_file, "FILE", "certificate of that key, published beside it");
  parser.Add("signer-name", &settings.signer_name, "NAME", "who signs; default: the certificate's subject");
}

absl::StatusOr<SigningIdentity> OpenIdentity(const SigningSettings& settings) {
  const bool has_key = !settings.key_file.empty() || !settings.pkcs11_uri.empty();
  if (!has_key) {
    if (settings.certificate_file.empty() && settings.signer_name.empty()) return SigningIdentity{};
    return Invalid({"SIGNING_SETTINGS_CONFLICT", "signing-key"}, "a signer's name or certificate needs --signing-key");
  }
  if (!settings.key_file.empty() && !settings.pkcs11_uri.empty()) {
    return Invalid({"SIGNING_SETTINGS_CONFLICT", "signing-key"}, "set --signing-key or --signing-key-pkcs11, not both");
  }
  SigningIdentity identity{.name = settings.signer_name};
  if (settings.pkcs11_uri.empty()) {
    ZP_ASSIGN_OR_RETURN(identity.signer, OpenFileSigner(settings.key_file));
  } else {
    ZP_ASSIGN_OR_RETURN(identity.signer, OpenPkcs11Signer(settings.pkcs11_uri));
  }
  if (!settings.certificate_file.empty()) {
    ZP_ASSIGN_OR_RETURN(const Certificate certificate, ReadCertificate(settings.certificate_file));
    if (certificate.public_key().id() != identity.signer->public_key().id()) {
      return Invalid({"CERTIFICATE_OF_ANOTHER_KEY", "signing-certificate"},
                     absl::StrCat(settings.certificate_file, " is not the certificate of the signing key"));
    }
    identity.certificate_pem = certificate.pem();
    if (identity.name.empty()) identity.name = certificate.subject_name();
  }
  if (identity.name.empty()) {
    return Invalid({"SIGNER_NAME_MISSING", "signer-name"}, "--signer-name says whose signature it is");
  }
  return identity;
}

SigningIdentity OpenOrExit(const SigningSettings& settings) {
  absl::StatusOr<SigningIdentity> identity = OpenIdentity(settings);
  if (identity.ok()) return *std::move(identity);
  std::cerr << identity.status().message() << "\n";
  std::exit(2);
}

}  // namespace zhengping
