// Numbers that prose computes from others and names (定义): "{{let:未测绘户数 = 安置房总户数 - 安置房测绘户数}}" alone
// on a line, then
// {{未测绘户数}} wherever it is wanted. + - * / and brackets (also − × ÷ and full width); names as bindings have them,
// in 「…」 where they hold an operator or a space. A definition may use others; a cycle is refused.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DEFINITION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DEFINITION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

inline constexpr size_t kMostDefinitions = 200;
inline constexpr size_t kMostDefinitionTerms = 64;

// One term of an expression in postfix order: an operator, a number, or a name.
struct DefinitionTerm {
  char operation = 0;  // '+', '-', '*', '/'; 0: a number or a name
  std::optional<Rational> number;
  std::string name;

  friend bool operator==(const DefinitionTerm&, const DefinitionTerm&) = default;
};

struct Definition {
  std::string name;
  std::vector<DefinitionTerm> postfix;
  int line = 0;  // in the narrative, from 1
};

// "未测绘户数 = 安置房总户数 - 安置房测绘户数". Empty when it is not of this form or has more terms than may be.
std::optional<Definition> ParseDefinition(absl::string_view text);

// A cycle among the definitions, in the order of use, its first name again at the end; empty: there is none.
std::vector<std::string> CycleOf(const std::vector<Definition>& definitions);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DEFINITION_H_
