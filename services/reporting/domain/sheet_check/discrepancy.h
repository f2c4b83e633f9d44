// A discrepancy (不符之处): a place where a filed sheet is not what its own rule gives. Fourteen classes, each seen in
// a really published report:
//
//    1 合计不等于各项之和            8 比率与其数据不符，零基数增长写成 100%
//    2 合计为零而分项不为零          9 成本与执行数、数量×单价与金额不符
//    3 执行率得分不等于执行率×分值  10 实际超过目标 30% 或全部恰好相等，目标低于上年实际（须说明）
//    4 达标扣分无原因，未达标得满分  11 分值合计与体系不符，得分高于分值
//    5 无目标无完成值而得满分       12 执行超过全年预算，有结余而结转为零，结转重复或遗漏
//    6 分值×实际值 当作得分         13 同一数据两个值或两种单位（须说明）
//    7 把收入当作执行数             14 其他得分与规则不符
//
// 10 and 13 are to be explained; the others are errors.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_DISCREPANCY_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_DISCREPANCY_H_

#include <string>
#include <vector>

#include "services/reporting/domain/sheet_check/claimed_sheet.h"

namespace zhengping::reporting {

enum class DiscrepancyClass {
  kTotalNotSum = 1,
  kTotalLeftZero = 2,
  kExecutionScore = 3,
  kTargetAgainstScore = 4,
  kNothingStated = 5,
  kWeightTimesActual = 6,
  kIncomeAsPayments = 7,
  kRate = 8,
  kCost = 9,
  kTargetLevel = 10,
  kWeights = 11,
  kBalance = 12,
  kRepeatedFigure = 13,
  kOtherScore = 14,
};

// Chinese, a few characters: "合计不符".
const char* NameOf(DiscrepancyClass discrepancy_class);
// Classes 10 and 13.
bool IsToExplain(DiscrepancyClass discrepancy_class);

struct Discrepancy {
  DiscrepancyClass discrepancy_class = DiscrepancyClass::kOtherScore;
  int row = 0;          // in the file
  std::string column;   // key of claimed.csv, "score"
  std::string name;     // the row's: "产出指标/质量指标/工程质量合格"
  std::string claimed;  // as written
  std::string right;    // what would be right, or "40–100"
  std::string rule;     // why, a sentence of Chinese

  friend bool operator==(const Discrepancy&, const Discrepancy&) = default;
};

// Collects, and keeps no second one of a class at a cell.
class Discrepancies {
 public:
  void Add(DiscrepancyClass discrepancy_class, const ClaimedRow& row, std::string column, std::string claimed,
           std::string right, std::string rule);
  // Whether there is one at the cell, of whichever class.
  bool IsTold(int row, const std::string& column) const;
  // In the order of rows, of columns within a row as the form has them, and of classes.
  std::vector<Discrepancy> Take();

 private:
  std::vector<Discrepancy> found_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_DISCREPANCY_H_
