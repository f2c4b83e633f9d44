// The evaluator against a slow one that shares nothing with it: its own reading of the text into a tree, its own
// numbers (pairs of big integers that are never reduced), values looked up only when they are needed.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/date/date.h"
#include "services/indicator/domain/expression/evaluator.h"
#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

constexpr int kFormulas = 100000;
constexpr uint64_t kSeed = 20231231;

using BigInt = boost::multiprecision::cpp_int;

// ---- the reference ----

struct Pair {
  BigInt above = 0;
  BigInt below = 1;  // above zero
};

int Compare(const Pair& a, const Pair& b) { return BigInt(a.above * b.below).compare(BigInt(b.above * a.below)); }

struct Answer {
  EvaluationState state = EvaluationState::kValue;
  Pair value;  // truth is 1 and 0
  std::set<std::string> names;
};

struct Named {
  ReadingState state = ReadingState::kValue;
  Rational value;
};
using Names = std::map<std::string, Named>;

struct Tree {
  std::string op;  // "number", "name", "-x", "非", "如果", or a sign
  Pair number;
  std::string name;
  std::vector<Tree> parts;
};

class Reader {
 public:
  explicit Reader(absl::string_view text) : rest_(text) {}

  Tree Read() { return Level(0); }

 private:
  // From the loosest to the tightest; several spellings of one sign.
  struct Sign {
    const char* text;
    const char* op;
    int level;
  };
  static constexpr Sign kSigns[] = {
      {"或者", "或", 0}, {"或", "或", 0}, {"or ", "或", 0}, {"并且", "且", 1}, {"且", "且", 1},
      {"and ", "且", 1}, {">=", ">=", 2}, {"≥", ">=", 2},   {"<=", "<=", 2},   {"≤", "<=", 2},
      {"!=", "!=", 2},   {"≠", "!=", 2},  {">", ">", 2},    {"＞", ">", 2},    {"<", "<", 2},
      {"=", "=", 2},     {"＝", "=", 2},  {"+", "+", 3},    {"＋", "+", 3},    {"-", "-", 3},
      {"−", "-", 3},     {"*", "*", 4},   {"×", "*", 4},    {"/", "/", 4},     {"÷", "/", 4},
  };

  bool Take(absl::string_view text) {
    rest_ = absl::StripLeadingAsciiWhitespace(rest_);
    return absl::ConsumePrefix(&rest_, text);
  }

  std::string TakeSign(int level) {
    for (const Sign& sign : kSigns) {
      if (sign.level == level && Take(sign.text)) return sign.op;
    }
    return "";
  }

  Tree Level(int level) {
    if (level == 5) return Unary();
    if (level == 2 && (Take("非") || Take("not "))) return {"非", {}, "", {Level(2)}};
    Tree left = Level(level + 1);
    for (std::string op = TakeSign(level); !op.empty(); op = TakeSign(level)) {
      Tree right = Level(level + 1);
      left = {op, {}, "", {std::move(left), std::move(right)}};
      if (level == 2) break;  // comparisons do not follow one another
    }
    return left;
  }

  Tree Unary() {
    if (Take("-")) return {"-x", {}, "", {Unary()}};
    for (const auto& [word, op] : {std::pair<const char*, const char*>{"如果", "如果"},
                                   {"if", "如果"},
                                   {"最小", "最小"},
                                   {"min", "最小"},
                                   {"最大", "最大"},
                                   {"max", "最大"},
                                   {"", "()"}}) {
      const absl::string_view before = rest_;
      if (Take(word) && (Take("(") || Take("（"))) return Call(op);
      rest_ = before;
    }
    return Leaf();
  }

  Tree Call(const char* op) {
    Tree call{op, {}, "", {}};
    do {
      call.parts.push_back(Level(0));
    } while (Take(",") || Take("，"));
    EXPECT_TRUE(Take(")") || Take("）"));
    return call;
  }

