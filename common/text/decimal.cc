#include "common/text/decimal.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace zhengping {
namespace {

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

// The digits of "1,234,567" or "1234567"; empty when a group is of the wrong length.
std::string Ungrouped(absl::string_view text) {
  std::string digits;
  bool first = true;
  const bool grouped = text.find(',') != absl::string_view::npos;
  for (absl::string_view group : absl::StrSplit(text, ',')) {
    const bool right_length = !grouped || (first ? group.size() <= 3 : group.size() == 3);
    if (!right_length || !AllDigits(group)) return "";
    digits.append(group.data(), group.size());
    first = false;
  }
  return digits;
}

}  // namespace

std::optional<Decimal> ParseDecimal(absl::string_view text) {
  Decimal decimal;
  if (absl::ConsumePrefix(&text, "-")) {
    decimal.negative = true;
  } else {
    absl::ConsumePrefix(&text, "+");
  }
  const size_t point = text.find('.');
  const std::string digits = Ungrouped(text.substr(0, point));
  if (digits.empty()) return std::nullopt;
  decimal.whole = digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (point != absl::string_view::npos) {
    const absl::string_view fraction = text.substr(point + 1);
    if (!AllDigits(fraction)) return std::nullopt;
    const size_t last = fraction.find_last_not_of('0');
    if (last != absl::string_view::npos) decimal.fraction = std::string(fraction.substr(0, last + 1));
  }
  return decimal;
}

}  // namespace zhengping
