#include "services/reporting/clients/budget_load_messages.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/record_changes.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/case_places.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::reporting {
namespace {

constexpr char kSource[] = "case";
constexpr int kMostInBatch = 2000;
constexpr size_t kMostBatchBytes = 1 << 20;  // well below the 4 MiB of a message

budget::v1::EntryKind KindMessage(CaseEntryKind kind) {
  switch (kind) {
    case CaseEntryKind::kInitial:
      return budget::v1::ENTRY_KIND_INITIAL;
    case CaseEntryKind::kSupplement:
      return budget::v1::ENTRY_KIND_SUPPLEMENT;
    case CaseEntryKind::kReduction:
      return budget::v1::ENTRY_KIND_REDUCTION;
    case CaseEntryKind::kTransferIn:
      return budget::v1::ENTRY_KIND_TRANSFER_IN;
    case CaseEntryKind::kTransferOut:
      return budget::v1::ENTRY_KIND_TRANSFER_OUT;
    case CaseEntryKind::kCarryover:
      return budget::v1::ENTRY_KIND_CARRYOVER;
    case CaseEntryKind::kRecall:
      return budget::v1::ENTRY_KIND_RECALL;
    case CaseEntryKind::kPayment:
      return budget::v1::ENTRY_KIND_PAYMENT;
    case CaseEntryKind::kRefund:
      return budget::v1::ENTRY_KIND_REFUND;
  }
  return budget::v1::ENTRY_KIND_UNSPECIFIED;
}

budget::v1::Origin OriginMessage(CaseOrigin origin) {
  switch (origin) {
    case CaseOrigin::kUnstated:
      return budget::v1::ORIGIN_UNSPECIFIED;
    case CaseOrigin::kSuperior:
      return budget::v1::ORIGIN_SUPERIOR;
    case CaseOrigin::kPolicy:
      return budget::v1::ORIGIN_POLICY;
    case CaseOrigin::kEmergency:
      return budget::v1::ORIGIN_EMERGENCY;
    case CaseOrigin::kOwn:
      return budget::v1::ORIGIN_OWN;
  }
  return budget::v1::ORIGIN_UNSPECIFIED;
}

budget::v1::Recurring RecurringMessage(CaseRecurring recurring) {
  switch (recurring) {
    case CaseRecurring::kUnstated:
      return budget::v1::RECURRING_UNSPECIFIED;
    case CaseRecurring::kYes:
      return budget::v1::RECURRING_YES;
    case CaseRecurring::kNo:
      return budget::v1::RECURRING_NO;
  }
  return budget::v1::RECURRING_UNSPECIFIED;
}

budget::v1::Outlay OutlayMessage(CaseOutlay outlay) {
  switch (outlay) {
    case CaseOutlay::kUnstated:
      return budget::v1::OUTLAY_UNSPECIFIED;
    case CaseOutlay::kBasic:
      return budget::v1::OUTLAY_BASIC;
    case CaseOutlay::kProject:
      return budget::v1::OUTLAY_PROJECT;
  }
  return budget::v1::OUTLAY_UNSPECIFIED;
}

// "fen" for money; a count or an area says itself what it is.
void FigureToMessage(const CaseFigure& figure, type::Quantity& message) {
  const bool is_money = std::holds_alternative<Money>(*figure.value);
  ToMessage(*figure.value, is_money ? "fen" : "", message);
}

void DepartmentToMessage(const CaseDepartment& department, budget::v1::Department& message) {
  message.set_name(FormatName(department.name));
  message.set_display_name(department.display_name);
  if (department.agency_code != department.name.department) message.set_external_code(department.agency_code);
  message.set_superior_agency_code(department.superior_agency_code);
  message.set_unit_kind(department.unit_kind);
}

void QuotaToMessage(const CaseQuota& quota, budget::v1::Quota& message) {
  message.set_external_code(quota.external_code);
  budget::v1::Classification& classification = *message.mutable_classification();
  classification.set_outlay(OutlayMessage(quota.outlay));
  classification.set_fund_type(quota.fund_type);
  classification.set_function_code(quota.function_code);
  classification.set_government_economic_code(quota.government_economic_code);
  classification.set_department_economic_code(quota.department_economic_code);
  classification.set_project_code(quota.project_code);
  classification.set_project_display_name(quota.project_display_name);
  classification.set_budget_unit(quota.budget_unit);
}

void FundToMessage(const CaseFund& fund, budget::v1::SpecialFund& message) {
  message.set_external_code(fund.external_code);
  message.set_display_name(fund.display_name);
  message.set_amount_fen(fund.amount.fen());
  if (fund.approved_date.has_value()) ToMessage(*fund.approved_date, *message.mutable_approved_date());
  if (fund.expected_release_date.has_value()) {
    ToMessage(*fund.expected_release_date, *message.mutable_expected_release_date());
  }
  for (const CaseFundNeed& need : fund.needs) {
    budget::v1::SpecialFundNeed& added = *message.add_needs();
    ToMessage(need.needed_date, *added.mutable_needed_date());
    added.set_amount_fen(need.amount.fen());
  }
}

void StatementRowToMessage(const CaseStatementRow& row, budget::v1::StatementRow& message) {
  message.set_item(row.item);
  message.set_display_name(row.display_name);
  const auto put = [&row](const CaseFigure& figure, auto mutable_cell) {
    if (figure.state == FactState::kMissing) return;
    budget::v1::StatementCell& cell = *mutable_cell();
    cell.set_state(MessageOf(figure.state));
    if (figure.value.has_value()) FigureToMessage(figure, *cell.mutable_value());
    cell.set_source(SourceText(row.place));
  };
  put(row.cells[0], [&message] { return message.mutable_prior_actual(); });
  put(row.cells[1], [&message] { return message.mutable_prior_budget(); });
  put(row.cells[2], [&message] { return message.mutable_budget(); });
  put(row.cells[3], [&message] { return message.mutable_actual(); });
}

void FactToMessage(const CaseReportedFact& fact, type::Fact& message) {
  message.set_name(fact.name);
  message.set_state(MessageOf(fact.figure.state));
  if (fact.figure.value.has_value()) FigureToMessage(fact.figure, *message.mutable_value());
  message.set_unit(fact.unit);
  message.set_source(fact.source.empty() ? SourceText(fact.place) : fact.source);
}

void TransactionToMessage(const CaseTransaction& transaction, budget::v1::Transaction& message) {
  message.set_record_id(transaction.record_id);
  message.set_document_number(transaction.document_number);
  ToMessage(transaction.effective_date, *message.mutable_effective_date());
  for (const CaseEntry& entry : transaction.entries) {
    budget::v1::Entry& added = *message.add_entries();
    added.set_quota_external_code(entry.quota);
    added.set_kind(KindMessage(entry.kind));
    added.set_amount_fen(entry.amount.fen());
    added.set_origin(OriginMessage(entry.origin));
    added.set_recurring(RecurringMessage(entry.recurring));
    added.set_special_fund_external_code(entry.special_fund);
    added.set_note(entry.note);
  }
}

void HeadToMessage(const Case& contents, const CaseYear& year, const ImportOrder& order, budget::v1::LoadHead& head) {
  head.set_parent(FormatName(contents.department.name));
  head.set_fiscal_year(year.fiscal_year);
  head.set_source(kSource);
  head.set_on_violation(budget::v1::ON_VIOLATION_REJECT);
  head.set_replace(order.on_vanished == OnVanished::kReverse);
  head.set_validate_only(order.mode == ImportMode::kValidateOnly);
  if (order.mode == ImportMode::kWrite) {
    head.set_request_id(StepRequestId(order.request_id, absl::StrCat("budget/", year.fiscal_year)));
  }
  DepartmentToMessage(contents.department, *head.mutable_department());
  for (const CaseQuota& quota : year.quotas) QuotaToMessage(quota, *head.add_quotas());
  for (const CaseFund& fund : year.special_funds) FundToMessage(fund, *head.add_special_funds());
  if (!year.statement.empty()) {
    head.mutable_statement()->set_source(year.source);
    for (const CaseStatementRow& row : year.statement)
      StatementRowToMessage(row, *head.mutable_statement()->add_rows());
  }
  for (const CaseReportedFact& fact : year.reported_facts) FactToMessage(fact, *head.add_reported_facts());
}

int CountOf(const budget::v1::LoadDepartmentYearResponse& message, budget::v1::RecordOutcome outcome) {
  for (const budget::v1::OutcomeCount& count : message.outcome_counts()) {
    if (count.outcome() == outcome) return static_cast<int>(count.count());
  }
  return 0;
}

std::vector<TableChange> ChangesOf(const budget::v1::LoadDepartmentYearResponse& message, const Case& contents,
                                   const CaseYear& year) {
  std::vector<TableChange> changes;
  TableChange ledger{.file = contents.FileNamed(year.folder + "ledger.csv"),
                     .added = CountOf(message, budget::v1::RECORD_OUTCOME_ADDED),
                     .unchanged = CountOf(message, budget::v1::RECORD_OUTCOME_UNCHANGED) +
                                  CountOf(message, budget::v1::RECORD_OUTCOME_OUTDATED),
                     .changed = CountOf(message, budget::v1::RECORD_OUTCOME_CHANGED),
                     .vanished = CountOf(message, budget::v1::RECORD_OUTCOME_VANISHED),
                     .records = RecordChangesOf(message, year)};
  const bool stood_before = ledger.unchanged + ledger.changed + ledger.vanished > 0;
  const bool has_ledger = !year.transactions.empty() || stood_before;
  const auto whole = [&](const char* name, size_t rows, bool differs) {
    if (rows == 0) return;
    const WholeTable what = !differs       ? WholeTable::kUnchanged
                            : stood_before ? WholeTable::kChanged
                                           : WholeTable::kAdded;
    changes.push_back(WholeTableChange(contents.FileNamed(year.folder + name), rows, what));
  };
  whole("special_funds.csv", year.special_funds.size(), message.special_funds_changed());
  if (has_ledger) changes.push_back(std::move(ledger));
  whole("statement.csv", year.statement.size(), message.statement_changed());
  whole("facts.csv", year.reported_facts.size(), message.reported_facts_changed());
  if (&year == &contents.years.front()) {
    changes.push_back(WholeTableChange(contents.FileNamed("department.csv"), 1,
                                       !message.department_changed() ? WholeTable::kUnchanged
                                       : stood_before                ? WholeTable::kChanged
                                                                     : WholeTable::kAdded));
  }
  return changes;
}

}  // namespace

