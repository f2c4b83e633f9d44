// Any text is read as an amount, a number, a date and a name without a crash; what was read reads the same after it was
// printed.
#include <cstdint>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/resource_name/resource_name.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

void TryMoney(absl::string_view text) {
  for (const int64_t unit_fen : {1, 100, 1'000'000}) {
    const absl::StatusOr<Money> money = ParseMoney(text, unit_fen);
    if (!money.ok()) continue;
    ZP_CHECK(ParseMoney(FormatYuan(*money)).value() == *money, FormatYuan(*money));
    ZP_CHECK(-(-*money) == *money, "each amount has a negation");
    FormatWanyuan(*money);
  }
}

void TryNumber(absl::string_view text) {
  const absl::StatusOr<Rational> number = ParseNumber(text);
  if (!number.ok()) return;
  ZP_CHECK(ParseFraction(number->numerator(), number->denominator()).value() == *number, FormatShort(*number));
  const Rational rounded = Round(*number, 2);
  ZP_CHECK(ParseNumber(FormatFixed(*number, 2)).value() == rounded, FormatFixed(*number, 2));
  ZP_CHECK(Floor(*number) <= *number && *number < Floor(*number) + Rational(1), FormatShort(*number));
}

void TryDate(absl::string_view text) {
  const absl::StatusOr<Date> date = ParseDate(text);
  if (!date.ok()) return;
  ZP_CHECK(ParseDate(FormatIso(*date)).value() == *date, FormatIso(*date));
  ZP_CHECK(ParseDate(FormatChinese(*date)).value() == *date, FormatChinese(*date));
  ZP_CHECK(Date::FromYmd(date->year(), date->month(), date->day()) == *date, FormatIso(*date));
}

void TryName(absl::string_view text) {
  const absl::StatusOr<ChildName> name = ParseChildName(text, "quotas", "name");
  if (name.ok()) ZP_CHECK(ParseChildName(FormatName(*name, "quotas"), "quotas", "name").value() == *name, text);
  const std::string id = IdFromExternalCode(text);
  ZP_CHECK(id.empty() || MatchName("*", id, "name").ok(), id);
  ZP_CHECK(IdFromExternalCode(id) == id, id);
}

}  // namespace
}  // namespace zhengping

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  zhengping::TryMoney(text);
  zhengping::TryNumber(text);
  zhengping::TryDate(text);
  zhengping::TryName(text);
  return 0;
}
