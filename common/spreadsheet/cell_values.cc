#include "common/spreadsheet/cell_values.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr size_t kMostNumberCharacters = 60;
constexpr int kMostExponent = 40;
constexpr int32_t kSerialOfUnixEpoch = 25569;  // 1970-01-01 in the system that begins at 1900
constexpr int32_t kFirstSerial = 20000;
constexpr int32_t kLastSerial = 80000;
constexpr int64_t kDayMs = 86'400'000;
constexpr int64_t kChinaOffsetMs = 8 * 3'600'000;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAscii(char c) { return (c & 0x80) == 0; }
bool AllDigits(absl::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit); }
bool AllZeros(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
}

// "123.0" → "123".
std::string WithoutFloatTail(std::string code) {
  const size_t point = code.find('.');
  if (point == std::string::npos || point + 1 == code.size()) return code;
  const absl::string_view whole = absl::string_view(code).substr(0, point);
  if (AllDigits(whole) && AllZeros(absl::string_view(code).substr(point + 1))) code.resize(point);
  return code;
}

// A number in parts: [sign] digits [. digits] [e exponent].
struct Number {
  bool negative = false;
  std::string whole;
  std::string fraction;
};

bool TakeExponent(std::string& text, int& exponent) {
  const size_t e = text.find_first_of("eE");
  if (e == std::string::npos) return true;
  absl::string_view digits = absl::string_view(text).substr(e + 1);
  absl::ConsumePrefix(&digits, "+");
  if (!absl::SimpleAtoi(digits, &exponent) || exponent > kMostExponent || exponent < -kMostExponent) return false;
  text.resize(e);
  return true;
}

// Empty for what is no plain number: ParseMoney decides about that.
std::optional<Number> NumberIn(std::string text) {
  Number number;
  int exponent = 0;
  if (text.size() > kMostNumberCharacters || !TakeExponent(text, exponent)) return std::nullopt;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    number.negative = text[0] == '-';
    text.erase(0, 1);
  }
  const size_t point = text.find('.');
  number.whole = text.substr(0, point);
  if (point != std::string::npos) number.fraction = text.substr(point + 1);
  if (!AllDigits(number.whole + number.fraction)) return std::nullopt;
  for (; exponent > 0; --exponent) {
    number.whole += number.fraction.empty() ? '0' : number.fraction[0];
    if (!number.fraction.empty()) number.fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    number.fraction.insert(number.fraction.begin(), number.whole.empty() ? '0' : number.whole.back());
    if (!number.whole.empty()) number.whole.pop_back();
  }
  number.whole.erase(0, std::min(number.whole.find_first_not_of('0'), number.whole.size()));
  if (number.whole.empty()) number.whole.assign(1, '0');
  return number;
}

// Adds one to the last digit of "whole.fraction".
void RoundUp(Number& number) {
  std::string digits = "0" + number.whole + number.fraction;
  for (size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      break;
    }
    digits[i] = '0';
  }
  const size_t whole = digits.size() - number.fraction.size();
  number.fraction = digits.substr(whole);
  number.whole =
      digits.substr(digits[0] == '0' && whole > 1 ? 1 : 0, digits[0] == '0' && whole > 1 ? whole - 1 : whole);
}

// A binary float written out has 15 to 17 significant digits, and what it adds to a short decimal is a run of zeros or
// nines before the last ones.
void DropFloatTail(Number& number) {
  constexpr size_t kFewestDigits = 15;
  constexpr size_t kRun = 5;
  const size_t significant = (number.whole == "0" ? 0 : number.whole.size()) + number.fraction.size();
  if (significant < kFewestDigits) return;
  for (const bool is_nines : {false, true}) {
    const size_t run = number.fraction.find(std::string(kRun, is_nines ? '9' : '0'));
    if (run == std::string::npos) continue;
    number.fraction.resize(run);
    if (is_nines) RoundUp(number);
    return;
  }
}

bool IsDash(absl::string_view text) {
  for (const absl::string_view dash : {"-", "--", "—", "——", "–", "―"}) {
    if (text == dash) return true;
  }
  return false;
}

// "1 234.5" with the spaces that stand between digits as commas, whose groups ParseMoney checks.
std::string WithCommas(absl::string_view text) {
  std::string close(text);
  for (size_t i = 1; i + 1 < close.size(); ++i) {
    if (close[i] == ' ' && IsDigit(close[i - 1]) && IsDigit(close[i + 1])) close[i] = ',';
  }
  return close;
}

// Takes what parts a code from its name off; false: nothing does.
bool TakeSeparator(absl::string_view& text) {
  for (const absl::string_view separator : {" ", "-", "_", "|", ":", "—", "–"}) {
    if (absl::ConsumePrefix(&text, separator)) return true;
  }
  return false;
}

