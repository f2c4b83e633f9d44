#include "services/budget/rpc/special_fund_messages.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/special_fund.pb.h"

namespace zhengping::budget {
namespace {

struct Release {
  const PostedTransaction* posted;
  Money amount;
};

bool IsRelease(EntryKind kind) {
  return kind == EntryKind::kInitial || kind == EntryKind::kSupplement || kind == EntryKind::kCarryover;
}

// One a transaction, by day and then as posted.
std::vector<Release> ReleasesOf(const YearSnapshot& year, const EntryScope& scope, const std::string& fund) {
  std::vector<Release> releases;
  for (const PostedTransaction& posted : year.ledger.transactions) {
    const Transaction& transaction = posted.transaction;
    if (posted.is_reversed || !transaction.reverses.empty()) continue;
    if (scope.as_of.has_value() && transaction.effective_date > *scope.as_of) continue;
    Money amount;
    for (const LedgerEntry& entry : transaction.entries) {
      if (entry.special_fund == fund && IsRelease(entry.entry.kind)) amount += entry.entry.amount;
    }
    if (amount > Money()) releases.push_back({.posted = &posted, .amount = amount});
  }
  std::stable_sort(releases.begin(), releases.end(), [](const Release& a, const Release& b) {
    return a.posted->transaction.effective_date < b.posted->transaction.effective_date;
  });
  return releases;
}

}  // namespace

SpecialFundRow FromMessage(const YearKey& key, const v1::SpecialFund& message, const MessageIssues& issues) {
  SpecialFundRow row;
  row.external_code = message.external_code();
  row.fund.id = YearlyId(key.fiscal_year, message.external_code());
  if (message.external_code().empty()) {
    issues.Add("FIELD_MISSING", "external_code", "");
  } else if (IdFromExternalCode(message.external_code()).empty()) {
    issues.Add("CODE_NOT_AN_ID", "external_code", message.external_code());
  }
  if (!message.name().empty() && message.name() != FormatName(ChildName{key.department, row.fund.id}, "specialFunds")) {
    issues.Add("NAME_DISAGREES", "name", message.name());
  }
  if (message.fiscal_year() != 0 && message.fiscal_year() != key.fiscal_year) {
    issues.Add("YEAR_DISAGREES", "fiscal_year", absl::StrCat(message.fiscal_year()));
  }
  row.fund.display_name = message.display_name();
  row.fund.amount = MoneyFromMessage(message.amount_fen(), "amount_fen", issues);
  if (message.has_approved_date()) {
    row.fund.approved_date = FromMessage(message.approved_date(), "approved_date", issues);
  }
  if (message.has_expected_release_date()) {
    row.fund.expected_release_date = FromMessage(message.expected_release_date(), "expected_release_date", issues);
  }
  for (int i = 0; i < message.needs_size(); ++i) {
    const MessageIssues here = issues.Below(absl::StrCat("needs[", i, "]."));
    SpecialFundNeed need;
    if (const auto date = FromMessage(message.needs(i).needed_date(), "needed_date", here)) need.needed_date = *date;
    need.amount = MoneyFromMessage(message.needs(i).amount_fen(), "amount_fen", here);
    row.fund.needs.push_back(need);
  }
  return row;
}

void ToMessage(const YearSnapshot& year, const EntryScope& scope, const SpecialFundRow& row, v1::SpecialFund& message) {
  const DepartmentName& department = year.ledger.department;
  message.set_name(FormatName(ChildName{department, row.fund.id}, "specialFunds"));
  message.set_external_code(row.external_code);
  message.set_fiscal_year(year.ledger.fiscal_year);
  message.set_display_name(row.fund.display_name);
  message.set_amount_fen(row.fund.amount.fen());
  if (row.fund.approved_date) ToMessage(*row.fund.approved_date, *message.mutable_approved_date());
  if (row.fund.expected_release_date) {
    ToMessage(*row.fund.expected_release_date, *message.mutable_expected_release_date());
  }
  for (const SpecialFundNeed& need : row.fund.needs) {
    v1::SpecialFundNeed& added = *message.add_needs();
    ToMessage(need.needed_date, *added.mutable_needed_date());
    added.set_amount_fen(need.amount.fen());
  }
  Money released;
  for (const Release& release : ReleasesOf(year, scope, row.fund.id)) {
    v1::SpecialFundRelease& added = *message.add_releases();
    added.set_transaction(FormatName(ChildName{department, release.posted->id}, "transactions"));
    added.set_document_number(release.posted->transaction.document_number);
    ToMessage(release.posted->transaction.effective_date, *added.mutable_release_date());
    added.set_amount_fen(release.amount.fen());
    released += release.amount;
  }
  message.set_released_fen(released.fen());
  message.set_revision(year.special_funds.revision);
  ToMessage(year.special_funds.filed_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(year.special_funds.revision));
}

}  // namespace zhengping::budget
