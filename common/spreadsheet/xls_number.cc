#include "common/spreadsheet/xls_number.h"

#include <bit>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace zhengping {
namespace {

std::string TextOf(double number) { return absl::StrFormat("%.17g", number); }

}  // namespace

std::string XlsNumberText(uint64_t bits) { return TextOf(std::bit_cast<double>(bits)); }

std::string XlsRkText(uint32_t rk) {
  constexpr uint32_t kIsDivided = 1;
  constexpr uint32_t kIsWhole = 2;
  if ((rk & kIsWhole) != 0) {
    return absl::StrCat(static_cast<int32_t>(rk) >> 2, (rk & kIsDivided) != 0 ? "E-2" : "");
  }
  const double number = std::bit_cast<double>(static_cast<uint64_t>(rk & ~3u) << 32);
  return TextOf((rk & kIsDivided) != 0 ? number / 100 : number);
}

}  // namespace zhengping
