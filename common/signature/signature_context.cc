#include "common/signature/signature_context.h"

#include <openssl/core_names.h>

namespace zhengping {
namespace {

// GM/T 0009-2012, section 10: the id of a user for whom nothing else was agreed.
char kDistinguishingId[] = "1234567812345678";

}  // namespace

SignatureParameters::SignatureParameters(SignatureAlgorithm algorithm)
    : digest_(algorithm == SignatureAlgorithm::kSm2Sm3 ? "SM3" : "SHA256"),
      parameters_{OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end()} {
  if (algorithm == SignatureAlgorithm::kSm2Sm3) {
    parameters_[0] =
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, kDistinguishingId, sizeof(kDistinguishingId) - 1);
  }
}

int RefusePassword(char*, int, int, void*) { return -1; }

}  // namespace zhengping
