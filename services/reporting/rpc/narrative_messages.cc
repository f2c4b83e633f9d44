#include "services/reporting/rpc/narrative_messages.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/binding.h"
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

const char* PrefixOf(BindingKind kind) {
  switch (kind) {
    case BindingKind::kObservation:
      return "observation:";
    case BindingKind::kFact:
      return "fact:";
    case BindingKind::kFinding:
      return "finding:";
    case BindingKind::kRecommendation:
      return "recommendation:";
  }
  std::abort();
}

// A binding that does not resolve is a number without text; the issues say why.
v1::NarrativeNumber BoundNumber(int line, const Binding& binding, const EvaluationContent& content) {
  v1::NarrativeNumber number;
  number.set_line(line);
  number.set_binding(absl::StrCat(PrefixOf(binding.kind), binding.name));
  const absl::StatusOr<BoundText> bound = Resolve(binding, content);
  if (bound.ok()) {
    number.set_text(bound->text);
    number.set_unit(bound->unit);
  }
  return number;
}

std::vector<v1::NarrativeNumber> NumbersOf(const Narrative& narrative, const EvaluationContent& content) {
  std::vector<v1::NarrativeNumber> numbers;
  for (const NarrativeBlock& block : narrative.blocks) {
    for (const NarrativePiece& piece : block.pieces) {
      if (piece.binding.has_value()) numbers.push_back(BoundNumber(block.line, *piece.binding, content));
    }
  }
  for (const UnboundNumber& unbound : UnboundNumbers(narrative)) {
    v1::NarrativeNumber& number = numbers.emplace_back();
    number.set_line(unbound.line);
    number.set_text(unbound.text);
    number.set_unit(unbound.unit);
  }
  std::stable_sort(numbers.begin(), numbers.end(),
                   [](const v1::NarrativeNumber& a, const v1::NarrativeNumber& b) { return a.line() < b.line(); });
  return numbers;
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
  for (v1::NarrativeNumber& number : NumbersOf(parsed.narrative, content)) *message.add_numbers() = std::move(number);
  for (const Issue& issue : parsed.issues) ToMessage(issue, *message.add_issues());
  for (const Issue& issue : CheckNumbers(parsed.narrative, content)) ToMessage(issue, *message.add_issues());
}

}  // namespace zhengping::reporting