struct DayAndTime {
  Date day;
  int64_t ms = 0;  // of the day
};

absl::Status MalformedDate() {
  return Invalid({"DATE_MALFORMED"}, "a date reads like 2023-05-31, 2023年5月31日 or 20230531");
}

absl::StatusOr<DayAndTime> FromMilliseconds(int64_t since_epoch) {
  const int64_t local = since_epoch + kChinaOffsetMs;
  int64_t days = local / kDayMs;
  if (local % kDayMs < 0) --days;
  return DayAndTime{.day = Date::FromDays(static_cast<int32_t>(days)), .ms = local - days * kDayMs};
}

// 12 digits, two more for seconds, three more for milliseconds.
absl::StatusOr<DayAndTime> FromMomentDigits(absl::string_view digits) {
  int time[4] = {0, 0, 0, 0};
  const size_t widths[4] = {2, 2, 2, 3};
  size_t at = 8;
  for (int i = 0; i < 4 && at < digits.size(); at += widths[i], ++i) {
    if (!absl::SimpleAtoi(digits.substr(at, widths[i]), &time[i])) return MalformedDate();
  }
  ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(digits.substr(0, 8)));
  if (time[0] > 23 || time[1] > 59 || time[2] > 59) {
    return Invalid({"DATE_NOT_IN_CALENDAR"}, "a time of day is from 00:00:00 to 23:59:59");
  }
  return DayAndTime{.day = day, .ms = ((time[0] * 60 + time[1]) * 60 + time[2]) * int64_t{1000} + time[3]};
}

