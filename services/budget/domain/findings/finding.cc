#include "services/budget/domain/findings/finding.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr Money kLeastInWanyuan = Money::Fen(5'000);  // 50元 rounds to 0.01万元

}  // namespace

absl::string_view NameOf(FindingKind kind) {
  switch (kind) {
    case FindingKind::kCoarseBudgeting:
      return "coarse_budgeting";
    case FindingKind::kMidYearAdditions:
      return "mid_year_additions";
    case FindingKind::kReleaseTiming:
      return "release_timing";
    case FindingKind::kScatteredQuotas:
      return "scattered_quotas";
  }
  std::abort();
}

absl::string_view ChineseNameOf(FindingKind kind) {
  switch (kind) {
    case FindingKind::kCoarseBudgeting:
      return "预算编制不够细化";
    case FindingKind::kMidYearAdditions:
      return "年中预算追加较多";
    case FindingKind::kReleaseTiming:
      return "专项资金下达时间不明确";
    case FindingKind::kScatteredQuotas:
      return "预算指标过于精细且分散";
  }
  std::abort();
}

std::optional<FindingKind> ParseFindingKind(absl::string_view name) {
  for (const FindingKind kind : kFindingKinds) {
    if (NameOf(kind) == name) return kind;
  }
  return std::nullopt;
}

absl::string_view ChineseNameOf(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kNone:
      return "无";
    case FindingSeverity::kNoted:
      return "一般";
    case FindingSeverity::kSerious:
      return "较严重";
    case FindingSeverity::kGrave:
      return "严重";
  }
  std::abort();
}

const Figure* Finding::figure(absl::string_view name) const {
  for (const Figure& figure : figures) {
    if (figure.name == name) return &figure;
  }
  return nullptr;
}

FindingSeverity SeverityOf(const Rational& share, const SeverityThresholds& thresholds) {
  if (share >= thresholds.grave) return FindingSeverity::kGrave;
  if (share >= thresholds.serious) return FindingSeverity::kSerious;
  if (share >= thresholds.noted) return FindingSeverity::kNoted;
  return FindingSeverity::kNone;
}

std::vector<Fact> FactsOf(const Finding& finding) {
  std::vector<Fact> facts;
  for (const Figure& figure : finding.figures) {
    Fact fact;
    fact.name = absl::StrCat("finding:", NameOf(finding.kind), ".", figure.name);
    fact.state = figure.value ? FactState::kDerived : FactState::kMissing;
    fact.value = figure.value;
    fact.unit = figure.unit;
    if (!figure.selectors.empty()) fact.provenance = figure.selectors.front();
    fact.source = figure.value ? figure.definition : figure.why_missing;
    fact.display_name = figure.display_name;
    facts.push_back(std::move(fact));
  }
  return facts;
}

std::vector<EntryView> LiveEntriesAmong(const std::vector<EntryView>& entries) {
  std::set<absl::string_view> reversed;
  for (const EntryView& view : entries) {
    if (view.is_reversing()) reversed.insert(view.transaction->reverses);
  }
  std::vector<EntryView> live;
  for (const EntryView& view : entries) {
    if (!view.is_reversing() && reversed.count(view.transaction_id) == 0) live.push_back(view);
  }
  return live;
}

std::string PlaceOf(const EntryView& view) { return absl::StrCat(view.transaction_id, "/", view.place()); }

Money QuotaSums::authorized() const {
  Money sum;
  for (const EntryKind kind : kEntryKinds) {
    if (kind == EntryKind::kPayment || kind == EntryKind::kRefund) continue;
    sum += DirectionOf(kind) > 0 ? of(kind) : -of(kind);
  }
  return sum;
}

Money QuotaSums::paid() const { return of(EntryKind::kPayment) - of(EntryKind::kRefund); }

Money QuotaSums::size() const { return authorized() + of(EntryKind::kRecall); }

Money QuotaSums::unspent() const { return size() - paid(); }

std::vector<QuotaSums> SumByQuota(const std::vector<EntryView>& entries) {
  std::map<std::string, QuotaSums> by_quota;
  for (const EntryView& view : entries) {
    QuotaSums& sums = by_quota[view.quota->id];
    sums.quota = view.quota;
    sums.by_kind[static_cast<size_t>(view.kind())] += view.amount();
    sums.entries[static_cast<size_t>(view.kind())] += view.is_reversing() ? -1 : 1;
  }
  std::vector<QuotaSums> result;
  for (auto& [id, sums] : by_quota) {
    bool is_live = false;
    for (const int64_t entries_of_kind : sums.entries) is_live = is_live || entries_of_kind != 0;
    if (is_live) result.push_back(sums);
  }
  return result;
}

Figure MoneyFigure(std::string name, std::string display_name, std::string definition, Money value) {
  return {std::move(name), std::move(display_name), std::move(definition), "fen", value, "", {}};
}

