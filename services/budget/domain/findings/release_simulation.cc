#include "services/budget/domain/findings/release_simulation.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "services/budget/domain/findings/release_timing.h"
#include "services/budget/domain/simulation/replay.h"

namespace zhengping::budget {
namespace {

// The day on which a fund should have been there, and what says so.
struct OnTime {
  Date day;
  const char* basis;
};

const SpecialFund* Registered(const LedgerYear& year, const std::string& id) {
  for (const SpecialFund& fund : year.special_funds) {
    if (fund.id == id) return &fund;
  }
  return nullptr;
}

std::optional<OnTime> DayOf(const FundStanding& standing, const SpecialFund* fund, const FindingSettings& settings) {
  if (standing.due) return OnTime{*standing.due, standing.is_dated ? "应下达日期" : "预算批准后的参照日期"};
  if (fund == nullptr) return std::nullopt;
  if (!fund->needs.empty()) {
    const auto first = std::min_element(
        fund->needs.begin(), fund->needs.end(),
        [](const SpecialFundNeed& a, const SpecialFundNeed& b) { return a.needed_date < b.needed_date; });
    return OnTime{first->needed_date, "最早用款日期"};
  }
  if (!fund->approved_date) return std::nullopt;
  return OnTime{fund->approved_date->PlusDays(static_cast<int>(settings.deadline_days())), "专项批复后的期限"};
}

Date YearStart(const FindingInput& input) { return *Date::FromYmd(input.year.fiscal_year, 1, 1); }
Date YearEnd(const FindingInput& input) { return *Date::FromYmd(input.year.fiscal_year, 12, 31); }

class OnTimeReleases {
 public:
  explicit OnTimeReleases(const FindingInput& input) : input_(input) {
    for (const FundStanding& standing : StandingsFor(input)) Add(standing);
  }

  bool empty() const { return expected_.empty() && released_.empty(); }

  std::vector<Change> Changes() const {
    std::vector<Change> changes = expected_;
    changes.insert(changes.end(), released_.begin(), released_.end());
    return changes;
  }

  SimulatedEffect Measure(const Finding& finding) && {
    const absl::StatusOr<ReplayedYear> replayed = Replay(input_.year, Changes());
    ZP_CHECK(replayed.ok(), "funds and days are of the year");
    SimulatedEffect effect;
    effect.assumption = Assumption();
    effect.changes = std::move(details_);
    effect.figures = CompareFigures(finding, MeasureReplayed(input_, replayed->ledger, MeasureReleaseTiming),
                                    {"untimely_share", "peak_gap", "gap_days", "q4_share", "late_amount", "late_days",
                                     "undated_funds", "gap_money_days", "execution_rate", "corrected_execution_rate"});
    return effect;
  }

 private:
  void Add(const FundStanding& standing) {
    const std::optional<OnTime> on_time = DayOf(standing, Registered(input_.year, standing.fund), input_.settings);
    if (!on_time) {
      ++left_;
      return;
    }
    const SpecialFund* fund = Registered(input_.year, standing.fund);
    Date day = std::max(on_time->day, YearStart(input_));
    if (fund != nullptr && fund->approved_date) day = std::max(day, *fund->approved_date);
    if (!standing.is_dated) {
      ++dated_;
      expected_.push_back(ExpectRelease{standing.fund, day});
    }
    Money later;
    for (const FundRelease& release : standing.releases) {
      if (release.date > day) later += release.amount;
    }
    const bool moves = later > Money() && day <= YearEnd(input_);
    if (moves) {
      ++moved_;
      moved_amount_ += later;
      released_.push_back(ReleaseSpecialFund{standing.fund, day, ReleasesMoved::kLaterOnes});
    }
    if (!moves && standing.is_dated) return;
    FindingDetail detail;
    detail.subject_kind = FindingDetail::SubjectKind::kSpecialFund;
    detail.subject = standing.fund;
    detail.display_name = standing.display_name;
    detail.text = absl::StrCat("以", on_time->basis, FormatChinese(day), "为下达日");
    if (moves) {
      absl::StrAppend(&detail.text, "，其后下达的", FormatProseMoney(later), "改为当日下达");
    }
    detail.amount = later;
    details_.push_back(std::move(detail));
  }

  std::string Assumption() const {
    std::string text = "各项专项资金均明确并按期下达";
    if (dated_ > 0) {
      absl::StrAppend(&text, "：未明确下达时间的", dated_, "项，以预算批准后的参照日期、最早用款日期或批复后",
                      input_.settings.deadline_days(), "日为下达日");
    }
    if (moved_ > 0) {
      absl::StrAppend(&text, dated_ > 0 ? "，" : "：", "晚于该日的", moved_, "项、", FormatProseMoney(moved_amount_),
                      "改为当日下达");
    }
    absl::StrAppend(&text, "；支付日期不变，未下达的仍按未下达计");
    if (left_ > 0) absl::StrAppend(&text, "；另有", left_, "项无从确定下达日，未作变动");
    return text;
  }

  const FindingInput& input_;
  // Changes of one type in a row are replayed together.
  std::vector<Change> expected_;
  std::vector<Change> released_;
  std::vector<FindingDetail> details_;
  int64_t dated_ = 0;
  int64_t moved_ = 0;
  int64_t left_ = 0;
  Money moved_amount_;
};

}  // namespace

std::vector<Change> TimelyReleaseChanges(const FindingInput& input) { return OnTimeReleases(input).Changes(); }

std::optional<SimulatedEffect> SimulateReleaseTiming(const FindingInput& input, const Finding& finding) {
  OnTimeReleases releases(input);
  if (releases.empty()) return std::nullopt;
  return std::move(releases).Measure(finding);
}

}  // namespace zhengping::budget
