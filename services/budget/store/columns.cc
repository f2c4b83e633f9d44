#include "services/budget/store/columns.h"

#include <cstdlib>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

absl::Status Damaged(absl::string_view column, int64_t number) {
  return absl::InternalError(absl::StrCat("column ", column, " holds ", number, ", which stands for nothing"));
}

}  // namespace

int64_t ColumnOf(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
      return 1;
    case EntryKind::kSupplement:
      return 2;
    case EntryKind::kReduction:
      return 3;
    case EntryKind::kTransferIn:
      return 4;
    case EntryKind::kTransferOut:
      return 5;
    case EntryKind::kCarryover:
      return 6;
    case EntryKind::kRecall:
      return 7;
    case EntryKind::kPayment:
      return 8;
    case EntryKind::kRefund:
      return 9;
  }
  std::abort();
}

int64_t ColumnOf(Outlay outlay) {
  switch (outlay) {
    case Outlay::kUnstated:
      return 0;
    case Outlay::kBasic:
      return 1;
    case Outlay::kProject:
      return 2;
  }
  std::abort();
}

int64_t ColumnOf(Origin origin) {
  switch (origin) {
    case Origin::kUnstated:
      return 0;
    case Origin::kSuperior:
      return 1;
    case Origin::kPolicy:
      return 2;
    case Origin::kEmergency:
      return 3;
    case Origin::kOwn:
      return 4;
  }
  std::abort();
}

int64_t ColumnOf(Recurring recurring) {
  switch (recurring) {
    case Recurring::kUnstated:
      return 0;
    case Recurring::kYes:
      return 1;
    case Recurring::kNo:
      return 2;
  }
  std::abort();
}

int64_t ColumnOf(CellState state) {
  switch (state) {
    case CellState::kMissing:
      return 0;
    case CellState::kValue:
      return 1;
    case CellState::kNotApplicable:
      return 2;
  }
  std::abort();
}

absl::StatusOr<EntryKind> EntryKindFromColumn(int64_t number) {
  constexpr EntryKind kKinds[] = {EntryKind::kInitial,    EntryKind::kSupplement,  EntryKind::kReduction,
                                  EntryKind::kTransferIn, EntryKind::kTransferOut, EntryKind::kCarryover,
                                  EntryKind::kRecall,     EntryKind::kPayment,     EntryKind::kRefund};
  if (number < 1 || number > 9) return Damaged("entries.kind", number);
  return kKinds[number - 1];
}

absl::StatusOr<Outlay> OutlayFromColumn(int64_t number) {
  constexpr Outlay kOutlayByNumber[] = {Outlay::kUnstated, Outlay::kBasic, Outlay::kProject};
  if (number < 0 || number > 2) return Damaged("quotas.outlay", number);
  return kOutlayByNumber[number];
}

absl::StatusOr<Origin> OriginFromColumn(int64_t number) {
  constexpr Origin kOriginByNumber[] = {Origin::kUnstated, Origin::kSuperior, Origin::kPolicy, Origin::kEmergency,
                                        Origin::kOwn};
  if (number < 0 || number > 4) return Damaged("entries.origin", number);
  return kOriginByNumber[number];
}

absl::StatusOr<Recurring> RecurringFromColumn(int64_t number) {
  constexpr Recurring kRecurringByNumber[] = {Recurring::kUnstated, Recurring::kYes, Recurring::kNo};
  if (number < 0 || number > 2) return Damaged("entries.recurring", number);
  return kRecurringByNumber[number];
}

absl::StatusOr<CellState> CellStateFromColumn(int64_t number) {
  constexpr CellState kStateByNumber[] = {CellState::kMissing, CellState::kValue, CellState::kNotApplicable};
  if (number < 0 || number > 2) return Damaged("state", number);
  return kStateByNumber[number];
}

std::optional<int64_t> ColumnOf(const std::optional<Date>& day) {
  if (!day.has_value()) return std::nullopt;
  return day->days();
}

Date DateFromColumn(int64_t days) { return Date::FromDays(static_cast<int32_t>(days)); }

std::optional<Date> DateFromColumn(const std::optional<int64_t>& days) {
  if (!days.has_value()) return std::nullopt;
  return DateFromColumn(*days);
}

std::string FractionColumnOf(const Rational& value) {
  return absl::StrCat(value.numerator(), "/", value.denominator());
}

absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction) {
  const std::vector<std::string> parts = absl::StrSplit(fraction, '/');
  if (parts.size() != 2) return absl::InternalError(absl::StrCat("not a fraction: ", fraction));
  return ParseFraction(parts[0], parts[1]);
}

QuantityColumns ColumnsOf(const std::optional<Quantity>& value) {
  if (!value.has_value()) return {};
  if (const Money* money = std::get_if<Money>(&*value)) {
    return {.kind = "fen", .number = money->fen(), .fraction = std::nullopt};
  }
  if (const int64_t* count = std::get_if<int64_t>(&*value)) {
    return {.kind = "count", .number = *count, .fraction = std::nullopt};
  }
  if (const Date* date = std::get_if<Date>(&*value)) {
    return {.kind = "day", .number = date->days(), .fraction = std::nullopt};
  }
  return {.kind = "fraction", .number = std::nullopt, .fraction = FractionColumnOf(std::get<Rational>(*value))};
}

absl::StatusOr<std::optional<Quantity>> QuantityFromRow(const storage::Statement& row, int first) {
  const std::optional<absl::string_view> kind = row.OptionalText(first);
  if (!kind.has_value()) return std::optional<Quantity>();
  if (*kind == "fraction") {
    ZP_ASSIGN_OR_RETURN(const Rational value, RationalFromColumn(row.Text(first + 2)));
    return std::optional<Quantity>(value);
  }
  const int64_t number = row.Int64(first + 1);
  if (*kind == "fen") return std::optional<Quantity>(Money::Fen(number));
  if (*kind == "count") return std::optional<Quantity>(number);
  if (*kind == "day") return std::optional<Quantity>(DateFromColumn(number));
  return absl::InternalError(absl::StrCat("column value_kind holds ", *kind, ", which stands for nothing"));
}

}  // namespace zhengping::budget
