#include "services/budget/domain/special_fund.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

using ReleasesByDay = std::map<Date, Money>;

bool IsRelease(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
    case EntryKind::kSupplement:
    case EntryKind::kCarryover:
      return true;
    case EntryKind::kReduction:
    case EntryKind::kTransferIn:
    case EntryKind::kTransferOut:
    case EntryKind::kRecall:
    case EntryKind::kPayment:
    case EntryKind::kRefund:
      return false;
  }
  return false;
}

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdCharacters && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '-';
  });
}

// Promised, due and basis are set; the rest follows from the releases.
void Measure(const ReleasesByDay& releases, Date until, FundStanding& standing) {
  const auto late_days = [&standing](Date day) { return standing.due ? std::max(0, day - *standing.due) : 0; };
  const auto add_late = [&standing](Money amount, int days) {
    if (days == 0) return;
    standing.late_amount += amount;
    standing.most_late_days = std::max(standing.most_late_days, days);
    standing.late_fen_days += Rational(amount.fen()) * Rational(days);
  };
  for (const auto& [day, amount] : releases) {
    if (amount <= Money()) continue;
    standing.releases.push_back({day, amount, late_days(day)});
    standing.released += amount;
    add_late(amount, late_days(day));
  }
  if (!standing.is_registered) standing.promised = standing.released;
  standing.outstanding = std::max(Money(), standing.promised - standing.released);
  if (standing.outstanding > Money()) add_late(standing.outstanding, late_days(until));
}

FundStanding StandingOf(const SpecialFund& fund, const std::optional<Date>& yardstick_due) {
  FundStanding standing;
  standing.fund = fund.id;
  standing.display_name = fund.display_name;
  standing.promised = fund.amount;
  standing.is_dated = fund.expected_release_date.has_value();
  standing.due = standing.is_dated ? fund.expected_release_date : yardstick_due;
  if (standing.due) standing.due_basis = standing.is_dated ? DueBasis::kExpectedDate : DueBasis::kYardstick;
  return standing;
}

}  // namespace

std::vector<SpecialFundNeed> UnrollMonthlyNeed(int fiscal_year, Money monthly_need) {
  std::vector<SpecialFundNeed> needs;
  for (int month = 1; month <= 12; ++month) {
    const std::optional<Date> first = Date::FromYmd(fiscal_year, month, 1);
    if (first) needs.push_back({*first, monthly_need});
  }
  return needs;
}

std::vector<Issue> CheckSpecialFund(const SpecialFund& fund) {
  std::vector<Issue> issues;
  if (!IsId(fund.id)) issues.push_back(IssueOf(Severity::kError, "SPECIAL_FUND_ID_MALFORMED", "id", fund.id));
  if (fund.display_name.empty()) {
    issues.push_back(IssueOf(Severity::kError, "DISPLAY_NAME_MISSING", "display_name", ""));
  }
  if (std::optional<Issue> issue = CheckText(fund.display_name, "display_name", kMaxDisplayNameCharacters)) {
    issues.push_back(*std::move(issue));
  }
  const auto check_amount = [&issues](Money amount, Money least, const char* reason, const std::string& field) {
    if (amount < least) issues.push_back(IssueOf(Severity::kError, reason, field, FormatYuan(amount)));
    if (amount.fen() > kMaxAmountFen) {
      issues.push_back(IssueOf(Severity::kError, "AMOUNT_OUT_OF_RANGE", field, FormatYuan(amount)));
    }
  };
  check_amount(fund.amount, Money(), "AMOUNT_NEGATIVE", "amount_fen");
  if (fund.needs.size() > kMaxNeedsPerFund) {
    issues.push_back(IssueOf(Severity::kError, "TOO_MANY_NEEDS", "needs", absl::StrCat(fund.needs.size())));
    return issues;
  }
  for (size_t i = 0; i < fund.needs.size(); ++i) {
    check_amount(fund.needs[i].amount, Money::Fen(1), "AMOUNT_NOT_POSITIVE", absl::StrCat("needs[", i, "].amount_fen"));
  }
  if (HasErrors(issues)) return issues;
  Money needed;
  for (const SpecialFundNeed& need : fund.needs) needed += need.amount;
  if (needed > fund.amount) {
    issues.push_back(IssueOf(Severity::kWarning, "NEEDS_EXCEED_AMOUNT", "needs", FormatYuan(needed),
                             absl::StrCat("专项资金总额", FormatYuan(fund.amount), "元")));
  }
  if (fund.approved_date && fund.expected_release_date && *fund.expected_release_date < *fund.approved_date) {
    issues.push_back(IssueOf(Severity::kWarning, "RELEASE_EXPECTED_BEFORE_APPROVAL", "expected_release_date",
                             FormatIso(*fund.expected_release_date)));
  }
  return issues;
}

std::vector<FundStanding> StandingsOf(const std::vector<SpecialFund>& funds, const std::vector<EntryView>& entries,
                                      std::optional<Date> yardstick_due, Date until) {
  std::map<std::string, ReleasesByDay> releases;
  for (const EntryView& view : entries) {
    if (view.entry->special_fund.empty()) continue;
    ReleasesByDay& of_fund = releases[view.entry->special_fund];
    if (IsRelease(view.kind())) of_fund[view.transaction->effective_date] += view.amount();
  }
  std::vector<FundStanding> standings;
  for (const SpecialFund& fund : funds) {
    FundStanding standing = StandingOf(fund, yardstick_due);
    Measure(releases[fund.id], until, standing);
    releases.erase(fund.id);
    const bool is_yet_to_come = fund.approved_date && *fund.approved_date > until && standing.releases.empty();
    if (!is_yet_to_come) standings.push_back(std::move(standing));
  }
  for (const auto& [id, by_day] : releases) {
    SpecialFund unregistered;
    unregistered.id = id;
    unregistered.display_name = id;
    FundStanding standing = StandingOf(unregistered, yardstick_due);
    standing.is_registered = false;
    Measure(by_day, until, standing);
    if (!standing.releases.empty()) standings.push_back(std::move(standing));
  }
  return standings;
}

}  // namespace zhengping::budget
