#include "services/reporting/domain/prose/written_number.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/reporting/domain/prose/chinese_numeral.h"

namespace zhengping::reporting {
namespace {

using Words = std::initializer_list<absl::string_view>;

// What a number may count; one that begins with another stands before it.
constexpr absl::string_view kUnits[] = {
    "万元", "亿元", "个百分点", "百分点",   "人次",   "人天",   "人年", "件次", "家次", "户次", "场次",
    "批次", "辆次", "平方公里", "平方千米", "平方米", "立方米", "公里", "公顷", "公斤", "公吨", "千瓦时",
    "千瓦", "兆瓦", "千克",     "千米",     "学时",   "课时",   "车次", "元",   "人",   "名",   "位",
    "户",   "家",   "个",       "栋",       "幢",     "座",     "处",   "项",   "件",   "起",   "宗",
    "条",   "次",   "场",       "期",       "批",     "份",     "册",   "张",   "幅",   "块",   "面",
    "套",   "台",   "辆",       "艘",       "架",     "部",     "只",   "头",   "株",   "棵",   "亩",
    "米",   "吨",   "克",       "斤",       "所",     "间",     "支",   "队",   "门",   "节",   "篇",
    "首",   "例",   "颗",       "盏",       "根",     "口",     "眼",   "尊",   "本",   "笔",   "对",
    "封",   "村",   "㎡",       "km",       "kg",     "%",      "％",   "‰",    "分"};
constexpr absl::string_view kSpans[] = {"个工作日", "工作日", "个月", "小时", "分钟", "季度", "周年", "年",
                                        "月份",     "月",     "周",   "天",   "日",   "秒",   "岁",   "周岁"};
constexpr Words kAtLeastBefore = {"不少于", "不低于", "超过", "突破", "高于", "大于", "至少", "超", "逾", "≥", "上"};
constexpr Words kAtMostBefore = {"不超过", "不高于", "接近", "不足", "不到", "低于", "少于", "小于", "最多", "≤", "近"};
constexpr Words kAboutBefore = {"大约", "大概", "约"};
constexpr Words kSetPhrases = {"四个意识", "四个自信", "两个维护", "两个确立", "四个全面", "八项规定",
                               "六项禁令", "三个代表", "五个一",   "两个责任", "四种形态", "三个清单",
                               "两个覆盖", "四个服务", "五位一体", "三项制度"};

constexpr size_t kMostQuotedBytes = 600;  // some 200 characters: an open mark beyond is a slip

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

bool StartsWithAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [text](absl::string_view word) { return absl::StartsWith(text, word); });
}
bool EndsWithAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [text](absl::string_view word) { return absl::EndsWith(text, word); });
}
bool ConsumeAny(absl::string_view& text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [&text](absl::string_view word) { return absl::ConsumePrefix(&text, word); });
}

// Bytes of the digit, point or percent sign, half or full width, that `text` begins with, and its ASCII twin.
std::pair<size_t, char> DigitAt(absl::string_view text) {
  if (text.empty()) return {0, 0};
  if (IsDigit(text[0])) return {1, text[0]};
  if (text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBC') {
    const auto last = static_cast<unsigned char>(text[2]);
    if (last >= 0x90 && last <= 0x99) return {3, static_cast<char>('0' + (last - 0x90))};
  }
  return {0, 0};
}

struct Digits {
  std::string text;  // half width, without grouping commas
  size_t length = 0;
  bool has_point = false;
  bool has_group = false;
};

std::string RunOf(absl::string_view text, size_t& length) {
  std::string run;
  while (true) {
    const auto [bytes, digit] = DigitAt(text.substr(length));
    if (bytes == 0) return run;
    run.push_back(digit);
    length += bytes;
  }
}

