// A finding: a problem of the department-year, measured instead of asserted. Each of the four kinds is one file here:
// its measure, its recommendation, and its simulation.
//
// A finding is a pure function of the ledger, so that a simulation measures a changed ledger in the same way: figures
// before and after have the same names.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_H_

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/budget/domain/fact.h"
#include "services/budget/domain/findings/settings.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

enum class FindingKind {
  kCoarseBudgeting,   // 预算编制不够细化
  kMidYearAdditions,  // 年中追加较多
  kReleaseTiming,     // 专项资金下达时间不明确
  kScatteredQuotas,   // 预算指标过细且分散
};
inline constexpr std::array<FindingKind, 4> kFindingKinds = {
    FindingKind::kCoarseBudgeting, FindingKind::kMidYearAdditions, FindingKind::kReleaseTiming,
    FindingKind::kScatteredQuotas};

// "coarse_budgeting", "mid_year_additions", "release_timing", "scattered_quotas".
absl::string_view NameOf(FindingKind kind);
absl::string_view ChineseNameOf(FindingKind kind);
std::optional<FindingKind> ParseFindingKind(absl::string_view name);

enum class FindingSeverity { kNone, kNoted, kSerious, kGrave };  // 无, 一般, 较严重, 严重
absl::string_view ChineseNameOf(FindingSeverity severity);

// One measured value.
struct Figure {
  std::string name;          // "coarse_share", unique within the finding
  std::string display_name;  // "未细化预算占比"
  std::string definition;    // Chinese: how it is computed
  std::string unit;          // "percent" (a Rational: 0.25 is 25%), "fen", "quotas", "documents", "funds", "days", …
  std::optional<Quantity> value;         // empty: cannot be computed
  std::string why_missing;               // Chinese, with figures; set when value is empty
  std::vector<EntrySelector> selectors;  // the entries behind it: of a rate, the numerator's first

  friend bool operator==(const Figure&, const Figure&) = default;
};

// One figure before and after the recommendation. The name of both is that of the fact it is: a ledger fact's, or
// "finding:<kind>.<figure>"; with ".prior" it is last year's.
struct SimulatedFigure {
  Figure before;
  Figure after;

  friend bool operator==(const SimulatedFigure&, const SimulatedFigure&) = default;
};

// One of the things that the figures count.
struct FindingDetail {
  // What the subject is: kQuota and kSpecialFund are ids below the department; codes are "function_code:2120501".
  enum class SubjectKind { kQuota, kSpecialFund, kTransaction, kProject, kCode };
  SubjectKind subject_kind = SubjectKind::kQuota;
  std::string subject;
  std::string display_name;
  std::string text;  // Chinese, with its figures: "应于2023年3月1日下达，实际2023年11月20日，晚264天"
  Money amount;      // zero where it is not about money
  std::optional<EntrySelector> selector;

  friend bool operator==(const FindingDetail&, const FindingDetail&) = default;
};
inline constexpr size_t kMaxFindingDetails = 100;

// What to do about it.
struct Recommendation {
  std::string title;  // "明确专项资金下达时间"
  std::string text;   // official Chinese with the figures
  // What following it would have changed: what was changed in the replay, the figures, and the changes one by one, the
  // largest first, at most kMaxFindingDetails. Empty: not simulated.
  std::string assumption = "";
  std::vector<SimulatedFigure> effect = {};
  std::vector<FindingDetail> changes = {};
  int64_t change_count = 0;

  friend bool operator==(const Recommendation&, const Recommendation&) = default;
};

struct Finding {
  FindingKind kind = FindingKind::kCoarseBudgeting;
  bool applies = false;
  std::string why_not;  // Chinese, with figures; set when it does not apply
  FindingSeverity severity = FindingSeverity::kNone;
  std::vector<Figure> figures;         // the first one decides the severity; empty when it does not apply
  SeverityThresholds thresholds;       // on the first figure
  std::vector<Parameter> parameters;   // other settings that the measure used
  std::vector<Keywords> keywords;      // likewise
  std::string summary;                 // what is measured, in one or two sentences with its figures
  std::vector<FindingDetail> details;  // what the figures count, the largest first, at most kMaxFindingDetails
  int64_t detail_count = 0;            // how many there are
  std::optional<Recommendation> recommendation;  // empty at severity none

