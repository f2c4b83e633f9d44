// Checks the file of a published evaluation (signed_file.h) with nothing but the file, and the signer's public key
// where the reader has it: is the signature right, and does everything still stand as it was signed.
//
// Without a trusted key the file is held against the key that it brings: then nothing was changed since that key signed
// it, and whose key it is remains open. Anybody can change a file and sign it again with a key of his own and any name.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_FILE_CHECK_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_FILE_CHECK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/signature/signature.h"

namespace zhengping::reporting {

inline constexpr size_t kMostPublishedBytes = size_t{16} << 20;  // a report of 100 findings is below 2 MiB
inline constexpr int kMostPublishedDepth = 64;                   // of brackets; contents nest ten deep

enum class SignerCheck {
  kNotChecked,  // no trusted key was given
  kTrusted,     // signed with the trusted key
  kAnother,     // signed with another key
};

struct PartChange {
  enum Kind { kChanged, kRemoved, kAdded };
  Kind kind = kChanged;
  std::string part;  // part_digests.h
};

struct FileCheck {
  // What the signature says of itself.
  std::string algorithm;
  std::string signer;
  std::string key_id;
  std::string signing_time;
  std::string certificate_subject;         // empty: there is none, or it does not read
  bool is_certificate_of_key = false;      // it is of the signing key
  bool is_certificate_valid_then = false;  // its days hold the signing time
  // What the file says of the evaluation; as signed only when the file is intact.
  std::string evaluation;
  std::string department_display_name;
  std::string fiscal_year;
  std::string publish_time;
  std::string publisher;
  std::string total;           // decimal or "numerator/denominator", as the content has it
  std::string adjusted_total;  // decimal; empty: not adjusted
  std::string grade;
  std::string content_digest;

  bool is_signature_right = false;  // "value" is the key's, over all that "signature" says
  SignerCheck signer_check = SignerCheck::kNotChecked;
  std::vector<PartChange> changes;  // by name
  bool is_order_kept = true;        // all parts are as signed, yet the whole is not
  bool is_form_kept = true;         // false: spaces, the order of keys, or a key twice

  bool IsIntact() const {
    return is_signature_right && signer_check != SignerCheck::kAnother && changes.empty() && is_order_kept &&
           is_form_kept;
  }
};

// Refused, INVALID_ARGUMENT:
//   FILE_TOO_LARGE               more than 16 MiB
//   FILE_NESTED_TOO_DEEP         more than 64 brackets deep
//   FILE_MALFORMED               not JSON, cut off, or with a number that canonical JSON does not hold
//   FILE_NOT_OURS                JSON of something else
//   FILE_NOT_VERIFIABLE          a DOCX, XLSX, PDF or HTML page: of the formats only the JSON carries the signature
//   FILE_NOT_PUBLISHED           an evaluation of ours that nobody has signed
//   SIGNATURE_MALFORMED          "signature" lacks a field, or is of a later format
//   SIGNATURE_ALGORITHM_UNKNOWN  or the public key is of another algorithm
absl::StatusOr<FileCheck> CheckFile(absl::string_view bytes, const std::optional<PublicKey>& trusted);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_FILE_CHECK_H_
