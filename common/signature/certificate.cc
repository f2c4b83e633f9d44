#include "common/signature/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <ctime>
#include <utility>

#include "common/signature/openssl_handles.h"
#include "common/signature/signature_context.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

std::string NameEntry(X509_NAME* name, int nid) {
  const int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0) return "";
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return "";
  std::string utf8(reinterpret_cast<const char*>(text), static_cast<size_t>(size));
  OPENSSL_free(text);
  return utf8;
}

absl::StatusOr<absl::Time> TimeOf(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return Invalid({"CERTIFICATE_MALFORMED"}, "its days of validity do not read");
  return absl::FromTM(parts, absl::UTCTimeZone());
}

}  // namespace

Certificate::Certificate(PublicKey public_key, std::string subject_name, std::string pem, absl::Time not_before,
                         absl::Time not_after)
    : public_key_(std::move(public_key)),
      subject_name_(std::move(subject_name)),
      pem_(std::move(pem)),
      not_before_(not_before),
      not_after_(not_after) {}

absl::StatusOr<Certificate> Certificate::FromPem(absl::string_view pem) {
  const OwnedCertificate x509(PEM_read_bio_X509(BioOn(pem).get(), nullptr, RefusePassword, nullptr));
  ERR_clear_error();
  const OwnedBio text(BIO_new(BIO_s_mem()));
  EVP_PKEY* key = x509 == nullptr ? nullptr : X509_get0_pubkey(x509.get());
  ERR_clear_error();
  if (key == nullptr || text == nullptr || PEM_write_bio_X509(text.get(), x509.get()) != 1) {
    return Invalid({"CERTIFICATE_MALFORMED"}, "give a certificate in PEM (-----BEGIN CERTIFICATE-----)");
  }
  ZP_ASSIGN_OR_RETURN(PublicKey public_key, PublicKey::FromKey(key));
  X509_NAME* subject = X509_get_subject_name(x509.get());
  std::string name = NameEntry(subject, NID_commonName);
  if (name.empty()) name = NameEntry(subject, NID_organizationName);
  ZP_ASSIGN_OR_RETURN(const absl::Time not_before, TimeOf(X509_get0_notBefore(x509.get())));
  ZP_ASSIGN_OR_RETURN(const absl::Time not_after, TimeOf(X509_get0_notAfter(x509.get())));
  return Certificate(std::move(public_key), std::move(name), BytesOf(text.get()), not_before, not_after);
}

}  // namespace zhengping
