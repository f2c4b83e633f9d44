#include "services/reporting/documents/report/chapters.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/report/finding_blocks.h"
#include "services/reporting/domain/binding.h"

namespace zhengping::reporting {
namespace {

absl::StatusOr<Runs> RunsOf(const NarrativeBlock& block, const EvaluationContent& content) {
  Runs runs;
  for (const NarrativePiece& piece : block.pieces) {
    if (!piece.text.empty()) runs.push_back(Plain(piece.text));
    if (!piece.binding.has_value()) continue;
    const absl::StatusOr<BoundText> bound = Resolve(*piece.binding, content);
    if (!bound.ok()) {
      return NotNow({"NARRATIVE_UNBOUND", ""}, absl::StrCat("正文第", block.line, "行：", bound.status().message()));
    }
    Run run = Bound(bound->text, {bound->origin, bound->exact, bound->unit, bound->is_lower_bound});
    run.is_illustrative = bound->is_illustrative;
    runs.push_back(std::move(run));
  }
  return runs;
}

const Finding* FindFinding(const EvaluationContent& content, const std::string& kind) {
  for (const Finding& finding : content.findings) {
    if (finding.kind == kind) return &finding;
  }
  return nullptr;
}

absl::Status AppendFinding(const NarrativeBlock& block, const EvaluationContent& content, std::vector<Block>& blocks) {
  const Finding* finding = FindFinding(content, block.finding);
  if (finding == nullptr) {
    return NotNow({"NARRATIVE_UNBOUND", ""},
                  absl::StrCat("正文第", block.line, "行：没有名为「", block.finding, "」的问题"));
  }
  const bool is_illustrative = IsIllustrativeTable(content, "指标账");
  const std::vector<Block> added = block.kind == BlockKind::kFinding ? MeasureOf(*finding, is_illustrative)
                                                                     : RecommendationOf(*finding, is_illustrative);
  blocks.insert(blocks.end(), added.begin(), added.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Block>> ChaptersOf(const Narrative& narrative, const EvaluationContent& content) {
  std::vector<Block> blocks;
  for (const NarrativeBlock& block : narrative.blocks) {
    switch (block.kind) {
      case BlockKind::kHeading: {
        Heading heading{.level = block.level, .text = block.heading, .is_numbered = block.is_numbered};
        ZP_ASSIGN_OR_RETURN(heading.run_in, RunsOf(block, content));
        blocks.emplace_back(std::move(heading));
        break;
      }
      case BlockKind::kParagraph: {
        Paragraph paragraph;
        ZP_ASSIGN_OR_RETURN(paragraph.runs, RunsOf(block, content));
        blocks.emplace_back(std::move(paragraph));
        break;
      }
      case BlockKind::kFinding:
      case BlockKind::kRecommendation:
        ZP_RETURN_IF_ERROR(AppendFinding(block, content, blocks));
        break;
    }
  }
  return blocks;
}

Narrative BareNarrative(const EvaluationContent& content) {
  std::string text =
      absl::StrCat(content.fiscal_year, "年度", content.department_display_name, "\n部门整体支出绩效评价报告\n",
                   "一、绩效管理工作开展情况\n本报告根据预算指标账、绩效目标和完成情况编制，尚未填写正文。\n二、部门整"
                   "体支出绩效情况\n"
                   "各项指标的完成情况和得分见附件。\n三、部门整体支出绩效评价存在的问题\n");
  for (const Finding& finding : content.findings) {
    absl::StrAppend(&text, "1、", finding.display_name, "。\n{{finding:", finding.kind, "}}\n");
  }
  absl::StrAppend(&text, "四、部门整体支出绩效评价提出的改进措施和建议\n");
  for (const Finding& finding : content.findings) {
    if (!finding.recommendation.has_value()) continue;
    absl::StrAppend(&text, "1、", finding.recommendation->title, "。\n{{recommendation:", finding.kind, "}}\n");
  }
  return ParseNarrative(text).narrative;
}

}  // namespace zhengping::reporting
