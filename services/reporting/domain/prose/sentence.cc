#include "services/reporting/domain/prose/sentence.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

using Words = std::initializer_list<absl::string_view>;

constexpr size_t kMostSubjectCharacters = 40;
constexpr size_t kMostSentenceBytes = 1200;  // each way; some 400 characters
constexpr Words kSentenceMarks = {"。", "；", "！", "？", ";", "!", "?", "\n"};
constexpr Words kClauseMarks = {"。", "；", "！", "？", ";",  "!",  "?", "\n",
                                "，", ",",  "：", ":",  "（", "）", "(", ")"};
constexpr Words kFrontWords = {
    "截至目前", "截止目前", "今年以来", "一年来", "全年来", "今年来", "截止", "截至", "其中", "全年", "今年", "目前",
    "累计",     "先后",     "共计",     "辖区内", "全县",   "全市",   "已经", "通过", "共有", "分别", "合计", "总计",
    "另有",     "共",       "已",       "有",     "在",     "对",     "为",   "由",   "并",   "及",   "和",   "与",
    "或",       "又",       "还",       "的",     "了",     "至",     "、",   "是",   "\"",   "-",    "—",    "."};
constexpr Words kBackWords = {"截至目前", "累计", "共计", "合计",   "总计",   "共有",   "达到",   "分别为",
                              "分别",     "增至", "降至", "提高到", "提升至", "提高至", "下降到", "增加到",
                              "均为",     "仅有", "只有", "总数",   "各",     "共",     "达",     "为",
                              "有",       "计",   "了",   "的",     "已",     "至",     "到",     "等",
                              "是",       "约",   "仅",   "、",     "—"};

// Where the last of `marks` before `at` ends, or the bound.
size_t LastMark(absl::string_view line, size_t at, Words marks) {
  const size_t floor = at > kMostSentenceBytes ? at - kMostSentenceBytes : 0;
  size_t begin = floor;
  for (absl::string_view mark : marks) {
    const size_t found = line.substr(floor, at - floor).rfind(mark);
    if (found != absl::string_view::npos) begin = std::max(begin, floor + found + mark.size());
  }
  return begin;
}

size_t NextMark(absl::string_view line, size_t at, Words marks) {
  const absl::string_view ahead = line.substr(at, kMostSentenceBytes);
  size_t end = ahead.size();
  for (absl::string_view mark : marks) end = std::min(end, ahead.find(mark));
  return at + end;
}

bool StripWords(absl::string_view& text, Words front, Words back) {
  text = TrimSpaces(text);
  for (absl::string_view word : front) {
    if (absl::ConsumePrefix(&text, word)) return true;
  }
  for (absl::string_view word : back) {
    if (absl::ConsumeSuffix(&text, word)) return true;
  }
  return false;
}

// The words that stand before a number. "有效" keeps its 有.
std::string Front(absl::string_view text) {
  while (StripWords(text, kFrontWords, kBackWords)) {
  }
  return std::string(text);
}

std::string Back(absl::string_view text) {
  text = TrimSpaces(text);
  for (absl::string_view mark : {"、", "和", "及", "与", "并"}) {
    if (absl::StartsWith(text, mark)) return "";
  }
  while (StripWords(text, {"的", "了", "”", "元"}, {"等", "的", "“", "、"})) {
  }
  return std::string(text);
}

// The clause before the one that begins at `begin`, without its numbers; numbers[index] is the first that is not in it.
std::string ClauseBefore(absl::string_view line, const std::vector<WrittenNumber>& numbers, size_t index,
                         size_t begin) {
  if (begin == 0) return "";
  size_t end = begin;
  do {
    --end;
  } while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80);
  const size_t from = LastMark(line, end, kClauseMarks);
  std::string words;
  size_t to = end;
  while (index > 0 && numbers[index - 1].end > from) {
    const WrittenNumber& number = numbers[--index];
    if (number.end > to) continue;
    words = absl::StrCat(line.substr(number.end, to - number.end), words);
    to = std::max(from, number.begin);
  }
  return Front(absl::StrCat(line.substr(from, to - from), words));
}

std::optional<Date> LastDayOf(int year, int month) {
  if (month < 1 || month > 12) return std::nullopt;
  const std::optional<Date> next = month == 12 ? Date::FromYmd(year + 1, 1, 1) : Date::FromYmd(year, month + 1, 1);
  return next ? std::optional<Date>(next->PlusDays(-1)) : std::nullopt;
}

int TakeInteger(absl::string_view& text) {
  int value = 0;
  size_t length = 0;
  while (length < text.size() && length < 4 && text[length] >= '0' && text[length] <= '9') {
    value = value * 10 + (text[length++] - '0');
  }
  text.remove_prefix(length);
  return length == 0 ? -1 : value;
}

