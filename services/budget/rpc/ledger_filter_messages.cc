#include "services/budget/rpc/ledger_filter_messages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/budget/domain/document_number.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::budget {

absl::StatusOr<std::vector<EntryCondition>> ConditionsFromMessages(const ConditionMessages& messages) {
  std::vector<EntryCondition> conditions;
  size_t values = 0;
  for (int i = 0; i < messages.size(); ++i) {
    absl::StatusOr<EntryCondition> condition = FromMessage(messages[i]);
    if (!condition.ok()) return WithFieldPrefix(condition.status(), absl::StrCat("conditions[", i, "]."));
    if (condition->field == EntryField::kDocumentNumber) {
      for (std::string& value : condition->values) value = NormalizeDocumentNumber(value);
    }
    values += condition->values.size();
    conditions.push_back(*std::move(condition));
  }
  if (conditions.size() > kMostConditions || values > kMostConditionValues) {
    return Invalid({"TOO_MANY_CONDITIONS", "conditions", ""},
                   absl::StrCat("at most ", kMostConditions, " conditions with ", kMostConditionValues,
                                " values in all, not ", conditions.size(), " with ", values));
  }
  return conditions;
}

void AddTokenFields(const ConditionMessages& messages, std::vector<std::string>& fields) {
  for (const type::EntryCondition& message : messages) fields.push_back(message.SerializeAsString());
}

absl::Status CheckAmountRange(const LedgerFilter& filter) {
  if (!filter.least || !filter.most || *filter.least <= *filter.most) return absl::OkStatus();
  return Invalid({"AMOUNT_RANGE_EMPTY", "max_amount_fen", ""},
                 absl::StrCat("at least min_amount_fen, which is ", filter.least->fen()));
}

}  // namespace zhengping::budget
