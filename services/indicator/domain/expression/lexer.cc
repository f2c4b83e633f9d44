#include "services/indicator/domain/expression/lexer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/date/date.h"
#include "services/indicator/domain/expression/expression.h"

namespace zhengping::indicator {
namespace {

// The signs of the language, longest first: a sign that starts another stands after it.
struct Sign {
  const char* text;
  TokenKind kind;
};
constexpr Sign kSigns[] = {
    {">=", TokenKind::kAtLeast}, {"<=", TokenKind::kAtMost},  {"!=", TokenKind::kNotEqual}, {"≠", TokenKind::kNotEqual},
    {"≥", TokenKind::kAtLeast},  {"≤", TokenKind::kAtMost},   {"≧", TokenKind::kAtLeast},   {"≦", TokenKind::kAtMost},
    {"=", TokenKind::kEqual},    {"＝", TokenKind::kEqual},   {"<", TokenKind::kLess},      {"＜", TokenKind::kLess},
    {">", TokenKind::kGreater},  {"＞", TokenKind::kGreater}, {"+", TokenKind::kPlus},      {"＋", TokenKind::kPlus},
    {"-", TokenKind::kMinus},    {"－", TokenKind::kMinus},   {"−", TokenKind::kMinus},     {"*", TokenKind::kTimes},
    {"×", TokenKind::kTimes},    {"/", TokenKind::kDivide},   {"÷", TokenKind::kDivide},    {"／", TokenKind::kDivide},
    {"(", TokenKind::kOpen},     {"（", TokenKind::kOpen},    {")", TokenKind::kClose},     {"）", TokenKind::kClose},
    {",", TokenKind::kComma},    {"，", TokenKind::kComma},
};
struct Word {
  absl::string_view text;
  TokenKind kind;
};
constexpr Word kWords[] = {
    {"并且", TokenKind::kAnd}, {"且", TokenKind::kAnd}, {"and", TokenKind::kAnd}, {"或者", TokenKind::kOr},
    {"或", TokenKind::kOr},    {"or", TokenKind::kOr},  {"非", TokenKind::kNot},  {"not", TokenKind::kNot},
};
struct Function {
  absl::string_view text;
  ExpressionOp op;
};
constexpr Function kFunctions[] = {
    {"最小", ExpressionOp::kMin}, {"min", ExpressionOp::kMin}, {"最大", ExpressionOp::kMax},
    {"max", ExpressionOp::kMax},  {"如果", ExpressionOp::kIf}, {"if", ExpressionOp::kIf},
};
// The units that may follow a number. 万 and 亿 stand before any of them, or alone.
struct LiteralUnit {
  absl::string_view text;
  absl::string_view unit;
  int64_t factor;
};
constexpr LiteralUnit kLiteralUnits[] = {
    {"元", "fen", 100},  {"人", "persons", 1},           {"天", "days", 1},
    {"个", "quotas", 1}, {"份", "documents", 1},         {"次", "times", 1},
    {"项", "funds", 1},  {"平方米", "square_meters", 1}, {"", "", 1},
};
struct Multiple {
  absl::string_view text;
  int64_t factor;
};
constexpr Multiple kMultiples[] = {{"万", 10000}, {"亿", 100000000}, {"", 1}};
constexpr const char* kSpaces[] = {" ", "\t", "\n", "\r", "　", "\xC2\xA0"};
constexpr const char* kPercentSigns[] = {"%", "％"};
// Neither operators nor parts of a bare name.
constexpr const char* kPunctuation[] = {"、", "。", "；", "：", "「", "」", "！", "？", "％"};
constexpr char kOpenQuote[] = "「";
constexpr char kCloseQuote[] = "」";

// Bytes of the UTF-8 character that `rest` starts with; 0 when it is none.
size_t CharacterLength(absl::string_view rest) {
  const unsigned char lead = static_cast<unsigned char>(rest[0]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > rest.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(rest[i]) & 0xC0) != 0x80) return 0;
  }
  return length;
}

template <size_t N>
size_t PrefixLength(absl::string_view rest, const char* const (&choices)[N]) {
  for (const char* choice : choices) {
    if (absl::StartsWith(rest, choice)) return absl::string_view(choice).size();
  }
  return 0;
}

