// Canonical texts: one spelling for one content, as the SM3 chain of a head row digests it.
//
//   digest' = SM3(digest ‖ CanonicalText(transaction))
//
// Form, version 1: UTF-8 lines `name=value\n`, the first one naming type and version. Names in the order of the struct.
// In values, "\" LF CR are written "\\" "\n" "\r" and, inside an element's line, ";" is written "\;". Amounts in fen,
// dates ISO, enumerations by their names. Lists (entries, needs, rows) one line an element, sorted by bytes, since
// their order has no meaning. No times, no ids given by the store, nobody's name. A version, once written, is never
// changed: a new form gets a new number and old rows keep theirs.
//
// A transaction is digested a million times where the others are once, and a digest takes its time by the byte: its
// text leaves out what is empty or unstated, and the fiscal year, in which the effective date lies:
//
//   transaction/1
//   source=case
//   record_id=r1
//   record_version=2
//   document_number=大财预〔2023〕12号
//   effective_date=2023-05-31
//   entry=PAYMENT;2023-q1;500;origin=OWN;recurring=NO;special_fund=f1;note=…
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_CANONICAL_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_CANONICAL_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// What the chain says about one transaction. `reverses` is the reversed transaction's id ("2023-17"): it is derived
// from the revision and so the same wherever the same ledger is built.
std::string CanonicalText(const Transaction& transaction);
// As if its record_version were `version`; `text` is written over.
void WriteCanonicalText(const Transaction& transaction, int64_t version, std::string& text);
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
