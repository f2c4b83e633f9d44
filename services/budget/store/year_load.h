// A declarative load of one department-year and source, whole or not at all.
//
// Order of its revisions: quotas, special funds, statement, reported facts, then one a record; each only where
// something changes. Loading the same again therefore changes nothing: same revision, same digest.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_LOAD_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_LOAD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/budget/domain/load.h"
#include "services/budget/domain/record_import.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/statement_rows.h"

namespace zhengping::budget {

struct LoadRequest {
  YearKey key;
  std::string source;
  OnVanished on_vanished = OnVanished::kKeep;
  OnViolation on_violation = OnViolation::kReject;
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
  std::optional<DepartmentChange> department;  // created or changed with the load
  std::vector<QuotaRow> quotas;
  std::optional<std::vector<SpecialFundRow>> special_funds;  // the whole list; empty: the stored one stays
  std::optional<FiledStatement> statement;
  std::optional<std::vector<ReportedFact>> reported_facts;
  std::vector<Transaction> transactions;
  std::vector<Issue> issues;  // what reading the messages found; with errors among them nothing is stored
};

// One record that the load adds, changes, or no longer finds.
struct LoadDifference {
  RecordOutcome outcome = RecordOutcome::kAdded;
  std::optional<PostedTransaction> stored;  // in force before; empty for an added one
  std::optional<Transaction> sent;          // empty for a vanished one
};

struct LoadAnswer {
  int64_t revision = 0;  // of the department-year after the load; with kValidateOnly as it is
  std::string digest;
  std::vector<Issue> issues;
  std::vector<LoadDifference> differences;  // added and changed in the order sent, then vanished; not for a retry
  int64_t added = 0;
  int64_t changed = 0;
  int64_t unchanged = 0;
  int64_t outdated = 0;
  int64_t vanished = 0;
  int64_t added_quotas = 0;
  int64_t changed_quotas = 0;
  bool department_changed = false;
  bool special_funds_changed = false;
  bool statement_changed = false;
  bool reported_facts_changed = false;
};

// Inside a body. With kValidateOnly the issues are the answer; otherwise errors among them refuse it.
// Refused: DEPARTMENT_NOT_FOUND (neither stored nor sent), REQUEST_ID_REUSED, LOAD_HAS_ERRORS.
absl::StatusOr<LoadAnswer> LoadYear(storage::Connection& connection, const LoadRequest& request);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_LOAD_H_