// "2023年6月底", "11月", "12月20日", "年底"
std::optional<Date> DayAt(absl::string_view text, int fiscal_year) {
  absl::ConsumePrefix(&text, "到");
  text = TrimSpaces(text);
  if (absl::StartsWith(text, "年底") || absl::StartsWith(text, "年末")) return LastDayOf(fiscal_year, 12);
  int year = fiscal_year;
  int number = TakeInteger(text);
  if (number >= 2000 && absl::ConsumePrefix(&text, "年")) {
    year = number;
    if (absl::StartsWith(text, "底") || absl::StartsWith(text, "末")) return LastDayOf(year, 12);
    number = TakeInteger(text);
  }
  if (number < 0 || !absl::ConsumePrefix(&text, "月")) return std::nullopt;
  const int day = TakeInteger(text);
  if (day > 0 && (absl::StartsWith(text, "日") || absl::StartsWith(text, "号")))
    return Date::FromYmd(year, number, day);
  return LastDayOf(year, number);
}

// "1-10月", "1至10月份"
std::optional<Date> MonthsAt(absl::string_view text, int fiscal_year) {
  for (absl::string_view start : {"1-", "1－", "1—", "1至", "1~", "1～"}) {
    const size_t at = text.rfind(start);
    if (at == absl::string_view::npos || (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')) continue;
    absl::string_view rest = text.substr(at + start.size());
    const int month = TakeInteger(rest);
    if (month > 1 && absl::StartsWith(rest, "月")) return LastDayOf(fiscal_year, month);
  }
  return std::nullopt;
}

}  // namespace

Span SentenceAround(absl::string_view line, size_t at) {
  return {LastMark(line, at, kSentenceMarks), NextMark(line, at, kSentenceMarks)};
}

Span ClauseAround(absl::string_view line, size_t at) {
  return {LastMark(line, at, kClauseMarks), NextMark(line, at, kClauseMarks)};
}

absl::string_view FirstCharacters(absl::string_view text, size_t most) {
  size_t at = 0;
  for (size_t count = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && count++ == most) break;
  }
  return text.substr(0, at);
}

std::string SubjectOf(absl::string_view line, const std::vector<WrittenNumber>& numbers, size_t index) {
  const size_t clause_begin = LastMark(line, numbers[index].begin, kClauseMarks);
  const size_t clause_end = NextMark(line, numbers[index].end, kClauseMarks);
  const auto between = [&](size_t i) {  // numbers[i] and the one after it
    return line.substr(numbers[i].end, numbers[i + 1].begin - std::min(numbers[i].end, numbers[i + 1].begin));
  };
  // "完成任务5500人的112%": the second says how much of what the first counts.
  while (index > 0 && numbers[index - 1].begin >= clause_begin && between(index - 1) == "的") --index;
  const auto has_next = [&] { return index + 1 < numbers.size() && numbers[index + 1].begin < clause_end; };
  const auto words = [&] {
    const size_t begin =
        index == 0 ? clause_begin : std::max(clause_begin, std::min(numbers[index - 1].end, numbers[index].begin));
    const size_t end = has_next() ? std::max(numbers[index].end, numbers[index + 1].begin) : clause_end;
    std::string subject = Front(line.substr(begin, numbers[index].begin - begin));
    // Between two numbers the words belong to the second, unless the first has none of its own.
    if (!has_next() || subject.empty())
      absl::StrAppend(&subject, Back(line.substr(numbers[index].end, end - numbers[index].end)));
    return subject;
  };
  const size_t first = index;
  std::string subject = words();
  while (subject.empty() && has_next() && between(index).empty()) {
    ++index;
    subject = words();
  }
  if (subject.empty()) subject = ClauseBefore(line, numbers, first, clause_begin);
  return std::string(FirstCharacters(subject, kMostSubjectCharacters));
}

std::string UnitOf(const WrittenNumber& number, absl::string_view subject) {
  if (!number.unit.empty()) return number.unit;
  for (const auto& [ending, unit] : {std::pair{"人次", "人次"}, std::pair{"场次", "场次"}, std::pair{"人数", "人"},
                                     std::pair{"户数", "户"}, std::pair{"件数", "件"}, std::pair{"次数", "次"}}) {
    if (absl::EndsWith(subject, ending)) return unit;
  }
  return "";
}

std::optional<Date> AsOfBefore(absl::string_view line, size_t at, int fiscal_year) {
  const size_t begin = LastMark(line, at, kSentenceMarks);
  const absl::string_view before = line.substr(begin, at - begin);
  for (absl::string_view word : {"截至", "截止"}) {
    const size_t found = before.rfind(word);
    if (found == absl::string_view::npos) continue;
    return DayAt(before.substr(found + word.size()), fiscal_year);
  }
  if (const std::optional<Date> months = MonthsAt(before, fiscal_year)) return months;
  if (absl::StrContains(before, "上半年")) return LastDayOf(fiscal_year, 6);
  if (absl::StrContains(before, "前三季度")) return LastDayOf(fiscal_year, 9);
  return std::nullopt;
}

bool IsHeadingLine(absl::string_view line) {
  return FirstCharacters(line, 30).size() == line.size() && !absl::StrContains(line, "。") &&
         !absl::StrContains(line, "；");
}

bool IsPlanHeading(absl::string_view heading) {
  for (absl::string_view word : {"工作计划", "工作打算", "下一步", "下步", "工作思路", "工作安排", "工作谋划"}) {
    if (absl::StrContains(heading, word)) return true;
  }
  return false;
}

}  // namespace zhengping::reporting
