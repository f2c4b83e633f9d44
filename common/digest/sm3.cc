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

std::array<char, 32> Sm3Bytes(absl::string_view first, absl::string_view second) {
  // Fetched once: OpenSSL looks the algorithm up by name each time that it is asked for it.
  static const EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                     &EVP_MD_CTX_free);
  std::array<char, 32> digest;
  unsigned size = 0;
  const bool is_done = sm3 != nullptr && context != nullptr && EVP_DigestInit_ex(context.get(), sm3, nullptr) == 1 &&
                       EVP_DigestUpdate(context.get(), first.data(), first.size()) == 1 &&
                       EVP_DigestUpdate(context.get(), second.data(), second.size()) == 1 &&
                       EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), &size) == 1;
  ZP_CHECK(is_done && size == digest.size(), "OpenSSL's default provider brings SM3");
  return digest;
}

std::string Sm3Hex(absl::string_view bytes) {
  Sm3 sm3;
  sm3.Update(bytes);
  return sm3.FinishHex();
}

}  // namespace zhengping
