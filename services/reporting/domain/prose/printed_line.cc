#include "services/reporting/domain/prose/printed_line.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {

const PrintedBinding* PrintedLine::BindingOf(size_t index) const {
  for (const PrintedBinding& binding : bindings) {
    if (binding.place.begin < numbers[index].end && numbers[index].number_begin < binding.place.end) return &binding;
  }
  return nullptr;
}

std::vector<PrintedLine> PrintLines(const Narrative& narrative, const EvaluationContent& content) {
  std::vector<PrintedLine> lines;
  int chapter = 0;
  bool is_plan = false;
  for (const NarrativeBlock& block : narrative.blocks) {
    if (block.kind == BlockKind::kHeading) {
      chapter += block.level == 1;
      // A part's heading ends a plan, but not those of its own points.
      if (block.level <= 2) is_plan = IsPlanHeading(block.heading);
    }
    PrintedLine printed{.line = block.line, .chapter = chapter, .is_plan = is_plan, .text = block.heading};
    for (const NarrativePiece& piece : block.pieces) {
      absl::StrAppend(&printed.text, piece.text);
      if (!piece.binding) continue;
      PrintedBinding binding{&*piece.binding, Resolve(*piece.binding, content, narrative.definitions), {}};
      binding.place.begin = printed.text.size();
      if (binding.bound.ok()) absl::StrAppend(&printed.text, binding.bound->text);
      binding.place.end = printed.text.size();
      printed.bindings.push_back(std::move(binding));
    }
    printed.numbers = ReadNumbers(printed.text);
    lines.push_back(std::move(printed));
  }
  return lines;
}

}  // namespace zhengping::reporting
