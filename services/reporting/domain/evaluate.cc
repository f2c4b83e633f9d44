#include "services/reporting/domain/evaluate.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "services/reporting/domain/content_json.h"
#include "services/reporting/domain/rectification_follow_up.h"

namespace zhengping::reporting {

Subject SubjectOf(const EvaluationContent& content) {
  return {.department = content.department,
          .fiscal_year = content.fiscal_year,
          .as_of = content.as_of,
          .project = content.project};
}

std::vector<Fact> FigureFacts(const std::vector<Finding>& findings) {
  std::vector<Fact> facts;
  for (const Finding& finding : findings) {
    for (const FindingFigure& figure : finding.figures) {
      Fact fact{.name = absl::StrCat(kFigurePrefix, finding.kind, ".", figure.name),
                .state = figure.state,
                .value = figure.value,
                .unit = figure.unit,
                .source = figure.definition,
                .display_name = figure.display_name};
      if (figure.entries.size() == 1) fact.provenance = figure.entries[0];
      facts.push_back(std::move(fact));
    }
  }
  return facts;
}

std::vector<Fact> FactsForScoring(const YearAnalysis& analysis) {
  std::vector<Fact> facts = analysis.facts;
  std::vector<Fact> figures = FigureFacts(analysis.findings);
  facts.insert(facts.end(), std::make_move_iterator(figures.begin()), std::make_move_iterator(figures.end()));
  return facts;
}

namespace {

// The revision is a counter of one database, and budget's name for the department has no mark at all: the digest says
// which words they were. An array, so that no text can pass for the end of one and the beginning of the next.
std::string ProseDigest(const EvaluationContent& content) {
  const CaseHead& head = content.case_head;
  nlohmann::json words = nlohmann::json::array(
      {content.department_display_name, content.narrative, head.framework, head.source, head.illustrative_tables});
  for (const RectificationFollowUp& one : content.rectification) {
    words.push_back({one.item, one.measure, one.text, static_cast<int>(one.state)});
  }
  return Sm3Hex(CanonicalBytes(words));
}

}  // namespace

Computed Join(const Subject& subject, YearAnalysis analysis, Scoring scoring, const KeptYear& kept) {
  Computed computed;
  EvaluationContent& content = computed.content;
  content.department = subject.department;
  content.department_display_name =
      kept.department_display_name.empty() ? analysis.department_display_name : kept.department_display_name;
  content.fiscal_year = subject.fiscal_year;
  content.as_of = subject.as_of;
  content.project = subject.project;
  content.facts = std::move(analysis.facts);
  std::sort(content.facts.begin(), content.facts.end(), [](const Fact& a, const Fact& b) { return a.name < b.name; });
  content.findings = std::move(analysis.findings);
  content.special_funds = std::move(analysis.special_funds);
  content.data_notes = std::move(analysis.data_notes);
  content.scorecard = std::move(scoring.scorecard);
  content.case_head = kept.case_head;
  content.narrative = kept.narrative;
  content.rectification = FollowUp(kept.last_years_items, content.findings, content.scorecard.nodes);

  Watermark& watermark = computed.watermark;
  watermark.marks = std::move(analysis.marks);
  watermark.marks.insert(watermark.marks.end(), scoring.marks.begin(), scoring.marks.end());
  std::sort(watermark.marks.begin(), watermark.marks.end());
  watermark.framework_hash = std::move(scoring.framework_hash);
  watermark.settings_hash = std::move(analysis.settings_hash);
  watermark.narrative_revision = kept.revision;
  watermark.prose_digest = ProseDigest(content);

  computed.content_digest = ContentDigest(content);
  return computed;
}

std::string ContentDigest(const EvaluationContent& content) { return Sm3Hex(CanonicalBytes(ContentToJson(content))); }

}  // namespace zhengping::reporting
