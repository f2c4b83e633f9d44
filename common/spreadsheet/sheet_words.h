// The words by which people mark what is no record in a sheet.
#ifndef ZHENGPING_COMMON_SPREADSHEET_SHEET_WORDS_H_
#define ZHENGPING_COMMON_SPREADSHEET_SHEET_WORDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// Half-width, ASCII letters small, without any white space: how headings and words are compared.
std::string WithoutSpace(absl::string_view text);

// The unit behind 单位： in a line above a table, in fen: "单位：万元", "编制单位：某局  金额单位：元",
// "（单位:元、%）".
std::optional<int64_t> UnitInLine(absl::string_view text);

// The unit in brackets in a heading, in fen: "金额（万元）", "金额(单位：元)".
std::optional<int64_t> UnitInHeading(absl::string_view heading);

// 合计, 小计, 总计, also 合  计, 本页小计, 合计（大写）：…
bool IsTotalRow(const SheetRow& row);

// 制表人：…, 注：…, 第 1 页 共 3 页
bool IsFooterRow(const SheetRow& row);

// The row of official forms that numbers the columns: 栏次 1 2 3 …, 甲 乙 1 2 3.
bool IsColumnNumberRow(const SheetRow& row);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_SHEET_WORDS_H_
