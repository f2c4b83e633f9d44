// A framework (评价体系) as a workbook that a finance clerk edits, and back without loss: the same content hash.
//
//   评价体系       a row an indicator, its path in 一级指标, 二级指标 …; a cell that is empty above a filled one means
//   the
//                  name of the row before. A group has a row of its own before those below it.
//   评价体系设置   a row a setting, 项目 and 内容
//   命名规则       a row a rule that rows use by name
//
// How a rule stands in its columns, domain/rule_cells.h says. Pure; linear in the size of the workbook.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_TABLE_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_TABLE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

inline constexpr char kIndicatorSheet[] = "评价体系";
inline constexpr char kSettingSheet[] = "评价体系设置";
inline constexpr char kNamedRuleSheet[] = "命名规则";

// The bytes of an XLSX; equal frameworks give equal bytes. Refused: as FormatXlsx, for a text that no cell holds.
absl::StatusOr<std::string> FormatFrameworkWorkbook(const Framework& framework);

struct FrameworkWorkbook {
  bool is_read = false;  // false: no sheet of a framework
  Framework framework;   // an empty name where the workbook says none
  // What is wrong with the cells, at sheet (as file), row and column: the reasons of ReadWorkbook and TableOf, and
  //   FRAMEWORK_SHEET_MISSING   no sheet 评价体系
  //   FRAMEWORK_COLUMN_MISSING  without one of 一级指标, 分值
  //   FRAMEWORK_CELL_MALFORMED  a cell that cannot be read; column names it
  //   FRAMEWORK_PARENT_MISSING  a row whose group has no row before it
  //   FRAMEWORK_KEY_UNKNOWN     a setting that is none (warning)
  //   FRAMEWORK_COLUMN_UNKNOWN  a column that is none and is not read (warning)
  std::vector<Issue> issues;
  std::map<std::string, int, std::less<>> rows;          // path of an indicator → row of 评价体系
  std::map<std::string, int, std::less<>> setting_rows;  // 项目 → row of 评价体系设置
};

FrameworkWorkbook ReadFrameworkWorkbook(absl::string_view bytes);

// Gives issues of CompileFramework, which have a field, their sheet, row and column.
void PlaceInWorkbook(const FrameworkWorkbook& workbook, std::vector<Issue>& issues);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_TABLE_H_
