// Any bytes are checked without a crash, and none that the fuzzer makes are taken for what the trusted key signed.
#include <cstdint>
#include <optional>

#include "common/status/check.h"
#include "services/reporting/documents/published/file_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping;
  // The key of GB/T 32918.5-2017 annex A.2, which has signed no file of ours.
  static const PublicKey trusted = PublicKey::FromPem(
                                       "-----BEGIN PUBLIC KEY-----\n"
                                       "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60Y\n"
                                       "M/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F+/NeCEpmMvYHLamtEw==\n"
                                       "-----END PUBLIC KEY-----\n")
                                       .value();
  const absl::string_view file(reinterpret_cast<const char*>(bytes), size);
  const absl::StatusOr<reporting::FileCheck> check = reporting::CheckFile(file, std::nullopt);
  const absl::StatusOr<reporting::FileCheck> trusting = reporting::CheckFile(file, trusted);
  ZP_CHECK(check.ok() == trusting.ok(), "a trusted key changes nothing of how a file reads");
  ZP_CHECK(!trusting.ok() || !trusting->IsIntact(), "nothing was signed with this key");
  return 0;
}
