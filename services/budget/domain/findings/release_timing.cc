#include "services/budget/domain/findings/release_timing.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

constexpr int kFirstMonthOfQ4 = 10;

Date YearEnd(const FindingInput& input) { return *Date::FromYmd(input.year.fiscal_year, 12, 31); }

// The day looked at: as_of, or the last day of the year.
Date LastDayFor(const FindingInput& input) {
  return input.scope.as_of ? std::min(*input.scope.as_of, YearEnd(input)) : YearEnd(input);
}

// What the texts call the time looked at: `whole_year`, or up to the day while the year is not over.
std::string PeriodText(const FindingInput& input, absl::string_view whole_year) {
  const Date day = LastDayFor(input);
  return day < YearEnd(input) ? absl::StrCat("截至", FormatChinese(day), "，") : std::string(whole_year);
}

// Approval of the budget and the deadline after it; empty where the day is not known, or the calendar ends before.
std::optional<Date> YardstickOf(const FindingSettings& settings) {
  const std::optional<Date> last = Date::FromYmd(kLastFiscalYear + 1, 12, 31);
  if (!settings.budget_approval_date || *last - *settings.budget_approval_date < settings.deadline_days()) {
    return std::nullopt;
  }
  return settings.budget_approval_date->PlusDays(static_cast<int>(settings.deadline_days()));
}

// What counts as late, by the yardstick that was applied.
std::string LateDefinition(const FindingSettings& settings) {
  if (!YardstickOf(settings)) {
    return "有资金晚于应下达日期下达或至今未下达的项数（未设预算批准日期，未明确下达时间的不适用参照期限，不计逾期）";
  }
  return absl::StrCat("有资金晚于应下达日期（未明确的以预算批准后", settings.deadline_days(),
                      "日为参照）下达或至今未下达的项数");
}

struct Totals {
  int64_t funds = 0;
  int64_t undated_funds = 0;
  int64_t late_funds = 0;
  int most_late_days = 0;
  Money promised;
  Money released;
  Money outstanding;
  Money undated_amount;
  Money late_amount;
  Money late_amount_of_dated;
  Money released_in_q4;
  Rational late_fen_days;
};

Totals TotalsOf(const std::vector<FundStanding>& standings) {
  Totals totals;
  for (const FundStanding& standing : standings) {
    ++totals.funds;
    totals.promised += standing.promised;
    totals.released += standing.released;
    totals.outstanding += standing.outstanding;
    totals.late_amount += standing.late_amount;
    totals.late_fen_days += standing.late_fen_days;
    totals.most_late_days = std::max(totals.most_late_days, standing.most_late_days);
    if (standing.late_amount > Money()) ++totals.late_funds;
    if (standing.is_dated) {
      totals.late_amount_of_dated += standing.late_amount;
    } else {
      ++totals.undated_funds;
      totals.undated_amount += standing.promised;
    }
    for (const FundRelease& release : standing.releases) {
      if (release.date.month() >= kFirstMonthOfQ4) totals.released_in_q4 += release.amount;
    }
  }
  return totals;
}

// The releases of the funds that `holds` picks.
template <typename Holds>
EntrySelector ReleasesOf(const FindingInput& input, const std::vector<FundStanding>& standings, Holds holds) {
  EntryCondition funds = {EntryField::kSpecialFund, {}};
  for (const FundStanding& standing : standings) {
    if (holds(standing)) funds.values.push_back(standing.fund);
  }
  return SelectorOver(
      input.year, input.scope,
      {SelectKinds({EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kCarryover}), std::move(funds)},
      input.entries);
}

Figure LateDays(const Totals& totals) {
  const char* definition = "Σ（逾期金额×逾期天数）÷逾期下达金额";
  const std::optional<Rational> days = Quotient(totals.late_fen_days, Rational(totals.late_amount.fen()));
  if (!days) return MissingFigure("late_days", "平均逾期天数", definition, "days", "没有逾期下达的资金");
  return {"late_days", "平均逾期天数", definition, "days", *days, "", {}};
}

std::vector<Figure> FiguresOf(const FindingInput& input, const std::vector<FundStanding>& standings,
                              const Totals& totals) {
  const EntrySelector all = ReleasesOf(input, standings, [](const FundStanding&) { return true; });
  const EntrySelector undated = ReleasesOf(input, standings, [](const FundStanding& s) { return !s.is_dated; });
  const EntrySelector late =
      ReleasesOf(input, standings, [](const FundStanding& s) { return s.late_amount > Money(); });
  EntrySelector in_q4 = SelectorOver(input.year, input.scope,
                                     {SelectKinds({EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kCarryover}),
                                      {EntryField::kSpecialFund, {"*"}},
                                      {EntryField::kQuarter, {"4"}}},
                                     input.entries);
  return {
      WithSelectors(ShareFigure("untimely_share", "下达时间不明确或逾期的资金占比",
                                "（未明确下达时间的专项资金+已明确时间而逾期下达的金额）÷专项资金总额",
                                totals.undated_amount + totals.late_amount_of_dated, totals.promised),
                    {undated, late, all}),
      WithSelectors(CountFigure("undated_funds", "未明确下达时间的专项资金项数", "没有应下达日期的专项资金项数",
                                "funds", totals.undated_funds),
                    {undated}),
      WithSelectors(MoneyFigure("undated_amount", "未明确下达时间的专项资金", "没有应下达日期的专项资金总额",
                                totals.undated_amount),
                    {undated}),
      WithSelectors(CountFigure("late_funds", "逾期下达的专项资金项数", LateDefinition(input.settings), "funds",
                                totals.late_funds),
                    {late}),
      WithSelectors(
          MoneyFigure("late_amount", "逾期下达金额", "晚于应下达日期下达及逾期未下达的金额", totals.late_amount),
          {late}),
      WithSelectors(LateDays(totals), {late}),
      WithSelectors(
          CountFigure("most_late_days", "最长逾期天数", "单笔资金的最长逾期天数", "days", totals.most_late_days),
          {late}),
      WithSelectors(ShareFigure("q4_share", "第四季度下达占比", "10月至12月下达的金额÷已下达金额",
                                totals.released_in_q4, totals.released),
                    {std::move(in_q4), all}),
      CountFigure("funds", "专项资金项数", "登记的及分录引用的专项资金项数", "funds", totals.funds),
      MoneyFigure("promised", "专项资金总额", "批复的专项资金总额", totals.promised),
      WithSelectors(
          MoneyFigure("released", "已下达金额", "年初预算、追加、上年结转中属于专项资金的金额", totals.released),
          {all}),
      MoneyFigure("outstanding", "未下达金额", "总额减已下达金额，不小于0", totals.outstanding),
  };
}