  Tree Leaf() {
    rest_ = absl::StripLeadingAsciiWhitespace(rest_);
    if (rest_[0] >= '0' && rest_[0] <= '9') return Literal();
    for (const char* name : {"「丙 丁」", "甲", "乙", "a.b", "c"}) {
      if (!Take(name)) continue;
      return {"name", {}, std::string(absl::StripSuffix(absl::StripPrefix(name, "「"), "」")), {}};
    }
    ADD_FAILURE() << "the generator writes no " << rest_;
    return {};
  }

  // Digits where a day has them: nothing else that the generator writes does.
  bool StartsWithDay() const {
    if (rest_.size() < 10) return false;
    for (const size_t at : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
      if (rest_[at] < '0' || rest_[at] > '9') return false;
    }
    return rest_[4] == '-' && rest_[7] == '-';
  }

  Tree Literal() {
    if (StartsWithDay()) {
      const Date date = ParseDate(rest_.substr(0, 10)).value();
      rest_.remove_prefix(10);
      return {"number", {BigInt(date.days()), 1}, "", {}};
    }
    Pair number;
    bool is_fraction = false;
    while (!rest_.empty() && ((rest_[0] >= '0' && rest_[0] <= '9') || rest_[0] == '.')) {
      if (rest_[0] == '.') is_fraction = true;
      if (rest_[0] != '.') number.above = number.above * 10 + (rest_[0] - '0');
      if (rest_[0] != '.' && is_fraction) number.below *= 10;
      rest_.remove_prefix(1);
    }
    if (absl::ConsumePrefix(&rest_, "%")) number.below *= 100;
    absl::ConsumePrefix(&rest_, "天");
    return {"number", number, "", {}};
  }

  absl::string_view rest_;
};

class Walker {
 public:
  explicit Walker(const Names& names) : names_(names) {}

  Answer Walk(const Tree& tree) const {
    if (tree.op == "number") return {EvaluationState::kValue, tree.number, {}};
    if (tree.op == "name") return LookUp(tree.name);
    if (tree.op == "()") return Walk(tree.parts[0]);
    if (tree.op == "如果") {
      const Answer condition = Walk(tree.parts[0]);
      if (condition.state != EvaluationState::kValue) return condition;
      return Walk(tree.parts[condition.value.above != 0 ? 1 : 2]);
    }
    if (tree.op == "最小" || tree.op == "最大") return Extreme(tree);
    const Answer first = Walk(tree.parts[0]);
    if (tree.op == "-x") return Truly(first, {-first.value.above, first.value.below});
    if (tree.op == "非") return Truly(first, {first.value.above == 0 ? 1 : 0, 1});
    const Answer second = Walk(tree.parts[1]);
    if (tree.op == "且" || tree.op == "或") return Join(tree.op == "或", first, second);
    if (first.state != EvaluationState::kValue || second.state != EvaluationState::kValue) return Worse(first, second);
    return Combine(tree.op, first.value, second.value);
  }

 private:
  Answer LookUp(const std::string& name) const {
    const Named& named = names_.at(name);
    if (named.state == ReadingState::kNotApplicable) return {EvaluationState::kNotApplicable, {}, {name}};
    if (named.state != ReadingState::kValue) return {EvaluationState::kMissing, {}, {name}};
    return {EvaluationState::kValue, {BigInt(named.value.numerator()), BigInt(named.value.denominator())}, {}};
  }

  static Answer Truly(const Answer& of, Pair value) {
    return of.state == EvaluationState::kValue ? Answer{of.state, std::move(value), {}} : of;
  }

  static Answer Worse(const Answer& a, const Answer& b) {
    for (const EvaluationState state : {EvaluationState::kMissing, EvaluationState::kNotApplicable}) {
      Answer both{state, {}, {}};
      if (a.state == state) both.names.insert(a.names.begin(), a.names.end());
      if (b.state == state) both.names.insert(b.names.begin(), b.names.end());
      if (!both.names.empty()) return both;
    }
    return a.state != EvaluationState::kValue ? a : b;
  }

