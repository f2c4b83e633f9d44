// Departments (部门): read, listed, created and changed.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_DEPARTMENT_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_DEPARTMENT_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/resource_name/resource_name.h"
#include "common/storage/database.h"
#include "services/budget/domain/project.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

struct BudgetUnit {
  std::string code;
  std::string display_name;
  friend bool operator==(const BudgetUnit&, const BudgetUnit&) = default;
};

struct DepartmentRow {
  DepartmentName name;
  std::string display_name;
  std::string external_code;
  std::string division_display_name;
  std::string superior_agency_code;
  std::string unit_kind;
  std::vector<BudgetUnit> budget_units;
  int64_t version = 0;  // the etag; 0: not stored
  int64_t created_ms = 0;
  int64_t updated_ms = 0;
};

// What to change; what is empty stays.
struct DepartmentChange {
  DepartmentName name;
  std::optional<std::string> display_name;
  std::optional<std::string> external_code;
  std::optional<std::string> division_display_name;
  std::optional<std::string> superior_agency_code;
  std::optional<std::string> unit_kind;
  std::optional<std::vector<BudgetUnit>> budget_units;
};

enum class OnMissing { kRefuse, kCreate };
enum class Mode { kWrite, kValidateOnly };

struct DepartmentUpdate {
  DepartmentChange change;
  OnMissing on_missing = OnMissing::kRefuse;
  std::optional<int64_t> expected_version;  // ETAG_STALE when it is another
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

// Inside a body. DEPARTMENT_NOT_FOUND where there is none.
absl::StatusOr<DepartmentRow> SelectDepartment(storage::Connection& connection, const DepartmentName& name);
absl::StatusOr<std::optional<DepartmentRow>> FindDepartment(storage::Connection& connection,
                                                            const DepartmentName& name);
// `stored` with the change made. DISPLAY_NAME_MISSING when it has no name then.
absl::StatusOr<DepartmentRow> WithChange(DepartmentRow stored, const DepartmentChange& change);
bool SameContent(const DepartmentRow& a, const DepartmentRow& b);
// One version above `row.version`, stamped.
absl::Status SaveDepartment(storage::Connection& connection, DepartmentRow& row, int64_t now_ms);

class DepartmentStore {
 public:
  explicit DepartmentStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  void Get(DepartmentName name, Done<DepartmentRow> done);
  // Departments of the division after `after_department`, at most `limit`; with a display name only those that carry
  // it.
  void List(std::string division, std::string display_name, std::string after_department, int64_t limit,
            Done<std::vector<DepartmentRow>> done);
  void Update(DepartmentUpdate update, Done<DepartmentRow> done);

  // Heads of the department's years after `after_year`, ascending.
  void ListYears(DepartmentName name, int after_year, int64_t limit, Done<std::vector<YearHeadOfYear>> done);
  // Every project that the quotas of any year name at its latest revision, by id. Reads all years of the department.
  void ListProjects(DepartmentName name, Done<std::vector<Project>> done);
  // Revision 0 where the year holds nothing.
  void GetYear(YearKey key, Done<YearHead> done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_DEPARTMENT_STORE_H_
