// Chinese numerals (中文数字): 十二, 两, 一百二十, 三千五百万, 二十三点五.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHINESE_NUMERAL_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHINESE_NUMERAL_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

// Bytes of the numeral that `text` begins with (its characters, whether or not they make a number); 0: none.
size_t NumeralLength(absl::string_view text);

// The whole of `numeral` as a number. Empty for what is none: 十二五, 二〇二三 (digits read one by one), above 亿亿.
std::optional<Rational> ParseNumeral(absl::string_view numeral);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHINESE_NUMERAL_H_
