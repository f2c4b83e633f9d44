#include "common/spreadsheet/cell_values.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/table.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool AllDigits(absl::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit); }

bool IsDash(absl::string_view text) {
  for (absl::string_view dash : {"-", "--", "—", "——", "–", "―"}) {
    if (text == dash) return true;
  }
  return false;
}

// "1 234.5" with the spaces that stand between digits as commas, and without the others.
std::string WithoutSpaces(absl::string_view text) {
  std::string close;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ' ') {
      close += text[i];
    } else if (i > 0 && i + 1 < text.size() && IsDigit(text[i - 1]) && IsDigit(text[i + 1])) {
      close += ',';
    }
  }
  return close;
}

// "0.30000000000000004" is 0.3: a sum that a program wrote with the tail of its binary form. Six decimals and fewer are
// what somebody meant.
std::string WithoutFloatTail(std::string text) {
  constexpr size_t kMeantDecimals = 6;
  const size_t point = text.find('.');
  if (point == std::string::npos || text.size() - point - 1 <= kMeantDecimals) return text;
  return PlainNumber(text).value_or(text);
}

// Takes ".0" or ".00" behind digits off.
absl::string_view WithoutZeroTail(absl::string_view text) {
  const size_t point = text.find('.');
  if (point == absl::string_view::npos || !AllDigits(text.substr(0, point))) return text;
  const absl::string_view tail = text.substr(point + 1);
  const bool is_zero = !tail.empty() && tail.find_first_not_of('0') == absl::string_view::npos;
  return is_zero ? text.substr(0, point) : text;
}

// "1.1E+17", "1E+17".
bool HasExponent(absl::string_view text) {
  const size_t exponent = text.find_first_of("eE");
  if (exponent == absl::string_view::npos || exponent == 0) return false;
  absl::string_view power = text.substr(exponent + 1);
  return absl::ConsumePrefix(&power, "+") && AllDigits(power) &&
         AllDigits(absl::StrReplaceAll(text.substr(0, exponent), {{".", ""}}));
}

// What makes the digits before it a count or a day and no code.
bool StartsWithCounter(absl::string_view text) {
  for (absl::string_view counter :
       {"年", "月", "日", "号", "个", "万", "亿", "元", "人", "家", "次", "名", "项", "户",   "套", "台",
        "条", "岁", "千", "百", "余", "所", "座", "亩", "吨", "天", "批", "期", "届", "小时", "%",  "."}) {
    if (absl::StartsWith(text, counter)) return true;
  }
  return false;
}

// Digits and dots between digits at the front.
size_t CodeSize(absl::string_view text) {
  size_t size = 0;
  while (size < text.size()) {
    const bool is_inner_dot =
        text[size] == '.' && size > 0 && size + 1 < text.size() && IsDigit(text[size - 1]) && IsDigit(text[size + 1]);
    if (!IsDigit(text[size]) && !is_inner_dot) break;
    ++size;
  }
  return size;
}

std::string Trimmed(absl::string_view text) { return std::string(TrimSpaces(text)); }

// "[111]一般公共预算资金"
std::optional<CodeName> SplitBracketed(absl::string_view text) {
  for (const absl::string_view brackets : {"[]", "()", "<>"}) {
    if (!absl::StartsWith(text, brackets.substr(0, 1))) continue;
    const size_t end = text.find(brackets[1]);
    if (end == absl::string_view::npos || !AllDigits(text.substr(1, end - 1))) return std::nullopt;
    return CodeName{.code = std::string(text.substr(1, end - 1)), .name = Trimmed(text.substr(end + 1))};
  }
  return std::nullopt;
}

// Takes one separator of a code and its name off; empty when there is none.
absl::string_view TakeSeparator(absl::string_view& text) {
  text = TrimSpaces(text);
  for (const absl::string_view separator : {"--", "-", "——", "—", "–", "|", ":", "_", "、"}) {
    if (absl::ConsumePrefix(&text, separator)) {
      text = TrimSpaces(text);
      return separator;
    }
  }
  return "";
}

bool IsTime(absl::string_view digits) {
  const auto below = [&](size_t at, int bound) {
    int number = 0;
    return absl::SimpleAtoi(digits.substr(at, 2), &number) && number < bound;
  };
  return below(0, 24) && below(2, 60) && (digits.size() < 6 || below(4, 60));
}

// "20230401093000123" as a day: date, hours and minutes, perhaps seconds and milliseconds.
bool IsTimestamp(absl::string_view text) {
  const bool has_right_size = text.size() == 12 || text.size() == 14 || text.size() == 17;
  return has_right_size && AllDigits(text) && IsTime(text.substr(8));
}

