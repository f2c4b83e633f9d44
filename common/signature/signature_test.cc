#include "common/signature/signature.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/signature/signature_testing.h"

namespace zhengping {
namespace {

struct Vector {
  const char* source;
  SignatureAlgorithm algorithm;
  std::string pem;
  const char* message;
  const char* signature_hex;  // SEQUENCE { r, s }
};

const Vector kVectors[] = {
    {"GB/T 32918.5-2017 (GM/T 0003.5-2012) annex A.2", SignatureAlgorithm::kSm2Sm3,
     Sm2Pem("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
            "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"),
     "message digest",
     "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
     "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"},
    {"RFC 6979 A.2.5, SHA-256", SignatureAlgorithm::kEcdsaP256Sha256,
     P256Pem("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
             "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"),
     "sample",
     "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
     "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"},
};

TEST(Signature, PublishedSignaturesHold) {
  for (const Vector& vector : kVectors) {
    SCOPED_TRACE(vector.source);
    const PublicKey key = PublicKey::FromPem(vector.pem).value();
    EXPECT_EQ(key.algorithm(), vector.algorithm);
    EXPECT_EQ(ReasonOf(key.Verify(vector.message, absl::HexStringToBytes(vector.signature_hex))), "");
    EXPECT_EQ(ReasonOf(key.Verify(absl::StrCat(vector.message, "."), absl::HexStringToBytes(vector.signature_hex))),
              "SIGNATURE_INVALID");
  }
}

TEST(Signature, AnyBitFlippedIsRefused) {
  for (const Vector& vector : kVectors) {
    SCOPED_TRACE(vector.source);
    const PublicKey key = PublicKey::FromPem(vector.pem).value();
    const std::string signature = absl::HexStringToBytes(vector.signature_hex);
    for (size_t bit = 0; bit < signature.size() * 8; ++bit) {
      std::string flipped = signature;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_EQ(ReasonOf(key.Verify(vector.message, flipped)), "SIGNATURE_INVALID") << "bit " << bit;
    }
    const std::string message = vector.message;
    for (size_t bit = 0; bit < message.size() * 8; ++bit) {
      std::string flipped = message;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_EQ(ReasonOf(key.Verify(flipped, signature)), "SIGNATURE_INVALID") << "bit " << bit;
    }
    for (size_t size = 0; size < signature.size(); ++size) {
      EXPECT_EQ(ReasonOf(key.Verify(message, signature.substr(0, size))), "SIGNATURE_INVALID") << size << " bytes";
    }
    EXPECT_EQ(ReasonOf(key.Verify(message, signature + '\0')), "SIGNATURE_INVALID");
  }
}

TEST(Signature, AnotherKeyIsRefused) {
  const TempFolder folder;
  const auto ours = NewFileSigner(folder, "ours.pem");
  const auto other = NewFileSigner(folder, "other.pem");
  const std::string signature = ours->Sign("正文").value();
  EXPECT_EQ(ReasonOf(ours->public_key().Verify("正文", signature)), "");
  EXPECT_EQ(ReasonOf(other->public_key().Verify("正文", signature)), "SIGNATURE_INVALID");
  EXPECT_NE(ours->public_key().id(), other->public_key().id());
}

TEST(Signature, PublicKeyReadsBackAsItself) {
  const TempFolder folder;
  const auto signer = NewFileSigner(folder);
  const PublicKey again = PublicKey::FromPem(signer->public_key().pem()).value();
  EXPECT_EQ(again.id(), signer->public_key().id());
  EXPECT_EQ(again.pem(), signer->public_key().pem());
  EXPECT_EQ(again.id().size(), 64u);
  const std::string signature = signer->Sign("正文").value();
  EXPECT_EQ(ReasonOf(again.Verify("正文", signature)), "");
}

TEST(Signature, WhatIsNoPublicKeyIsRefused) {
  EXPECT_EQ(ReasonOf(PublicKey::FromPem("").status()), "PUBLIC_KEY_MALFORMED");
  EXPECT_EQ(ReasonOf(PublicKey::FromPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n").status()),
            "PUBLIC_KEY_MALFORMED");
  // y one too high: not on the curve.
  EXPECT_EQ(ReasonOf(PublicKey::FromPem(Sm2Pem("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
                                               "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad14"))
                         .status()),
            "PUBLIC_KEY_MALFORMED");
  // RFC 8032's key of Ed25519, test 1.
  const std::string ed25519 = absl::Base64Escape(absl::HexStringToBytes(
      "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
  const absl::Status unfit =
      PublicKey::FromPem(absl::StrCat("-----BEGIN PUBLIC KEY-----\n", ed25519, "\n-----END PUBLIC KEY-----\n"))
          .status();
  EXPECT_EQ(ReasonOf(unfit), "PUBLIC_KEY_UNFIT");
  EXPECT_NE(unfit.message().find("ED25519"), std::string::npos) << unfit.message();
}

TEST(Signature, AlgorithmsAreReadAsTheyAreWritten) {
  EXPECT_EQ(ParseAlgorithm("SM2-SM3"), SignatureAlgorithm::kSm2Sm3);
  EXPECT_EQ(ParseAlgorithm("ECDSA-P256-SHA256"), SignatureAlgorithm::kEcdsaP256Sha256);
  EXPECT_EQ(ParseAlgorithm("sm2-sm3"), std::nullopt);
  EXPECT_EQ(ParseAlgorithm(""), std::nullopt);
}

}  // namespace
}  // namespace zhengping
