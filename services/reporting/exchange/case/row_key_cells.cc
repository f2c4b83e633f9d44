#include "services/reporting/exchange/case/row_key_cells.h"

namespace zhengping::reporting {

std::vector<ColumnSpec> RowKeyColumns() {
  return {{"goal", {"绩效目标", "年度目标"}},
          {"kpi_lv1", {"一级指标"}},
          {"kpi_lv2", {"二级指标"}},
          {"kpi_lv3", {"三级指标"}, Presence::kRequired},
          {"pro_code", {"项目编码"}}};
}

RowKey ReadRowKey(RowReader& reader) {
  return {.goal = reader.Text("goal"),
          .level1 = reader.Text("kpi_lv1"),
          .level2 = reader.Text("kpi_lv2"),
          .level3 = reader.RequiredText("kpi_lv3"),
          .project = reader.Code("pro_code")};
}

}  // namespace zhengping::reporting
