// Records of an import that a test can tell again, and what the service made of them.
#ifndef ZHENGPING_TESTS_FAULT_IMPORT_RECORDS_H_
#define ZHENGPING_TESTS_FAULT_IMPORT_RECORDS_H_

#include <cstdint>
#include <map>
#include <string>

#include "services/cli/bulk_importer.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping {

inline constexpr char kImportDivision[] = "divisions/430503000";

// Departments "f0", "f1", …, which take turns: each begins with an initial budget and its quota, then supplements of 1,
// 2, 3 … fen.
struct ImportPlan {
  int departments = 5;
  int records_per_department = 200;
  int note_bytes = 0;  // of each entry

  int records() const { return departments * records_per_department; }
  std::string Department(int index) const;
  void Fill(int number, budget::v1::ImportRecord& record) const;  // from 0
};

void CreateDepartments(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan);

// All records of the plan through a BulkImporter; the import must complete.
budget::v1::Import SendPlan(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan, cli::BulkImport import);

// "<revision> <digest> <sum of supplements>" of each department's year: equal for equal ledgers.
std::map<std::string, std::string> LedgersOf(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan);

// Each record of the plan has the outcome ADDED, in the order sent, and there is none more.
void ExpectAddedOnce(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan, const std::string& import_id);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_FAULT_IMPORT_RECORDS_H_