Digits DigitsAt(absl::string_view text) {
  Digits digits;
  digits.text = RunOf(text, digits.length);
  while (!digits.text.empty() && digits.text.size() <= 3 * (1 + 20) && digits.length < text.size() &&
         text[digits.length] == ',') {
    size_t after = digits.length + 1;
    const std::string group = RunOf(text, after);
    if (group.size() != 3) break;
    digits.text += group;
    digits.length = after;
    digits.has_group = true;
  }
  absl::string_view rest = text.substr(digits.length);
  const size_t point = absl::StartsWith(rest, "．") ? 3 : absl::StartsWith(rest, ".") ? 1 : 0;
  if (point == 0 || digits.text.empty()) return digits;
  size_t after = digits.length + point;
  const std::string fraction = RunOf(text, after);
  if (fraction.empty()) return digits;
  absl::StrAppend(&digits.text, ".", fraction);
  digits.length = after;
  digits.has_point = true;
  return digits;
}

absl::string_view SpanAt(absl::string_view text) {
  for (absl::string_view span : kSpans) {
    if (absl::StartsWith(text, span)) return span;
  }
  return {};
}

struct Tail {
  Rational factor = Rational(1);
  absl::string_view unit;
  absl::string_view span;
  NumberBound bound = NumberBound::kExact;
  bool has_more = false;     // 余, 多
  size_t number_length = 0;  // 余 and 万, without the unit
  size_t length = 0;         // all
};

