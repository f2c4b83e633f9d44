#include "services/budget/domain/findings/release_timing.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/findings/funding_gap.h"
#include "services/budget/domain/findings/spring_festival.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

constexpr int kFirstMonthOfQ4 = 10;
constexpr int64_t kFenOfWanyuan = 1'000'000;

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
      totals.late_amount_of_dated += std::min(standing.late_amount, standing.promised);
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

std::vector<EntryKind> ReleaseKinds() { return {EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kCarryover}; }

// The releases of the funds that `holds` picks.
template <typename Holds>
EntrySelector ReleasesOf(const FindingInput& input, const std::vector<FundStanding>& standings, Holds holds) {
  EntryCondition funds = {EntryField::kSpecialFund, {}};
  for (const FundStanding& standing : standings) {
    if (holds(standing)) funds.values.push_back(standing.fund);
  }
  return SelectorOver(input.year, input.scope, {SelectKinds(ReleaseKinds()), std::move(funds)}, input.entries);
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
  EntrySelector in_q4 = SelectorOver(
      input.year, input.scope,
      {SelectKinds(ReleaseKinds()), {EntryField::kSpecialFund, {"*"}}, {EntryField::kQuarter, {"4"}}}, input.entries);
  return {
      WithSelectors(
          ShareFigure("untimely_share", "下达时间不明确或逾期的资金占比",
                      "（未明确下达时间的专项资金+已明确时间而逾期下达的金额，每项不超过其总额）÷专项资金总额",
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

// What was released up to and with `day`, of each fund at most what was promised; and funds with something to come.
struct ReleasedBy {
  Money amount;
  int64_t unfinished_funds = 0;
};

ReleasedBy ReleasedUntil(const std::vector<FundStanding>& standings, Date day) {
  ReleasedBy by;
  for (const FundStanding& standing : standings) {
    Money released;
    for (const FundRelease& release : standing.releases) {
      if (release.date <= day) released += release.amount;
    }
    by.amount += std::min(released, standing.promised);
    if (released < standing.promised) ++by.unfinished_funds;
  }
  return by;
}

// A day of Yueyang's rule, or why it cannot be applied.
struct RuleDay {
  std::optional<Date> day;  // the last day that counts
  std::string why_missing;
};

RuleDay BeforeSpringFestival(const FindingInput& input) {
  const std::optional<Date> festival = SpringFestivalOf(input.year.fiscal_year);
  if (!festival) {
    return {std::nullopt, absl::StrCat("春节日期表只有", kFirstSpringFestival, "年至", kLastSpringFestival, "年")};
  }
  const Date day = festival->PlusDays(-1);
  if (LastDayOf(input) >= day) return {day, ""};
  return {std::nullopt, absl::StrCat(PeriodText(input), "春节（", FormatChinese(*festival), "）未到")};
}

RuleDay EndOfReleaseMonth(const FindingInput& input) {
  const int month = static_cast<int>(input.settings.release_month());
  const Date day = month == 12 ? YearEndOf(input) : Date::FromYmd(input.year.fiscal_year, month + 1, 1)->PlusDays(-1);
  if (LastDayOf(input) >= day) return {day, ""};
  return {std::nullopt, absl::StrCat(PeriodText(input), month, "月底未到")};
}

// "<name>_share" and "<name>_amount": what had been released by the rule's day.
void AddRule(const FindingInput& input, const std::vector<FundStanding>& standings, const RuleDay& rule,
             const std::string& name, const std::string& display_name, const Parameter& parameter,
             std::vector<Figure>& figures) {
  const std::string note = SourceNote(parameter);
  Figure share = MissingFigure(name + "_share", display_name + "比例",
                               absl::StrCat(display_name, "的金额÷专项资金总额", note), "percent", rule.why_missing);
  Figure amount = MissingFigure(name + "_amount", display_name + "金额",
                                absl::StrCat(display_name, "的金额，每项不超过其总额", note), "fen", rule.why_missing);
  if (rule.day) {
    const Money released = ReleasedUntil(standings, *rule.day).amount;
    Money promised;
    for (const FundStanding& standing : standings) promised += standing.promised;
    const EntrySelector entries =
        SelectorOver(input.year, {.as_of = *rule.day, .conditions = input.scope.conditions},
                     {SelectKinds(ReleaseKinds()), {EntryField::kSpecialFund, {"*"}}}, input.entries);
    share = WithSelectors(ShareFigure(share.name, share.display_name, share.definition, released, promised), {entries});
    amount = WithSelectors(MoneyFigure(amount.name, amount.display_name, amount.definition, released), {entries});
  }
  figures.push_back(std::move(share));
  figures.push_back(std::move(amount));
}

void AddRules(const FindingInput& input, const std::vector<FundStanding>& standings, std::vector<Figure>& figures) {
  AddRule(input, standings, BeforeSpringFestival(input), "festival_release", "春节前下达",
          input.settings.spring_festival_share, figures);
  const RuleDay end = EndOfReleaseMonth(input);
  const std::string by_month = absl::StrCat(input.settings.release_month(), "月底前");
  AddRule(input, standings, end, "full_release", by_month + "下达", input.settings.full_release_month, figures);
  Figure unfinished = MissingFigure("funds_not_fully_released", by_month + "未全部下达的专项资金项数",
                                    "届时尚有资金未下达的专项资金项数" + SourceNote(input.settings.full_release_month),
                                    "funds", end.why_missing);
  if (end.day) {
    unfinished.value = ReleasedUntil(standings, *end.day).unfinished_funds;
    unfinished.why_missing.clear();
  }
  figures.push_back(std::move(unfinished));
}

// The registered funds that say when they need money.
std::vector<NeededFund> NeededFundsOf(const FindingInput& input, const std::vector<FundStanding>& standings) {
  std::map<std::string, const SpecialFund*> registered;
  for (const SpecialFund& fund : input.year.special_funds) registered[fund.id] = &fund;
  std::vector<NeededFund> needed;
  for (const FundStanding& standing : standings) {
    const auto fund = registered.find(standing.fund);
    if (fund != registered.end() && !fund->second->needs.empty()) needed.push_back({fund->second, &standing});
  }
  return needed;
}

Date YearStartOf(const FindingInput& input) { return *Date::FromYmd(input.year.fiscal_year, 1, 1); }

void AddGap(const FindingInput& input, const std::vector<NeededFund>& needed, std::vector<Figure>& figures) {
  constexpr char kPeak[] = "各专项资金累计需求与累计下达之差（不小于0）合计的最大值，专款专用、互不抵补";
  constexpr char kDate[] = "资金缺口最大的第一天";
  constexpr char kDays[] = "存在资金缺口的天数";
  constexpr char kMoneyDays[] = "Σ（当日资金缺口×天数），单位为万元·天";
  if (needed.empty()) {
    const char* why = "没有登记专项资金的用款需求";
    figures.push_back(MissingFigure("peak_gap", "资金缺口峰值", kPeak, "fen", why));
    figures.push_back(MissingFigure("peak_gap_date", "资金缺口峰值日", kDate, "date", why));
    figures.push_back(MissingFigure("gap_days", "资金缺口天数", kDays, "days", why));
    figures.push_back(MissingFigure("gap_money_days", "资金缺口累计", kMoneyDays, "wanyuan_days", why));
    return;
  }
  const FundingGap gap = FundingGapOf(needed, YearStartOf(input), LastDayOf(input));
  EntryCondition funds = {EntryField::kSpecialFund, {}};
  for (const NeededFund& fund : needed) funds.values.push_back(fund.fund->id);
  const EntrySelector releases =
      SelectorOver(input.year, input.scope, {SelectKinds(ReleaseKinds()), std::move(funds)}, input.entries);
  figures.push_back(WithSelectors(MoneyFigure("peak_gap", "资金缺口峰值", kPeak, gap.peak), {releases}));
  Figure day = MissingFigure("peak_gap_date", "资金缺口峰值日", kDate, "date", gap.peak_date ? "" : "没有资金缺口");
  if (gap.peak_date) day.value = *gap.peak_date;
  figures.push_back(std::move(day));
  figures.push_back(WithSelectors(CountFigure("gap_days", "资金缺口天数", kDays, "days", gap.days), {releases}));
  figures.push_back({"gap_money_days",
                     "资金缺口累计",
                     kMoneyDays,
                     "wanyuan_days",
                     *Quotient(gap.fen_days, Rational(kFenOfWanyuan)),
                     "",
                     {releases}});
}

// Releases that came within the last days of the year, as far as they are left; and the entries they are.
struct TooLate {
  Money amount;
  std::vector<std::string> entries;
};

TooLate TooLateOf(const FindingInput& input, const std::vector<QuotaSums>& quotas) {
  const Date last_in_time = YearEndOf(input).PlusDays(-static_cast<int>(input.settings.late_days()));
  const std::vector<EntryKind> kinds = ReleaseKinds();
  std::map<std::string, Money> late;
  TooLate result;
  for (const EntryView& view : input.entries) {
    const bool is_release =
        !view.entry->special_fund.empty() && std::find(kinds.begin(), kinds.end(), view.kind()) != kinds.end();
    if (!is_release || view.transaction->effective_date <= last_in_time) continue;
    late[view.quota->id] += view.amount();
    result.entries.push_back(PlaceOf(view));
  }
  for (const QuotaSums& sums : quotas) {
    const auto found = late.find(sums.quota->id);
    if (found == late.end()) continue;
    result.amount += std::max(Money(), std::min(found->second, sums.authorized() - sums.paid()));
  }
  return result;
}

void AddExecution(const FindingInput& input, std::vector<Figure>& figures) {
  const std::string too_late =
      absl::StrCat("年末才下达的专项资金中年底仍未支出的金额", SourceNote(input.settings.too_late_days));
  constexpr char kRate[] = "执行数÷全年预算数";
  constexpr char kCorrected[] = "执行数÷（全年预算数−来不及支出的专项资金）";
  if (LastDayOf(input) < YearEndOf(input)) {
    const std::string why = PeriodText(input) + "年度尚未结束";
    figures.push_back(MissingFigure("execution_rate", "预算执行率", kRate, "percent", why));
    figures.push_back(MissingFigure("too_late_amount", "来不及支出的专项资金", too_late, "fen", why));
    figures.push_back(MissingFigure("corrected_execution_rate", "剔除迟到资金的执行率", kCorrected, "percent", why));
    return;
  }
  const std::vector<QuotaSums> quotas = SumByQuota(input.entries);
  Money budget;
  Money paid;
  for (const QuotaSums& sums : quotas) {
    budget += sums.authorized();
    paid += sums.paid();
  }
  const TooLate late = TooLateOf(input, quotas);
  const EntrySelector payments =
      SelectorOver(input.year, input.scope, {SelectKinds({EntryKind::kPayment, EntryKind::kRefund})}, input.entries);
  const EntrySelector late_entries = SelectorOver(
      input.year, input.scope, {SelectKinds(ReleaseKinds()), {EntryField::kEntry, late.entries}}, input.entries);
  figures.push_back(WithSelectors(ShareFigure("execution_rate", "预算执行率", kRate, paid, budget), {payments}));
  figures.push_back(
      WithSelectors(MoneyFigure("too_late_amount", "来不及支出的专项资金", too_late, late.amount), {late_entries}));
  figures.push_back(WithSelectors(
      ShareFigure("corrected_execution_rate", "剔除迟到资金的执行率", kCorrected, paid, budget - late.amount),
      {payments, late_entries}));
}

std::string DueText(const FundStanding& standing) {
  if (standing.is_dated) return absl::StrCat("应于", FormatChinese(*standing.due), "前下达");
  if (standing.due) return absl::StrCat("未明确下达时间（以预算批准后的", FormatChinese(*standing.due), "为参照）");
  return "未明确下达时间";
}

// Undated and late funds, and those whose needs were not met in time.
std::vector<FindingDetail> DetailsOf(const FindingInput& input, const std::vector<FundStanding>& standings,
                                     const std::vector<NeededFund>& needed) {
  std::map<std::string, FundingGap> gaps;
  for (const NeededFund& fund : needed) {
    gaps[fund.fund->id] = FundingGapOf({fund}, YearStartOf(input), LastDayOf(input));
  }
  std::vector<FindingDetail> details;
  for (const FundStanding& standing : standings) {
    const FundingGap& gap = gaps[standing.fund];
    if (standing.is_dated && standing.late_amount == Money() && !gap.peak_date) continue;
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
    if (gap.peak_date) {
      absl::StrAppend(&detail.text, "；按用款需求有", gap.days, "天存在缺口，", FormatChinese(*gap.peak_date),
                      "最大，为", FormatProseMoney(gap.peak));
    }
    detail.amount = standing.is_dated ? standing.late_amount : standing.promised;
    details.push_back(std::move(detail));
  }
  return details;
}

std::string SummaryOf(const Finding& finding, const FindingInput& input) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  const auto has = [&finding](const char* name) { return finding.figure(name)->value.has_value(); };
  const std::string period = PeriodText(input);
  std::string summary = absl::StrCat(period.empty() ? "全年" : period, "专项资金", text("funds"), "、",
                                     text("promised"), "，其中", text("undated_funds"), "、", text("undated_amount"),
                                     "未明确下达时间；逾期下达", text("late_funds"), "、", text("late_amount"));
  if (finding.figure("late_days")->value) {
    absl::StrAppend(&summary, "，平均逾期", text("late_days"), "，最长", text("most_late_days"));
  }
  if (has("festival_release_share")) absl::StrAppend(&summary, "；春节前下达", text("festival_release_share"));
  if (has("full_release_share")) {
    absl::StrAppend(&summary, "；", input.settings.release_month(), "月底前下达", text("full_release_share"));
  }
  absl::StrAppend(&summary, "；第四季度下达占", text("q4_share"));
  if (has("peak_gap_date")) {
    absl::StrAppend(&summary, "；按用款需求累计，有", text("gap_days"), "存在资金缺口，", text("peak_gap_date"),
                    "最大，为", text("peak_gap"));
  }
  if (has("too_late_amount") && std::get<Money>(*finding.figure("too_late_amount")->value) > Money()) {
    absl::StrAppend(&summary, "；年末下达、来不及支出的", text("too_late_amount"), "，剔除后执行率由",
                    text("execution_rate"), "升至", text("corrected_execution_rate"));
  }
  absl::StrAppend(&summary, "；时间不明确或逾期的资金占专项资金总额的", text("untimely_share"), "。");
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
  return StandingsOf(input.year.special_funds, input.entries, YardstickOf(input.settings), LastDayOf(input));
}

Finding MeasureReleaseTiming(const FindingInput& input) {
  const std::vector<FundStanding> standings = StandingsFor(input);
  if (standings.empty()) {
    return Inapplicable(FindingKind::kReleaseTiming, absl::StrCat(PeriodText(input), "本年度没有专项资金（0项）"));
  }
  const FindingSettings& settings = input.settings;
  const Totals totals = TotalsOf(standings);
  const std::vector<NeededFund> needed = NeededFundsOf(input, standings);
  Finding finding;
  finding.kind = FindingKind::kReleaseTiming;
  finding.figures = FiguresOf(input, standings, totals);
  AddRules(input, standings, finding.figures);
  AddGap(input, needed, finding.figures);
  AddExecution(input, finding.figures);
  finding.details = DetailsOf(input, standings, needed);
  finding.parameters = {settings.release_deadline_days, settings.spring_festival_share, settings.full_release_month,
                        settings.too_late_days};
  Conclude(finding, settings.release_timing);
  for (FindingDetail& detail : finding.details) {
    detail.selector =
        ReleasesOf(input, standings, [&detail](const FundStanding& s) { return s.fund == detail.subject; });
  }
  finding.summary = SummaryOf(finding, input);
  if (finding.severity != FindingSeverity::kNone) finding.recommendation = RecommendationFor(finding);
  return finding;
}

}  // namespace zhengping::budget