std::string DueText(const FundStanding& standing) {
  if (standing.is_dated) return absl::StrCat("应于", FormatChinese(*standing.due), "前下达");
  if (standing.due) return absl::StrCat("未明确下达时间（以预算批准后的", FormatChinese(*standing.due), "为参照）");
  return "未明确下达时间";
}

std::vector<FindingDetail> DetailsOf(const FindingInput& input, const std::vector<FundStanding>& standings) {
  std::vector<FindingDetail> details;
  for (const FundStanding& standing : standings) {
    if (standing.is_dated && standing.late_amount == Money()) continue;
    FindingDetail detail;
    detail.subject_kind = FindingDetail::SubjectKind::kSpecialFund;
    detail.subject = standing.fund;
    detail.display_name = standing.display_name;
    detail.text = absl::StrCat("总额", FormatProseMoney(standing.promised), "，", DueText(standing));
    for (const FundRelease& release : standing.releases) {
      absl::StrAppend(&detail.text, "；", FormatChinese(release.date), "下达", FormatProseMoney(release.amount));
      if (release.late_days > 0) absl::StrAppend(&detail.text, "，晚", release.late_days, "天");
    }
    if (standing.outstanding > Money()) {
      absl::StrAppend(&detail.text, "；尚有", FormatProseMoney(standing.outstanding), "未下达");
    }
    detail.amount = standing.is_dated ? standing.late_amount : standing.promised;
    detail.selector =
        ReleasesOf(input, standings, [&standing](const FundStanding& s) { return s.fund == standing.fund; });
    details.push_back(std::move(detail));
  }
  std::stable_sort(details.begin(), details.end(),
                   [](const FindingDetail& a, const FindingDetail& b) { return a.amount > b.amount; });
  return details;
}

std::string SummaryOf(const Finding& finding, const FindingInput& input) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  std::string summary = absl::StrCat(PeriodText(input, "全年"), "专项资金", text("funds"), "、", text("promised"),
                                     "，其中", text("undated_funds"), "、", text("undated_amount"),
                                     "未明确下达时间；逾期下达", text("late_funds"), "、", text("late_amount"));
  if (finding.figure("late_days")->value) {
    absl::StrAppend(&summary, "，平均逾期", text("late_days"), "，最长", text("most_late_days"));
  }
  absl::StrAppend(&summary, "；第四季度下达占", text("q4_share"), "；时间不明确或逾期的资金占专项资金总额的",
                  text("untimely_share"), "。");
  return summary;
}

Recommendation RecommendationFor(const Finding& finding) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  Recommendation recommendation;
  recommendation.title = "明确专项资金下达时间";
  recommendation.text = absl::StrCat("建议专项资金批复时一并明确下达时间，对", text("undated_funds"), "、",
                                     text("undated_amount"), "未明确时间的资金逐项商定下达计划；对逾期的",
                                     text("late_amount"), "按用款需求提前拨付，减少第四季度集中下达，缓解资金压力。");
  return recommendation;
}

}  // namespace

std::vector<FundStanding> StandingsFor(const FindingInput& input) {
  return StandingsOf(input.year.special_funds, input.entries, YardstickOf(input.settings), LastDayFor(input));
}

Finding MeasureReleaseTiming(const FindingInput& input) {
  const std::vector<FundStanding> standings = StandingsFor(input);
  if (standings.empty()) {
    return Inapplicable(FindingKind::kReleaseTiming, absl::StrCat(PeriodText(input, ""), "本年度没有专项资金（0项）"));
  }
  const Totals totals = TotalsOf(standings);
  Finding finding;
  finding.kind = FindingKind::kReleaseTiming;
  finding.figures = FiguresOf(input, standings, totals);
  finding.details = DetailsOf(input, standings);
  finding.parameters = {input.settings.release_deadline_days};
  Conclude(finding, input.settings.release_timing);
  finding.summary = SummaryOf(finding, input);
  if (finding.severity != FindingSeverity::kNone) finding.recommendation = RecommendationFor(finding);
  return finding;
}

}  // namespace zhengping::budget
