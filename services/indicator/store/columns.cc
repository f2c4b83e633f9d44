#include "services/indicator/store/columns.h"

#include <cstdlib>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/status_macros.h"

namespace zhengping::indicator {
namespace {

absl::Status Damaged(absl::string_view column, int64_t number) {
  return absl::InternalError(absl::StrCat("column ", column, " holds ", number, ", which stands for nothing"));
}

}  // namespace

int64_t ColumnOf(Direction direction) {
  switch (direction) {
    case Direction::kAtLeast:
      return 1;
    case Direction::kAtMost:
      return 2;
    case Direction::kEqual:
      return 3;
    case Direction::kRange:
      return 4;
    case Direction::kQualitative:
      return 5;
  }
  std::abort();
}

int64_t ColumnOf(ObservationState state) {
  switch (state) {
    case ObservationState::kReported:
      return 1;
    case ObservationState::kMissing:
      return 2;
    case ObservationState::kNotApplicable:
      return 3;
  }
  std::abort();
}

absl::StatusOr<Direction> DirectionFromColumn(int64_t number) {
  for (const Direction direction :
       {Direction::kAtLeast, Direction::kAtMost, Direction::kEqual, Direction::kRange, Direction::kQualitative}) {
    if (ColumnOf(direction) == number) return direction;
  }
  return Damaged("direction", number);
}

absl::StatusOr<ObservationState> ObservationStateFromColumn(int64_t number) {
  for (const ObservationState state :
       {ObservationState::kReported, ObservationState::kMissing, ObservationState::kNotApplicable}) {
    if (ColumnOf(state) == number) return state;
  }
  return Damaged("state", number);
}

absl::StatusOr<Date> DateFromColumn(int64_t days) {
  const Date first = Date::FromYmd(1900, 1, 1).value();
  const Date last = Date::FromYmd(2199, 12, 31).value();
  if (days < first.days() || days > last.days()) return Damaged("observed_day", days);
  return Date::FromDays(static_cast<int32_t>(days));
}

std::string ColumnOf(const Rational& value) { return absl::StrCat(value.numerator(), "/", value.denominator()); }

std::optional<std::string> ColumnOf(const std::optional<Rational>& value) {
  return value.has_value() ? std::optional<std::string>(ColumnOf(*value)) : std::nullopt;
}

absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction) {
  const std::vector<absl::string_view> parts = absl::StrSplit(fraction, absl::MaxSplits('/', 1));
  absl::StatusOr<Rational> value = ParseFraction(parts[0], parts.size() == 2 ? parts[1] : "");
  if (!value.ok()) return absl::InternalError(absl::StrCat("a column holds ", fraction, ", which is no fraction"));
  return value;
}

absl::StatusOr<std::optional<Rational>> OptionalRationalFromRow(const storage::Statement& row, int column) {
  const std::optional<absl::string_view> text = row.OptionalText(column);
  if (!text.has_value()) return std::optional<Rational>();
  ZP_ASSIGN_OR_RETURN(Rational value, RationalFromColumn(*text));
  return std::optional<Rational>(std::move(value));
}

RowKey RowKeyFromRow(const storage::Statement& row, int first) {
  return {std::string(row.Text(first)), std::string(row.Text(first + 1)), std::string(row.Text(first + 2)),
          std::string(row.Text(first + 3)), std::string(row.Text(first + 4))};
}

}  // namespace zhengping::indicator
