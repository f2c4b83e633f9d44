#include "common/signature/pkcs11_signer.h"

#include <gtest/gtest.h>
#include <p11-kit/p11-kit.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/signature/signature_testing.h"

namespace zhengping {
namespace {

constexpr char kModule[] = "/usr/lib/softhsm/libsofthsm2.so";  // of Debian's softhsm2

// A SoftHSM token "zhengping" with PIN 1234 and a folder of its own, made by the module itself. SoftHSM reads
// SOFTHSM2_CONF when it is initialized, so one test process has one token at a time.
class Token {
 public:
  Token() {
    const std::string tokens = absl::StrCat(folder_.path(), "/tokens");
    std::filesystem::create_directory(tokens);
    const std::string conf = folder_.Write("softhsm2.conf", absl::StrCat("directories.tokendir = ", tokens, "\n"));
    setenv("SOFTHSM2_CONF", conf.c_str(), /*overwrite=*/1);
    pin_file_ = folder_.Write("pin", "1234\n");
    chmod(pin_file_.c_str(), 0600);
    functions_ = p11_kit_module_load(kModule, 0);
    EXPECT_NE(functions_, nullptr) << "install softhsm2 (deploy/install tests)";
    EXPECT_EQ(p11_kit_module_initialize(functions_), CKR_OK);
    Initialize();
  }
  ~Token() {
    functions_->C_CloseSession(session_);
    p11_kit_module_finalize(functions_);
    p11_kit_module_release(functions_);
    unsetenv("SOFTHSM2_CONF");
  }

  // `curve` is the DER of a named curve's OID.
  void MakeKey(std::string label, std::string curve) {
    CK_BBOOL yes = CK_TRUE;
    char id[] = {7};
    CK_ATTRIBUTE of_public[] = {{CKA_LABEL, label.data(), label.size()},
                                {CKA_ID, id, sizeof(id)},
                                {CKA_TOKEN, &yes, sizeof(yes)},
                                {CKA_VERIFY, &yes, sizeof(yes)},
                                {CKA_EC_PARAMS, curve.data(), curve.size()}};
    CK_ATTRIBUTE of_private[] = {{CKA_LABEL, label.data(), label.size()}, {CKA_ID, id, sizeof(id)},
                                 {CKA_TOKEN, &yes, sizeof(yes)},          {CKA_PRIVATE, &yes, sizeof(yes)},
                                 {CKA_SENSITIVE, &yes, sizeof(yes)},      {CKA_SIGN, &yes, sizeof(yes)}};
    CK_MECHANISM mechanism = {CKM_EC_KEY_PAIR_GEN, nullptr, 0};
    CK_OBJECT_HANDLE handles[2];
    EXPECT_EQ(
        functions_->C_GenerateKeyPair(session_, &mechanism, of_public, 5, of_private, 6, &handles[0], &handles[1]),
        CKR_OK);
  }

  std::string Uri(const std::string& object) const {
    return absl::StrCat("pkcs11:token=zhengping;object=", object, "?module-path=", kModule, "&pin-source=", pin_file_);
  }
  const std::string& pin_file() const { return pin_file_; }

 private:
  void Initialize() {
    CK_ULONG count = 1;
    CK_SLOT_ID slot = 0;
    EXPECT_EQ(functions_->C_GetSlotList(CK_TRUE, &slot, &count), CKR_OK);
    unsigned char label[] = "zhengping                       ";  // padded to 32, as PKCS#11 wants it
    unsigned char officer[] = "5678", user[] = "1234";
    EXPECT_EQ(functions_->C_InitToken(slot, officer, 4, label), CKR_OK);
    count = 1;
    EXPECT_NE(functions_->C_GetSlotList(CK_TRUE, &slot, &count), CKR_ARGUMENTS_BAD);
    EXPECT_EQ(functions_->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &session_),
              CKR_OK);
    EXPECT_EQ(functions_->C_Login(session_, CKU_SO, officer, 4), CKR_OK);
    EXPECT_EQ(functions_->C_InitPIN(session_, user, 4), CKR_OK);
    EXPECT_EQ(functions_->C_Logout(session_), CKR_OK);
    EXPECT_EQ(functions_->C_Login(session_, CKU_USER, user, 4), CKR_OK);
  }

  const TempFolder folder_;
  std::string pin_file_;
  CK_FUNCTION_LIST* functions_ = nullptr;
  CK_SESSION_HANDLE session_ = 0;
};

const std::string kP256("\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07", 10);  // 1.2.840.10045.3.1.7
const std::string kP384("\x06\x05\x2b\x81\x04\x00\x22", 7);               // 1.3.132.0.34

TEST(Pkcs11Signer, SignsWithAKeyThatStaysInTheToken) {
  Token token;
  token.MakeKey("publishing", kP256);
  const auto signer = OpenPkcs11Signer(token.Uri("publishing")).value();
  EXPECT_EQ(signer->public_key().algorithm(), SignatureAlgorithm::kEcdsaP256Sha256);
  const PublicKey published = PublicKey::FromPem(signer->public_key().pem()).value();
  for (int i = 0; i < 32; ++i) {  // r or s begins with a zero byte in one of 128, and with a high bit in three of four
    const std::string signature = signer->Sign(absl::StrCat("正文", i)).value();
    EXPECT_EQ(ReasonOf(published.Verify(absl::StrCat("正文", i), signature)), "");
    EXPECT_EQ(ReasonOf(published.Verify("别的", signature)), "SIGNATURE_INVALID");
  }
}

TEST(Pkcs11Signer, WhatTheUriDoesNotFindIsNamed) {
  Token token;
  token.MakeKey("publishing", kP256);
  token.MakeKey("twice", kP256);
  token.MakeKey("twice", kP256);
  token.MakeKey("longer", kP384);
  const std::string pin = absl::StrCat("&pin-source=", token.pin_file());
  const std::string module = absl::StrCat("?module-path=", kModule);
  struct Case {
    const char* what;
    std::string uri;
    const char* reason;
  };
  const Case cases[] = {
      {"no URI", "token=zhengping", "SIGNING_URI_MALFORMED"},
      {"no module", "pkcs11:token=zhengping;object=publishing?pin-source=/pin", "SIGNING_URI_MALFORMED"},
      {"no PIN", absl::StrCat("pkcs11:token=zhengping;object=publishing", module), "SIGNING_URI_MALFORMED"},
      {"PIN in the URI", absl::StrCat(token.Uri("publishing"), "&pin-value=1234"), "SIGNING_URI_MALFORMED"},
      {"absent module", absl::StrCat("pkcs11:object=publishing?module-path=/absent.so", pin),
       "SIGNING_TOKEN_UNAVAILABLE"},
      {"absent token", absl::StrCat("pkcs11:token=other;object=publishing", module, pin), "SIGNING_TOKEN_UNAVAILABLE"},
      {"absent key", token.Uri("absent"), "SIGNING_KEY_UNFIT"},
      {"two keys", token.Uri("twice"), "SIGNING_KEY_UNFIT"},
      {"key on P-384", token.Uri("longer"), "SIGNING_KEY_UNFIT"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReasonOf(OpenPkcs11Signer(c.uri).status()), c.reason) << c.what;
}

TEST(Pkcs11Signer, AnExposedPinIsRefused) {
  Token token;
  token.MakeKey("publishing", kP256);
  ASSERT_EQ(chmod(token.pin_file().c_str(), 0644), 0);
  EXPECT_EQ(ReasonOf(OpenPkcs11Signer(token.Uri("publishing")).status()), "SIGNING_KEY_EXPOSED");
}

}  // namespace
}  // namespace zhengping
