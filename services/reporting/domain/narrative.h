// The narrative (正文): the chapters of prose of a report, with its numbers bound to facts and observations, so that
// text and tables cannot disagree.
//
//   二、部门整体支出绩效情况                       a heading of level 1; （一） 1. （1） are levels 2 to 4
//   推广人次{{湘易办推广人次}}，预算{{fact:final_budget|万元}}万元。       bound numbers
//   逾期{{finding:release_timing.late_amount|万元}}万元，得{{score:total}}分   a finding's figure, a score
//   可降至{{effect:release_timing.peak_gap.after|万元}}万元              a simulated figure; or before
//   {{let:未测绘户数 = 安置房总户数 - 安置房测绘户数}}                 alone on a line: a number of the prose's own
//   {{finding:release_timing}}                     alone on a line: the measure of a finding
//   {{recommendation:release_timing}}              alone on a line: what to do about it
//   {{figures:release_timing}}                     alone on a line: only the table of that measure
//   {{simulation:release_timing}}                  alone on a line: only the table of what it would change
//
// The lines before the first heading of level 1 are the title. A short line without a full stop or colon is a heading
// without a number. Numbers of headings are read off and printed anew by the documents' writers, so "（一）、" and
// "1、" come out as GB/T 9704-2012 has them. "1.突出阵地建设。一是…" is a heading with the text that follows it in its
// line.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_NARRATIVE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_NARRATIVE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/domain/definition.h"

namespace zhengping::reporting {

inline constexpr size_t kMostNarrativeBytes = 1 << 20;  // a report's prose has 10 to 60 KB

// kObservation may also name a definition of the prose's own, which comes first.
enum class BindingKind {
  kObservation,
  kFact,
  kFindingFigure,
  kEffect,
  kScore,
  kFinding,
  kRecommendation,
  kFigures,
  kSimulation
};

// After "|"; empty: as it was given. 余 cuts to the two leading digits and says so: 687 prints "680余".
inline constexpr absl::string_view kBindingFormats[] = {"", "元", "万元", "亿元", "%", "万", "余", "万元余", "亿元余"};

struct Binding {
  BindingKind kind = BindingKind::kObservation;
  std::string name;    // 湘易办推广人次, "final_budget", "release_timing.late_amount", "release_timing"
  std::string format;  // one of kBindingFormats

  friend bool operator==(const Binding&, const Binding&) = default;
};

// Text, then perhaps a bound value.
struct NarrativePiece {
  std::string text;
  std::optional<Binding> binding;

  friend bool operator==(const NarrativePiece&, const NarrativePiece&) = default;
};

enum class BlockKind { kHeading, kParagraph, kFinding, kRecommendation, kFigures, kSimulation };

struct NarrativeBlock {
  BlockKind kind = BlockKind::kParagraph;
  int line = 0;                        // in the text, from 1
  int level = 0;                       // of a heading, 1 to 4
  bool is_numbered = false;            // of a heading
  std::string heading;                 // of a heading, without its number
  std::vector<NarrativePiece> pieces;  // of a paragraph; of a heading: what follows it in its line
  std::string finding;                 // kind of the finding
};

struct Narrative {
  std::vector<std::string> title_lines;
  std::vector<NarrativeBlock> blocks;
  std::vector<Definition> definitions;
};

struct ParsedNarrative {
  Narrative narrative;
  // NARRATIVE_TOO_LONG, BINDING_MALFORMED, BINDING_FORMAT_UNKNOWN, BINDING_CYCLE, BINDING_DEFINED_TWICE (errors);
  // place.row is the line.
  std::vector<Issue> issues;
};

ParsedNarrative ParseNarrative(absl::string_view text);

// "observation:湘易办推广人次", "fact:final_budget": a binding as lists name it.
std::string NameOf(const Binding& binding);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_NARRATIVE_H_
