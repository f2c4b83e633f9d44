#include "services/reporting/domain/sheet_check/discrepancy.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace zhengping::reporting {
namespace {

int OrderOf(const std::string& column) {
  static constexpr const char* kColumns[] = {"kpi_val",  "adjusted_val", "value", "initial_budget", "final_budget",
                                             "payments", "weight",       "rate",  "coefficient",    "score"};
  const auto found = std::find(std::begin(kColumns), std::end(kColumns), column);
  return static_cast<int>(found - std::begin(kColumns));
}

}  // namespace

const char* NameOf(DiscrepancyClass discrepancy_class) {
  switch (discrepancy_class) {
    case DiscrepancyClass::kTotalNotSum:
      return "合计不符";
    case DiscrepancyClass::kTotalLeftZero:
      return "合计为零";
    case DiscrepancyClass::kExecutionScore:
      return "执行率得分不符";
    case DiscrepancyClass::kTargetAgainstScore:
      return "得分与达标不符";
    case DiscrepancyClass::kNothingStated:
      return "无目标无完成值得满分";
    case DiscrepancyClass::kWeightTimesActual:
      return "分值×实际值";
    case DiscrepancyClass::kIncomeAsPayments:
      return "收入当作执行数";
    case DiscrepancyClass::kRate:
      return "比率不符";
    case DiscrepancyClass::kCost:
      return "成本与执行数不符";
    case DiscrepancyClass::kTargetLevel:
      return "目标偏低须说明";
    case DiscrepancyClass::kWeights:
      return "分值不符";
    case DiscrepancyClass::kBalance:
      return "超预算或结转不符";
    case DiscrepancyClass::kRepeatedFigure:
      return "同一数据不一致须说明";
    case DiscrepancyClass::kOtherScore:
      return "得分与规则不符";
  }
  std::abort();  // Our own bug: every class is named above.
}

bool IsToExplain(DiscrepancyClass discrepancy_class) {
  return discrepancy_class == DiscrepancyClass::kTargetLevel || discrepancy_class == DiscrepancyClass::kRepeatedFigure;
}

void Discrepancies::Add(DiscrepancyClass discrepancy_class, const ClaimedRow& row, std::string column,
                        std::string claimed, std::string right, std::string rule) {
  const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const Discrepancy& other) {
    return other.discrepancy_class == discrepancy_class && other.row == row.row && other.column == column;
  });
  if (is_known) return;
  found_.push_back({discrepancy_class, row.row, std::move(column), row.name(), std::move(claimed), std::move(right),
                    std::move(rule)});
}

bool Discrepancies::IsTold(int row, const std::string& column) const {
  return std::any_of(found_.begin(), found_.end(),
                     [row, &column](const Discrepancy& other) { return other.row == row && other.column == column; });
}

std::vector<Discrepancy> Discrepancies::Take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Discrepancy& a, const Discrepancy& b) {
    return std::make_tuple(a.row, OrderOf(a.column), a.discrepancy_class) <
           std::make_tuple(b.row, OrderOf(b.column), b.discrepancy_class);
  });
  return std::move(found_);
}

}  // namespace zhengping::reporting
