#include "services/budget/rpc/load_messages.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/request_id/request_id.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/statement_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::budget {
namespace {

absl::Status CheckStream(const std::vector<v1::LoadDepartmentYearRequest>& messages) {
  if (messages.empty() || !messages.front().has_head()) {
    return Invalid({"LOAD_HEAD_MISSING", "head", ""}, "the first message of a load is its head");
  }
  size_t transactions = 0;
  for (size_t i = 1; i < messages.size(); ++i) {
    if (messages[i].has_head()) {
      return Invalid({"LOAD_HEAD_REPEATED", "head", ""}, "a load has one head, all further messages are batches");
    }
    transactions += static_cast<size_t>(messages[i].batch().transactions_size());
  }
  if (transactions > kMostTransactionsPerLoad) {
    return Invalid({"TOO_MANY_TRANSACTIONS", "batch.transactions", ""},
                   absl::StrCat("a load has at most ", kMostTransactionsPerLoad, " transactions"));
  }
  return absl::OkStatus();
}

absl::Status ReadHead(const v1::LoadHead& head, LoadRequest& request) {
  ZP_ASSIGN_OR_RETURN(request.key.department, ParseDepartmentName(head.parent(), "head.parent"));
  ZP_RETURN_IF_ERROR(CheckFiscalYear(head.fiscal_year(), "head.fiscal_year"));
  request.key.fiscal_year = head.fiscal_year();
  ZP_ASSIGN_OR_RETURN(request.stamp.request_id, ParseRequestId(head.request_id(), "head.request_id"));
  if (!v1::OnViolation_IsValid(head.on_violation())) {
    return Invalid({"ENUM_UNKNOWN", "head.on_violation", ""}, "REJECT, RECORD, or unset");
  }
  request.on_violation = head.on_violation() == v1::ON_VIOLATION_RECORD ? OnViolation::kRecord : OnViolation::kReject;
  if (head.source().empty()) {
    return Invalid({"SOURCE_MISSING", "head.source", ""}, "a load says whose records it brings, for example \"case\"");
  }
  std::vector<Issue> issues;
  MessageIssues(issues, "head.").CheckText(head.source(), "source", kMaxSourceCharacters);
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  request.source = head.source();
  request.on_vanished = head.replace() ? OnVanished::kReverse : OnVanished::kKeep;
  request.mode = head.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return absl::OkStatus();
}

void ReadFilings(const v1::LoadHead& head, LoadRequest& request, const MessageIssues& issues) {
  if (head.has_department()) {
    const v1::Department& department = head.department();
    if (!department.name().empty() && department.name() != FormatName(request.key.department)) {
      issues.Add("NAME_DISAGREES", "department.name", department.name());
    }
    request.department =
        FromMessage(request.key.department, department, PopulatedFields(department), issues.Below("department."));
  }
  for (int i = 0; i < head.quotas_size(); ++i) {
    request.quotas.push_back(FromMessage(request.key, head.quotas(i), issues.Below(absl::StrCat("quotas[", i, "]."))));
  }
  if (static_cast<size_t>(head.special_funds_size()) > kMaxSpecialFundsPerYear) {
    issues.Add("TOO_MANY_SPECIAL_FUNDS", "special_funds", absl::StrCat(head.special_funds_size()));
  } else if (head.special_funds_size() > 0) {
    request.special_funds.emplace();
    for (int i = 0; i < head.special_funds_size(); ++i) {
      request.special_funds->push_back(
          FromMessage(request.key, head.special_funds(i), issues.Below(absl::StrCat("special_funds[", i, "]."))));
    }
  }
  if (head.has_statement()) request.statement = FromMessage(head.statement(), issues.Below("statement."));
  if (head.reported_facts_size() > 0) {
    request.reported_facts = FactsFromMessage(head.reported_facts(), "reported_facts", issues);
  }
}

void ReadTransactions(const std::vector<v1::LoadDepartmentYearRequest>& messages, LoadRequest& request,
                      const MessageIssues& issues) {
  for (const v1::LoadDepartmentYearRequest& message : messages) {
    for (const v1::Transaction& sent : message.batch().transactions()) {
      const MessageIssues here = issues.Below(absl::StrCat("transactions[", request.transactions.size(), "]."));
      Transaction transaction = FromMessage(request.key, sent, here);
      if (transaction.source.empty()) transaction.source = request.source;
      if (transaction.source != request.source) here.Add("SOURCE_DISAGREES", "source", transaction.source);
      request.transactions.push_back(std::move(transaction));
    }
  }
}

v1::RecordOutcome ToMessage(RecordOutcome outcome) {
  switch (outcome) {
    case RecordOutcome::kAdded:
      return v1::RECORD_OUTCOME_ADDED;
    case RecordOutcome::kUnchanged:
      return v1::RECORD_OUTCOME_UNCHANGED;
    case RecordOutcome::kChanged:
      return v1::RECORD_OUTCOME_CHANGED;
    case RecordOutcome::kOutdated:
      return v1::RECORD_OUTCOME_OUTDATED;
    case RecordOutcome::kDeleted:
      return v1::RECORD_OUTCOME_DELETED;
    case RecordOutcome::kVanished:
      return v1::RECORD_OUTCOME_VANISHED;
    case RecordOutcome::kRefused:
      return v1::RECORD_OUTCOME_REFUSED;
  }
  return v1::RECORD_OUTCOME_UNSPECIFIED;
}

void ToMessage(const DepartmentName& department, const LoadDifference& difference, v1::LoadDifference& message) {
  message.set_outcome(ToMessage(difference.outcome));
  message.set_record_id(difference.sent ? difference.sent->record_id : difference.stored->transaction.record_id);
  if (difference.stored) budget::ToMessage(department, *difference.stored, *message.mutable_stored());
  if (difference.sent) budget::ToMessage(department, *difference.sent, *message.mutable_sent());
}

}  // namespace

