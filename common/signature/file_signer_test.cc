#include "common/signature/file_signer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "absl/strings/str_cat.h"
#include "common/signature/signature_testing.h"

namespace zhengping {
namespace {

std::string At(const TempFolder& folder, const char* name) { return absl::StrCat(folder.path(), "/", name); }

TEST(FileSigner, NewKeyIsItsOwnersAloneAndSigns) {
  const TempFolder folder;
  const std::string path = At(folder, "key.pem");
  const PublicKey made = NewKeyFile(path).value();
  struct stat found = {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
  const auto signer = OpenFileSigner(path).value();
  EXPECT_EQ(signer->public_key().id(), made.id());
  EXPECT_EQ(made.algorithm(), SignatureAlgorithm::kSm2Sm3);
  EXPECT_EQ(ReasonOf(made.Verify("正文", signer->Sign("正文").value())), "");
}

TEST(FileSigner, AKeyIsNeverWrittenOver) {
  const TempFolder folder;
  const std::string path = At(folder, "key.pem");
  const PublicKey made = NewKeyFile(path).value();
  EXPECT_EQ(ReasonOf(NewKeyFile(path).status()), "SIGNING_KEY_EXISTS");
  EXPECT_EQ(OpenFileSigner(path).value()->public_key().id(), made.id());
  EXPECT_EQ(ReasonOf(NewKeyFile(At(folder, "absent/key.pem")).status()), "SIGNING_KEY_UNWRITABLE");
}

TEST(FileSigner, AFileThatOthersMayUseIsRefused) {
  const TempFolder folder;
  const std::string path = At(folder, "key.pem");
  ASSERT_TRUE(NewKeyFile(path).ok());
  for (const mode_t mode : {0640, 0604, 0660, 0610, 0602, 0644}) {
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    EXPECT_EQ(ReasonOf(OpenFileSigner(path).status()), "SIGNING_KEY_EXPOSED") << std::oct << mode;
  }
  ASSERT_EQ(chmod(path.c_str(), 0400), 0);
  EXPECT_EQ(ReasonOf(OpenFileSigner(path).status()), "");
}

TEST(FileSigner, WhatIsNoKeyIsRefused) {
  const TempFolder folder;
  EXPECT_EQ(ReasonOf(OpenFileSigner(At(folder, "absent.pem")).status()), "SIGNING_KEY_UNREADABLE");
  EXPECT_EQ(ReasonOf(OpenFileSigner(folder.path()).status()), "SIGNING_KEY_UNREADABLE");
  struct Case {
    const char* what;
    std::string text;
    const char* reason;
  };
  const Case cases[] = {
      {"empty", "", "SIGNING_KEY_UNFIT"},
      {"prose", "not a key", "SIGNING_KEY_UNFIT"},
      {"cut off", "-----BEGIN PRIVATE KEY-----\nMIGHAgEA", "SIGNING_KEY_UNFIT"},
      {"with a password", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGH\n-----END ENCRYPTED PRIVATE KEY-----\n",
       "SIGNING_KEY_UNFIT"},
      {"long", std::string((64 << 10) + 1, 'x'), "SIGNING_KEY_UNREADABLE"},
  };
  for (const Case& c : cases) {
    const std::string path = folder.Write("key.pem", c.text);
    ASSERT_EQ(chmod(path.c_str(), 0600), 0);
    EXPECT_EQ(ReasonOf(OpenFileSigner(path).status()), c.reason) << c.what;
  }
}

TEST(FileSigner, AKeyOfAnotherKindIsNamed) {
  const TempFolder folder;
  const std::string path = At(folder, "key.pem");
  const std::pair<const char*, const char*> kinds[] = {
      {"RSA:2048", "RSA"}, {"EC:P-384", "secp384r1"}, {"EC:P-256", "P-256"}};
  for (const auto& [kind, named] : kinds) {
    WriteKey(kind, path);
    const absl::Status status = OpenFileSigner(path).status();
    EXPECT_EQ(ReasonOf(status), "SIGNING_KEY_UNFIT") << kind;
    EXPECT_NE(status.message().find(named), std::string::npos) << status.message();
  }
}

}  // namespace
}  // namespace zhengping
