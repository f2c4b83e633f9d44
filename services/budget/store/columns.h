// How the domain's values stand in columns: enumerations as the small numbers that the migrations list, days as days
// since 1970-01-01, a quantity as three columns (kind, number, fraction).
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_COLUMNS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/storage/statement.h"
#include "services/budget/domain/fact.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {

// A department-year: the first three columns of nearly every key.
struct YearKey {
  DepartmentName department;
  int fiscal_year = 0;

  const std::string& division() const { return department.division; }
  const std::string& code() const { return department.department; }
};

int64_t ColumnOf(EntryKind kind);
int64_t ColumnOf(Outlay outlay);
int64_t ColumnOf(Origin origin);
int64_t ColumnOf(Recurring recurring);
int64_t ColumnOf(CellState state);

// A number that stands for nothing is a damaged file: INTERNAL.
absl::StatusOr<EntryKind> EntryKindFromColumn(int64_t number);
absl::StatusOr<Outlay> OutlayFromColumn(int64_t number);
absl::StatusOr<Origin> OriginFromColumn(int64_t number);
absl::StatusOr<Recurring> RecurringFromColumn(int64_t number);
absl::StatusOr<CellState> CellStateFromColumn(int64_t number);

std::optional<int64_t> ColumnOf(const std::optional<Date>& day);
Date DateFromColumn(int64_t days);
std::optional<Date> DateFromColumn(const std::optional<int64_t>& days);

// "1/3".
std::string FractionColumnOf(const Rational& value);
absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction);

// All NULL when there is no value.
struct QuantityColumns {
  std::optional<std::string> kind;
  std::optional<int64_t> number;
  std::optional<std::string> fraction;
};
QuantityColumns ColumnsOf(const std::optional<Quantity>& value);
// From the three columns that begin at `first`.
absl::StatusOr<std::optional<Quantity>> QuantityFromRow(const storage::Statement& row, int first);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_COLUMNS_H_
