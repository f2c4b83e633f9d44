// A decimal number as text, before anybody decides what it counts: money and rates read it alike.
#ifndef ZHENGPING_COMMON_TEXT_DECIMAL_H_
#define ZHENGPING_COMMON_TEXT_DECIMAL_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping {

struct Decimal {
  bool negative = false;
  std::string whole;     // at least one digit; no leading zeros but in "0"
  std::string fraction;  // without trailing zeros; empty for a whole number
};

// "12", "-0.50", "+3", "1,234.5". A comma stands before each three digits or nowhere: "12,34" is empty, because it may
// be a mistyped point. Empty too: ".5", "5.", "1e3", any space inside. `text` is half-width and trimmed (HalfWidth).
std::optional<Decimal> ParseDecimal(absl::string_view text);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TEXT_DECIMAL_H_
