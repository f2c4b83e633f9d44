#include "services/reporting/exchange/case/written_value.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

constexpr absl::string_view kDigits = "0123456789";

struct SignWord {
  const char* word;
  WrittenSign sign;
};
constexpr SignWord kSigns[] = {{"≥", WrittenSign::kAtLeast},      {">=", WrittenSign::kAtLeast},
                               {"不低于", WrittenSign::kAtLeast}, {"不少于", WrittenSign::kAtLeast},
                               {"至少", WrittenSign::kAtLeast},   {"≤", WrittenSign::kAtMost},
                               {"<=", WrittenSign::kAtMost},      {"不高于", WrittenSign::kAtMost},
                               {"不超过", WrittenSign::kAtMost},  {"=", WrittenSign::kEqual}};

bool ConsumeAny(absl::string_view* text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](absl::string_view word) { return absl::ConsumePrefix(text, word); });
}

// The number at the beginning of `text`, which is left behind it.
std::optional<Rational> ConsumeNumber(absl::string_view* text) {
  const bool is_negative = !text->empty() && text->front() == '-';
  const size_t first = is_negative ? 1 : 0;
  const size_t length = std::min(text->find_first_not_of("0123456789.,", first), text->size());
  absl::StatusOr<Rational> number = ParseNumber(text->substr(0, length));
  if (!number.ok()) return std::nullopt;
  *text = TrimSpaces(text->substr(length));
  return *std::move(number);
}

bool CountsPercent(absl::string_view unit) { return unit == "%" || unit == "％"; }

Rational OfHundred(const Rational& value) { return *Quotient(value, Rational(100)); }

}  // namespace

WrittenValue ReadWrittenValue(absl::string_view text, absl::string_view column_unit) {
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  WrittenValue read;
  for (const SignWord& sign : kSigns) {
    if (!absl::ConsumePrefix(&rest, sign.word)) continue;
    read.sign = sign.sign;
    break;
  }
  rest = TrimSpaces(rest);
  const std::optional<Rational> number = ConsumeNumber(&rest);
  if (!number.has_value()) return {};
  const bool has_percent_sign = absl::ConsumePrefix(&rest, "%");
  rest = TrimSpaces(rest);
  const bool is_more = ConsumeAny(&rest, {"余", "多", "以上"});
  rest = TrimSpaces(rest);
  if (rest.find_first_of(kDigits) != absl::string_view::npos || (has_percent_sign && !rest.empty())) return {};
  read.unit = has_percent_sign ? "%" : std::string(rest);
  read.is_lower_bound = is_more || read.sign == WrittenSign::kAtLeast;
  const bool is_percent = has_percent_sign || (rest.empty() && CountsPercent(column_unit));
  read.value = is_percent ? OfHundred(*number) : *number;
  return read;
}

std::optional<WrittenRange> ReadWrittenRange(absl::string_view text, absl::string_view column_unit) {
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  const bool is_bracketed = ConsumeAny(&rest, {"[", "(", "【"});
  for (const absl::string_view separator : {"~", "至", "—", "–", "-", ","}) {
    if (separator == "," && !is_bracketed) continue;  // a comma groups digits elsewhere
    const size_t at = rest.find(separator, 1);
    if (at == absl::string_view::npos) continue;
    absl::string_view second = rest.substr(at + separator.size());
    if (is_bracketed && !absl::ConsumeSuffix(&second, "]") && !absl::ConsumeSuffix(&second, ")")) {
      absl::ConsumeSuffix(&second, "】");
    }
    const WrittenValue upper = ReadWrittenValue(TrimSpaces(second), column_unit);
    // "5-10%": the unit stands once, behind the second number.
    const std::string unit = upper.unit.empty() ? std::string(column_unit) : upper.unit;
    const WrittenValue lower = ReadWrittenValue(TrimSpaces(rest.substr(0, at)), unit);
    if (!lower.value.has_value() || !upper.value.has_value()) continue;
    if (!lower.unit.empty() && lower.unit != unit) continue;
    return WrittenRange{*lower.value, *upper.value, upper.unit};
  }
  return std::nullopt;
}

std::vector<CaseObservedPart> ReadWrittenParts(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  std::vector<CaseObservedPart> parts;
  for (const absl::string_view item : absl::StrSplit(narrow, ';')) {
    const std::vector<absl::string_view> sides = absl::StrSplit(item, absl::MaxSplits(':', 1));
    if (sides.size() != 2 || TrimSpaces(sides[0]).empty()) return {};
    CaseObservedPart part;
    part.display_name = std::string(TrimSpaces(sides[0]));
    const absl::string_view answer = TrimSpaces(sides[1]);
    if (answer == "是" || answer == "达成" || answer == "满足" || answer == "符合") {
      part.is_met = true;
    } else if (answer == "否" || answer == "未达成" || answer == "不满足" || answer == "不符合") {
      part.is_met = false;
    } else {
      const WrittenValue read = ReadWrittenValue(answer, "");
      if (!read.value.has_value() || read.is_lower_bound) return {};
      part.value = read.value;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

std::optional<std::string> AgreedUnit(absl::string_view cell_unit, absl::string_view column_unit) {
  const std::string column = HalfWidth(column_unit);
  if (cell_unit.empty() || cell_unit == column) return column;
  if (column.empty()) return std::string(cell_unit);
  return std::nullopt;
}

}  // namespace zhengping::reporting
