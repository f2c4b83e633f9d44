// The lines of a narrative as they print, with the places of their bound numbers and all their numbers read.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_PRINTED_LINE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_PRINTED_LINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/domain/binding.h"
#include "services/reporting/domain/prose/sentence.h"
#include "services/reporting/domain/prose/written_number.h"

namespace zhengping::reporting {

struct PrintedBinding {
  const Binding* binding = nullptr;
  absl::StatusOr<BoundText> bound;
  Span place;  // of its text; empty where it did not resolve
};

struct PrintedLine {
  int line = 0;
  int chapter = 0;       // from 1
  bool is_plan = false;  // of a chapter that plans the next year
  std::string text;
  std::vector<PrintedBinding> bindings;
  std::vector<WrittenNumber> numbers;

  // The binding that prints numbers[index], wholly or in part; nullptr: none.
  const PrintedBinding* BindingOf(size_t index) const;
};

// Headings and paragraphs; `narrative` outlives the lines.
std::vector<PrintedLine> PrintLines(const Narrative& narrative, const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_PRINTED_LINE_H_
