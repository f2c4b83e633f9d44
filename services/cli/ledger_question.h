// What the verbs about a department-year's ledger ask: whose and which year, as known at which revision, up to which
// day, and only what meets a filter.
#ifndef ZHENGPING_SERVICES_CLI_LEDGER_QUESTION_H_
#define ZHENGPING_SERVICES_CLI_LEDGER_QUESTION_H_

#include <google/protobuf/repeated_field.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace zhengping::cli {

struct LedgerQuestion {
  std::string department;
  int year = 0;
  int64_t revision = 0;  // 0: the latest
  std::string as_of;     // empty: no bound

  // The filter, as it was typed; what is empty asks for nothing.
  std::string fund_type;
  std::string function_code;  // a prefix: "208"
  std::string economic_code;  // a prefix: "302"
  std::string project;        // pro_code
  std::string unit;
  std::string outlay;  // 基本支出, 项目支出, basic, project
  std::string document;
  std::string kind;   // 追加 …, supplement …; 调剂 is both its halves
  std::string least;  // yuan
  std::string most;
  std::string text;
};

void AddDepartment(CLI::App& command, LedgerQuestion& question);
// DEPARTMENT and --year.
void AddDepartmentYear(CLI::App& command, LedgerQuestion& question);
// --revision and --as-of.
void AddPoint(CLI::App& command, LedgerQuestion& question);
// What says which entries: --fund-type --function --economic-code --project --unit --outlay --document --kind.
void AddConditions(CLI::App& command, LedgerQuestion& question);
// --min --max --text.
void AddAmountsAndText(CLI::App& command, LedgerQuestion& question);

// The conditions of the question. Refused: ENTRY_KIND_UNKNOWN, OUTLAY_UNKNOWN.
absl::Status SetConditions(const LedgerQuestion& question,
                           google::protobuf::RepeatedPtrField<type::EntryCondition>& conditions);

// The project's id, from its pro_code or its resource name.
std::string ProjectIdOf(const std::string& project);

// Sets a day as it was typed. Refused: DATE_MALFORMED, DATE_NOT_IN_CALENDAR.
absl::Status SetDay(const std::string& text, google::type::Date& day);
// An amount in yuan as it was typed, in fen.
absl::StatusOr<int64_t> FenOf(const std::string& yuan);

// Revision and day of a request that has both.
template <typename Request>
absl::Status SetPoint(const LedgerQuestion& question, Request& request) {
  request.set_revision(question.revision);
  return question.as_of.empty() ? absl::OkStatus() : SetDay(question.as_of, *request.mutable_as_of());
}

// Department and year of a request about a department's list.
template <typename Request>
absl::Status SetParent(Session& session, const LedgerQuestion& question, Request& request) {
  ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, question.department, question.year));
  request.set_parent(subject.department);
  request.set_fiscal_year(subject.year);
  return absl::OkStatus();
}

// The filter of a request that has all of it.
template <typename Request>
absl::Status SetFilter(const LedgerQuestion& question, Request& request) {
  ZP_RETURN_IF_ERROR(SetConditions(question, *request.mutable_conditions()));
  request.set_text(question.text);
  if (!question.least.empty()) {
    ZP_ASSIGN_OR_RETURN(const int64_t fen, FenOf(question.least));
    request.set_min_amount_fen(fen);
  }
  if (!question.most.empty()) {
    ZP_ASSIGN_OR_RETURN(const int64_t fen, FenOf(question.most));
    request.set_max_amount_fen(fen);
  }
  return absl::OkStatus();
}

// "divisions/…/years/2023".
absl::StatusOr<std::string> YearNameOf(Session& session, const LedgerQuestion& question);

// All pages of a list as one response.
template <typename Response, typename Method, typename Request>
absl::StatusOr<Response> ListAll(Session& session, Method method, Request request) {
  Response all;
  request.set_page_size(1000);
  do {
    Response page;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus((session.budget().*method)(session.NewContext().get(), request, &page), "budget"));
    request.set_page_token(page.next_page_token());
    page.clear_next_page_token();
    all.MergeFrom(page);
  } while (!request.page_token().empty());
  return all;
}

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_LEDGER_QUESTION_H_
