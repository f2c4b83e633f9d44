// Any bytes as prose: numbers stand in their places, proposals keep their bounds, a check ends, and a draft of it is
// its own draft.
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/reporting/domain/prose/chapter_prose.h"
#include "services/reporting/domain/prose/narrative_check.h"
#include "services/reporting/domain/prose/observation_proposals.h"

namespace zhengping::reporting {
namespace {

EvaluationContent SmallYear() {
  EvaluationContent content;
  content.fiscal_year = 2023;
  content.facts = {{.name = "final_budget",
                    .state = FactState::kDerived,
                    .value = Money::Fen(1994200000),
                    .unit = "fen",
                    .display_name = "全年预算数"}};
  Finding finding{.kind = "release_timing", .display_name = "下达", .is_applicable = true, .summary = "概述。"};
  finding.figures = {{.name = "funds", .state = FactState::kDerived, .value = int64_t{9}, .unit = "funds"}};
  content.findings = {finding};
  Observation jobs{.key = {.level3 = "新增就业人数"}, .value = Rational(46), .unit = "人"};
  content.scorecard.observations = {jobs};
  return content;
}

void CheckLine(absl::string_view line) {
  size_t last = 0;
  for (const WrittenNumber& number : ReadNumbers(line)) {
    ZP_CHECK(last <= number.begin && number.begin <= number.number_begin && number.number_begin < number.end, line);
    ZP_CHECK(number.end <= line.size(), "a number ends within its line");
    ZP_CHECK(!number.upper || number.kind != NumberKind::kFigure || number.value <= *number.upper, "a range ascends");
    last = number.end;
  }
}

}  // namespace
}  // namespace zhengping::reporting

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping::reporting;
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  CheckLine(text);
  for (const ObservationProposal& proposal : ProposeObservations(text, 2023)) {
    ZP_CHECK(!proposal.subject.empty() && proposal.line > 0, "a proposal says what it counts and where");
  }
  const EvaluationContent content = SmallYear();
  const ParsedNarrative parsed = ParseNarrative(text);
  const NarrativeFindings found = CheckNarrative(parsed.narrative, content);
  ZP_CHECK(found.numbers.size() <= kMostCheckedNumbers, "a list of numbers is bounded");
  for (const zhengping::Issue& issue : found.issues)
    ZP_CHECK(!issue.reason.empty() && !issue.remedy.empty(), issue.found);
  const std::string draft = DraftNarrative(text, content);
  ZP_CHECK(DraftNarrative(draft, content) == draft, "a draft is its own draft");
  return 0;
}
