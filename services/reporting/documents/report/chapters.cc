#include "services/reporting/documents/report/chapters.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/report/finding_blocks.h"
#include "services/reporting/domain/binding.h"
#include "services/reporting/domain/prose/chapter_prose.h"

namespace zhengping::reporting {
namespace {

absl::StatusOr<Runs> RunsOf(const NarrativeBlock& block, const EvaluationContent& content,
                            const std::vector<Definition>& definitions) {
  Runs runs;
  for (const NarrativePiece& piece : block.pieces) {
    if (!piece.text.empty()) runs.push_back(Plain(piece.text));
    if (!piece.binding.has_value()) continue;
    const absl::StatusOr<BoundText> bound = Resolve(*piece.binding, content, definitions);
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

// Sentences in the narrative's form as paragraphs, their figures filled in.
absl::Status AppendProse(const std::vector<std::string>& lines, const EvaluationContent& content,
                         std::vector<Block>& blocks) {
  for (const std::string& line : lines) {
    // Below a heading, so that no line passes for the title.
    const Narrative prose = ParseNarrative(absl::StrCat("一、\n", line)).narrative;
    for (const NarrativeBlock& block : prose.blocks) {
      if (block.kind != BlockKind::kParagraph) continue;
      Paragraph paragraph;
      ZP_ASSIGN_OR_RETURN(paragraph.runs, RunsOf(block, content, {}));
      blocks.emplace_back(std::move(paragraph));
    }
  }
  return absl::OkStatus();
}

absl::Status AppendFinding(const NarrativeBlock& block, const EvaluationContent& content, std::vector<Block>& blocks) {
  const Finding* finding = FindFinding(content, block.finding);
  if (finding == nullptr) {
    return NotNow({"NARRATIVE_UNBOUND", ""},
                  absl::StrCat("正文第", block.line, "行：没有名为「", block.finding, "」的问题"));
  }
  const bool is_illustrative = IsIllustrativeTable(content, "指标账");
  const bool is_problem = block.kind == BlockKind::kFinding || block.kind == BlockKind::kFigures;
  if (block.kind == BlockKind::kFinding)
    ZP_RETURN_IF_ERROR(AppendProse(ProblemProse(*finding, content), content, blocks));
  if (block.kind == BlockKind::kRecommendation) {
    ZP_RETURN_IF_ERROR(AppendProse(RecommendationProse(*finding, content), content, blocks));
  }
  for (Block& added :
       is_problem ? FigureBlocks(*finding, is_illustrative) : SimulationBlocks(*finding, is_illustrative)) {
    blocks.push_back(std::move(added));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Block>> ChaptersOf(const Narrative& narrative, const EvaluationContent& content) {
  std::vector<Block> blocks;
  for (const NarrativeBlock& block : narrative.blocks) {
    switch (block.kind) {
      case BlockKind::kHeading: {
        Heading heading{.level = block.level, .text = block.heading, .is_numbered = block.is_numbered};
        ZP_ASSIGN_OR_RETURN(heading.run_in, RunsOf(block, content, narrative.definitions));
        blocks.emplace_back(std::move(heading));
        break;
      }
      case BlockKind::kParagraph: {
        Paragraph paragraph;
        ZP_ASSIGN_OR_RETURN(paragraph.runs, RunsOf(block, content, narrative.definitions));
        blocks.emplace_back(std::move(paragraph));
        break;
      }
      case BlockKind::kFinding:
      case BlockKind::kRecommendation:
      case BlockKind::kFigures:
      case BlockKind::kSimulation:
        ZP_RETURN_IF_ERROR(AppendFinding(block, content, blocks));
        break;
    }
  }
  return blocks;
}

Narrative BareNarrative(const EvaluationContent& content) {
  return ParseNarrative(BareNarrativeText(content)).narrative;
}

}  // namespace zhengping::reporting