  Answer Extreme(const Tree& tree) const {
    Answer best = Walk(tree.parts[0]);
    for (size_t i = 1; i < tree.parts.size(); ++i) {
      const Answer next = Walk(tree.parts[i]);
      if (best.state != EvaluationState::kValue || next.state != EvaluationState::kValue) {
        best = Worse(best, next);
      } else if ((Compare(next.value, best.value) < 0) == (tree.op == "最小")) {
        best = next;
      }
    }
    return best;
  }

  static Answer Join(bool deciding, const Answer& a, const Answer& b) {
    for (const Answer* side : {&a, &b}) {
      if (side->state == EvaluationState::kValue && (side->value.above != 0) == deciding) return *side;
    }
    if (a.state == EvaluationState::kValue && b.state == EvaluationState::kValue) return a;
    return Worse(a, b);
  }

  static Answer Combine(const std::string& op, const Pair& a, const Pair& b) {
    const auto value = [](BigInt above, BigInt below) {
      return Answer{EvaluationState::kValue, {std::move(above), std::move(below)}, {}};
    };
    if (op == "+") return value(a.above * b.below + b.above * a.below, a.below * b.below);
    if (op == "-") return value(a.above * b.below - b.above * a.below, a.below * b.below);
    if (op == "*") return value(a.above * b.above, a.below * b.below);
    if (op == "/") {
      if (b.above == 0) return {a.above == 0 ? EvaluationState::kZeroByZero : EvaluationState::kDividedByZero, {}, {}};
      const int sign = b.above < 0 ? -1 : 1;
      return value(a.above * b.below * sign, a.below * b.above * sign);
    }
    const int order = Compare(a, b);
    const bool holds = op == "="    ? order == 0
                       : op == "!=" ? order != 0
                       : op == "<"  ? order < 0
                       : op == "<=" ? order <= 0
                       : op == ">"  ? order > 0
                                    : order >= 0;
    return value(holds ? 1 : 0, 1);
  }

  const Names& names_;
};

// ---- the formulas ----

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }

  std::string Formula() { return Below(3) == 0 ? Truth(4) : Number(5); }

  Names SomeNames() {
    Names names;
    for (const char* name : {"丙 丁", "甲", "乙", "a.b", "c"}) {
      const int kind = Below(12);
      Named named;
      named.state = kind == 0   ? ReadingState::kMissing
                    : kind == 1 ? ReadingState::kNotApplicable
                    : kind == 2 ? ReadingState::kLowerBound
                                : ReadingState::kValue;
      named.value = *Quotient(Rational(Below(9) == 0 ? 0 : Below(2001) - 1000), Rational(1 + Below(12)));
      if (Below(20) == 0) named.value = named.value * Rational(INT64_MAX);  // beyond 64 bits
      names[name] = named;
    }
    return names;
  }

 private:
  std::string OneOf(std::vector<const char*> texts) {
    return texts[static_cast<size_t>(Below(static_cast<int>(texts.size())))];
  }

  std::string Number(int depth) {
    if (depth == 0 || Below(5) == 0) return Operand();
    switch (Below(9)) {
      case 0:
        return absl::StrCat("-", Operand());
      case 1:
      case 2:
        return absl::StrCat("(", Number(depth - 1), ")");
      case 3:
        return absl::StrCat(OneOf({"如果(", "if (", "如果（"}), Truth(depth - 1), OneOf({", ", "， "}),
                            Number(depth - 1), ", ", Number(depth - 1), ")");
      case 4:
        return absl::StrCat(OneOf({"最小(", "最大（", "max(", "min("}), Number(depth - 1), ", ", Number(depth - 1),
                            Below(2) == 0 ? "" : absl::StrCat(", ", Number(depth - 1)), "）");
      case 5:
        return Days();
      default:
        return absl::StrCat(Number(depth - 1), OneOf({" + ", "- ", " − ", "*", " × ", "/", " ÷ ", "＋", "/"}),
                            Number(depth - 1));
    }
  }

  std::string Truth(int depth) {
    const int kind = depth == 0 ? 0 : Below(6);
    if (kind == 1) return absl::StrCat("(", Truth(depth - 1), ")");
    if (kind == 2) return absl::StrCat(OneOf({"非 (", "not ("}), Truth(depth - 1), ")");
    if (kind == 3 || kind == 4) {
      return absl::StrCat("(", Truth(depth - 1), ")", OneOf({" 且 ", " 或 ", "且", "或者", " and ", " or ", " 并且 "}),
                          Truth(depth - 1));
    }
    const int next = depth == 0 ? 0 : depth - 1;
    return absl::StrCat(Number(next), OneOf({" = ", ">=", " ≤ ", "<", " ＞ ", "≠", " != ", "＝", " > "}), Number(next));
  }

  std::string Operand() {
    if (Below(2) == 0) return OneOf({"甲", "乙", "「丙 丁」", "a.b", "c"});
    switch (Below(5)) {
      case 0:
        return absl::StrCat(Below(120), "%");
      case 1:
        return absl::StrCat(Below(100), ".", Below(1000));
      case 2:
        return "0";
      default:
        return absl::StrCat(Below(100000));
    }
  }

  std::string Day() { return FormatIso(Date::FromDays(19000 + Below(800))); }

  // Days as a plain number.
  std::string Days() {
    return Below(2) == 0 ? absl::StrCat("((", Day(), " - ", Day(), ") / 1天)")
                         : absl::StrCat("((最大(", Day(), " + ", Below(90), ", ", Day(), ") − ", Day(), ") / 1天)");
  }

  std::mt19937_64 random_;
};

