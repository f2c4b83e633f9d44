// An X.509 certificate beside a key: a public key and the name of its holder. No chain is checked here: a self-made
// certificate may bear any name. Who trusts the key (signature.h) need not trust the certificate, and the other way
// round it proves nothing.
#ifndef ZHENGPING_COMMON_SIGNATURE_CERTIFICATE_H_
#define ZHENGPING_COMMON_SIGNATURE_CERTIFICATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/signature/signature.h"

namespace zhengping {

class Certificate {
 public:
  // The first certificate of a PEM text. Refused: CERTIFICATE_MALFORMED, PUBLIC_KEY_UNFIT (signature.h).
  static absl::StatusOr<Certificate> FromPem(absl::string_view pem);

  const PublicKey& public_key() const { return public_key_; }
  // The subject's common name, else its organization; may be empty.
  const std::string& subject_name() const { return subject_name_; }
  // The certificate alone, without what else the text held.
  const std::string& pem() const { return pem_; }
  bool IsValidAt(absl::Time time) const { return not_before_ <= time && time <= not_after_; }

 private:
  Certificate(PublicKey public_key, std::string subject_name, std::string pem, absl::Time not_before,
              absl::Time not_after);

  PublicKey public_key_;
  std::string subject_name_;
  std::string pem_;
  absl::Time not_before_;
  absl::Time not_after_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SIGNATURE_CERTIFICATE_H_
