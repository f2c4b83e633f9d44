// Statements (基础数据表) and reported facts as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_STATEMENT_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_STATEMENT_MESSAGES_H_

#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/statement_rows.h"

namespace zhengping::type {
class Fact;
}  // namespace zhengping::type
namespace zhengping::budget::v1 {
class ReportedFacts;
class Statement;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// CheckStatement judges the items. Issues: TOO_MANY_ROWS, ENUM_UNKNOWN, texts and numbers.
FiledStatement FromMessage(const v1::Statement& message, const MessageIssues& issues);
void ToMessage(const YearKey& key, const FiledStatement& filed, v1::Statement& message);

// CheckReportedFacts judges the names. Issues: TOO_MANY_FACTS, ENUM_UNKNOWN, texts and numbers;
// paths "{field}[3].value".
std::vector<ReportedFact> FactsFromMessage(const google::protobuf::RepeatedPtrField<type::Fact>& messages,
                                           absl::string_view field, const MessageIssues& issues);
void ToMessage(const YearKey& key, const FiledFacts& filed, v1::ReportedFacts& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_STATEMENT_MESSAGES_H_
