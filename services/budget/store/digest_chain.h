// The check of a department-year's digest chain: every digest computed anew from what is stored, from the first
// revision on. Whoever changes an entry, a filing or a digest in the file without the service breaks it at that
// revision.
//
// What the chain does not say is not checked: times, callers, reasons, and the spellings that ids are derived from.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_DIGEST_CHAIN_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_DIGEST_CHAIN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

struct ChainCheck {
  YearMark mark;                      // of the head
  int64_t revisions = 0;              // that were checked: all of them, or those before the first bad one and it
  int64_t first_bad_revision = 0;     // whose digest, or content, is not what it was; 0: all fit
  std::string first_bad_transaction;  // its own transaction's id; empty where it has none or cannot be read
};

// Inside a read. A revision that cannot be read, or is not there, is the first bad one; so is the last one if the head
// carries another digest. The department is the caller's to check.
absl::StatusOr<ChainCheck> CheckChain(storage::Connection& connection, const YearKey& key);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_DIGEST_CHAIN_H_
