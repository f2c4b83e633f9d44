// The parts of a line of prose around a number: its sentence, its clause, and what the clause says it counts.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_SENTENCE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_SENTENCE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "services/reporting/domain/prose/written_number.h"

namespace zhengping::reporting {

struct Span {
  size_t begin = 0;
  size_t end = 0;
};

// Between 。；！？ (and their ASCII twins but the point); the whole line when it has none.
Span SentenceAround(absl::string_view line, size_t at);
// Between those, commas, colons and brackets.
Span ClauseAround(absl::string_view line, size_t at);

// What `numbers[index]` counts: the words before it in its clause and those behind it, without 共, 已, 其中 and the
// like; where there are none, those of the number that follows at once, else of the clause before. At most 40
// characters.
std::string SubjectOf(absl::string_view line, const std::vector<WrittenNumber>& numbers, size_t index);

// The number's unit; where none follows, the one that its subject ends with: 推广人次7056.
std::string UnitOf(const WrittenNumber& number, absl::string_view subject);

// The day that the sentence names before `at`: 截至11月底, 1-10月, 上半年. The last day of a month that is named alone.
std::optional<Date> AsOfBefore(absl::string_view line, size_t at, int fiscal_year);

// A line that names a chapter or a part: short, without a full stop.
bool IsHeadingLine(absl::string_view line);
// 2024年工作计划, 下一步打算.
bool IsPlanHeading(absl::string_view heading);

// The first `most` characters; a broken one at the end is left out.
absl::string_view FirstCharacters(absl::string_view text, size_t most);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_SENTENCE_H_
