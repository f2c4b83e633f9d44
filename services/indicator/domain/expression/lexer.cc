#include "services/indicator/domain/expression/lexer.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/expression.h"

namespace zhengping::indicator {
namespace {

// The signs of the language, longest first: a sign that starts another stands after it.
struct Sign {
  const char* text;
  TokenKind kind;
};
constexpr Sign kSigns[] = {
    {">=", TokenKind::kAtLeast}, {"<=", TokenKind::kAtMost}, {"≥", TokenKind::kAtLeast}, {"≤", TokenKind::kAtMost},
    {"≧", TokenKind::kAtLeast},  {"≦", TokenKind::kAtMost},  {"=", TokenKind::kEqual},   {"＝", TokenKind::kEqual},
    {"+", TokenKind::kPlus},     {"＋", TokenKind::kPlus},   {"-", TokenKind::kMinus},   {"－", TokenKind::kMinus},
    {"−", TokenKind::kMinus},    {"*", TokenKind::kTimes},   {"×", TokenKind::kTimes},   {"/", TokenKind::kDivide},
    {"÷", TokenKind::kDivide},   {"／", TokenKind::kDivide}, {"(", TokenKind::kOpen},    {"（", TokenKind::kOpen},
    {")", TokenKind::kClose},    {"）", TokenKind::kClose},
};
constexpr const char* kSpaces[] = {" ", "\t", "\n", "\r", "　", "\xC2\xA0"};
constexpr const char* kPercentSigns[] = {"%", "％"};
// Neither operators nor parts of a bare name.
constexpr const char* kPunctuation[] = {"、", "，", "。", "；", "：", "＜", "＞", "「", "」", "！", "？", "％"};
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
      Emit(sign->kind, absl::string_view(sign->text).size());
      return;
    }
    if (IsDigit(rest()[0])) return LexNumber();
    if (absl::StartsWith(rest(), kOpenQuote)) return LexQuoted();
    if (IsAlpha(rest()[0]) || (!IsAscii(rest()[0]) && NameCharacterLength(rest()) > 0)) return LexName();
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

  void LexNumber() {
    size_t length = 0;
    while (length < rest().size() && (IsDigit(rest()[length]) || rest()[length] == '.')) ++length;
    const absl::StatusOr<Rational> number = ParseNumber(rest().substr(0, length));
    if (!number.ok()) {
      return Fail("EXPRESSION_NUMBER", absl::StrCat("数值「", rest().substr(0, length),
                                                    "」不能识别；请写成 12、0.5 或 98.21% 的形式，最多 60 位数字"));
    }
    const size_t percent = PrefixLength(rest().substr(length), kPercentSigns);
    const Rational value = percent == 0 ? *number : *Quotient(*number, Rational(100));
    Emit(TokenKind::kNumber, length + percent).number = value;
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

  void LexName() {
    size_t length = absl::StartsWith(rest(), "finding:") ? 8 : 0;
    bool is_ascii = true;
    while (length < rest().size()) {
      const size_t step = NameCharacterLength(rest().substr(length));
      if (step == 0) break;
      is_ascii = is_ascii && step == 1;
      length += step;
    }
    const absl::string_view name = rest().substr(0, length);
    if (is_ascii && !IsWellFormedFactName(name)) {
      return Fail("EXPRESSION_NAME",
                  absl::StrCat("「", name, "」不是事实名；事实名由小写字母、数字、下划线和点组成，如 payments.q1"));
    }
    Emit(TokenKind::kName, length, name);
  }

  void FailCharacter() {
    const size_t length = CharacterLength(rest());
    if (length == 0) return Fail("EXPRESSION_CHARACTER", "不能识别的字节；文本应为 UTF-8 编码");
    const absl::string_view character = rest().substr(0, length);
    if (character == ">" || character == "<" || character == "＞" || character == "＜") {
      return Fail("EXPRESSION_CHARACTER", "只能用 =、>= 或 <= 比较");
    }
    if (character == "，" || character == ",") {
      return Fail("EXPRESSION_CHARACTER", "数值中不用千分位逗号；名称中有逗号时应写成「名称」");
    }
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
