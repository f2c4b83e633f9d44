// Rows of the basic data table (基础数据表) and of reported facts: each whole under the revision that changed it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/statement.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

struct FiledStatement {
  Statement statement;
  std::string economy_measures;  // 厉行节约保障措施
  std::string source;
  int64_t revision = 0;  // that stored it; 0: there is none
  int64_t filed_ms = 0;
};

struct FiledFacts {
  std::vector<ReportedFact> facts;
  int64_t revision = 0;
  int64_t filed_ms = 0;
};

// As they are at `revision`.
absl::StatusOr<FiledStatement> SelectStatement(storage::Connection& connection, const YearKey& key, int64_t revision);
absl::StatusOr<FiledFacts> SelectReportedFacts(storage::Connection& connection, const YearKey& key, int64_t revision);

absl::Status InsertStatement(storage::Connection& connection, const YearKey& key, const FiledStatement& filed);
absl::Status InsertReportedFacts(storage::Connection& connection, const YearKey& key, const FiledFacts& filed);

// What the chain says about a statement: the table, then its prose.
std::string CanonicalText(const FiledStatement& filed);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_STATEMENT_ROWS_H_
