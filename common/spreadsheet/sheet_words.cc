#include "common/spreadsheet/sheet_words.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr size_t kLongestWord = 300;  // bytes: what is longer is prose

// The unit that `text` starts with.
std::optional<int64_t> UnitAtFront(absl::string_view text) {
  static constexpr std::pair<absl::string_view, int64_t> kUnits[] = {
      {"元", 100}, {"百元", 10'000}, {"千元", 100'000}, {"万元", 1'000'000}, {"亿元", 10'000'000'000}};
  absl::ConsumePrefix(&text, "人民币");
  for (const auto& [word, unit_fen] : kUnits) {
    if (absl::StartsWith(text, word)) return unit_fen;
  }
  return std::nullopt;
}

const Cell* FirstCell(const SheetRow& row) {
  const auto found =
      std::find_if(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return !TrimSpaces(cell.text).empty(); });
  return found == row.cells.end() ? nullptr : &*found;
}

bool IsTotalWord(absl::string_view word) { return word == "合计" || word == "小计" || word == "总计"; }

}  // namespace

std::string WithoutSpace(absl::string_view text) {
  std::string close = HalfWidth(text);
  close.erase(std::remove_if(close.begin(), close.end(),
                             [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }),
              close.end());
  absl::AsciiStrToLower(&close);
  return close;
}

std::optional<int64_t> UnitInLine(absl::string_view text) {
  if (text.size() > kLongestWord) return std::nullopt;
  const std::string line = WithoutSpace(text);
  const std::string kWord = "单位:";
  for (size_t at = line.find(kWord); at != std::string::npos; at = line.find(kWord, at + 1)) {
    if (const auto unit_fen = UnitAtFront(absl::string_view(line).substr(at + kWord.size()))) return unit_fen;
  }
  return std::nullopt;
}

std::optional<int64_t> UnitInHeading(absl::string_view heading) {
  if (heading.size() > kLongestWord) return std::nullopt;
  const std::string line = WithoutSpace(heading);
  const size_t open = line.rfind('(');
  if (open == std::string::npos || line.back() != ')') return std::nullopt;
  absl::string_view inside = absl::string_view(line).substr(open + 1, line.size() - open - 2);
  absl::ConsumePrefix(&inside, "单位:");
  const std::optional<int64_t> unit_fen = UnitAtFront(inside);
  const bool is_whole = absl::EndsWith(inside, "元") && inside.size() <= absl::string_view("人民币万元").size();
  return is_whole ? unit_fen : std::nullopt;
}

bool IsTotalRow(const SheetRow& row) {
  const Cell* first = nullptr;
  for (const Cell& cell : row.cells) {
    if (cell.kind != CellKind::kText || cell.text.size() > kLongestWord) continue;
    const std::string close = WithoutSpace(cell.text);
    const absl::string_view word = absl::StripSuffix(close, ":");
    if (word.empty()) continue;
    if (IsTotalWord(word)) return true;
    if (first != nullptr) continue;
    first = &cell;
    for (const absl::string_view total : {"合计", "小计", "总计"}) {
      if (absl::EndsWith(word, total) || absl::StartsWith(word, absl::StrCat(total, "("))) return true;
    }
  }
  return false;
}

bool IsFooterRow(const SheetRow& row) {
  const Cell* cell = FirstCell(row);
  if (cell == nullptr || cell->kind != CellKind::kText) return false;
  const std::string text = WithoutSpace(absl::string_view(cell->text).substr(0, kLongestWord));
  for (const absl::string_view word :
       {"注:",       "备注:",       "说明:",       "制表:",     "制表人:",  "填表人:",   "填报人:",
        "编制人:",   "审核:",       "审核人:",     "复核:",     "复核人:",  "经办人:",   "经办:",
        "负责人:",   "单位负责人:", "财务负责人:", "分管领导:", "联系人:",  "联系电话:", "制表日期:",
        "打印日期:", "打印时间:",   "填报日期:",   "导出时间:", "制表时间:"}) {
    if (absl::StartsWith(text, word)) return true;
  }
  return absl::StartsWith(text, "第") && absl::StrContains(text, "页") && text.size() <= 40;
}

bool IsColumnNumberRow(const SheetRow& row) {
  int next = 0;
  int numbers = 0;
  for (const Cell& cell : row.cells) {
    if (cell.text.size() > kLongestWord) return false;
    const std::string text = WithoutSpace(cell.text);
    int number = 0;
    if (text.empty() || text == "栏次" || text == "行次" || text == "甲" || text == "乙" || text == "丙" ||
        text == "丁") {
      continue;
    }
    if (!absl::SimpleAtoi(text, &number) || (numbers == 0 ? number != 1 : number != next)) return false;
    next = number + 1;
    ++numbers;
  }
  return numbers >= 3;
}

}  // namespace zhengping
