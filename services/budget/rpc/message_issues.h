// What reading a message finds wrong, before the domain sees it: issues with their paths, all at once for a load; the
// first one as a refusal for every other RPC.
//
//   std::vector<Issue> issues;
//   const Transaction transaction = FromMessage(request.transaction(), place, MessageIssues(issues, "transaction."));
//   ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_MESSAGE_ISSUES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_MESSAGE_ISSUES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/status/issue.h"

namespace zhengping::budget {

class MessageIssues {
 public:
  // Fields get `prefix` before them: "transactions[3].". `issues` outlives this.
  MessageIssues(std::vector<Issue>& issues, std::string prefix) : issues_(&issues), prefix_(std::move(prefix)) {}

  // The same list, one level down.
  MessageIssues Below(absl::string_view part) const;
  // Below "list[index].", spelt only when there is something to say.
  MessageIssues At(const char* list, int index) const;
  // One error. `reason` is one of message_issues.cc's table.
  void Add(absl::string_view reason, absl::string_view field, absl::string_view found) const;
  // What a parser of common/ refused.
  void Add(const absl::Status& refused, absl::string_view field, absl::string_view found) const;
  // TEXT_TOO_LONG, TEXT_MALFORMED.
  void CheckText(absl::string_view text, absl::string_view field, size_t most_characters) const;

 private:
  std::string PathOf(absl::string_view field) const;

  std::vector<Issue>* issues_;
  std::string prefix_;
  const char* list_ = nullptr;  // of At, with index_
  int index_ = 0;
};

// OK, or the first error as INVALID_ARGUMENT.
absl::Status FirstRefusalOf(const std::vector<Issue>& issues);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_MESSAGE_ISSUES_H_
