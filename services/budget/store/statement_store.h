// Statements (基础数据表) and reported facts (决算数) of department-years: read and changed. A change is a revision of
// the department-year.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/statement_rows.h"

namespace zhengping::budget {

struct StatementUpdate {
  YearKey key;
  // What is empty stays.
  std::optional<std::vector<StatementRow>> rows;
  std::optional<std::string> economy_measures;
  std::optional<std::string> source;
  std::optional<int64_t> expected_revision;  // of the stored statement; ETAG_STALE when it is another
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

struct ReportedFactsUpdate {
  YearKey key;
  std::optional<std::vector<ReportedFact>> facts;  // empty: they stay
  std::optional<int64_t> expected_revision;        // of the stored ones; ETAG_STALE when it is another
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

class StatementStore {
 public:
  explicit StatementStore(storage::Database& database) : database_(database) {}

  using Done = absl::AnyInvocable<void(absl::StatusOr<FiledStatement>)>;

  // `revision` 0 is the latest. Refused: DEPARTMENT_NOT_FOUND, REVISION_NOT_FOUND.
  void Get(YearKey key, int64_t revision, Done done);
  // Refused: DEPARTMENT_NOT_FOUND, ETAG_STALE, REQUEST_ID_REUSED, and the errors of CheckStatement, field
  // "statement.rows[3].budget".
  void Update(StatementUpdate update, Done done);

  using FactsDone = absl::AnyInvocable<void(absl::StatusOr<FiledFacts>)>;

  // `revision` 0 is the latest. Refused: DEPARTMENT_NOT_FOUND, REVISION_NOT_FOUND.
  void GetReportedFacts(YearKey key, int64_t revision, FactsDone done);
  // Refused: DEPARTMENT_NOT_FOUND, ETAG_STALE, REQUEST_ID_REUSED, and the errors of CheckReportedFacts, field
  // "reported_facts.facts[3].name".
  void UpdateReportedFacts(ReportedFactsUpdate update, FactsDone done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_STORE_H_
