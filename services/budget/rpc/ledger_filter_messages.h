// Filters of lists and balances as messages: conditions, text, amounts.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_LEDGER_FILTER_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_LEDGER_FILTER_MESSAGES_H_

#include <google/protobuf/repeated_field.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/ledger_filter.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"

namespace zhengping::budget {

using ConditionMessages = google::protobuf::RepeatedPtrField<type::EntryCondition>;

// Document numbers come back as the ledger spells them. Refused, field "conditions[2].field": CONDITION_FIELD_UNKNOWN,
// TOO_MANY_CONDITIONS.
absl::StatusOr<std::vector<EntryCondition>> ConditionsFromMessages(const ConditionMessages& messages);
// For a page token: what the list is bound to.
void AddTokenFields(const ConditionMessages& messages, std::vector<std::string>& fields);

// AMOUNT_RANGE_EMPTY where nothing can lie between.
absl::Status CheckAmountRange(const LedgerFilter& filter);

// The filter of a request with conditions, text, min_amount_fen and max_amount_fen, without the day; adds what its
// pages are bound to. Refused besides: TEXT_TOO_LONG, TEXT_MALFORMED, AMOUNT_OUT_OF_RANGE.
template <typename Request>
absl::StatusOr<LedgerFilter> FilterFromMessage(const Request& request, std::vector<std::string>& token_fields) {
  LedgerFilter filter;
  ZP_ASSIGN_OR_RETURN(filter.scope.conditions, ConditionsFromMessages(request.conditions()));
  std::vector<Issue> issues;
  const MessageIssues at(issues, "");
  at.CheckText(request.text(), "text", kMostFilterCharacters);
  filter.text = request.text();
  const auto amount = [&at, &token_fields](bool is_set, int64_t fen, const char* field) {
    token_fields.push_back(is_set ? std::to_string(fen) : "");
    return is_set ? std::optional<Money>(MoneyFromMessage(fen, field, at)) : std::nullopt;
  };
  filter.least = amount(request.has_min_amount_fen(), request.min_amount_fen(), "min_amount_fen");
  filter.most = amount(request.has_max_amount_fen(), request.max_amount_fen(), "max_amount_fen");
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  ZP_RETURN_IF_ERROR(CheckAmountRange(filter));
  token_fields.push_back(request.text());
  AddTokenFields(request.conditions(), token_fields);
  return filter;
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_LEDGER_FILTER_MESSAGES_H_
