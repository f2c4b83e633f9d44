// What a value counts: 元, 人, 天, 亩, a rate, or pieces. Units multiply and cancel:
//
//   元 ÷ 人  -> 元/人         元 ÷ 元  -> a rate         元/人 × 人  -> 元
//
// Money has one dimension whatever it is written in; 元, 万元 and fen differ in scale alone. The many words for pieces
// (个, 件, 起, 栋, 户) are one unit, since Chinese counts the same things by several of them: 5 件 less 4 起 is 1.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_UNIT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_UNIT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::indicator {

class Unit {
 public:
  Unit() = default;  // none: a rate, a share
  static Unit Of(std::string base);

  bool is_rate() const { return powers_.empty(); }
  // "元/人", "天"; a rate is 比率.
  std::string Format() const;

  friend Unit operator*(const Unit& a, const Unit& b);
  friend Unit operator/(const Unit& a, const Unit& b);
  friend bool operator==(const Unit&, const Unit&) = default;

 private:
  Unit Times(const Unit& other, int sign) const;

  std::map<std::string, int> powers_;  // by base: "fen", "persons"; never 0
};

struct WrittenUnit {
  Unit unit;
  int64_t fen_per_unit = 0;  // of money, 万元: 1,000,000; of 元/人 the money's; 0: not money
};

// A unit as facts (protos/zhengping/type/fact.proto) and observations write it: "fen", "万元", "%", "人", "元/人".
// Empty for an empty text, which says nothing: then the unit is not known.
std::optional<WrittenUnit> ReadUnit(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_UNIT_H_
