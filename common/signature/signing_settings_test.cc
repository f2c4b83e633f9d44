#include "common/signature/signing_settings.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/signature/signature_testing.h"

namespace zhengping {
namespace {

TEST(SigningSettings, NoSettingSignsNothing) { EXPECT_EQ(OpenIdentity({}).value().signer, nullptr); }

TEST(SigningSettings, NameComesFromTheSettingElseFromTheCertificate) {
  const TempFolder folder;
  const auto signer = NewFileSigner(folder, "key.pem");
  const std::string key = absl::StrCat(folder.path(), "/key.pem");
  const std::string certificate = absl::StrCat(folder.path(), "/certificate.pem");
  WriteCertificate(key, "大祥区财政局", certificate);
  const SigningIdentity by_certificate = OpenIdentity({.key_file = key, .certificate_file = certificate}).value();
  EXPECT_EQ(by_certificate.name, "大祥区财政局");
  EXPECT_EQ(by_certificate.certificate_pem, ReadFile(certificate));
  EXPECT_EQ(by_certificate.signer->public_key().id(), signer->public_key().id());
  EXPECT_EQ(
      OpenIdentity({.key_file = key, .certificate_file = certificate, .signer_name = "区财政局绩效科"}).value().name,
      "区财政局绩效科");
}

TEST(SigningSettings, WhatDoesNotFitTogetherIsRefused) {
  const TempFolder folder;
  NewFileSigner(folder, "key.pem");
  NewFileSigner(folder, "other.pem");
  const std::string key = absl::StrCat(folder.path(), "/key.pem");
  const std::string certificate = absl::StrCat(folder.path(), "/certificate.pem");
  WriteCertificate(absl::StrCat(folder.path(), "/other.pem"), "他局", certificate);
  struct Case {
    const char* what;
    SigningSettings settings;
    const char* reason;
  };
  const Case cases[] = {
      {"name without key", {.signer_name = "财政局"}, "SIGNING_SETTINGS_CONFLICT"},
      {"certificate without key", {.certificate_file = certificate}, "SIGNING_SETTINGS_CONFLICT"},
      {"two keys", {.key_file = key, .pkcs11_uri = "pkcs11:object=x"}, "SIGNING_SETTINGS_CONFLICT"},
      {"no name", {.key_file = key}, "SIGNER_NAME_MISSING"},
      {"absent key", {.key_file = "/absent", .signer_name = "财政局"}, "SIGNING_KEY_UNREADABLE"},
      {"absent certificate", {.key_file = key, .certificate_file = "/absent"}, "CERTIFICATE_MALFORMED"},
      {"other's certificate", {.key_file = key, .certificate_file = certificate}, "CERTIFICATE_OF_ANOTHER_KEY"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReasonOf(OpenIdentity(c.settings).status()), c.reason) << c.what;
}

}  // namespace
}  // namespace zhengping