std::vector<budget::v1::LoadDepartmentYearRequest> BudgetLoadMessages(const Case& contents, const CaseYear& year,
                                                                      const ImportOrder& order) {
  std::vector<budget::v1::LoadDepartmentYearRequest> messages(1);
  HeadToMessage(contents, year, order, *messages.front().mutable_head());
  size_t bytes = 0;
  for (const CaseTransaction& transaction : year.transactions) {
    budget::v1::Transaction message;
    TransactionToMessage(transaction, message);
    const size_t size = message.ByteSizeLong();
    const bool fits = messages.size() > 1 && messages.back().batch().transactions_size() < kMostInBatch &&
                      bytes + size <= kMostBatchBytes;
    if (!fits) {
      messages.emplace_back();
      bytes = 0;
    }
    bytes += size;
    *messages.back().mutable_batch()->add_transactions() = std::move(message);
  }
  return messages;
}

absl::StatusOr<LoadAnswer> FromMessage(const budget::v1::LoadDepartmentYearResponse& message, const Case& contents,
                                       const CaseYear& year) {
  Contract contract("budget");
  LoadAnswer answer;
  std::vector<Issue> issues;
  for (int i = 0; i < message.issues_size(); ++i) {
    issues.push_back(FromMessage(message.issues(i), absl::StrCat("issues[", i, "]"), contract));
  }
  answer.issues = PlaceBudgetIssues(contents, year, std::move(issues));
  answer.changes = ChangesOf(message, contents, year);
  answer.mark = {.service = "budget",
                 .department = FormatName(contents.department.name),
                 .fiscal_year = year.fiscal_year,
                 .revision = message.mark().revision(),
                 .digest = message.mark().digest()};
  contract.Require(message.mark().department() == answer.mark.department, "mark", "is of another department");
  contract.Require(message.mark().fiscal_year() == year.fiscal_year, "mark", "is of another year");
  ZP_RETURN_IF_ERROR(contract.status());
  return answer;
}

}  // namespace zhengping::reporting
