#include "services/reporting/documents/published/file_check.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/signature/certificate.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/json/canonical_json.h"
#include "services/reporting/documents/published/part_digests.h"
#include "services/reporting/documents/published/signed_file.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

// Counted before anything is parsed: writing and destroying a value recurse as deep as it nests.
bool NestsTooDeep(absl::string_view bytes) {
  int depth = 0;
  bool is_in_text = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (is_in_text) {
      if (c == '\\') ++i;
      if (c == '"') is_in_text = false;
      continue;
    }
    if (c == '"') is_in_text = true;
    if ((c == '{' || c == '[') && ++depth > kMostPublishedDepth) return true;
    if (c == '}' || c == ']') --depth;
  }
  return false;
}

absl::StatusOr<json> ReadJson(absl::string_view bytes) {
  if (bytes.size() > kMostPublishedBytes) return Invalid({"FILE_TOO_LARGE"}, "公开的文件不会超过 16 MiB");
  for (const char* start : {"PK\x03\x04", "%PDF", "<"}) {
    if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(bytes.substr(0, 64)), start)) {
      return Invalid({"FILE_NOT_VERIFIABLE"},
                     "评价的各种文件中只有 JSON 带有签名（render --format json），请核验 JSON");
    }
  }
  if (NestsTooDeep(bytes)) return Invalid({"FILE_NESTED_TOO_DEEP"}, "公开的文件嵌套不会超过 64 层");
  json file = json::parse(bytes.begin(), bytes.end(), nullptr, /*allow_exceptions=*/false);
  if (file.is_discarded()) return Invalid({"FILE_MALFORMED"}, "不是 JSON，或者不完整");
  const bool is_ours = file.is_object() && file.contains("content") && file["content"].is_object() &&
                       file["content"].contains("scorecard");
  if (!is_ours && !(file.is_object() && file.contains("signature"))) {
    return Invalid({"FILE_NOT_OURS"}, "不是评价的 JSON（render --format json 写出的文件）");
  }
  if (!file.contains("signature")) {
    return Invalid({"FILE_NOT_PUBLISHED"}, "这份评价没有签名：评价在公开时签名，公开之后写出的文件才能核验");
  }
  if (!file["signature"].is_object()) return Invalid({"SIGNATURE_MALFORMED"}, "签名部分（signature）不成形");
  return file;
}

// The text at "a/b/c"; empty when there is none.
std::string TextAt(const json& file, const char* pointer) {
  const json::json_pointer at(pointer);
  return file.contains(at) && file[at].is_string() ? file[at].get<std::string>() : std::string();
}

struct Statement {
  SignatureAlgorithm algorithm;
  PublicKey key;
  std::string value;  // DER
  std::map<std::string, std::string> parts;
};

absl::StatusOr<Statement> ReadStatement(const json& signature) {
  for (const char* field :
       {"format", "algorithm", "signer", "key_id", "public_key", "signing_time", "file_digest", "value"}) {
    if (!signature.contains(field) || !signature[field].is_string()) {
      return Invalid({"SIGNATURE_MALFORMED"}, absl::StrCat("签名部分（signature）缺少 ", field));
    }
  }
  if (signature["format"] != kSignedFileFormat) {
    return Invalid({"SIGNATURE_MALFORMED"}, absl::StrCat("本版本只认识格式 ", kSignedFileFormat));
  }
  const std::string algorithm_id = signature["algorithm"].get<std::string>();
  const std::optional<SignatureAlgorithm> algorithm = ParseAlgorithm(algorithm_id);
  absl::StatusOr<PublicKey> key = PublicKey::FromPem(signature["public_key"].get<std::string>());
  if (!key.ok()) return Invalid({"SIGNATURE_MALFORMED"}, "签名部分的公钥（public_key）不是公钥");
  if (!algorithm || key->algorithm() != *algorithm) {
    return Invalid({"SIGNATURE_ALGORITHM_UNKNOWN"},
                   absl::StrCat("算法不是这把公钥的算法：", algorithm_id.substr(0, 40)));
  }
  Statement statement{.algorithm = *algorithm, .key = *std::move(key)};
  const std::string hex = signature["value"].get<std::string>();
  for (const char c : hex) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)) && (c < 'a' || c > 'f')) {
      return Invalid({"SIGNATURE_MALFORMED"}, "签名值（value）应为小写十六进制");
    }
  }
  if (hex.size() % 2 != 0) return Invalid({"SIGNATURE_MALFORMED"}, "签名值（value）应为整字节");
  statement.value = absl::HexStringToBytes(hex);
  if (!signature.contains("parts") || !signature["parts"].is_object()) {
    return Invalid({"SIGNATURE_MALFORMED"}, "签名部分（signature）缺少 parts");
  }
  for (const auto& [part, digest] : signature["parts"].items()) {
    if (digest.is_string()) statement.parts[part] = digest.get<std::string>();
  }
  return statement;
}

