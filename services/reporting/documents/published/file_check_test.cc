#include "services/reporting/documents/published/file_check.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/signature/signature_testing.h"
#include "services/reporting/documents/json/canonical_json.h"
#include "services/reporting/documents/published/published_testing.h"
#include "services/reporting/documents/published/signed_file.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

class FileCheckTest : public testing::Test {
 protected:
  json Signed(const SigningIdentity& identity) {
    return SignFile(SmallFile(), identity, absl::FromUnixSeconds(1'719'792'000)).value();  // 2024-07-01 00:00 UTC
  }
  json Signed() { return Signed({.signer = signer_, .name = "大祥区财政局"}); }
  // A file that does not read counts as refused.
  bool IsIntact(absl::string_view bytes) {
    const absl::StatusOr<FileCheck> check = CheckFile(bytes, std::nullopt);
    return check.ok() && check->IsIntact();
  }
  FileCheck Check(const json& file) { return CheckFile(CanonicalJson(file).value(), std::nullopt).value(); }

  const TempFolder folder_;
  const std::shared_ptr<const Signer> signer_ = NewFileSigner(folder_, "key.pem");
};

// Every place of `value` with every change that can be made there, one at a time.
void ForEachTampering(json& value, const std::function<void(const std::string& what)>& visit, const std::string& path) {
  const json before = value;
  const auto attempt = [&](const char* how, json changed) {
    value = std::move(changed);
    visit(absl::StrCat(path, " ", how));
    value = before;
  };
  if (value.is_string()) {
    const std::string text = value.get<std::string>();
    attempt("longer", text + "0");
    attempt("empty", text.empty() ? "x" : "");
    if (!text.empty()) attempt("last character", text.substr(0, text.size() - 1) + (text.back() == '1' ? "2" : "1"));
  }
  if (value.is_boolean()) attempt("flipped", !value.get<bool>());
  attempt("null", nullptr);
  attempt("another type", json::array({before}));
  if (value.is_object()) {
    json more = before;
    more["zz"] = "1";
    attempt("more", more);
    for (const auto& [key, inner] : before.items()) {
      json less = before;
      less.erase(key);
      attempt(absl::StrCat("without ", key).c_str(), less);
    }
    for (auto& [key, inner] : value.items()) ForEachTampering(inner, visit, absl::StrCat(path, "/", key));
  }
  if (value.is_array()) {
    json more = before;
    more.push_back(before.empty() ? json("x") : before.front());
    attempt("more", more);
    for (size_t i = 0; i < before.size(); ++i) {
      json less = before;
      less.erase(i);
      attempt("less", less);
    }
    if (before.size() > 1) {
      json swapped = before;
      std::swap(swapped[0], swapped[1]);
      attempt("swapped", swapped);
    }
    for (size_t i = 0; i < value.size(); ++i) ForEachTampering(value[i], visit, absl::StrCat(path, "/", i));
  }
}

TEST_F(FileCheckTest, SaysWhoSignedWhatWhenAndHow) {
  const std::string bytes = CanonicalJson(Signed()).value();
  const FileCheck check = CheckFile(bytes, std::nullopt).value();
  EXPECT_TRUE(check.IsIntact());
  EXPECT_EQ(check.signer_check, SignerCheck::kNotChecked);
  EXPECT_EQ(check.signer, "大祥区财政局");
  EXPECT_EQ(check.algorithm, "SM2-SM3");
  EXPECT_EQ(check.signing_time, "2024-07-01T00:00:00Z");
  EXPECT_EQ(check.key_id, signer_->public_key().id());
  EXPECT_EQ(check.evaluation, "divisions/430503000/departments/403/evaluations/2023-1");
  EXPECT_EQ(check.department_display_name, "翠园街道");
  EXPECT_EQ(check.fiscal_year, "2023");
  EXPECT_EQ(check.total, "977/10");
  EXPECT_EQ(check.adjusted_total, "95.5");
  EXPECT_EQ(check.publisher, "李审核");
  EXPECT_EQ(CheckFile(bytes, signer_->public_key()).value().signer_check, SignerCheck::kTrusted);
}

// Made after signed_file.h alone by a script of OpenSSL's programs: what is documented is what is checked.
TEST_F(FileCheckTest, AFileSignedByAnotherProgramIsIntact) {
  const std::string bytes = ReadFile(ZP_SOURCE_DIR "/tests/data/fuzz/published_fuzz/signed_by_openssl.json");
  const FileCheck check = CheckFile(bytes, std::nullopt).value();
  EXPECT_TRUE(check.IsIntact());
  EXPECT_EQ(check.signer, "大祥区财政局");
}

TEST_F(FileCheckTest, EveryFieldAlteredInTurnIsRefused) {
  json file = Signed();
  int count = 0;
  ForEachTampering(
      file,
      [&](const std::string& what) {
        ++count;
        EXPECT_FALSE(IsIntact(CanonicalJson(file).value())) << what;
      },
      "");
  EXPECT_GT(count, 450);
  EXPECT_TRUE(IsIntact(CanonicalJson(file).value()));
}

TEST_F(FileCheckTest, EveryBitFlippedAndEveryCutIsRefused) {
  const std::string bytes = CanonicalJson(Signed()).value();
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
    EXPECT_FALSE(IsIntact(flipped)) << "byte " << i;
    EXPECT_FALSE(IsIntact(bytes.substr(0, i))) << i << " bytes";
  }
  EXPECT_FALSE(IsIntact(bytes + "\n"));
  EXPECT_FALSE(IsIntact(bytes + bytes));
}

TEST_F(FileCheckTest, ThePartChangedIsNamed) {
  struct Case {
    const char* pointer;
    const char* part;
  };
  const Case cases[] = {
      {"/content/facts/1/value/fen", "content/facts/payments.q2"},
      {"/content/scorecard/nodes/0/score", "content/scorecard/nodes/产出指标/数量指标"},
      {"/content/scorecard/total/score", "content/scorecard/total/score"},
      {"/envelope/adjusted_total", "envelope/adjusted_total"},
      {"/envelope/adjustments/0/score", "envelope/adjustments/产出指标/数量指标"},
      {"/envelope/evaluation", "envelope/evaluation"},
      {"/envelope/state", "envelope/state"},
      {"/figures/1/text", "figures/1"},
  };
  for (const Case& c : cases) {
    json file = Signed();
    file[json::json_pointer(c.pointer)] = "99";
    const FileCheck check = Check(file);
    EXPECT_TRUE(check.is_signature_right);
    ASSERT_EQ(check.changes.size(), 1u) << c.pointer;
    EXPECT_EQ(check.changes[0].part, c.part);
    EXPECT_EQ(check.changes[0].kind, PartChange::kChanged);
  }
  json file = Signed();
  file["content"].erase("fiscal_year");
  file["envelope"]["remark"] = "x";
  const FileCheck check = Check(file);
  ASSERT_EQ(check.changes.size(), 2u);
  EXPECT_EQ(check.changes[0].kind, PartChange::kRemoved);
  EXPECT_EQ(check.changes[0].part, "content/fiscal_year");
  EXPECT_EQ(check.changes[1].kind, PartChange::kAdded);
  EXPECT_EQ(check.changes[1].part, "envelope/remark");
}

TEST_F(FileCheckTest, ADigestMadeToFitIsRefused) {
  json file = Signed();
  json forged = SmallFile();
  forged["envelope"]["adjusted_total"] = "99.5";
  const json own = SignFile(forged, {.signer = NewFileSigner(folder_, "forger.pem"), .name = "大祥区财政局"},
                            absl::FromUnixSeconds(1'719'792'000))
                       .value();
  file["envelope"] = own["envelope"];
  file["signature"]["parts"] = own["signature"]["parts"];
  file["signature"]["file_digest"] = own["signature"]["file_digest"];
  const FileCheck check = Check(file);
  EXPECT_TRUE(check.changes.empty());
  EXPECT_FALSE(check.is_signature_right);
  EXPECT_FALSE(check.IsIntact());
}

TEST_F(FileCheckTest, SignedAgainByAnotherIsKnownByTheTrustedKeyOnly) {
  json forged = SmallFile();
  forged["envelope"]["adjusted_total"] = "99.5";
  const json file = SignFile(forged, {.signer = NewFileSigner(folder_, "forger.pem"), .name = "大祥区财政局"},
                             absl::FromUnixSeconds(1'719'792'000))
                        .value();
  const std::string bytes = CanonicalJson(file).value();
  EXPECT_TRUE(CheckFile(bytes, std::nullopt).value().IsIntact());
  const FileCheck check = CheckFile(bytes, signer_->public_key()).value();
  EXPECT_EQ(check.signer_check, SignerCheck::kAnother);
  EXPECT_FALSE(check.IsIntact());
}

TEST_F(FileCheckTest, OrderAndFormAreKept) {
  json file = Signed();
  std::swap(file["content"]["facts"][0], file["content"]["facts"][1]);
  const FileCheck reordered = Check(file);
  EXPECT_TRUE(reordered.changes.empty());
  EXPECT_FALSE(reordered.is_order_kept);
  const std::string bytes = CanonicalJson(Signed()).value();
  const FileCheck spaced = CheckFile(absl::StrReplaceAll(bytes, {{"{\"content\"", "{ \"content\""}}), {}).value();
  EXPECT_TRUE(spaced.is_signature_right && spaced.changes.empty() && spaced.is_order_kept);
  EXPECT_FALSE(spaced.is_form_kept);
  EXPECT_FALSE(spaced.IsIntact());
  // A key twice: this reader takes the last one, others the first.
  const std::string twice =
      absl::StrReplaceAll(bytes, {{R"("adjusted_total":)", R"("adjusted_total":"99","adjusted_total":)"}});
  EXPECT_FALSE(IsIntact(twice));
}

TEST_F(FileCheckTest, CertificateIsToldApartFromTheKey) {
  const std::string path = absl::StrCat(folder_.path(), "/certificate.pem");
  WriteCertificate(absl::StrCat(folder_.path(), "/key.pem"), "区财政局", path);
  const SigningIdentity identity{.signer = signer_, .name = "区财政局", .certificate_pem = ReadFile(path)};
  const FileCheck check = Check(Signed(identity));
  EXPECT_TRUE(check.IsIntact());
  EXPECT_EQ(check.certificate_subject, "区财政局");
  EXPECT_TRUE(check.is_certificate_of_key);
  EXPECT_TRUE(check.is_certificate_valid_then);
  NewFileSigner(folder_, "other.pem");
  WriteCertificate(absl::StrCat(folder_.path(), "/other.pem"), "他局", path);
  EXPECT_FALSE(
      Check(Signed({.signer = signer_, .name = "区财政局", .certificate_pem = ReadFile(path)})).is_certificate_of_key);
}

TEST_F(FileCheckTest, WhatCannotBeCheckedIsNamed) {
  const auto reason = [](absl::string_view bytes) { return ReasonOf(CheckFile(bytes, std::nullopt).status()); };
  json unsigned_file = SmallFile();
  json later = Signed();
  later["signature"]["format"] = "zhengping-published-evaluation/2";
  json unknown = Signed();
  unknown["signature"]["algorithm"] = "RSA";
  json other = Signed();
  other["signature"]["algorithm"] = "ECDSA-P256-SHA256";
  json upper = Signed();
  upper["signature"]["value"] = "3046022100F5";
  EXPECT_EQ(reason(""), "FILE_MALFORMED");
  EXPECT_EQ(reason("PK\x03\x04"), "FILE_NOT_VERIFIABLE");
  EXPECT_EQ(reason("\n<!DOCTYPE html>"), "FILE_NOT_VERIFIABLE");
  EXPECT_EQ(reason("%PDF-1.7"), "FILE_NOT_VERIFIABLE");
  EXPECT_EQ(reason("整评"), "FILE_MALFORMED");
  EXPECT_EQ(reason("{}"), "FILE_NOT_OURS");
  EXPECT_EQ(reason("[1]"), "FILE_NOT_OURS");
  EXPECT_EQ(reason(R"({"signature":1})"), "SIGNATURE_MALFORMED");
  EXPECT_EQ(reason(R"({"signature":{}})"), "SIGNATURE_MALFORMED");
  EXPECT_EQ(reason(unsigned_file.dump()), "FILE_NOT_PUBLISHED");
  EXPECT_EQ(reason(later.dump()), "SIGNATURE_MALFORMED");
  EXPECT_EQ(reason(unknown.dump()), "SIGNATURE_ALGORITHM_UNKNOWN");
  EXPECT_EQ(reason(other.dump()), "SIGNATURE_ALGORITHM_UNKNOWN");
  EXPECT_EQ(reason(upper.dump()), "SIGNATURE_MALFORMED");
  EXPECT_EQ(reason(std::string(kMostPublishedBytes + 1, ' ')), "FILE_TOO_LARGE");
  EXPECT_EQ(reason(std::string(1'000'000, '[')), "FILE_NESTED_TOO_DEEP");
  EXPECT_EQ(reason(std::string(64, '[') + std::string(64, ']')), "FILE_NOT_OURS");
  EXPECT_EQ(reason(std::string(65, '[') + std::string(65, ']')), "FILE_NESTED_TOO_DEEP");
  EXPECT_EQ(reason(absl::StrCat("{\"a\":\"", std::string(1000, '['), "\"}")), "FILE_NOT_OURS");
}

}  // namespace
}  // namespace zhengping::reporting
