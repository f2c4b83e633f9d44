// Figures of the basic data table and of reported facts: a value, missing, or not applicable, never one for the other.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FIGURE_CELLS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FIGURE_CELLS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"
#include "services/reporting/exchange/case/statement_items.h"

namespace zhengping::reporting {

// What a row's unit says of its figures.
struct FigureUnit {
  FigureKind kind = FigureKind::kMoney;
  int64_t unit_fen = 100;  // of money
};

// By the row's unit cell; `kind` where it is empty. Empty when it is no unit of the kind that the figure has:
// STATEMENT_UNIT_DIFFERS at "unit".
std::optional<FigureUnit> ReadFigureUnit(RowReader& reader, FigureKind kind);

// Issues: those of amounts and numbers, COUNT_NOT_WHOLE.
CaseFigure ReadFigure(RowReader& reader, absl::string_view key, const FigureUnit& unit);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_FIGURE_CELLS_H_
