#include "services/budget/domain/simulation/merged_code.h"

#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr size_t kClassDigits = 3;

}  // namespace

absl::string_view EconomicClassOf(absl::string_view economic_code) { return economic_code.substr(0, kClassDigits); }

std::string MergedCode(absl::string_view a, absl::string_view b) {
  if (a == b) return std::string(a);
  if (IsThreePublicCode(a) || IsThreePublicCode(b)) return "";
  return EconomicClassOf(a) == EconomicClassOf(b) ? std::string(EconomicClassOf(a)) : "";
}

}  // namespace zhengping::budget
