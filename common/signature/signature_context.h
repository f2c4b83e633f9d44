// What OpenSSL must be told of each algorithm; internal to this folder.
#ifndef ZHENGPING_COMMON_SIGNATURE_SIGNATURE_CONTEXT_H_
#define ZHENGPING_COMMON_SIGNATURE_SIGNATURE_CONTEXT_H_

#include <openssl/params.h>

#include "common/signature/signature.h"

namespace zhengping {

class SignatureParameters {
 public:
  explicit SignatureParameters(SignatureAlgorithm algorithm);

  const char* digest() const { return digest_; }
  const OSSL_PARAM* get() const { return parameters_; }

 private:
  const char* digest_;
  OSSL_PARAM parameters_[2];
};

// For PEM readers: a key that needs a password is refused, where OpenSSL would ask for one at the terminal.
int RefusePassword(char* buffer, int size, int is_writing, void* user);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_SIGNATURE_CONTEXT_H_
