#include "services/reporting/rpc/sheet_check_messages.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/exchange/case/claimed_file.h"
#include "services/reporting/limits.h"
#include "zhengping/reporting/v1/review.pb.h"

namespace zhengping::reporting {
namespace {

const char* KindText(v1::ClaimedRow::Kind kind) {
  if (kind == v1::ClaimedRow::KIND_MONEY) return "资金";
  if (kind == v1::ClaimedRow::KIND_INDICATOR) return "指标";
  return kind == v1::ClaimedRow::KIND_TOTAL ? "总分" : "";
}

std::string PointsOrNothing(const std::optional<Rational>& points) {
  return points.has_value() ? FormatDecimal(*points) : "";
}

// As the file has it, else the Chinese name.
std::string HeadingOf(const WrittenSheet& written, const std::string& key) {
  const auto heading = written.headings.find(key);
  if (heading != written.headings.end() && heading->second != key) return heading->second;
  for (const ColumnSpec& column : ClaimedColumns()) {
    if (key == column.key) return column.names.front();
  }
  return key;
}

}  // namespace

absl::StatusOr<WrittenSheet> FromMessage(const v1::ClaimedSheet& message) {
  if (message.rows_size() > kMostClaimedRows) {
    return Invalid({"SHEET_TOO_LARGE", "sheet.rows"},
                   absl::StrCat("a filed sheet has at most ", kMostClaimedRows, " rows"));
  }
  if (message.rows_size() == 0) return Invalid({"SHEET_MALFORMED", "sheet.rows"}, "a filed sheet has rows");
  WrittenSheet sheet;
  sheet.headings.insert(message.headings().begin(), message.headings().end());
  for (int i = 0; i < message.rows_size(); ++i) {
    const v1::ClaimedRow& row = message.rows(i);
    WrittenRow written{.row = row.row() == 0 ? i + 1 : row.row(), .cells = {row.cells().begin(), row.cells().end()}};
    const std::string kind = KindText(row.kind());
    if (kind.empty()) {
      return Invalid({"SHEET_MALFORMED", absl::StrCat("sheet.rows[", i, "].kind")},
                     "a row is money, an indicator or a total");
    }
    written.cells["row_kind"] = kind;
    sheet.rows.push_back(std::move(written));
  }
  return sheet;
}

void ToMessage(const CheckedSheet& checked, const WrittenSheet& written, v1::SheetCheck& message) {
  const SheetTotals& totals = checked.check.totals;
  message.set_printed_total(PointsOrNothing(totals.printed));
  message.set_summed_total(PointsOrNothing(totals.summed));
  message.set_rule_total_from(PointsOrNothing(totals.rule_low));
  message.set_rule_total_to(PointsOrNothing(totals.rule_high));
  for (const Discrepancy& discrepancy : checked.check.discrepancies) {
    v1::Discrepancy& added = *message.add_discrepancies();
    added.set_discrepancy_class(static_cast<int>(discrepancy.discrepancy_class));
    added.set_class_display_name(NameOf(discrepancy.discrepancy_class));
    added.set_is_to_explain(IsToExplain(discrepancy.discrepancy_class));
    added.set_row(discrepancy.row);
    added.set_column(discrepancy.column);
    added.set_column_display_name(HeadingOf(written, discrepancy.column));
    added.set_item(discrepancy.name);
    added.set_claimed(discrepancy.claimed);
    added.set_right(discrepancy.right);
    added.set_rule(discrepancy.rule);
  }
  for (const Issue& note : checked.check.notes) ToMessage(note, *message.add_notes());
  message.set_framework(checked.framework.name);
  message.set_framework_display_name(checked.framework.display_name);
}

}  // namespace zhengping::reporting
