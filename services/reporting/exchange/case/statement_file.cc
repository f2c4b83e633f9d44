#include "services/reporting/exchange/case/statement_file.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/reporting/exchange/case/figure_cells.h"
#include "services/reporting/exchange/case/statement_items.h"

namespace zhengping::reporting {
namespace {

constexpr std::array<const char*, 4> kCells = {"prior_actual", "prior_budget", "budget", "actual"};

struct Item {
  std::string key;
  FigureKind kind = FigureKind::kMoney;
};

// By fund name → code.
using FundCodes = std::map<std::string, std::string>;

std::optional<Item> FindItem(const std::string& text, const FundCodes& funds) {
  if (const StatementItemName* known = FindStatementItemName(text)) return Item{known->item, known->kind};
  const auto fund = funds.find(text);
  if (fund != funds.end()) {
    const std::string id = IdFromExternalCode(fund->second);
    if (!id.empty()) return Item{absl::StrCat("project_spending.", id), FigureKind::kMoney};
  }
  if (absl::StartsWith(text, "project_spending.")) return Item{text, FigureKind::kMoney};
  return std::nullopt;
}

}  // namespace

const std::vector<ColumnSpec>& StatementColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"item", {"项目"}, Presence::kRequired},
                                                   {"prior_actual", {"上年决算数"}},
                                                   {"prior_budget", {"上年预算数"}},
                                                   {"budget", {"本年预算数"}},
                                                   {"actual", {"本年决算数"}},
                                                   {"unit", {"单位", "计量单位"}}};
  return kColumns;
}

void ReadStatement(const CaseTable& table, FundsKnown funds_known, CaseYear& year, std::vector<Issue>& issues) {
  FundCodes funds;
  for (const CaseFund& fund : year.special_funds) funds.emplace(fund.display_name, fund.external_code);
  for (const Row& row : table.table().rows) {
    RowReader reader(table, row, issues);
    CaseStatementRow read{.display_name = reader.RequiredText("item"), .place = reader.place()};
    if (read.display_name.empty()) continue;
    const std::optional<Item> item = FindItem(read.display_name, funds);
    if (!item.has_value()) {
      if (funds_known == FundsKnown::kNo) continue;
      reader.Wrong("item", "STATEMENT_ITEM_UNKNOWN",
                   "基础数据表没有这一项；应为表中的项目，或专项资金表（special_funds.csv）中的名称");
      continue;
    }
    read.item = item->key;
    const std::optional<FigureUnit> unit = ReadFigureUnit(reader, item->kind);
    for (size_t i = 0; i < kCells.size(); ++i) {
      read.cells[i] = ReadFigure(reader, kCells[i], unit.value_or(FigureUnit{item->kind, 100}));
    }
    year.statement.push_back(std::move(read));
  }
}

}  // namespace zhengping::reporting
