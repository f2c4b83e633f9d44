// Any bytes are an expression or an error with a place inside them; an expression has one value, and, written out with
// every parenthesis, is the same program again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/indicator/domain/expression/evaluator.h"
#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

const char* SignOf(ExpressionOp op) {
  switch (op) {
    case ExpressionOp::kAdd:
      return "+";
    case ExpressionOp::kSubtract:
      return "-";
    case ExpressionOp::kMultiply:
      return "*";
    case ExpressionOp::kDivide:
      return "/";
    case ExpressionOp::kEqual:
      return "=";
    case ExpressionOp::kAtLeast:
      return ">=";
    case ExpressionOp::kAtMost:
      return "<=";
    case ExpressionOp::kNumber:
    case ExpressionOp::kName:
    case ExpressionOp::kNegate:
      break;
  }
  return "";
}

// Every operation but the outermost in parentheses.
std::string WrittenOut(const Expression& expression) {
  std::vector<std::string> stack;
  for (size_t i = 0; i < expression.postfix().size(); ++i) {
    const ExpressionNode& node = expression.postfix()[i];
    const bool is_outermost = i + 1 == expression.postfix().size();
    const size_t operand = static_cast<size_t>(node.operand);
    if (node.op == ExpressionOp::kNumber) {
      stack.push_back(FormatShort(expression.numbers()[operand], 18));
    } else if (node.op == ExpressionOp::kName) {
      const std::string& name = expression.names()[operand];
      stack.push_back(IsFactName(name) ? name : absl::StrCat("「", name, "」"));
    } else if (node.op == ExpressionOp::kNegate) {
      stack.back() = absl::StrCat("(-", stack.back(), ")");
    } else {
      const std::string right = std::move(stack.back());
      stack.pop_back();
      stack.back() =
          absl::StrCat(is_outermost ? "" : "(", stack.back(), SignOf(node.op), right, is_outermost ? "" : ")");
    }
  }
  return stack.back();
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
  ZP_CHECK((missing.state == EvaluationState::kMissing) == !parsed.expression->names().empty(), "names are needed");

  // Quoting and rounding to 18 decimals may make a text that is too long or another number: those are let be.
  const ParsedExpression again = ParseExpression(WrittenOut(*parsed.expression));
  if (!again.expression || again.expression->numbers() != parsed.expression->numbers()) return;
  ZP_CHECK(again.expression->postfix() == parsed.expression->postfix(), "written out it is the same program");
  ZP_CHECK(again.expression->names() == parsed.expression->names(), "of the same names");
}

}  // namespace
}  // namespace zhengping::indicator

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  zhengping::indicator::Check(absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