// Takes a multiplier that is no part of a unit: 1.2万人次, not 4.7万元.
bool ConsumeFactor(absl::string_view& rest, Tail& tail) {
  if (!UnitAt(rest).empty()) return false;
  for (const auto& [name, factor] :
       {std::pair{"万", 10'000}, std::pair{"亿", 100'000'000}, std::pair{"千", 1000}, std::pair{"百", 100}}) {
    if (!absl::ConsumePrefix(&rest, name)) continue;
    tail.factor = tail.factor * Rational(factor);
    return true;
  }
  return false;
}

// 余, 多 and 来 count only before what is counted: "10多样".
bool ConsumeMore(absl::string_view& rest) {
  absl::string_view after = rest;
  if (absl::ConsumePrefix(&after, "余")) return rest = after, true;
  if (!ConsumeAny(after, {"多", "来"})) return false;
  if (UnitAt(after).empty() && !StartsWithAny(after, {"万", "亿"})) return false;
  return rest = after, true;
}

Tail TailOf(absl::string_view text) {
  Tail tail;
  absl::string_view rest = text;
  const auto taken = [&] { return static_cast<size_t>(rest.data() - text.data()); };
  tail.has_more = ConsumeMore(rest);
  while (ConsumeFactor(rest, tail) && tail.factor < Rational(1'000'000'000'000)) {
  }
  tail.has_more |= ConsumeMore(rest);
  tail.number_length = taken();
  absl::string_view spaced = rest;
  absl::ConsumePrefix(&spaced, " ");
  tail.span = tail.factor == Rational(1) ? SpanAt(spaced) : absl::string_view();
  tail.unit = UnitAt(spaced);
  if (!tail.unit.empty() || !tail.span.empty()) rest = spaced.substr(std::max(tail.unit.size(), tail.span.size()));
  if (tail.span.size() >= tail.unit.size() && !tail.span.empty()) tail.unit = {};
  if (tail.unit.size() > tail.span.size()) tail.span = {};
  if (tail.has_more) tail.bound = NumberBound::kAtLeast;
  if (ConsumeAny(rest, {"以上", "余"})) tail.bound = NumberBound::kAtLeast;
  if (ConsumeAny(rest, {"以下", "以内"})) tail.bound = NumberBound::kAtMost;
  if (ConsumeAny(rest, {"左右", "上下"})) tail.bound = NumberBound::kAbout;
  tail.length = taken();
  return tail;
}

class LineReader {
 public:
  explicit LineReader(absl::string_view line) : line_(line) {}

  std::vector<WrittenNumber> Read() {
    while (at_ < line_.size()) {
      if (SkipQuoted() || TakeDigits() || TakeNumeral()) continue;
      Advance();
    }
    return std::move(found_);
  }

 private:
  absl::string_view Rest() const { return line_.substr(at_); }
  absl::string_view Before(size_t at) const { return line_.substr(0, at); }

  void Advance() {
    do {
      ++at_;
    } while (at_ < line_.size() && (static_cast<unsigned char>(line_[at_]) & 0xC0) == 0x80);
  }

  bool SkipQuoted() {
    for (const auto& [open, close] : {std::pair{"〔", "〕"}, std::pair{"“", "”"}, std::pair{"《", "》"},
                                      std::pair{"「", "」"}, std::pair{"[", "]"}, std::pair{"【", "】"}}) {
      if (!absl::StartsWith(Rest(), open)) continue;
      const size_t end = Rest().substr(0, kMostQuotedBytes).find(close);
      if (end == absl::string_view::npos) return false;
      at_ += end + absl::string_view(close).size();
      after_bracket_ = absl::string_view(open) == "〔" || absl::string_view(open) == "[";
      bracket_end_ = at_;
      return true;
    }
    return false;
  }

  NumberBound BoundBefore(size_t& begin) const {
    absl::string_view before = Before(begin);
    while (absl::ConsumeSuffix(&before, " ")) {
    }
    const auto take = [&](Words words, NumberBound bound) {
      for (absl::string_view word : words) {
        if (!absl::EndsWith(before, word)) continue;
        begin = before.size() - word.size();
        return bound;
      }
      return NumberBound::kExact;
    };
    if (EndsWithAny(before, {"最近", "附近", "以上", "赶超", "网上", "线上"})) return NumberBound::kExact;
    NumberBound bound = take(kAtMostBefore, NumberBound::kAtMost);
    if (bound == NumberBound::kExact) bound = take(kAtLeastBefore, NumberBound::kAtLeast);
    if (bound == NumberBound::kExact) bound = take(kAboutBefore, NumberBound::kAbout);
    return bound;
  }

  NumberKind KindOf(const Digits& digits, const Tail& tail) const {
    const absl::string_view before = Before(at_);
    const absl::string_view after = Rest().substr(digits.length);
    if (!before.empty() && (IsLetter(before.back()) || before.back() == '.' || before.back() == '/')) {
      return NumberKind::kName;
    }
    if (tail.unit.empty() && !after.empty() && (IsLetter(after[0]) || after[0] == '/' || after[0] == '+')) {
      return NumberKind::kName;
    }
    if (EndsWithAny(before, {"第", "No."})) return NumberKind::kOrdinal;
    if (IsListNumber(digits, before, after)) return NumberKind::kOrdinal;
    if (absl::StartsWith(after, "号"))
      return after_bracket_ && at_ == bracket_end_ ? NumberKind::kDocument : NumberKind::kName;
    if (after_bracket_ && at_ == bracket_end_) return NumberKind::kDocument;
    if (IsContact(digits, tail, before, after)) return NumberKind::kContact;
    if (StartsWithAny(after, {"热线", "平台", "便民", "政务服务", "急救", "火警", "级", "届", "楼", "层", "版", "型",
                              "路", "°"})) {
      return NumberKind::kName;
    }
    if (IsClock(after) || tail.span == "日" || tail.span == "月份" || (tail.span == "月" && digits.text.size() <= 2)) {
      return NumberKind::kDate;
    }
    if (tail.span == "年" && digits.text.size() == 4) return NumberKind::kDate;
    return tail.span.empty() ? NumberKind::kFigure : NumberKind::kDuration;
  }

  static bool IsListNumber(const Digits& digits, absl::string_view before, absl::string_view after) {
    if (digits.has_point || digits.text.size() > 2) return false;
    while (absl::ConsumeSuffix(&before, " ")) {
    }
    if (EndsWithAny(before, {"(", "（"}) && StartsWithAny(after, {")", "）"})) return true;
    const bool is_beginning = before.empty() || EndsWithAny(before, {"。", "；", "：", "#"});
    return is_beginning && StartsWithAny(after, {".", "、", "．", "）", ")"});
  }

  static bool IsClock(absl::string_view after) {
    return (absl::ConsumePrefix(&after, ":") || absl::ConsumePrefix(&after, "：")) && DigitAt(after).first > 0;
  }

  // Of ":30" and ":30:00".
  static size_t ClockLength(absl::string_view after) {
    size_t length = 0;
    while (IsClock(after.substr(length))) {
      length += after[length] == ':' ? 1 : absl::string_view("：").size();
      RunOf(after, length);
    }
    return length;
  }

  static bool IsContact(const Digits& digits, const Tail& tail, absl::string_view before, absl::string_view after) {
    if (digits.has_point || digits.has_group || !tail.unit.empty()) return false;
    const absl::string_view near = before.size() > 24 ? before.substr(before.size() - 24) : before;
    for (absl::string_view word :
         {"电话", "手机", "传真", "热线", "邮编", "账号", "号码", "代码", "编码", "编号", "文号"}) {
      if (absl::StrContains(near, word)) return true;
    }
    if (digits.text.size() == 11 && digits.text[0] == '1') return true;
    // 0739-5361234
    return digits.text[0] == '0' && digits.text.size() >= 3 && absl::StartsWith(after, "-");
  }

  bool TakeDigits() {
    const Digits digits = DigitsAt(Rest());
    if (digits.text.empty()) return false;
    Tail tail = TailOf(Rest().substr(digits.length));
    WrittenNumber number;
    number.kind = KindOf(digits, tail);
    const absl::StatusOr<Rational> value = ParseNumber(digits.text);
    if (!value.ok()) number.kind = NumberKind::kName;
    if (value.ok()) number.value = *value * tail.factor;
    if (number.kind == NumberKind::kFigure && TakeRange(digits, number)) return true;
    size_t length = digits.length;
    if (number.kind == NumberKind::kDate && IsClock(Rest().substr(length))) {
      length += ClockLength(Rest().substr(length));
      tail = Tail{};
    }
    Finish(length, tail, number);
    if (number.kind == NumberKind::kContact) SkipDigitsAndDashes();
    return true;
  }

  void SkipDigitsAndDashes() {
    while (at_ < line_.size() && (line_[at_] == '-' || DigitAt(Rest()).first > 0))
      at_ += std::max<size_t>(1, DigitAt(Rest()).first);
  }

  // "10至15家", "10-15家", "95%—98%": the unit of the second is that of both.
  bool TakeRange(const Digits& first, WrittenNumber& number) {
    absl::string_view after = Rest().substr(first.length);
    const bool has_percent = ConsumeAny(after, {"%", "％"});
    if (!ConsumeAny(after, {"至", "到", "-", "－", "—", "–", "~", "～"})) return false;
    const Digits second = DigitsAt(after);
    const absl::StatusOr<Rational> upper = ParseNumber(second.text);
    if (second.text.empty() || !upper.ok()) return false;
    const Tail tail = TailOf(after.substr(second.length));
    const size_t length = static_cast<size_t>(after.data() - Rest().data()) + second.length;
    if (has_percent && tail.unit != "%" && tail.unit != "％") return false;
    const bool is_figure = tail.span.empty() && !tail.unit.empty();
    if (!is_figure) number.kind = tail.span.empty() ? NumberKind::kName : NumberKind::kDate;
    number.value = *ParseNumber(first.text) * tail.factor;
    number.upper = *upper * tail.factor;
    if (*number.upper < number.value) number.kind = NumberKind::kName;
    Finish(length, tail, number);
    return true;
  }

  void Finish(size_t length, const Tail& tail, WrittenNumber& number) {
    number.begin = at_;
    number.number_begin = at_;
    number.bound = tail.bound;
    const NumberBound before = BoundBefore(number.begin);
    if (!found_.empty() && number.begin < found_.back().end) number.begin = at_;
    if (number.bound == NumberBound::kExact) number.bound = before;
    number.text = std::string(Rest().substr(0, length + tail.number_length));
    const absl::string_view unit = tail.unit == "％" ? "%" : tail.unit.empty() ? tail.span : tail.unit;
    number.unit = std::string(unit);
    if (number.unit == "%" || number.unit == "‰") {
      const Rational base(number.unit == "%" ? 100 : 1000);
      number.value = *Quotient(number.value, base);
      if (number.upper) number.upper = *Quotient(*number.upper, base);
    }
    at_ += length + tail.length;
    number.end = at_;
    found_.push_back(number);
  }

  bool TakeNumeral() {
    const size_t length = NumeralLength(Rest());
    if (length == 0) return false;
    if (TakePercentNumeral() || TakeFraction(length)) return true;
    const std::optional<Rational> value = ParseNumeral(Rest().substr(0, length));
    const Tail tail = TailOf(Rest().substr(length));
    WrittenNumber number{.value = value.value_or(Rational()), .is_spelled = true};
    size_t begin = at_;
    const bool is_bounded = tail.has_more || BoundBefore(begin) != NumberBound::kExact;
    const absl::string_view numeral = Rest().substr(0, length);
    const bool is_lone_power = numeral == "百" || numeral == "千" || numeral == "万" || numeral == "亿";
    const absl::string_view behind = Rest().substr(length + tail.length);
    const bool is_figure = value.has_value() && *value >= Rational(2) && !tail.unit.empty() && tail.unit != "分" &&
                           (is_bounded || !is_lone_power) && !StartsWithAny(Rest(), kSetPhrases) &&
                           !absl::StartsWith(behind, "一") &&
                           !EndsWithAny(Before(at_), {"第", "数", "几", "十", "每"}) && !IsListNumeral(numeral);
    if (is_figure) {
      Finish(length, tail, number);
    } else {
      at_ += length;
    }
    return true;
  }

  // 一是…, 二、…, （三）
  bool IsListNumeral(absl::string_view numeral) const {
    return StartsWithAny(Rest().substr(numeral.size()), {"是", "、", "）", ")"});
  }

  // 百分之三十五
  bool TakePercentNumeral() {
    absl::string_view rest = Rest();
    if (!absl::ConsumePrefix(&rest, "百分之")) return false;
    const size_t length = NumeralLength(rest);
    const Digits digits = DigitsAt(rest);
    const std::optional<Rational> spelled = ParseNumeral(rest.substr(0, length));
    const absl::StatusOr<Rational> written = ParseNumber(digits.text);
    if (!spelled && !written.ok()) return false;
    const size_t bytes = spelled ? length : digits.length;
    WrittenNumber number{.value = *Quotient(spelled ? *spelled : *written, Rational(100)), .is_spelled = true};
    const absl::string_view word = "百分之";
    Finish(word.size() + bytes, Tail{}, number);
    found_.back().unit = std::string(1, '%');
    return true;
  }

  // 三分之二
  bool TakeFraction(size_t length) {
    absl::string_view rest = Rest().substr(length);
    if (!absl::ConsumePrefix(&rest, "分之")) return false;
    const size_t above_length = NumeralLength(rest);
    const std::optional<Rational> below = ParseNumeral(Rest().substr(0, length));
    const std::optional<Rational> above = ParseNumeral(rest.substr(0, above_length));
    if (!below || !above || below->is_zero()) return false;
    WrittenNumber number{.value = *Quotient(*above, *below), .is_spelled = true};
    Finish(length + absl::string_view("分之").size() + above_length, Tail{}, number);
    return true;
  }

  const absl::string_view line_;
  size_t at_ = 0;
  bool after_bracket_ = false;
  size_t bracket_end_ = 0;
  std::vector<WrittenNumber> found_;
};

}  // namespace

absl::string_view UnitAt(absl::string_view text) {
  absl::string_view longest;
  for (absl::string_view unit : kUnits) {
    if (unit.size() > longest.size() && absl::StartsWith(text, unit)) longest = unit;
  }
  return longest;
}

std::vector<WrittenNumber> ReadNumbers(absl::string_view line) { return LineReader(line).Read(); }

}  // namespace zhengping::reporting
