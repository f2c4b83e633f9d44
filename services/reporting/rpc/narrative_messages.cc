#include "services/reporting/rpc/narrative_messages.h"

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/prose/narrative_check.h"
#include "services/reporting/rpc/name_messages.h"
#include "zhengping/reporting/v1/narrative.pb.h"
#include "zhengping/reporting/v1/reporting_service.pb.h"

namespace zhengping::reporting {
namespace {

absl::Status CheckText(const std::string& text) {
  if (text.empty()) return Invalid({"FIELD_MISSING", "narrative.text"}, "a narrative has a text");
  for (const Issue& issue : ParseNarrative(text).issues) {
    if (issue.severity != Severity::kError) continue;
    return Invalid({issue.reason, "narrative.text"},
                   absl::StrCat("第 ", issue.place.row, " 行 「", issue.found, "」：", issue.remedy));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<NarrativeChange> FromMessage(const v1::UpdateNarrativeRequest& message) {
  const v1::Narrative& narrative = message.narrative();
  NarrativeChange change{.narrative = narrative.text(),
                         .on_missing = message.allow_missing() ? OnMissing::kCreate : OnMissing::kRefuse};
  ZP_ASSIGN_OR_RETURN(change.key, ParseNarrativeName(narrative.name(), "narrative.name"));
  ZP_RETURN_IF_ERROR(CheckText(narrative.text()));
  if (!narrative.etag().empty()) {
    int64_t revision = 0;
    if (!absl::SimpleAtoi(narrative.etag(), &revision)) {
      return Stale({"ETAG_STALE", "narrative.etag"}, "an etag is taken from the last answer, unchanged");
    }
    change.expected_revision = revision;
  }
  return change;
}

absl::Status ToMessage(const YearKey& key, const KeptYear& kept, v1::Narrative& message) {
  if (kept.narrative.empty()) {
    return Absent({"NARRATIVE_NOT_FOUND", "name"}, absl::StrCat("there is no prose for ", key.fiscal_year));
  }
  message.set_name(FormatNarrativeName(key));
  message.set_revision(kept.revision);
  message.set_text(kept.narrative);
  message.set_etag(absl::StrCat(kept.revision));
  return absl::OkStatus();
}

void ToMessage(const ParsedNarrative& parsed, const EvaluationContent& content, v1::NarrativeCheck& message) {
  const NarrativeFindings found = CheckNarrative(parsed.narrative, content);
  for (const CheckedNumber& checked : found.numbers) {
    v1::NarrativeNumber& number = *message.add_numbers();
    number.set_line(checked.line);
    number.set_text(checked.text);
    number.set_unit(checked.unit);
    number.set_binding(checked.binding);
    number.set_proposed_binding(checked.proposed);
  }
  for (const Issue& issue : parsed.issues) ToMessage(issue, *message.add_issues());
  for (const Issue& issue : found.issues) ToMessage(issue, *message.add_issues());
}

}  // namespace zhengping::reporting