const Sign* SignAt(absl::string_view rest) {
  for (const Sign& sign : kSigns) {
    if (absl::StartsWith(rest, sign.text)) return &sign;
  }
  return nullptr;
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// [a-z][a-z0-9_]*(.[a-z0-9_]+)*, with "finding:" before it for a finding's figure.
bool IsWellFormedFactName(absl::string_view name) {
  if (absl::StartsWith(name, "finding:")) name.remove_prefix(8);
  if (name.empty() || !absl::ascii_islower(static_cast<unsigned char>(name[0]))) return false;
  char before = '\0';
  for (const char c : name) {
    const bool is_word = absl::ascii_islower(static_cast<unsigned char>(c)) || IsDigit(c) || c == '_';
    if (!is_word && !(c == '.' && before != '.')) return false;
    before = c;
  }
  return before != '.';
}

// Bytes that a bare name may go on with at `rest`; 0 when it ends here.
size_t NameCharacterLength(absl::string_view rest) {
  if (IsAscii(rest[0])) return IsAlpha(rest[0]) || IsDigit(rest[0]) || rest[0] == '_' || rest[0] == '.' ? 1 : 0;
  if (SignAt(rest) != nullptr || PrefixLength(rest, kSpaces) > 0 || PrefixLength(rest, kPunctuation) > 0) return 0;
  return CharacterLength(rest);
}

constexpr absl::string_view kFinding = "finding:";

// Bytes that `rest` goes on with as one bare word.
size_t WordLength(absl::string_view rest) {
  size_t length = 0;
  while (length < rest.size()) {
    const size_t step = NameCharacterLength(rest.substr(length));
    if (step == 0) break;
    length += step;
  }
  return length;
}

// Bytes of "2023-06-30" or "2023年6月30日" at the start of `rest`; 0: neither stands there.
size_t DateLength(absl::string_view rest) {
  size_t at = 0;
  const auto take = [&rest, &at](size_t least, size_t most, absl::string_view after) {
    size_t digits = 0;
    while (digits < most && at + digits < rest.size() && IsDigit(rest[at + digits])) ++digits;
    at += digits;
    if (digits < least || !absl::StartsWith(rest.substr(at), after)) return false;
    at += after.size();
    return true;
  };
  if (take(4, 4, "年") && take(1, 2, "月") && take(1, 2, "日")) return at;
  at = 0;
  if (!take(4, 4, "-") || !take(2, 2, "-") || !take(2, 2, "")) return 0;
  const bool goes_on = at < rest.size() && (IsDigit(rest[at]) || rest[at] == '.');
  return goes_on ? 0 : at;
}

class Lexer {
 public:
  explicit Lexer(absl::string_view text) : text_(text) {}

  LexedExpression Run() {
    while (!lexed_.error && SkipSpaces()) LexOne();
    if (!lexed_.error) Emit(TokenKind::kEnd, 0);
    return std::move(lexed_);
  }

 private:
  absl::string_view rest() const { return text_.substr(at_); }

  // Whether there is more text.
  bool SkipSpaces() {
    while (at_ < text_.size()) {
      const size_t length = PrefixLength(rest(), kSpaces);
      if (length == 0) return true;
      at_ += length;
    }
    return false;
  }

  void LexOne() {
    if (const Sign* sign = SignAt(rest())) {
      if (sign->kind == TokenKind::kComma && SplitsThousands()) {
        return Fail("EXPRESSION_CHARACTER", "数值中不用千分位逗号；分隔两项时请在逗号后加空格");
      }
      Emit(sign->kind, absl::string_view(sign->text).size());
      return;
    }
    if (IsDigit(rest()[0])) return LexLiteral();
    if (absl::StartsWith(rest(), kOpenQuote)) return LexQuoted();
    if (IsAlpha(rest()[0]) || (!IsAscii(rest()[0]) && NameCharacterLength(rest()) > 0)) return LexWord();
    FailCharacter();
  }

  Token& Emit(TokenKind kind, size_t length, absl::string_view name = "") {
    Token token;
    token.kind = kind;
    token.offset = static_cast<int>(at_);
    token.length = static_cast<int>(length);
    token.name = std::string(name);
    at_ += length;
    lexed_.tokens.push_back(std::move(token));
    return lexed_.tokens.back();
  }

  // Whether the comma here stands in a number as in 1,234: after one to three digits and before three.
  bool SplitsThousands() const {
    size_t before = 0;
    while (before < at_ && IsDigit(text_[at_ - before - 1])) ++before;
    const bool is_of_decimals = before < at_ && text_[at_ - before - 1] == '.';
    const absl::string_view after = rest().substr(rest()[0] == ',' ? 1 : absl::string_view("，").size());
    size_t behind = 0;
    while (behind < after.size() && IsDigit(after[behind])) ++behind;
    return before >= 1 && before <= 3 && !is_of_decimals && behind == 3;
  }

  void LexLiteral() {
    if (const size_t length = DateLength(rest()); length > 0) return LexDate(length);
    size_t length = 0;
    while (length < rest().size() && (IsDigit(rest()[length]) || rest()[length] == '.')) ++length;
    const absl::StatusOr<Rational> number = ParseNumber(rest().substr(0, length));
    if (!number.ok()) {
      return Fail("EXPRESSION_NUMBER", absl::StrCat("数值「", rest().substr(0, length),
                                                    "」不能识别；请写成 12、0.5 或 98.21% 的形式，最多 60 位数字"));
    }
    const absl::string_view after = rest().substr(length);
    if (const size_t percent = PrefixLength(after, kPercentSigns); percent > 0) {
      Emit(TokenKind::kLiteral, length + percent).literal = {*Quotient(*number, Rational(100)), "percent"};
      return;
    }
    ExpressionLiteral literal{*number, ""};
    length += ReadLiteralUnit(after, literal);
    Emit(TokenKind::kLiteral, length).literal = std::move(literal);
  }

  // Bytes of the unit at the start of `after`, taken into `literal`; 0: there is none.
  static size_t ReadLiteralUnit(absl::string_view after, ExpressionLiteral& literal) {
    const absl::string_view word = after.substr(0, WordLength(after));
    for (const Multiple& multiple : kMultiples) {
      if (!absl::StartsWith(word, multiple.text)) continue;
      const absl::string_view name = word.substr(multiple.text.size());
      const auto unit = std::find_if(std::begin(kLiteralUnits), std::end(kLiteralUnits),
                                     [name](const LiteralUnit& u) { return u.text == name; });
      if (unit == std::end(kLiteralUnits)) return 0;
      literal.value = literal.value * Rational(multiple.factor) * Rational(unit->factor);
      literal.unit = std::string(unit->unit);
      return word.size();
    }
    return 0;
  }

  void LexDate(size_t length) {
    const absl::StatusOr<Date> date = ParseDate(rest().substr(0, length));
    if (!date.ok()) {
      return Fail("EXPRESSION_DATE", absl::StrCat("「", rest().substr(0, length), "」不是日历上的日期"));
    }
    Emit(TokenKind::kLiteral, length).literal = {Rational(date->days()), "date"};
  }

  void LexQuoted() {
    const size_t open = absl::string_view(kOpenQuote).size();
    const size_t close = rest().find(kCloseQuote);
    if (close == absl::string_view::npos) {
      return Fail("EXPRESSION_NAME", "「 没有对应的 」；名称应写成「名称」");
    }
    const absl::string_view name = absl::StripAsciiWhitespace(rest().substr(open, close - open));
    if (name.empty()) return Fail("EXPRESSION_NAME", "「」之间没有名称");
    for (absl::string_view left = name; !left.empty();) {
      const size_t length = CharacterLength(left);
      if (length == 0) return Fail("EXPRESSION_CHARACTER", "名称中有不能识别的字节；文本应为 UTF-8 编码");
      left.remove_prefix(length);
    }
    Emit(TokenKind::kName, close + absl::string_view(kCloseQuote).size(), name);
  }

  // A word of the language, or a name.
  void LexWord() {
    const size_t length = absl::StartsWith(rest(), kFinding)
                              ? kFinding.size() + WordLength(rest().substr(kFinding.size()))
                              : WordLength(rest());
    const absl::string_view word = rest().substr(0, length);
    for (const Word& of_language : kWords) {
      // Where an operator must stand, 且 and 或 need no space behind them: a name cannot stand there.
      const bool joins = of_language.kind != TokenKind::kNot && FollowsOperand() && !IsAscii(word[0]);
      const bool is_it = joins ? absl::StartsWith(word, of_language.text) : word == of_language.text;
      if (!is_it) continue;
      Emit(of_language.kind, of_language.text.size());
      return;
    }
    const auto function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                       [word](const Function& f) { return f.text == word; });
    if (function != std::end(kFunctions) && OpensAfter(length)) {
      Emit(TokenKind::kFunction, length).function = function->op;
      return;
    }
    const bool is_ascii = std::all_of(word.begin(), word.end(), IsAscii);
    if (is_ascii && !IsWellFormedFactName(word)) {
      return Fail("EXPRESSION_NAME",
                  absl::StrCat("「", word, "」不是事实名；事实名由小写字母、数字、下划线和点组成，如 payments.q1"));
    }
    Emit(TokenKind::kName, length, word);
  }

  bool FollowsOperand() const {
    if (lexed_.tokens.empty()) return false;
    const TokenKind last = lexed_.tokens.back().kind;
    return last == TokenKind::kLiteral || last == TokenKind::kName || last == TokenKind::kClose;
  }

  // Whether a parenthesis opens after `length` bytes and spaces.
  bool OpensAfter(size_t length) const {
    absl::string_view after = rest().substr(length);
    while (const size_t space = after.empty() ? 0 : PrefixLength(after, kSpaces)) after.remove_prefix(space);
    const Sign* sign = after.empty() ? nullptr : SignAt(after);
    return sign != nullptr && sign->kind == TokenKind::kOpen;
  }

  void FailCharacter() {
    const size_t length = CharacterLength(rest());
    if (length == 0) return Fail("EXPRESSION_CHARACTER", "不能识别的字节；文本应为 UTF-8 编码");
    const absl::string_view character = rest().substr(0, length);
    Fail("EXPRESSION_CHARACTER", absl::StrCat("此处不能用「", character, "」；名称中有符号或空格时应写成「名称」"));
  }

  void Fail(absl::string_view reason, std::string remedy) {
    lexed_.error = SyntaxError{std::string(reason), static_cast<int>(at_), std::move(remedy)};
  }

  absl::string_view text_;
  size_t at_ = 0;
  LexedExpression lexed_;
};

}  // namespace

LexedExpression LexExpression(absl::string_view text) {
  if (text.size() > static_cast<size_t>(kMostExpressionBytes)) {
    LexedExpression lexed;
    lexed.error = SyntaxError{"EXPRESSION_TOO_LONG", kMostExpressionBytes,
                              absl::StrCat("算式最长 ", kMostExpressionBytes, " 字节（约 600 个汉字）")};
    return lexed;
  }
  return Lexer(text).Run();
}

}  // namespace zhengping::indicator
