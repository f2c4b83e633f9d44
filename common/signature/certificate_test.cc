#include "common/signature/certificate.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/signature/signature_testing.h"

namespace zhengping {
namespace {

TEST(Certificate, GivesItsKeyAndName) {
  const TempFolder folder;
  const auto signer = NewFileSigner(folder, "key.pem");
  const std::string path = absl::StrCat(folder.path(), "/certificate.pem");
  WriteCertificate(absl::StrCat(folder.path(), "/key.pem"), "大祥区财政局", path);
  const std::string pem = ReadFile(path);
  const Certificate certificate = Certificate::FromPem(absl::StrCat("Subject: CN=…\n", pem)).value();
  EXPECT_EQ(certificate.subject_name(), "大祥区财政局");
  EXPECT_EQ(certificate.public_key().id(), signer->public_key().id());
  EXPECT_EQ(certificate.pem(), pem);
  EXPECT_TRUE(certificate.IsValidAt(absl::FromUnixSeconds(1'700'000'000)));   // 2023-11-14
  EXPECT_FALSE(certificate.IsValidAt(absl::FromUnixSeconds(1'500'000'000)));  // 2017-07-14
  EXPECT_FALSE(certificate.IsValidAt(absl::FromUnixSeconds(2'300'000'000)));  // 2042-11-19
  EXPECT_EQ(PublicKey::FromPem(pem).value().id(), signer->public_key().id());
}

TEST(Certificate, WhatIsNoneIsRefused) {
  EXPECT_EQ(ReasonOf(Certificate::FromPem("").status()), "CERTIFICATE_MALFORMED");
  EXPECT_EQ(ReasonOf(Certificate::FromPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").status()),
            "CERTIFICATE_MALFORMED");
}

}  // namespace
}  // namespace zhengping
