// What each rule of this folder says when it is broken: one row a reason, English for developers (the message of a
// Status), Chinese for users (the remedy of an Issue). Reasons are stable for ever: clients switch on them.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_RULE_TEXT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_RULE_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"

namespace zhengping::budget {

// The issue of `reason` at `field`, its remedy from the table. An unknown reason is a bug and aborts.
Issue IssueOf(Severity severity, absl::string_view reason, std::string field, std::string found);
// With figures that only the caller knows, in Chinese, before the table's sentence.
Issue IssueOf(Severity severity, absl::string_view reason, std::string field, std::string found,
              absl::string_view figures);

// One sentence: what would be right.
absl::string_view EnglishOf(absl::string_view reason);

// TEXT_TOO_LONG (above `most_characters`) or TEXT_MALFORMED (not UTF-8; a control character other than tab and line
// ends).
std::optional<Issue> CheckText(absl::string_view text, std::string field, size_t most_characters);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_RULE_TEXT_H_
