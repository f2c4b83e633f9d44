#include "services/indicator/domain/unit_conversion.h"

#include <cstdint>
#include <string>

#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::indicator {
namespace {

struct KnownUnit {
  absl::string_view name;
  absl::string_view base;
  int64_t numerator;
  int64_t denominator;
};

constexpr KnownUnit kKnown[] = {
    {"元", "元", 1, 1},
    {"人民币元", "元", 1, 1},
    {"角", "元", 1, 10},
    {"百元", "元", 100, 1},
    {"千元", "元", 1000, 1},
    {"百万元", "元", 1'000'000, 1},
    {"千万元", "元", 10'000'000, 1},
    {"平方米", "平方米", 1, 1},
    {"㎡", "平方米", 1, 1},
    {"m2", "平方米", 1, 1},
    {"m²", "平方米", 1, 1},
    {"亩", "平方米", 10'000, 15},
    {"公顷", "平方米", 10'000, 1},
    {"平方公里", "平方米", 1'000'000, 1},
    {"米", "米", 1, 1},
    {"m", "米", 1, 1},
    {"千米", "米", 1000, 1},
    {"公里", "米", 1000, 1},
    {"km", "米", 1000, 1},
    {"克", "克", 1, 1},
    {"千克", "克", 1000, 1},
    {"公斤", "克", 1000, 1},
    {"kg", "克", 1000, 1},
    {"吨", "克", 1'000'000, 1},
    {"t", "克", 1'000'000, 1},
    {"名", "人", 1, 1},
    {"日", "天", 1, 1},
    {"个月", "月", 1, 1},
};

// How many of `base` one unit is.
struct Scaled {
  absl::string_view base;
  Rational factor{1};
};

Scaled Resolve(absl::string_view unit) {
  Scaled scaled;
  if (absl::ConsumePrefix(&unit, "亿")) {
    scaled.factor = Rational(100'000'000);
  } else if (absl::ConsumePrefix(&unit, "万")) {
    scaled.factor = Rational(10'000);
  }
  scaled.base = unit;
  for (const KnownUnit& known : kKnown) {
    if (known.name != unit) continue;
    scaled.base = known.base;
    scaled.factor = scaled.factor * *Quotient(Rational(known.numerator), Rational(known.denominator));
  }
  return scaled;
}

}  // namespace

std::optional<Rational> ConversionFactor(absl::string_view from, absl::string_view to) {
  const std::string narrow_from = HalfWidth(from);
  const std::string narrow_to = HalfWidth(to);
  if (narrow_from == narrow_to) return Rational(1);
  if (narrow_from == "%" || narrow_to == "%") return std::nullopt;
  const Scaled source = Resolve(narrow_from);
  const Scaled target = Resolve(narrow_to);
  if (narrow_from.empty() || narrow_to.empty()) {
    // A number without a unit against 万元: as it is. But 万 alone is a number, and counts.
    return source.base.empty() && target.base.empty() ? Quotient(source.factor, target.factor) : Rational(1);
  }
  // "150万" against 元: 万 alone takes the other's unit.
  if (source.base != target.base && !source.base.empty() && !target.base.empty()) return std::nullopt;
  return Quotient(source.factor, target.factor);
}

}  // namespace zhengping::indicator