Answer AnswerOf(const Expression& expression, const Names& names) {
  const Evaluation evaluation = Evaluate(expression, [&names](const std::string& name) {
    const Named& named = names.at(name);
    return Reading{named.state, &named.value, 0};
  });
  Answer answer{evaluation.state, {}, {}};
  for (const int position : evaluation.unresolved) {
    answer.names.insert(expression.names()[static_cast<size_t>(position)]);
  }
  if (evaluation.state != EvaluationState::kValue && evaluation.state != EvaluationState::kLowerBound) return answer;
  answer.value = {BigInt(evaluation.value.numerator()), BigInt(evaluation.value.denominator())};
  if (expression.is_condition()) answer.value = {evaluation.holds ? 1 : 0, 1};
  return answer;
}

TEST(RandomFormula, TheSlowEvaluatorAgrees) {
  Generator generator(kSeed);
  std::map<EvaluationState, int> seen;
  int compared = 0;
  for (int i = 0; i < kFormulas; ++i) {
    const std::string text = generator.Formula();
    const Names names = generator.SomeNames();
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", formula ", i, ": ", text));
    const ParsedExpression parsed = ParseExpression(text);
    if (parsed.error) {  // nothing but too long is refused
      ASSERT_EQ(parsed.error->reason, "EXPRESSION_TOO_LONG") << parsed.error->remedy;
      continue;
    }
    const Answer fast = AnswerOf(*parsed.expression, names);
    Answer slow = Walker(names).Walk(Reader(text).Read());
    const std::vector<std::string>& used = parsed.expression->names();
    const bool is_alone = parsed.expression->postfix().size() == 1 && used.size() == 1;
    if (is_alone && names.at(used[0]).state == ReadingState::kLowerBound) slow = fast;  // its own test
    ASSERT_EQ(fast.state, slow.state);
    ASSERT_EQ(fast.names, slow.names);
    if (fast.state == EvaluationState::kValue) {
      ASSERT_EQ(Compare(fast.value, slow.value), 0);
    }
    ++seen[fast.state];
    ++compared;
  }
  std::printf("seed %llu: %d of %d formulas compared\n", static_cast<unsigned long long>(kSeed), compared, kFormulas);
  EXPECT_GT(compared, kFormulas * 9 / 10);
  EXPECT_GT(seen[EvaluationState::kValue], kFormulas / 4);
  for (const EvaluationState state : {EvaluationState::kMissing, EvaluationState::kNotApplicable,
                                      EvaluationState::kZeroByZero, EvaluationState::kDividedByZero}) {
    EXPECT_GT(seen[state], 100) << static_cast<int>(state);
  }
}

}  // namespace
}  // namespace zhengping::indicator
