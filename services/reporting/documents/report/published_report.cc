#include "services/reporting/documents/report/published_report.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/json/canonical_json.h"
#include "services/reporting/documents/json/json_writer.h"
#include "services/reporting/documents/published/file_check.h"
#include "services/reporting/documents/published/signed_file.h"
#include "services/reporting/documents/report/report_outline.h"
#include "services/reporting/domain/publication.h"

namespace zhengping::reporting {

absl::StatusOr<std::string> SignReport(const Evaluation& evaluation, const Actor& publisher, int64_t now_ms,
                                       const SigningIdentity& identity) {
  ZP_ASSIGN_OR_RETURN(const Document report, BuildReport(evaluation));
  nlohmann::json file = DocumentJson(report);
  file["envelope"] = PublishedEnvelope(evaluation, publisher, now_ms);
  ZP_ASSIGN_OR_RETURN(file, SignFile(std::move(file), identity, absl::FromUnixMillis(now_ms)));
  return CanonicalJson(file);
}

absl::Status CheckPublished(const Evaluation& evaluation) {
  if (evaluation.published_file.empty()) return absl::OkStatus();
  const absl::StatusOr<FileCheck> check = CheckFile(evaluation.published_file, std::nullopt);
  if (!check.ok() || !check->IsIntact()) {
    return absl::InternalError(absl::StrCat(FullNameOf(evaluation), ": the stored published file is damaged"));
  }
  const nlohmann::json file = nlohmann::json::parse(evaluation.published_file);
  return CheckEnvelope(file.value("envelope", nlohmann::json::object()), evaluation);
}

}  // namespace zhengping::reporting
