#include "services/reporting/domain/sheet_check/sheet_view.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr int kMostDecimals = 6;  // 万元 to the fen

}  // namespace

std::string PointsText(const Rational& points) { return FormatShort(points); }

std::string RangeText(const Rational& low, const Rational& high) {
  return low == high ? PointsText(low) : absl::StrCat(PointsText(low), "–", PointsText(high));
}

std::string AmountText(const Rational& fen, const ClaimedCell& like) {
  const Rational unit(like.unit_fen == 0 ? 100 : like.unit_fen);
  return FormatShort(*Quotient(fen, unit), kMostDecimals);
}

std::string ValueText(const Rational& value, const ClaimedCell& like) {
  if (like.unit == "%") return FormatPercent(value);
  if (!absl::StartsWith(like.written_unit, "万")) return FormatShort(value);
  return absl::StrCat(FormatShort(*Quotient(value, Rational(10000)), kMostDecimals), like.written_unit);
}

}  // namespace zhengping::reporting
