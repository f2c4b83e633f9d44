// Any bytes are an expression or an error with a place inside them; an expression has one value, and, written out with
// every parenthesis, is the same program again.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/date/date.h"
#include "common/status/check.h"
#include "services/indicator/domain/expression/evaluator.h"
#include "services/indicator/domain/expression/parser.h"
#include "services/indicator/domain/expression/type_check.h"

namespace zhengping::indicator {
namespace {

// By the number of the operation.
constexpr const char* kSigns[] = {"",   "",  "-",  "+",    "-",    "*",   "/",   "=",   "!=", "<",
                                  "<=", ">", ">=", " 且 ", " 或 ", "非 ", "min", "max", "if"};

std::string WrittenOut(const ExpressionLiteral& literal) {
  if (literal.unit == "date") return FormatIso(Date::FromDays(static_cast<int32_t>(*literal.value.ToInt64())));
  if (literal.unit == "percent") return FormatShort(literal.value * Rational(100), 18) + "%";
  if (literal.unit == "fen") return FormatShort(*Quotient(literal.value, Rational(100)), 18) + "元";
  const std::string number = FormatShort(literal.value, 18);
  if (literal.unit == "persons") return number + "人";
  if (literal.unit == "days") return number + "天";
  if (literal.unit == "quotas") return number + "个";
  if (literal.unit == "documents") return number + "份";
  if (literal.unit == "times") return number + "次";
  if (literal.unit == "funds") return number + "项";
  return literal.unit == "square_meters" ? number + "平方米" : number;
}

// Every operation but the outermost in parentheses.
std::string WrittenOut(const Expression& expression) {
  std::vector<std::string> stack;
  const auto pop = [&stack] {
    std::string text = std::move(stack.back());
    stack.pop_back();
    return text;
  };
  for (size_t i = 0; i < expression.postfix().size(); ++i) {
    const ExpressionNode& node = expression.postfix()[i];
    const bool is_outermost = i + 1 == expression.postfix().size();
    const size_t operand = static_cast<size_t>(node.operand);
    const char* sign = kSigns[static_cast<size_t>(node.op)];
    if (node.op == ExpressionOp::kLiteral) {
      stack.push_back(WrittenOut(expression.literals()[operand]));
    } else if (node.op == ExpressionOp::kName) {
      const std::string& name = expression.names()[operand];
      stack.push_back(IsFactName(name) ? name : absl::StrCat("「", name, "」"));
    } else if (node.op == ExpressionOp::kNegate || node.op == ExpressionOp::kNot) {
      stack.back() = absl::StrCat("(", sign, stack.back(), ")");
    } else if (node.op == ExpressionOp::kIf) {
      const std::string otherwise = pop();
      const std::string value = pop();
      stack.back() = absl::StrCat("if(", stack.back(), ", ", value, ", ", otherwise, ")");
    } else if (node.op == ExpressionOp::kMin || node.op == ExpressionOp::kMax) {
      const std::string right = pop();
      stack.back() = absl::StrCat(sign, "(", stack.back(), ", ", right, ")");
    } else {
      const std::string right = pop();
      stack.back() = absl::StrCat(is_outermost ? "" : "(", stack.back(), sign, right, is_outermost ? "" : ")");
    }
  }
  return stack.back();
}

// Whatever the names count, the units agree, or there is an error at its place.
void CheckUnits(absl::string_view text, const Expression& expression) {
  static constexpr const char* kUnits[] = {"fen", "persons", "date", "", "万元", "元/人", "%", "栋"};
  const TypeReport types = CheckTypes(
      expression, [](const std::string& name) { return std::string(kUnits[name.size() % std::size(kUnits)]); });
  for (const std::optional<SyntaxError>& found : {types.error, types.warning}) {
    if (!found) continue;
    ZP_CHECK(static_cast<size_t>(found->offset) < text.size() && !found->remedy.empty(), "a place and a remedy");
  }
}

void Check(absl::string_view text) {
  const ParsedExpression parsed = ParseExpression(text);
  ZP_CHECK(parsed.expression.has_value() != parsed.error.has_value(), "a text is an expression or an error");
  if (parsed.error) {
    ZP_CHECK(parsed.error->offset >= 0 && static_cast<size_t>(parsed.error->offset) <= text.size(),
             "place in the text");
    ZP_CHECK(!FormatSyntaxError(text, *parsed.error).empty() && !parsed.error->remedy.empty(), "an error has a remedy");
    return;
  }
  const Rational value = *Quotient(Rational(7), Rational(3));
  const Evaluation known = Evaluate(*parsed.expression, [&value](const std::string&) {
    return Reading{ReadingState::kValue, &value};
  });
  ZP_CHECK(known.unresolved.empty(), "every name has a value");
  const Evaluation missing = Evaluate(*parsed.expression, [](const std::string&) { return Reading(); });
  ZP_CHECK(missing.state != EvaluationState::kMissing || !parsed.expression->names().empty(), "only names are missing");
  CheckUnits(text, *parsed.expression);

  // Quoting and rounding to 18 decimals may make a text that is too long or another number: those are let be.
  const ParsedExpression again = ParseExpression(WrittenOut(*parsed.expression));
  if (!again.expression || again.expression->literals() != parsed.expression->literals()) return;
  ZP_CHECK(again.expression->postfix() == parsed.expression->postfix(), "written out it is the same program");
  ZP_CHECK(again.expression->names() == parsed.expression->names(), "of the same names");
}

}  // namespace
}  // namespace zhengping::indicator

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  zhengping::indicator::Check(absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
