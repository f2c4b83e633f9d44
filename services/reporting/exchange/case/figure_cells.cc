#include "services/reporting/exchange/case/figure_cells.h"

#include <algorithm>
#include <map>

#include "common/status/refusal.h"
#include "services/reporting/exchange/case/written_value.h"

namespace zhengping::reporting {
namespace {

const std::map<std::string, FigureUnit>& KnownUnits() {
  static const std::map<std::string, FigureUnit> kUnits = {{"元", {FigureKind::kMoney, 100}},
                                                           {"千元", {FigureKind::kMoney, 100'000}},
                                                           {"万元", {FigureKind::kMoney, 1'000'000}},
                                                           {"亿元", {FigureKind::kMoney, 10'000'000'000}},
                                                           {"人", {FigureKind::kCount, 0}},
                                                           {"名", {FigureKind::kCount, 0}},
                                                           {"个", {FigureKind::kCount, 0}},
                                                           {"份", {FigureKind::kCount, 0}},
                                                           {"件", {FigureKind::kCount, 0}},
                                                           {"项", {FigureKind::kCount, 0}},
                                                           {"平方米", {FigureKind::kArea, 0}},
                                                           {"㎡", {FigureKind::kArea, 0}},
                                                           {"m2", {FigureKind::kArea, 0}}};
  return kUnits;
}

const char* UnitsOf(FigureKind kind) {
  switch (kind) {
    case FigureKind::kMoney:
      return "这一项是金额，单位应为 元、千元、万元 或 亿元";
    case FigureKind::kCount:
      return "这一项是个数，单位应为 人、个、份 等";
    case FigureKind::kArea:
      return "这一项是面积，单位应为 平方米";
  }
  return "";
}

std::optional<Quantity> ReadCount(RowReader& reader, absl::string_view key, FigureKind kind) {
  const WrittenValue written = ReadWrittenValue(reader.Text(key), "");
  const bool is_plain = written.value.has_value() && !written.is_lower_bound && written.sign == WrittenSign::kNone;
  const auto unit = KnownUnits().find(written.unit);
  if (!is_plain || !(written.unit.empty() || (unit != KnownUnits().end() && unit->second.kind == kind))) {
    reader.Wrong(key, "NUMBER_MALFORMED", kind == FigureKind::kCount ? "应为整数，如 46" : "应为面积，如 1,200.5");
    return std::nullopt;
  }
  if (kind == FigureKind::kArea) return *written.value;
  const std::optional<int64_t> whole = written.value->ToInt64();
  if (whole.has_value()) return *whole;
  reader.Wrong(key, "COUNT_NOT_WHOLE", "应为整数，如 46");
  return std::nullopt;
}

}  // namespace

std::optional<FigureUnit> ReadFigureUnit(RowReader& reader, FigureKind kind) {
  const std::string text = reader.Code("unit");
  if (text.empty()) return FigureUnit{kind, 100};
  const auto known = KnownUnits().find(text);
  if (known != KnownUnits().end() && known->second.kind == kind) return known->second;
  reader.Wrong("unit", "STATEMENT_UNIT_DIFFERS", UnitsOf(kind));
  return std::nullopt;
}

CaseFigure ReadFigure(RowReader& reader, absl::string_view key, const FigureUnit& unit) {
  switch (reader.State(key)) {
    case CellState::kMissing:
      return {};
    case CellState::kNotApplicable:
      return {.state = FactState::kNotApplicable, .value = std::nullopt};
    case CellState::kValue:
      break;
  }
  std::optional<Quantity> value;
  if (unit.kind == FigureKind::kMoney) {
    const std::optional<Money> amount = reader.Amount(key, unit.unit_fen);
    if (amount.has_value()) value = *amount;
  } else {
    value = ReadCount(reader, key, unit.kind);
  }
  if (!value.has_value()) return {};
  return {.state = FactState::kReported, .value = std::move(value)};
}

}  // namespace zhengping::reporting
