#include "services/reporting/exchange/case/checks_file.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& ChecksColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"name", {"名称"}, Presence::kRequired},
                                                   {"expression", {"关系式", "表达式"}, Presence::kRequired},
                                                   {"tolerance", {"允差", "允许误差"}}};
  return kColumns;
}

void ReadChecks(const CaseTable& table, std::vector<CaseCheckRow>& checks, std::vector<Issue>& issues) {
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    CaseCheckRow read{.display_name = reader.RequiredText("name"),
                      .expression = reader.RequiredText("expression"),
                      .tolerance = reader.Number("tolerance").value_or(Rational()),
                      .place = reader.place()};
    checks.push_back(std::move(read));
  }
}

}  // namespace zhengping::reporting
