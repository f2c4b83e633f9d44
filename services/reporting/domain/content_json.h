// The content of an evaluation as canonical JSON: what is digested, signed, stored and handed out.
//
// Canonical form: keys sorted, no white space, UTF-8 without escapes beyond JSON's own; whole numbers and money (in
// fen) as strings, rates as "numerator/denominator" in lowest terms, days as "2023-05-31"; no floats; what is empty or
// false is left out. Equal contents have equal bytes. Revisions are no content: selectors lose theirs here and get it
// back from the watermark (RestoreRevisions).
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_CONTENT_JSON_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_CONTENT_JSON_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

nlohmann::json ContentToJson(const EvaluationContent& content);
nlohmann::json WatermarkToJson(const Watermark& watermark);

// The canonical bytes of either.
std::string CanonicalBytes(const nlohmann::json& json);

// Reads back what ContentToJson wrote. INTERNAL without a refusal for anything else: it is our own storage.
absl::StatusOr<EvaluationContent> ContentFromJson(absl::string_view canonical);
absl::StatusOr<Watermark> WatermarkFromJson(absl::string_view canonical);

// Sets the revision of every selector of a ledger entry to that of its department-year in the budget service.
void RestoreRevisions(const Watermark& watermark, EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_CONTENT_JSON_H_