absl::StatusOr<LoadRequest> FromMessages(const std::vector<v1::LoadDepartmentYearRequest>& messages) {
  ZP_RETURN_IF_ERROR(CheckStream(messages));
  LoadRequest request;
  const v1::LoadHead& head = messages.front().head();
  ZP_RETURN_IF_ERROR(ReadHead(head, request));
  const MessageIssues issues(request.issues, "");
  ReadFilings(head, request, issues);
  ReadTransactions(messages, request, issues);
  if (!request.stamp.request_id.empty()) {
    Sm3 digest;
    digest.Update("LoadDepartmentYear\n");
    for (const v1::LoadDepartmentYearRequest& message : messages) digest.Update(message.SerializeAsString());
    request.stamp.content_digest = digest.FinishHex();
  }
  return request;
}

void ToMessage(const YearKey& key, const LoadAnswer& answer, v1::LoadDepartmentYearResponse& message) {
  ToMark(key, answer.revision, answer.digest, *message.mutable_mark());
  std::vector<Issue> issues = answer.issues;
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  for (size_t i = 0; i < std::min(issues.size(), kMostIssues); ++i) ToMessage(issues[i], *message.add_issues());
  const std::pair<v1::RecordOutcome, int64_t> counts[] = {{v1::RECORD_OUTCOME_ADDED, answer.added},
                                                          {v1::RECORD_OUTCOME_UNCHANGED, answer.unchanged},
                                                          {v1::RECORD_OUTCOME_CHANGED, answer.changed},
                                                          {v1::RECORD_OUTCOME_VANISHED, answer.vanished},
                                                          {v1::RECORD_OUTCOME_OUTDATED, answer.outdated}};
  for (const auto& [outcome, count] : counts) {
    v1::OutcomeCount& added = *message.add_outcome_counts();
    added.set_outcome(outcome);
    added.set_count(count);
  }
  for (size_t i = 0; i < std::min(answer.differences.size(), kMostDifferences); ++i) {
    ToMessage(key.department, answer.differences[i], *message.add_differences());
  }
  message.set_added_quota_count(static_cast<int32_t>(answer.added_quotas));
  message.set_changed_quota_count(static_cast<int32_t>(answer.changed_quotas));
  message.set_special_funds_changed(answer.special_funds_changed);
  message.set_statement_changed(answer.statement_changed);
  message.set_reported_facts_changed(answer.reported_facts_changed);
  message.set_department_changed(answer.department_changed);
}

}  // namespace zhengping::budget
