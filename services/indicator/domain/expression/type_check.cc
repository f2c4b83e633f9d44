#include "services/indicator/domain/expression/type_check.h"

#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/unit.h"

namespace zhengping::indicator {
namespace {

enum class Kind {
  kTruth,
  kDate,
  kBare,     // a number made of literals without a unit: takes the unit of what it meets
  kUnknown,  // a number, or a day, of which nobody says what it counts
  kCounted,  // a number with a unit
};

struct Type {
  Kind kind = Kind::kUnknown;
  Unit unit;               // kCounted
  bool is_loose = false;   // kCounted: a bare factor in it may have had a unit of its own
  bool is_zero = false;    // kBare: the literal 0, which is nothing of anything
  bool is_in_fen = false;  // kCounted: holds money of facts, in fen
  std::string written;     // kCounted: the unit as it is written, where it is that of a name or a literal
};

const char* SignOf(ExpressionOp op) {
  switch (op) {
    case ExpressionOp::kNegate:
    case ExpressionOp::kSubtract:
      return "−";
    case ExpressionOp::kAdd:
      return "+";
    case ExpressionOp::kMultiply:
      return "×";
    case ExpressionOp::kDivide:
      return "÷";
    case ExpressionOp::kEqual:
      return "=";
    case ExpressionOp::kNotEqual:
      return "≠";
    case ExpressionOp::kLess:
      return "<";
    case ExpressionOp::kAtMost:
      return "≤";
    case ExpressionOp::kGreater:
      return ">";
    case ExpressionOp::kAtLeast:
      return "≥";
    case ExpressionOp::kAnd:
      return "且";
    case ExpressionOp::kOr:
      return "或";
    case ExpressionOp::kNot:
      return "非";
    case ExpressionOp::kMin:
      return "最小";
    case ExpressionOp::kMax:
      return "最大";
    case ExpressionOp::kIf:
      return "如果";
    case ExpressionOp::kLiteral:
    case ExpressionOp::kName:
      return "";
  }
  std::abort();  // Our own bug: every operation is named above.
}

std::string NameOf(const Type& type) {
  switch (type.kind) {
    case Kind::kTruth:
      return "判断（是或否）";
    case Kind::kDate:
      return "日期";
    case Kind::kBare:
      return "数值";
    case Kind::kUnknown:
      return "数值（单位不详）";
    case Kind::kCounted:
      if (type.unit.is_rate()) return "比率";
      return absl::StrCat("以「", type.written.empty() ? type.unit.Format() : type.written, "」计的数值");
  }
  std::abort();  // Our own bug: every kind is named above.
}

const char* Remedy(ExpressionOp op) {
  if (op == ExpressionOp::kAdd || op == ExpressionOp::kSubtract) return "，不能相加减；请核对名称，或先换算成同一单位";
  if (IsComparison(op)) return "，不能比较；请核对名称，或先换算成同一单位";
  return "，不能放在一起；请核对名称，或先换算成同一单位";
}

class Checker {
 public:
  Checker(const Expression& expression, UnitOfName unit_of) : expression_(expression) {
    for (const std::string& name : expression.names()) names_.push_back(TypeOfUnit(unit_of(name)));
  }

  TypeReport Run() {
    for (size_t i = 0; i < expression_.postfix().size() && !report_.error; ++i) {
      offset_ = expression_.offsets()[i];
      Step(expression_.postfix()[i]);
    }
    if (report_.error) return std::move(report_);
    const Kind kind = stack_.back().kind;
    report_.result = kind == Kind::kTruth  ? ExpressionResult::kTruth
                     : kind == Kind::kDate ? ExpressionResult::kDate
                                           : ExpressionResult::kNumber;
    return std::move(report_);
  }

 private:
  static Type TypeOfUnit(const std::string& unit) {
    Type type;
    if (unit == "date") type.kind = Kind::kDate;
    const std::optional<WrittenUnit> written = unit == "date" ? std::nullopt : ReadUnit(unit);
    if (!written) return type;
    type.kind = Kind::kCounted;
    type.unit = written->unit;
    type.is_in_fen = written->fen_per_unit == 1;
    const bool is_chinese = !unit.empty() && static_cast<unsigned char>(unit[0]) >= 0x80;
    if (is_chinese) type.written = unit;
    return type;
  }

