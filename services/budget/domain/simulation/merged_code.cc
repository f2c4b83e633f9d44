#include "services/budget/domain/simulation/merged_code.h"

#include <algorithm>
#include <iterator>

namespace zhengping::budget {
namespace {

constexpr absl::string_view kThreePublicCodes[] = {"30212", "30217", "30231", "31013", "30913"};
constexpr size_t kClassDigits = 3;

}  // namespace

bool IsThreePublicCode(absl::string_view economic_code) {
  return std::find(std::begin(kThreePublicCodes), std::end(kThreePublicCodes), economic_code) !=
         std::end(kThreePublicCodes);
}

absl::string_view EconomicClassOf(absl::string_view economic_code) { return economic_code.substr(0, kClassDigits); }

std::string MergedCode(absl::string_view a, absl::string_view b) {
  if (a == b) return std::string(a);
  if (IsThreePublicCode(a) || IsThreePublicCode(b)) return "";
  return EconomicClassOf(a) == EconomicClassOf(b) ? std::string(EconomicClassOf(a)) : "";
}

}  // namespace zhengping::budget
