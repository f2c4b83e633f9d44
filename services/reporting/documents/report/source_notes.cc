#include "services/reporting/documents/report/source_notes.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/reporting/domain/narrative.h"
#include "services/reporting/domain/prose/narrative_check.h"

namespace zhengping::reporting {
namespace {

void Say(Annex& annex, std::string text) { annex.blocks.emplace_back(Heading{.level = 3, .text = std::move(text)}); }

// Names of facts that should be there and are not, by their Chinese name.
std::vector<std::string> MissingFacts(const EvaluationContent& content) {
  std::vector<std::string> names;
  for (const Fact& fact : content.facts) {
    if (fact.state == FactState::kMissing) names.push_back(fact.display_name.empty() ? fact.name : fact.display_name);
  }
  return names;
}

std::string Numbers(const std::vector<Issue>& issues, absl::string_view reason) {
  std::vector<std::string> found;
  for (const Issue& issue : issues) {
    if (issue.reason == reason) found.push_back(absl::StrCat("“", issue.found, "”（正文第", issue.place.row, "行）"));
  }
  return absl::StrJoin(found, "、");
}

void SayHouseDefaults(const EvaluationContent& content, Annex& annex) {
  std::vector<std::string> lines;
  for (const Finding& finding : content.findings) {
    if (finding.thresholds.has_value()) {
      lines.push_back(absl::StrCat("“", finding.display_name, "”的阈值：", finding.thresholds->source));
    }
  }
  if (!lines.empty()) Say(annex, absl::StrCat(absl::StrJoin(lines, "；"), "。"));
}

}  // namespace

Annex SourceNotes(const EvaluationContent& content) {
  Annex annex{.title = "数据说明"};
  if (!content.case_head.source.empty()) Say(annex, absl::StrCat("数据来源：", content.case_head.source, "。"));
  const std::vector<std::string>& tables = content.case_head.illustrative_tables;
  if (!tables.empty()) {
    Say(annex, absl::StrCat("以下数据为演示用示例数据，不是真实数据：", absl::StrJoin(tables, "、"), "。"));
  }
  if (content.as_of.has_value()) Say(annex, absl::StrCat("数据截至", FormatChinese(*content.as_of), "。"));
  const std::vector<std::string> missing = MissingFacts(content);
  if (!missing.empty()) {
    Say(annex, absl::StrCat("以下", missing.size(), "项数据缺失，未作推断：", absl::StrJoin(missing, "、"), "。"));
  }
  for (const Issue& note : content.data_notes) Say(annex, absl::StrCat("数据核对：", note.remedy));
  const std::vector<Issue> numbers = CheckNarrative(ParseNarrative(content.narrative).narrative, content).issues;
  const std::string without_unit = Numbers(numbers, "BOUND_WITHOUT_UNIT");
  if (!without_unit.empty())
    Say(annex, absl::StrCat("正文中没有计量单位的数字：", without_unit, "，应由填报单位补充。"));
  const std::string unbound = Numbers(numbers, "NUMBER_UNBOUND");
  if (!unbound.empty()) Say(annex, absl::StrCat("正文中没有对应数据的数字：", unbound, "。"));
  SayHouseDefaults(content, annex);
  for (const Issue& note : content.scorecard.notes) {
    if (note.severity != Severity::kNote)
      Say(annex,
          absl::StrCat("评分提示：", note.remedy, note.found.empty() ? "" : absl::StrCat("（", note.found, "）")));
  }
  bool has_unverified = false;
  for (const ScoredNode& node : content.scorecard.nodes)
    has_unverified |= node.is_leaf && !node.is_plan_row && !node.is_verified;
  if (has_unverified) Say(annex, "标明“评分标准未核实”的指标，其评分标准未在可查的公开文件中见到原文。");
  return annex;
}

}  // namespace zhengping::reporting
