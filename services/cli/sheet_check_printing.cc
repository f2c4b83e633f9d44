#include "services/cli/sheet_check_printing.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

std::string TotalText(const std::string& total) { return total.empty() ? "（未写）" : total; }

std::string RuleTotalText(const reporting::v1::SheetCheck& check) {
  if (check.rule_total_from() == check.rule_total_to()) return TotalText(check.rule_total_from());
  return absl::StrCat(check.rule_total_from(), "–", check.rule_total_to());
}

std::string RowText(const reporting::v1::Discrepancy& discrepancy) {
  return discrepancy.row() == 0 ? "" : absl::StrCat("第 ", discrepancy.row(), " 行");
}

}  // namespace

void PrintSheetCheck(const reporting::v1::SheetCheck& check, std::ostream& out) {
  out << "自评复核：" << check.framework_display_name() << "\n"
      << "  表上总分 " << TotalText(check.printed_total()) << "    各行之和 " << TotalText(check.summed_total())
      << "    按规则 " << RuleTotalText(check) << "\n\n";
  const auto to_explain = std::count_if(check.discrepancies().begin(), check.discrepancies().end(),
                                        [](const auto& discrepancy) { return discrepancy.is_to_explain(); });
  if (check.discrepancies().empty()) {
    out << "没有发现不符之处。\n";
  } else {
    out << "不符之处 " << check.discrepancies_size() << " 处：错误 " << check.discrepancies_size() - to_explain
        << "，须说明 " << to_explain << "\n";
  }
  std::vector<std::vector<std::string>> rows;
  for (const reporting::v1::Discrepancy& discrepancy : check.discrepancies()) {
    const std::string claimed = discrepancy.claimed().empty() ? "（空）" : discrepancy.claimed();
    rows.push_back({absl::StrCat("  ", RowText(discrepancy)), discrepancy.column_display_name(),
                    absl::StrCat(claimed, " → ", discrepancy.right()),
                    absl::StrCat(discrepancy.discrepancy_class(), " ", discrepancy.class_display_name()),
                    discrepancy.item()});
  }
  const std::vector<std::string> lines = absl::StrSplit(FormatTable(rows, {}), '\n', absl::SkipEmpty());
  for (size_t i = 0; i < lines.size(); ++i) {
    out << lines[i] << "\n      " << check.discrepancies(static_cast<int>(i)).rule() << "\n";
  }
  if (!check.notes().empty()) out << "\n提示 " << check.notes_size() << " 条\n";
  for (const type::Issue& note : check.notes()) out << "  " << IssueText(note) << "\n";
}

}  // namespace zhengping::cli