// "45077", "45077.395833": days since the end of 1899, with a fraction of a day.
std::optional<DayAndTime> FromSerial(absl::string_view text) {
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  absl::string_view fraction = point == absl::string_view::npos ? "" : text.substr(point + 1);
  int32_t serial = 0;
  if (whole.size() != 5 || !AllDigits(whole) || !absl::SimpleAtoi(whole, &serial)) return std::nullopt;
  if (serial < kFirstSerial || serial > kLastSerial) return std::nullopt;
  if (point != absl::string_view::npos && !AllDigits(fraction)) return std::nullopt;
  fraction = fraction.substr(0, 9);
  int64_t numerator = 0;
  int64_t denominator = 1;
  for (const char c : fraction) {
    numerator = numerator * 10 + (c - '0');
    denominator *= 10;
  }
  // Milliseconds, to the nearest second: a serial holds no more.
  const int64_t seconds = std::min<int64_t>((numerator * 86'400 + denominator / 2) / denominator, 86'399);
  return DayAndTime{.day = Date::FromDays(serial - kSerialOfUnixEpoch), .ms = seconds * 1000};
}

// "09:30", "09:30:00", "09:30:00.123".
std::optional<int64_t> TimeIn(absl::string_view text) {
  std::array<int, 3> parts = {0, 0, 0};
  text = text.substr(0, text.find('.'));
  size_t count = 0;
  while (!text.empty() && count < 3) {
    const size_t colon = text.find(':');
    const absl::string_view part = text.substr(0, colon);
    if (part.size() > 2 || !AllDigits(part) || !absl::SimpleAtoi(part, &parts[count++])) return std::nullopt;
    text = colon == absl::string_view::npos ? "" : text.substr(colon + 1);
  }
  if (!text.empty() || count < 2 || parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * int64_t{1000};
}

absl::StatusOr<DayAndTime> DayAndTimeIn(absl::string_view cell) {
  std::string text = WithoutFloatTail(HalfWidth(cell));
  if (text.size() > kMostNumberCharacters) return MalformedDate();
  if (AllDigits(text)) {
    int64_t number = 0;
    if (text.size() == 12 || text.size() == 14 || text.size() == 17) return FromMomentDigits(text);
    if (text.size() == 13 && absl::SimpleAtoi(text, &number) && number < 4'102'444'800'000) {
      return FromMilliseconds(number);
    }
  }
  if (const std::optional<DayAndTime> serial = FromSerial(text)) return *serial;
  const size_t gap = text.find_first_of(" T");
  DayAndTime result;
  if (gap != std::string::npos) {
    const std::optional<int64_t> time = TimeIn(absl::StripAsciiWhitespace(absl::string_view(text).substr(gap + 1)));
    if (!time) return MalformedDate();
    result.ms = *time;
    text.resize(gap);
  }
  if (std::count(text.begin(), text.end(), '.') == 2) std::replace(text.begin(), text.end(), '.', '-');
  ZP_ASSIGN_OR_RETURN(result.day, ParseDate(text));
  return result;
}

}  // namespace

CodeAndName CodeIn(absl::string_view cell) {
  std::string text = HalfWidth(cell);
  absl::string_view view = text;
  for (const absl::string_view brackets : {"[]", "()", "<>"}) {
    const size_t close = view.find(brackets[1]);
    if (!absl::StartsWith(view, brackets.substr(0, 1)) || close == absl::string_view::npos) continue;
    const absl::string_view code = TrimSpaces(view.substr(1, close - 1));
    if (brackets[0] != '[' && !AllDigits(code)) continue;  // （补）春节慰问 is a name
    return {.code = WithoutFloatTail(std::string(code)), .name = std::string(TrimSpaces(view.substr(close + 1)))};
  }
  if (!view.empty() && !IsAscii(view[0])) return {.code = "", .name = std::move(text)};
  for (size_t i = 0; i + 1 < view.size(); ++i) {
    absl::string_view rest = view.substr(i);
    if (!TakeSeparator(rest)) continue;
    while (TakeSeparator(rest)) {
    }
    if (rest.empty() || IsAscii(rest[0])) continue;
    return {.code = WithoutFloatTail(std::string(TrimSpaces(view.substr(0, i)))), .name = std::string(rest)};
  }
  return {.code = WithoutFloatTail(std::move(text)), .name = ""};
}

bool IsRounded(absl::string_view code) {
  const size_t e = code.find_first_of("eE");
  if (e == absl::string_view::npos || e + 1 >= code.size() || code[e + 1] != '+') return false;
  absl::string_view digits = code.substr(0, e);
  const size_t point = digits.find('.');
  return AllDigits(digits.substr(0, point)) && AllDigits(code.substr(e + 2)) &&
         (point == absl::string_view::npos || AllDigits(digits.substr(point + 1)));
}

absl::StatusOr<Money> AmountIn(absl::string_view cell, int64_t unit_fen) {
  std::string text = HalfWidth(cell);
  if (IsDash(text)) return Money();
  absl::string_view view = text;
  for (const absl::string_view currency : {"¥", "￥", "人民币"}) {
    if (absl::ConsumePrefix(&view, currency)) break;
  }
  bool is_bracketed = false;
  if (absl::StartsWith(view, "(") && absl::EndsWith(view, ")")) {
    is_bracketed = true;
    view = view.substr(1, view.size() - 2);
    if (view.empty() || !(IsDigit(view[0]) || view[0] == '.')) {
      return Invalid({"AMOUNT_MALFORMED"}, "an amount in brackets is a negative one, and has no other sign");
    }
  }
  text = WithCommas(TrimSpaces(view));
  std::optional<Number> number = NumberIn(text);
  if (number) {
    DropFloatTail(*number);
    text =
        absl::StrCat(number->negative ? "-" : "", number->whole, number->fraction.empty() ? "" : ".", number->fraction);
  }
  ZP_ASSIGN_OR_RETURN(const Money money, ParseMoney(text, unit_fen));
  return is_bracketed ? -money : money;
}

absl::StatusOr<Date> DayIn(absl::string_view cell) {
  ZP_ASSIGN_OR_RETURN(const DayAndTime moment, DayAndTimeIn(cell));
  return moment.day;
}

absl::StatusOr<int64_t> MomentIn(absl::string_view cell) {
  ZP_ASSIGN_OR_RETURN(const DayAndTime moment, DayAndTimeIn(cell));
  const int64_t day = (moment.day.year() * 100 + moment.day.month()) * int64_t{100} + moment.day.day();
  const int64_t seconds = moment.ms / 1000;
  const int64_t time = (seconds / 3600 * 100 + seconds / 60 % 60) * 100 + seconds % 60;
  return (day * 1'000'000 + time) * 1000 + moment.ms % 1000;
}

std::optional<bool> FlagIn(absl::string_view cell) {
  const std::string text = absl::AsciiStrToLower(WithoutFloatTail(HalfWidth(cell)));
  if (text == "1" || text == "是" || text == "yes" || text == "true" || text == "y") return true;
  if (text == "2" || text == "0" || text == "否" || text == "no" || text == "false" || text == "n") return false;
  const CodeAndName parts = CodeIn(text);
  if (parts.name == "是" && parts.code == "1") return true;
  if (parts.name == "否" && (parts.code == "2" || parts.code == "0")) return false;
  return std::nullopt;
}

std::string WithoutPersonalNumbers(absl::string_view note) {
  std::string kept;
  for (size_t i = 0; i < note.size();) {
    size_t end = i;
    while (end < note.size() && IsDigit(note[end])) ++end;
    if (end < note.size() && end - i == 17 && (note[end] == 'X' || note[end] == 'x')) ++end;
    const size_t length = end - i;
    if (length >= 15 && length <= 19) {
      kept += "（号码略）";
    } else {
      end = std::max(end, i + 1);
      kept.append(note.data() + i, end - i);
    }
    i = end;
  }
  return kept;
}

}  // namespace zhengping