bool IsSerial(absl::string_view text) {
  constexpr int kFirst = 20'000;  // 1954
  constexpr int kLast = 80'000;   // 2119
  const absl::string_view whole = text.substr(0, text.find('.'));
  const absl::string_view rest = text.substr(whole.size());
  int serial = 0;
  return whole.size() == 5 && AllDigits(whole) && (rest.empty() || AllDigits(rest.substr(1))) &&
         absl::SimpleAtoi(whole, &serial) && serial >= kFirst && serial <= kLast;
}

}  // namespace

absl::StatusOr<std::optional<Money>> ParseAmount(absl::string_view cell, const AmountReading& reading) {
  const auto no_figure = [](NoFigure meaning) -> std::optional<Money> {
    if (meaning == NoFigure::kZero) return Money();
    return std::nullopt;
  };
  const std::string narrow = HalfWidth(cell);
  absl::string_view text = narrow;
  if (text.empty()) return no_figure(reading.blank);
  if (IsDash(text)) return no_figure(reading.dash);
  if (StateOf(text) == CellState::kNotApplicable) return std::optional<Money>();
  const bool is_negative = absl::ConsumePrefix(&text, "(") && absl::ConsumeSuffix(&text, ")");
  for (const absl::string_view currency : {"￥", "¥", "人民币"}) absl::ConsumePrefix(&text, currency);
  std::string digits = WithoutFloatTail(WithoutSpaces(TrimSpaces(text)));
  if (is_negative && (digits.empty() || !IsDigit(digits.front()))) {
    return Invalid({"AMOUNT_MALFORMED"}, "an amount in brackets is a negative one, and has no other sign");
  }
  ZP_ASSIGN_OR_RETURN(const Money amount, ParseMoney(digits, reading.unit_fen));
  return std::optional<Money>(is_negative ? -amount : amount);
}

absl::StatusOr<Identifier> ParseIdentifier(absl::string_view cell, size_t width) {
  std::string text = HalfWidth(cell);
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  Identifier identifier{.code = std::string(WithoutZeroTail(text))};
  const std::string& code = identifier.code;
  if (HasExponent(code)) {
    return Invalid({"CODE_MALFORMED"}, "a code is kept as text: this one lost its end when it was made a number");
  }
  if (width == 0 || code.empty()) return identifier;
  const size_t point = code.find('.');
  if (point != std::string::npos && AllDigits(code.substr(0, point)) && AllDigits(code.substr(point + 1))) {
    return Invalid({"CODE_MALFORMED"}, absl::StrCat("a code has ", width, " digits and no decimals"));
  }
  if (!AllDigits(code)) return identifier;
  if (code.size() > width) return Invalid({"CODE_TOO_LONG"}, absl::StrCat("a code has ", width, " digits"));
  identifier.has_restored_zeros = code.size() < width;
  identifier.code.insert(0, width - code.size(), '0');
  return identifier;
}

CodeName SplitCodeName(absl::string_view cell) {
  constexpr size_t kLeastUnseparated = 3;  // digits
  const std::string narrow = HalfWidth(cell);
  absl::string_view text = WithoutZeroTail(narrow);
  if (std::optional<CodeName> split = SplitBracketed(text)) return *std::move(split);
  const size_t size = CodeSize(text);
  const CodeName name_alone{.code = "", .name = std::string(text)};
  if (size == 0) return name_alone;
  const std::string code(text.substr(0, size));
  absl::string_view rest = text.substr(size);
  if (rest.empty()) return {.code = code, .name = ""};
  const bool is_spaced = rest.front() == ' ';
  const absl::string_view separator = TakeSeparator(rest);
  if (rest.empty()) return {.code = code, .name = ""};
  if (!separator.empty()) {
    if (IsDigit(rest.front())) return name_alone;  // 3-5岁, 2023-2025年
  } else if (StartsWithCounter(rest) || (!is_spaced && size < kLeastUnseparated)) {
    return name_alone;
  }
  return {.code = code, .name = std::string(rest)};
}

absl::StatusOr<std::optional<Date>> ParseDay(absl::string_view cell, DateSystem system) {
  std::string text = HalfWidth(cell);
  if (StateOf(text) != CellState::kValue || IsDash(text)) return std::optional<Date>();
  if (const size_t time = text.find(':'); time != std::string::npos) {
    text = text.substr(0, text.find('.', time));  // "…00:00:00.0", as databases write it
  }
  text = std::string(WithoutZeroTail(text));
  if (IsTimestamp(text)) {
    text = text.substr(0, 8);
  } else if (IsSerial(text)) {
    text = DateText(text, system).value_or(text);
  } else if (std::count(text.begin(), text.end(), '.') == 2) {
    text = absl::StrReplaceAll(text, {{".", "-"}});
  }
  ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(text));
  return std::optional<Date>(day);
}

}  // namespace zhengping
