#include "services/reporting/exchange/case/facts_file.h"

#include <optional>
#include <string>
#include <utility>

#include "services/reporting/exchange/case/figure_cells.h"
#include "services/reporting/exchange/case/statement_items.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& FactsColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"fact", {"决算数", "事实", "名称"}, Presence::kRequired},
                                                   {"value", {"数值", "值"}, Presence::kRequired},
                                                   {"unit", {"单位", "计量单位"}},
                                                   {"source", {"来源"}}};
  return kColumns;
}

void ReadFacts(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues) {
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    const std::string text = reader.RequiredText("fact");
    if (text.empty()) continue;
    CaseReportedFact fact{.name = FactNameOf(text), .source = reader.Text("source"), .place = reader.place()};
    const FigureKind kind = FigureKindOfFact(fact.name);
    const std::optional<FigureUnit> unit = ReadFigureUnit(reader, kind);
    fact.figure = ReadFigure(reader, "value", unit.value_or(FigureUnit{kind, 100}));
    fact.unit = kind == FigureKind::kMoney ? "fen" : kind == FigureKind::kArea ? "square_meters" : "";
    year.reported_facts.push_back(std::move(fact));
  }
}

}  // namespace zhengping::reporting