  void Step(const ExpressionNode& node) {
    const size_t operand = static_cast<size_t>(node.operand);
    op_ = node.op;
    report_.compares_days = false;
    switch (node.op) {
      case ExpressionOp::kLiteral:
        return stack_.push_back(OfLiteral(expression_.literals()[operand]));
      case ExpressionOp::kName:
        return stack_.push_back(names_[operand]);
      case ExpressionOp::kNegate:
        RequireNumber(stack_.back());
        return;
      case ExpressionOp::kNot:
        RequireTruth(stack_.back());
        return;
      case ExpressionOp::kIf:
        return If();
      case ExpressionOp::kAdd:
      case ExpressionOp::kSubtract:
      case ExpressionOp::kMultiply:
      case ExpressionOp::kDivide:
      case ExpressionOp::kEqual:
      case ExpressionOp::kNotEqual:
      case ExpressionOp::kLess:
      case ExpressionOp::kAtMost:
      case ExpressionOp::kGreater:
      case ExpressionOp::kAtLeast:
      case ExpressionOp::kAnd:
      case ExpressionOp::kOr:
      case ExpressionOp::kMin:
      case ExpressionOp::kMax:
        break;
    }
    const Type right = Pop();
    const Type left = Pop();
    stack_.push_back(OfTwo(left, right));
  }

  static Type OfLiteral(const ExpressionLiteral& literal) {
    Type type = TypeOfUnit(literal.unit);
    if (!literal.unit.empty()) return type;
    type.kind = Kind::kBare;
    type.is_zero = literal.value.is_zero();
    return type;
  }

  Type OfTwo(const Type& left, const Type& right) {
    if (op_ == ExpressionOp::kAnd || op_ == ExpressionOp::kOr) {
      RequireTruth(left);
      RequireTruth(right);
      return Truth();
    }
    if (op_ == ExpressionOp::kMultiply || op_ == ExpressionOp::kDivide) return Product(left, right);
    if (left.kind == Kind::kDate || right.kind == Kind::kDate) return WithDate(left, right);
    RequireNumber(left);
    RequireNumber(right);
    const Type type = Agreed(left, right);
    return IsComparison(op_) ? Truth() : type;
  }

  // Of two numbers.
  Type Product(const Type& left, const Type& right) {
    RequireNumber(left);
    RequireNumber(right);
    if (left.kind == Kind::kUnknown || right.kind == Kind::kUnknown) return {};
    Type type;
    type.kind = left.kind == Kind::kBare && right.kind == Kind::kBare ? Kind::kBare : Kind::kCounted;
    type.unit = op_ == ExpressionOp::kMultiply ? left.unit * right.unit : left.unit / right.unit;
    type.is_loose = left.is_loose || right.is_loose || (left.kind == Kind::kBare) != (right.kind == Kind::kBare);
    type.is_in_fen = left.is_in_fen || right.is_in_fen;
    return type;
  }

  // At least one is a day.
  Type WithDate(const Type& left, const Type& right) {
    report_.compares_days = IsComparison(op_);
    const bool are_both = left.kind == Kind::kDate && right.kind == Kind::kDate;
    const bool may_be_both = are_both || left.kind == Kind::kUnknown || right.kind == Kind::kUnknown;
    const bool is_sum = op_ == ExpressionOp::kAdd || op_ == ExpressionOp::kSubtract;
    if (!is_sum) {
      if (!may_be_both) FailType(left, right);
      if (IsComparison(op_)) return Truth();
      Type date;
      date.kind = Kind::kDate;
      return date;
    }
    if (op_ == ExpressionOp::kSubtract && are_both) return TypeOfUnit("days");
    if (op_ == ExpressionOp::kSubtract && left.kind == Kind::kDate && right.kind == Kind::kUnknown) return {};
    const Type& other = left.kind == Kind::kDate ? right : left;
    const bool is_days = other.kind == Kind::kBare || other.kind == Kind::kUnknown ||
                         (other.kind == Kind::kCounted && other.unit == Unit::Of("days"));
    const bool is_right_order = op_ == ExpressionOp::kAdd || left.kind == Kind::kDate;
    if (op_ == ExpressionOp::kSubtract && left.kind == Kind::kUnknown) return TypeOfUnit("days");
    if (!is_days || !is_right_order) FailType(left, right);
    Type date;
    date.kind = Kind::kDate;
    return date;
  }

