#include "common/digest/sm3.h"

#include <openssl/evp.h>

#include "absl/strings/escaping.h"
#include "common/status/check.h"

namespace zhengping {

struct Sm3::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();

  ~Context() { EVP_MD_CTX_free(evp); }
};

Sm3::Sm3() : context_(std::make_unique<Context>()) {
  ZP_CHECK(context_->evp != nullptr, "memory for one digest");
  ZP_CHECK(EVP_DigestInit_ex(context_->evp, EVP_sm3(), nullptr) == 1, "OpenSSL's default provider brings SM3");
}

Sm3::~Sm3() = default;

void Sm3::Update(absl::string_view bytes) {
  ZP_CHECK(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1, "a digest takes any bytes until finished");
}

std::string Sm3::FinishHex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  ZP_CHECK(EVP_DigestFinal_ex(context_->evp, digest, &size) == 1, "a digest finishes once");
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

std::string Sm3Hex(absl::string_view bytes) {
  Sm3 sm3;
  sm3.Update(bytes);
  return sm3.FinishHex();
}

}  // namespace zhengping
