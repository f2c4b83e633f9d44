// How the domain's values stand in columns: enumerations as the small numbers that the migrations list, days as days
// since 1970-01-01, exact numbers as fractions.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_COLUMNS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/resource_name/resource_name.h"
#include "common/storage/statement.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

// A department-year: the first three columns of nearly every key.
struct YearKey {
  DepartmentName department;
  int fiscal_year = 0;

  const std::string& division() const { return department.division; }
  const std::string& code() const { return department.department; }
};

int64_t ColumnOf(Direction direction);
int64_t ColumnOf(ObservationState state);

// What stands for nothing is a damaged file: INTERNAL.
absl::StatusOr<Direction> DirectionFromColumn(int64_t number);
absl::StatusOr<ObservationState> ObservationStateFromColumn(int64_t number);
absl::StatusOr<Date> DateFromColumn(int64_t days);

// "1/3".
std::string ColumnOf(const Rational& value);
std::optional<std::string> ColumnOf(const std::optional<Rational>& value);
absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction);
absl::StatusOr<std::optional<Rational>> OptionalRationalFromRow(const storage::Statement& row, int column);

// The five columns goal, level1, level2, level3, project that begin at `first`.
RowKey RowKeyFromRow(const storage::Statement& row, int first);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_COLUMNS_H_