  void If() {
    const Type otherwise = Pop();
    const Type value = Pop();
    RequireTruth(Pop());
    if (value.kind == Kind::kTruth || otherwise.kind == Kind::kTruth) {
      RequireTruth(value);
      RequireTruth(otherwise);
      return stack_.push_back(Truth());
    }
    stack_.push_back(OfTwo(value, otherwise));
  }

  // The type of two numbers of one unit.
  Type Agreed(const Type& left, const Type& right) {
    if (left.kind == Kind::kUnknown) return right.kind == Kind::kBare ? left : right;
    if (right.kind == Kind::kUnknown) return left.kind == Kind::kBare ? right : left;
    if (left.kind == Kind::kBare && right.kind == Kind::kBare) {
      Type both = left;
      both.is_zero = false;
      return both;
    }
    if (left.kind == Kind::kBare || right.kind == Kind::kBare) {
      const Type& bare = left.kind == Kind::kBare ? left : right;
      const Type& counted = left.kind == Kind::kBare ? right : left;
      if (counted.is_in_fen && !counted.unit.is_rate() && !counted.is_loose && !bare.is_zero) WarnOfFen();
      return counted;
    }
    const bool may_differ = IsComparison(op_) && (left.is_loose || right.is_loose);
    if (!(left.unit == right.unit) && !may_differ) FailUnits(left, right);
    return left.is_loose ? right : left;
  }

  static Type Truth() {
    Type truth;
    truth.kind = Kind::kTruth;
    return truth;
  }

  Type Pop() {
    Type type = std::move(stack_.back());
    stack_.pop_back();
    return type;
  }

  void RequireTruth(const Type& type) {
    if (type.kind == Kind::kTruth) return;
    Fail("EXPRESSION_TYPE", absl::StrCat("「", SignOf(op_), "」要的是判断，如 甲 >= 乙；这里是", NameOf(type)));
  }

  void RequireNumber(const Type& type) {
    if (type.kind != Kind::kTruth && type.kind != Kind::kDate) return;
    Fail("EXPRESSION_TYPE", absl::StrCat("「", SignOf(op_), "」要的是数值，这里是", NameOf(type),
                                         type.kind == Kind::kTruth ? "；按情形取值请用 如果(条件, 值, 否则的值)" : ""));
  }

  void FailType(const Type& left, const Type& right) {
    Fail("EXPRESSION_TYPE", absl::StrCat("「", SignOf(op_), "」左边是", NameOf(left), "，右边是", NameOf(right),
                                         "；日期可以与日期比较、相减，可以加减天数"));
  }

  void FailUnits(const Type& left, const Type& right) {
    Fail("EXPRESSION_UNITS",
         absl::StrCat("「", SignOf(op_), "」一边是", NameOf(left), "，另一边是", NameOf(right), Remedy(op_),
                      left.is_loose || right.is_loose ? "；系数有单位时请写出，如 600元 / 1人" : ""));
  }

  void WarnOfFen() {
    if (report_.warning) return;
    report_.warning =
        SyntaxError{"EXPRESSION_UNIT_UNSTATED", offset_, "金额旁边的数没有单位，按分计；请写明单位，如 100元、3.5万元"};
  }

  void Fail(absl::string_view reason, std::string remedy) {
    if (!report_.error) report_.error = SyntaxError{std::string(reason), offset_, std::move(remedy)};
  }

  const Expression& expression_;
  std::vector<Type> names_;
  std::vector<Type> stack_;
  ExpressionOp op_ = ExpressionOp::kLiteral;
  int offset_ = 0;
  TypeReport report_;
};

}  // namespace

TypeReport CheckTypes(const Expression& expression, UnitOfName unit_of) { return Checker(expression, unit_of).Run(); }

}  // namespace zhengping::indicator
