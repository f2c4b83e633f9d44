#include <algorithm>
#include <optional>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {
namespace {

enum class PrintedKind {
  kGiven,     // "计8分", "得8分": what a case is worth
  kFullMark,  // "满分8分"
  kDeducted,  // "扣0.5分"
  kOther,
};

struct PrintedPoints {
  Rational points;
  PrintedKind kind = PrintedKind::kOther;
};

constexpr absl::string_view kFullMark = "满分";

bool IsNumberByte(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.'; }

PrintedKind KindAfter(absl::string_view before) {
  const auto ends_with_any = [before](std::initializer_list<absl::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [before](absl::string_view word) { return absl::EndsWith(before, word); });
  };
  if (ends_with_any({"满分", "满分为", "满分是", "满分:"})) return PrintedKind::kFullMark;
  if (ends_with_any({"扣", "扣减", "扣除", "减", "减去", "扣掉"})) return PrintedKind::kDeducted;
  return ends_with_any({"计", "得", "记", "给", "计为"}) ? PrintedKind::kGiven : PrintedKind::kOther;
}

// Every "N分" of the text, but neither "N分之" nor "N分钟". "个百分点" has no number right before 分.
std::vector<PrintedPoints> PointsIn(absl::string_view text) {
  constexpr absl::string_view kPoint = "分";
  std::vector<PrintedPoints> found;
  for (size_t at = text.find(kPoint); at != absl::string_view::npos; at = text.find(kPoint, at + kPoint.size())) {
    const absl::string_view after = text.substr(at + kPoint.size());
    if (absl::StartsWith(after, "之") || absl::StartsWith(after, "钟") || absl::StartsWith(after, "制")) continue;
    absl::string_view before = TrimSpaces(text.substr(0, at));
    size_t length = 0;
    while (length < before.size() && IsNumberByte(before[before.size() - 1 - length])) ++length;
    const absl::StatusOr<Rational> points = ParseNumber(before.substr(before.size() - length));
    if (length == 0 || !points.ok()) continue;
    found.push_back({*points, KindAfter(TrimSpaces(before.substr(0, before.size() - length)))});
  }
  return found;
}

// "计满分": full marks without their number.
bool SaysFullWithoutNumber(absl::string_view text, const std::vector<PrintedPoints>& printed) {
  size_t mentions = 0;
  for (size_t at = text.find(kFullMark); at != absl::string_view::npos; at = text.find(kFullMark, at + 1)) ++mentions;
  const auto with_number = static_cast<size_t>(std::count_if(
      printed.begin(), printed.end(), [](const PrintedPoints& one) { return one.kind == PrintedKind::kFullMark; }));
  return mentions > with_number;
}

void Disagrees(Severity severity, const Rational& printed, absl::string_view path, std::string remedy,
               std::vector<Issue>& issues) {
  issues.push_back(IssueAt(path, severity, "RULE_TEXT_DISAGREES", FormatShort(printed) + "分", std::move(remedy)));
}

// The points that a list of cases gives.
struct CasePoints {
  const Rational& weight;

  std::vector<Rational> operator()(const BandsRule& rule) const { return Of(rule.bands); }
  std::vector<Rational> operator()(const RangeRule& rule) const {
    std::vector<Rational> points = Of(rule.by_distance);
    if (!points.empty()) points.push_back(weight);
    return points;
  }
  std::vector<Rational> operator()(const ComparisonRule& rule) const {
    std::vector<Rational> points = {Resolve(rule.otherwise, weight)};
    for (const ComparisonCase& one : rule.cases) points.push_back(Resolve(one.points, weight));
    return points;
  }
  template <typename Other>
  std::vector<Rational> operator()(const Other&) const {
    return {};
  }