void ReadHead(const json& file, FileCheck& check) {
  check.algorithm = TextAt(file, "/signature/algorithm");
  check.signer = TextAt(file, "/signature/signer");
  check.key_id = TextAt(file, "/signature/key_id");
  check.signing_time = TextAt(file, "/signature/signing_time");
  check.evaluation = TextAt(file, "/envelope/evaluation");
  check.publish_time = TextAt(file, "/envelope/publish_time");
  check.publisher = TextAt(file, "/envelope/publisher/name");
  check.adjusted_total = TextAt(file, "/envelope/adjusted_total");
  check.content_digest = TextAt(file, "/envelope/content_digest");
  check.department_display_name = TextAt(file, "/content/department_display_name");
  check.fiscal_year = TextAt(file, "/content/fiscal_year");
  check.total = TextAt(file, "/content/scorecard/total/score");
  check.grade = check.adjusted_total.empty() ? TextAt(file, "/content/scorecard/total/grade/name")
                                             : TextAt(file, "/envelope/adjusted_grade");
}

void CheckCertificate(const json& file, const PublicKey& key, FileCheck& check) {
  const absl::StatusOr<Certificate> certificate = Certificate::FromPem(TextAt(file, "/signature/certificate"));
  if (!certificate.ok()) return;
  check.certificate_subject = certificate->subject_name();
  check.is_certificate_of_key = certificate->public_key().id() == key.id();
  absl::Time time;
  std::string ignored;
  check.is_certificate_valid_then =
      absl::ParseTime(absl::RFC3339_full, check.signing_time, &time, &ignored) && certificate->IsValidAt(time);
}

std::vector<PartChange> Differences(const std::map<std::string, std::string>& given,
                                    const std::map<std::string, std::string>& found) {
  std::vector<PartChange> changes;
  for (const auto& [part, digest] : given) {
    const auto at = found.find(part);
    if (at == found.end()) changes.push_back({PartChange::kRemoved, part});
    if (at != found.end() && at->second != digest) changes.push_back({PartChange::kChanged, part});
  }
  for (const auto& [part, digest] : found) {
    if (!given.contains(part)) changes.push_back({PartChange::kAdded, part});
  }
  return changes;
}

}  // namespace

absl::StatusOr<FileCheck> CheckFile(absl::string_view bytes, const std::optional<PublicKey>& trusted) {
  ZP_ASSIGN_OR_RETURN(json file, ReadJson(bytes));
  ZP_ASSIGN_OR_RETURN(const Statement statement, ReadStatement(file["signature"]));
  FileCheck check;
  ReadHead(file, check);
  CheckCertificate(file, statement.key, check);

  const absl::StatusOr<std::string> whole = CanonicalJson(file);
  const absl::StatusOr<std::string> signed_bytes = SignedBytes(file["signature"]);
  if (!whole.ok() || !signed_bytes.ok()) return Invalid({"FILE_MALFORMED"}, "其中有不会出现在公开文件里的数字");
  check.is_form_kept = *whole == bytes;
  check.is_signature_right =
      statement.key.Verify(*signed_bytes, statement.value).ok() && statement.key.id() == check.key_id;
  if (trusted) {
    check.signer_check = trusted->id() == statement.key.id() ? SignerCheck::kTrusted : SignerCheck::kAnother;
  }
  const std::string file_digest = TextAt(file, "/signature/file_digest");
  file.erase("signature");
  ZP_ASSIGN_OR_RETURN(const auto parts, PartDigests(file));
  check.changes = Differences(statement.parts, parts);
  const absl::StatusOr<std::string> unsigned_part = CanonicalJson(file);
  check.is_order_kept = unsigned_part.ok() && (!check.changes.empty() || Sm3Hex(*unsigned_part) == file_digest);
  return check;
}

}  // namespace zhengping::reporting