Figure CountFigure(std::string name, std::string display_name, std::string definition, std::string unit,
                   int64_t value) {
  return {std::move(name), std::move(display_name), std::move(definition), std::move(unit), value, "", {}};
}

Figure ShareFigure(std::string name, std::string display_name, std::string definition, Money numerator,
                   Money denominator) {
  Figure figure = {std::move(name), std::move(display_name), std::move(definition), "percent", std::nullopt, "", {}};
  const std::optional<Rational> share = Quotient(Rational(numerator.fen()), Rational(denominator.fen()));
  if (share) {
    figure.value = *share;
  } else {
    figure.why_missing = absl::StrCat("分子为", FormatProseMoney(numerator), "，分母为0，无法计算");
  }
  return figure;
}

Figure MissingFigure(std::string name, std::string display_name, std::string definition, std::string unit,
                     std::string why_missing) {
  return {std::move(name),
          std::move(display_name),
          std::move(definition),
          std::move(unit),
          std::nullopt,
          std::move(why_missing),
          {}};
}

std::string SourceNote(const Parameter& parameter) {
  const Money* money = std::get_if<Money>(&parameter.value);
  return absl::StrCat("（", parameter.display_name,
                      money != nullptr ? FormatProseMoney(*money) : FormatQuantity(parameter.value, parameter.unit),
                      "：", parameter.source, "）");
}

Figure WithSelectors(Figure figure, std::vector<EntrySelector> selectors) {
  figure.selectors = std::move(selectors);
  return figure;
}

EntrySelector SelectQuotas(const FindingInput& input, std::vector<EntryKind> kinds,
                           const std::vector<std::string>& quotas) {
  std::vector<EntryCondition> conditions = {SelectKinds(std::move(kinds))};
  conditions.push_back({EntryField::kQuota, quotas});
  return SelectorOver(input.year, input.scope, std::move(conditions), input.entries);
}

EntryCondition SelectKinds(std::vector<EntryKind> kinds) {
  EntryCondition condition = {EntryField::kEntryKind, {}};
  for (const EntryKind kind : kinds) condition.values.push_back(std::string(NameOf(kind)));
  return condition;
}

Finding Inapplicable(FindingKind kind, std::string why_not) {
  Finding finding;
  finding.kind = kind;
  finding.why_not = std::move(why_not);
  return finding;
}

std::string FormatProseMoney(Money money) {
  const bool reads_as_nothing = money > -kLeastInWanyuan && money < kLeastInWanyuan;
  if (reads_as_nothing && money != Money()) return absl::StrCat(FormatYuan(money), "元");
  return absl::StrCat(FormatWanyuan(money), "万元");
}

std::string FormatFigure(const Figure& figure) {
  if (!figure.value) return absl::StrCat("（", figure.why_missing, "）");
  if (figure.unit != "fen") return FormatQuantity(*figure.value, figure.unit);
  // A mean of money may be a fraction of a fen: shown to the whole one.
  return FormatProseMoney(Money::Fen(Round(NumberOf(*figure.value), 0).ToInt64().value_or(0)));
}

std::string ProseNameOf(const QuotaRecord& quota) {
  const std::string& project = quota.classification.project_display_name;
  return project.empty() ? absl::StrCat("指标", quota.external_code) : project;
}

void Conclude(Finding& finding, const SeverityThresholds& thresholds) {
  finding.applies = true;
  finding.thresholds = thresholds;
  const Figure& first = finding.figures.front();
  finding.severity = first.value ? SeverityOf(NumberOf(*first.value), thresholds) : FindingSeverity::kNone;
  std::stable_sort(finding.details.begin(), finding.details.end(),
                   [](const FindingDetail& a, const FindingDetail& b) { return a.amount > b.amount; });
  finding.detail_count = static_cast<int64_t>(finding.details.size());
  if (finding.details.size() > kMaxFindingDetails) finding.details.resize(kMaxFindingDetails);
}

void SelectDetailQuotas(const FindingInput& input, const std::vector<EntryKind>& kinds, Finding& finding) {
  for (FindingDetail& detail : finding.details) {
    if (detail.subject_kind != FindingDetail::SubjectKind::kQuota) continue;
    detail.selector = SelectQuotas(input, kinds, {detail.subject});
  }
}

Date YearEndOf(const FindingInput& input) { return *Date::FromYmd(input.year.fiscal_year, 12, 31); }

Date LastDayOf(const FindingInput& input) {
  return input.scope.as_of ? std::min(*input.scope.as_of, YearEndOf(input)) : YearEndOf(input);
}

std::string PeriodText(const FindingInput& input) {
  const Date day = LastDayOf(input);
  return day < YearEndOf(input) ? absl::StrCat("截至", FormatChinese(day), "，") : std::string();
}

}  // namespace zhengping::budget