  std::vector<Rational> Of(const std::vector<Band>& bands) const {
    std::vector<Rational> points;
    for (const Band& band : bands) points.push_back(Resolve(band.points, weight));
    return points;
  }
};

// What one step or one fault takes off.
std::optional<Rational> DeductionOf(const Rule& rule, const Rational& weight) {
  if (const auto* steps = std::get_if<StepDeductionRule>(&rule.body)) return Resolve(steps->deduction, weight);
  if (const auto* faults = std::get_if<FaultsRule>(&rule.body)) return Resolve(faults->deduction, weight);
  return std::nullopt;
}

bool Holds(const std::vector<Rational>& all, const Rational& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// A year of four digits right before 年; 0: none. Takes the text up to it off.
int ConsumeYear(absl::string_view* text) {
  constexpr absl::string_view kYear = "年";
  for (size_t at = text->find(kYear); at != absl::string_view::npos; at = text->find(kYear, at + 1)) {
    int year = 0;
    const bool has_digits = at >= 4 && absl::SimpleAtoi(text->substr(at - 4, 4), &year) &&
                            (at == 4 || !absl::ascii_isdigit(static_cast<unsigned char>((*text)[at - 5])));
    if (!has_digits || year < 1990 || year > 2100) continue;
    text->remove_prefix(at + kYear.size());
    return year;
  }
  return 0;
}

}  // namespace

void CheckRuleText(absl::string_view text, const Rational& weight, absl::string_view path, std::vector<Issue>& issues) {
  const std::string narrow = HalfWidth(text);
  const std::vector<PrintedPoints> printed = PointsIn(narrow);
  std::optional<Rational> most_full;
  Rational full_sum;  // of a checklist: 计1分；计0.5分；计0.5分
  for (const PrintedPoints& one : printed) {
    if (one.points > weight) {
      return Disagrees(Severity::kError, one.points, path,
                       absl::StrCat("评分标准原文出现 ", FormatShort(one.points), " 分，超过该指标分值 ",
                                    FormatShort(weight), " 分；请核对分值或原文"),
                       issues);
    }
    if (one.kind != PrintedKind::kGiven && one.kind != PrintedKind::kFullMark) continue;
    most_full = most_full ? std::max(*most_full, one.points) : one.points;
    full_sum += one.points;
  }
  if (!most_full || *most_full == weight || full_sum == weight || SaysFullWithoutNumber(narrow, printed)) return;
  Disagrees(Severity::kWarning, *most_full, path,
            absl::StrCat("评分标准原文最多计 ", FormatShort(*most_full), " 分，而该指标分值为 ", FormatShort(weight),
                         " 分；请核对"),
            issues);
}

void CheckRuleTextAgainstRule(absl::string_view text, const Rule& rule, const Rational& weight, absl::string_view path,
                              std::vector<Issue>& issues) {
  const std::vector<PrintedPoints> printed = PointsIn(HalfWidth(text));
  const std::optional<Rational> deduction = DeductionOf(rule, weight);
  const std::vector<Rational> given = std::visit(CasePoints{weight}, rule.body);
  std::vector<Rational> deducted;
  for (const PrintedPoints& one : printed) {
    if (one.kind == PrintedKind::kDeducted) deducted.push_back(one.points);
    if (one.kind != PrintedKind::kGiven || given.empty() || Holds(given, one.points)) continue;
    Disagrees(Severity::kWarning, one.points, path,
              absl::StrCat("评分标准原文有计 ", FormatShort(one.points), " 分的情形，规则中没有；请核对"), issues);
  }
  if (!deduction || deducted.empty() || Holds(deducted, *deduction)) return;
  Disagrees(Severity::kWarning, deducted[0], path,
            absl::StrCat("评分标准原文每次扣 ", FormatShort(deducted[0]), " 分，而规则每次扣 ", FormatShort(*deduction),
                         " 分；请核对"),
            issues);
}

void CheckYears(absl::string_view text, int first_year, int last_year, absl::string_view path,
                std::vector<Issue>& issues) {
  if (first_year == 0 && last_year == 0) return;
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  for (int year = ConsumeYear(&rest); year != 0; year = ConsumeYear(&rest)) {
    if (year >= first_year && (last_year == 0 || year <= last_year)) continue;
    issues.push_back(IssueAt(path, Severity::kWarning, "RULE_TEXT_STALE_YEAR", absl::StrCat(year, "年"),
                             "原文写的年度不在体系适用的年度内，可能是旧表遗留；请核对"));
  }
}

}  // namespace zhengping::indicator
