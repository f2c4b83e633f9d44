// Canonical texts: one spelling for one content, as the SM3 chain of a head row digests it.
//
//   digest' = SM3(digest ‖ CanonicalText(transaction))
//
// Form, version 1: UTF-8 lines `name=value\n`, the first one naming type and version ("zhengping.transaction/1"). Names
// in the order of the struct, every name present, empty values too. In values, "\" LF CR are written "\\" "\n" "\r"
// and, inside an entry's line, ";" is written "\;". Amounts in fen, dates ISO, enumerations by their names. Lists
// (entries, needs, rows) one line an element, sorted by bytes, since their order has no meaning. No times, no ids given
// by the store, nobody's name. A version, once written, is never changed: a new form gets a new number and old rows
// keep theirs.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_CANONICAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_CANONICAL_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// What the chain says about one transaction. `reverses` is the reversed transaction's id ("2023-17"): it is derived
// from the revision and so the same wherever the same ledger is built.
std::string CanonicalText(const Transaction& transaction);
// A quota's purpose decides facts, too: whoever lets it change must chain this text.
std::string CanonicalText(const QuotaRecord& quota);
std::string CanonicalText(const SpecialFund& fund);

// The transaction without its version: two with the same text say the same.
std::string ContentText(const Transaction& transaction);

// For texts of other types in the same form.
std::string CanonicalLines(absl::string_view type_and_version,
                           const std::vector<std::pair<std::string, std::string>>& named_values);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_CANONICAL_H_
