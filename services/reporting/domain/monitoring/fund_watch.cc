#include "services/reporting/domain/monitoring/fund_watch.h"

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

struct Released {
  Money all;
  std::optional<Date> latest;
};

Released ReleasedBy(const SpecialFund& fund, Date day) {
  Released released;
  for (const FundRelease& release : fund.releases) {
    if (day < release.release_date) continue;
    released.all += release.amount;
    if (!released.latest.has_value() || *released.latest < release.release_date) released.latest = release.release_date;
  }
  return released;
}

void Judge(const SpecialFund& fund, Date day, const Released& released, WatchedLine& line) {
  const bool is_full = fund.amount <= released.all;
  const std::optional<Date>& due = fund.expected_release_date;
  if (!due.has_value()) {
    line.light = is_full ? Light::kNormal : Light::kUnknown;
    line.note = absl::StrCat("未明确应下达日期，", is_full ? "已足额下达" : "尚未足额下达");
    if (!is_full) line.measure = "请资金主管部门书面明确下达日期";
  } else if (is_full && *due < *released.latest) {
    line.light = Light::kBehind;
    line.note = absl::StrCat("已足额下达，最后一笔迟于应下达日期", *released.latest - *due, "天");
    line.measure = "核对迟下达对项目进度的影响，抓紧支付";
  } else if (is_full) {
    line.light = Light::kNormal;
    line.note = "已足额下达";
  } else if (*due < day) {
    line.light = Light::kFarBehind;
    line.note = absl::StrCat("应于", FormatChinese(*due), "前下达，已逾期", day - *due, "天，尚差",
                             FormatYuan(fund.amount - released.all), "元");
    line.measure = "报请资金主管部门尽快下达；影响项目进度的，说明情况并调整用款安排";
  } else {
    line.light = Light::kNormal;
    line.note = absl::StrCat("应于", FormatChinese(*due), "前下达，未到期");
  }
}

}  // namespace

WatchedLine FundLine(const SpecialFund& fund, Date day, const Threshold& threshold) {
  const Released released = ReleasedBy(fund, day);
  WatchedLine line{.group = WatchedGroup::kSpecialFund,
                   .subject = fund.display_name,
                   .budget = fund.amount,
                   .done = released.all,
                   .threshold_source = threshold.source};
  line.actual = Quotient(Rational(released.all.fen()), Rational(fund.amount.fen()));
  if (fund.expected_release_date.has_value()) {
    line.expected = Rational(*fund.expected_release_date < day ? 1 : 0);
    if (line.actual.has_value()) line.ahead = *line.actual - *line.expected;
  }
  if (!released.latest.has_value() && fund.amount == Money()) {
    line.note = "金额为零";
    return line;
  }
  Judge(fund, day, released, line);
  return line;
}

}  // namespace zhengping::reporting
