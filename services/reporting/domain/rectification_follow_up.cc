#include "services/reporting/domain/rectification_follow_up.h"

#include <cstdlib>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/money/money.h"

namespace zhengping::reporting {
namespace {

std::optional<Rational> FindingFigureNow(const RectificationItem& item, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.kind != item.subject || !finding.is_applicable) continue;
    for (const FindingFigure& figure : finding.figures) {
      if (figure.name == item.figure_name) return NumberOf(figure.value);
    }
  }
  return std::nullopt;
}

std::optional<Rational> ScoreRateNow(const RectificationItem& item, const std::vector<ScoredNode>& nodes) {
  for (const ScoredNode& node : nodes) {
    if (node.is_leaf && node.path == item.subject && node.score.has_value()) return Quotient(*node.score, node.weight);
  }
  return std::nullopt;
}

RectificationVerdict VerdictOf(const RectificationFollowUp& follow_up, bool is_finding) {
  if (!follow_up.figure_then.has_value() || !follow_up.figure_now.has_value()) return RectificationVerdict::kUnknown;
  if (*follow_up.figure_then == *follow_up.figure_now) return RectificationVerdict::kSame;
  const bool is_less = *follow_up.figure_now < *follow_up.figure_then;
  return is_less == is_finding ? RectificationVerdict::kBetter : RectificationVerdict::kWorse;
}

std::string UnitText(const std::string& unit) {
  if (unit == "persons") return "人";
  if (unit == "documents") return "份";
  if (unit == "days") return "天";
  if (unit == "quotas") return "条";
  if (unit == "funds") return "项";
  if (unit == "times") return "次";
  return "";
}

}  // namespace

std::optional<Rational> NumberOf(const std::optional<Quantity>& value) {
  if (!value.has_value()) return std::nullopt;
  if (const Money* money = std::get_if<Money>(&*value)) return Rational(money->fen());
  if (const int64_t* count = std::get_if<int64_t>(&*value)) return Rational(*count);
  if (const Rational* rational = std::get_if<Rational>(&*value)) return *rational;
  return std::nullopt;
}

std::vector<RectificationFollowUp> FollowUp(const std::vector<RectificationItem>& items,
                                            const std::vector<Finding>& findings,
                                            const std::vector<ScoredNode>& nodes) {
  std::vector<RectificationFollowUp> follow_ups;
  for (const RectificationItem& item : items) {
    RectificationFollowUp follow_up{.item = item.id,
                                    .display_name = item.display_name,
                                    .measure = item.measure,
                                    .state = item.state,
                                    .figure_display_name = item.figure_display_name,
                                    .figure_unit = item.figure_unit,
                                    .figure_then = item.figure};
    follow_up.figure_now = item.is_finding ? FindingFigureNow(item, findings) : ScoreRateNow(item, nodes);
    follow_up.verdict = VerdictOf(follow_up, item.is_finding);
    follow_up.text =
        absl::StrCat(item.display_name, "：", item.figure_display_name, "由", item.fiscal_year, "年的",
                     FigureText(follow_up.figure_then, item.figure_unit), "变为本年的",
                     FigureText(follow_up.figure_now, item.figure_unit), "，", VerdictText(follow_up.verdict));
    follow_ups.push_back(std::move(follow_up));
  }
  return follow_ups;
}

std::string VerdictText(RectificationVerdict verdict) {
  switch (verdict) {
    case RectificationVerdict::kBetter:
      return "好转";
    case RectificationVerdict::kWorse:
      return "恶化";
    case RectificationVerdict::kSame:
      return "持平";
    case RectificationVerdict::kUnknown:
      return "无法比较";
  }
  std::abort();  // Our own bug: every verdict is above.
}

std::string FigureText(const std::optional<Rational>& value, const std::string& unit) {
  if (!value.has_value()) return "无数据";
  if (unit == "fen") {
    const std::optional<int64_t> fen = Round(*value, 0).ToInt64();
    return fen.has_value() ? absl::StrCat(FormatWanyuan(Money::Fen(*fen)), "万元") : FormatShort(*value);
  }
  if (unit == "percent" || unit == "%") return FormatPercent(*value);
  return absl::StrCat(FormatShort(*value, 2), UnitText(unit));
}

}  // namespace zhengping::reporting
