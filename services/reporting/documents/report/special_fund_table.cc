#include "services/reporting/documents/report/special_fund_table.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/documents/report/printed.h"

namespace zhengping::reporting {
namespace {

Run DayRun(const std::optional<Date>& day, std::string origin) {
  if (!day.has_value()) return Plain("未明确");
  return Bound(FormatIso(*day), {std::move(origin), FormatIso(*day), "day"});
}

// The fund's cells, then one row a release; a fund without releases has one row.
void AppendFund(const SpecialFund& fund, std::vector<Row>& rows) {
  const int span = std::max(1, static_cast<int>(fund.releases.size()));
  const std::string origin = absl::StrCat("special_funds/", fund.display_name);
  const auto spanned = [span](Run run, CellKind kind) {
    return Cell{.kind = kind, .runs = {std::move(run)}, .row_span = span};
  };
  Row row{
      .cells = {spanned(Plain(fund.display_name), CellKind::kText),
                spanned(PrintQuantity(fund.amount, "fen", origin + "/amount", MoneyUnit::kWanyuan), CellKind::kNumber),
                spanned(DayRun(fund.approved_date, origin + "/approved_date"), CellKind::kText),
                spanned(DayRun(fund.expected_release_date, origin + "/expected_release_date"), CellKind::kText)}};
  for (size_t i = 0; i < fund.releases.size(); ++i) {
    const FundRelease& release = fund.releases[i];
    const std::string at = absl::StrCat(origin, "/releases/", i + 1);
    row.cells.push_back(Cell{.runs = {DayRun(release.release_date, at + "/date")}});
    row.cells.push_back(NumberCell(PrintQuantity(release.amount, "fen", at + "/amount", MoneyUnit::kWanyuan)));
    row.cells.push_back(TextCell(release.document_number));
    rows.push_back(std::exchange(row, {}));
  }
  if (!fund.releases.empty()) return;
  for (const char* text : {"未下达", "0.00", ""}) row.cells.push_back(TextCell(text));
  rows.push_back(std::move(row));
}

}  // namespace

Annex SpecialFundTable(const EvaluationContent& content) {
  Table table{
      .caption = "专项资金下达情况",
      .unit = "万元",
      .columns =
          {{.share = 26}, {.share = 12}, {.share = 13}, {.share = 13}, {.share = 13}, {.share = 12}, {.share = 26}},
      .header_rows = {{.cells = {HeadingCell("专项资金"), HeadingCell("批复金额"), HeadingCell("批复日期"),
                                 HeadingCell("应下达日期"), HeadingCell("实际下达日期"), HeadingCell("下达金额"),
                                 HeadingCell("指标文号")}}},
      .is_illustrative = IsIllustrativeTable(content, "专项资金")};
  for (const SpecialFund& fund : content.special_funds) AppendFund(fund, table.rows);
  return {.title = absl::StrCat(content.fiscal_year, "年度专项资金下达情况表"),
          .orientation = Orientation::kLandscape,
          .blocks = {std::move(table)}};
}

}  // namespace zhengping::reporting