  // Null when there is no such figure.
  const Figure* figure(absl::string_view name) const;
  friend bool operator==(const Finding&, const Finding&) = default;
};

// What a measure looks at. Entries and years must outlive the call only.
struct FindingInput {
  const LedgerYear& year;
  const std::vector<LedgerYear>& earlier;  // earlier fiscal years of the same department, any order
  const EntryScope& scope;
  const FindingSettings& settings;
  const std::vector<EntryView>& entries;  // EntriesOf(year, scope)
};

// The severity of `share` against the three levels.
FindingSeverity SeverityOf(const Rational& share, const SeverityThresholds& thresholds);

// "finding:<kind>.<figure>" as a fact: DERIVED, or MISSING where the figure has no value or the finding does not apply.
std::vector<Fact> FactsOf(const Finding& finding);

// Those that are neither reversed nor reversing.
std::vector<EntryView> LiveEntriesAmong(const std::vector<EntryView>& entries);
// "2023-17/0", as EntryField::kEntry spells it.
std::string PlaceOf(const EntryView& view);

// Quota sums that several measures need.
struct QuotaSums {
  const QuotaRecord* quota = nullptr;
  std::array<Money, 9> by_kind;    // under its kind, net of reversals; by EntryKind
  std::array<int64_t, 9> entries;  // live ones: reversing ones taken off

  Money of(EntryKind kind) const { return by_kind[static_cast<size_t>(kind)]; }
  Money authorized() const;  // final budget
  Money paid() const;
  // Authorised money with what was recalled put back: what the department had to spend.
  Money size() const;
  // What was left of it.
  Money unspent() const;
};
// By quota id; quotas without a live entry are left out.
std::vector<QuotaSums> SumByQuota(const std::vector<EntryView>& entries);

// Builders that keep the measures short.
Figure MoneyFigure(std::string name, std::string display_name, std::string definition, Money value);
Figure CountFigure(std::string name, std::string display_name, std::string definition, std::string unit, int64_t value);
// numerator / denominator as "percent"; without value when the denominator is zero.
Figure ShareFigure(std::string name, std::string display_name, std::string definition, Money numerator,
                   Money denominator);
Figure MissingFigure(std::string name, std::string display_name, std::string definition, std::string unit,
                     std::string why_missing);

// For the end of a definition: the setting, its value and where it comes from, so that whatever prints the definition
// prints that: "（小额指标界限5.00万元：本系统默认值，无文件依据）".
std::string SourceNote(const Parameter& parameter);

Figure WithSelectors(Figure figure, std::vector<EntrySelector> selectors);

EntryCondition SelectKinds(std::vector<EntryKind> kinds);
// The entries of these kinds on these quotas.
EntrySelector SelectQuotas(const FindingInput& input, std::vector<EntryKind> kinds,
                           const std::vector<std::string>& quotas);

Finding Inapplicable(FindingKind kind, std::string why_not);
// Money in the prose of findings, as official reports print it: "690.60万元", half away from zero. What would read
// 0.00万元 without being nothing stays in yuan: "49.99元".
std::string FormatProseMoney(Money money);
// The value as prose prints it (money by FormatProseMoney), or why there is none, in brackets.
std::string FormatFigure(const Figure& figure);
// What prose calls a quota: its project's name, or "指标" and its external code.
std::string ProseNameOf(const QuotaRecord& quota);
// Sets what follows from the figures: that it applies, severity, and the details, sorted by amount (those of equal
// amounts stay as they are) and cut to kMaxFindingDetails. Selectors of details come after it: one takes a scan.
void Conclude(Finding& finding, const SeverityThresholds& thresholds);
// Gives each detail about a quota the entries of these kinds on it.
void SelectDetailQuotas(const FindingInput& input, const std::vector<EntryKind>& kinds, Finding& finding);

// The last day of the year, and the last day that is looked at: as_of, or the end of the year where that is earlier.
Date YearEndOf(const FindingInput& input);
Date LastDayOf(const FindingInput& input);
// Empty for a year that is over, else "截至2023年6月30日，".
std::string PeriodText(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_H_
