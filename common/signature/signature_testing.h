// Keys and certificates for tests of signatures.
#ifndef ZHENGPING_COMMON_SIGNATURE_SIGNATURE_TESTING_H_
#define ZHENGPING_COMMON_SIGNATURE_SIGNATURE_TESTING_H_

#include <memory>
#include <string>

#include "common/signature/signature.h"
#include "common/testing/temp_folder.h"

namespace zhengping {

// A signer with a new SM2 key of its own.
std::shared_ptr<const Signer> NewFileSigner(const TempFolder& folder, const std::string& file = "signing-key.pem");

// The PEM form of SubjectPublicKeyInfo for a point given by its coordinates, 64 hex digits each.
std::string Sm2Pem(const std::string& x, const std::string& y);
std::string P256Pem(const std::string& x, const std::string& y);

// The reason of a refusal; "" for OK, "?" for a status without one.
std::string ReasonOf(const absl::Status& status);

// Writes a self-made certificate of the SM2 key in `key_file` to `path`, valid 2020 to 2039.
void WriteCertificate(const std::string& key_file, const std::string& common_name, const std::string& path);

// Writes a new private key of another kind ("EC:P-384", "EC:P-256", "RSA:2048") to `path`, mode 0600.
void WriteKey(const std::string& kind, const std::string& path);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_SIGNATURE_TESTING_H_
