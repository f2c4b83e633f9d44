// The first line names a file of a case, the rest is its content; it stands among a few whole files. Any bytes are read
// without a crash, and what was read keeps what the services and documents take for granted.
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/encoding.h"
#include "common/status/check.h"
#include "services/reporting/domain/sheet_check/sheet_check.h"
#include "services/reporting/domain/sheet_check/written_sheet_json.h"
#include "services/reporting/exchange/case/case_reading.h"
#include "services/reporting/exchange/case/claimed_file.h"

namespace zhengping::reporting {
namespace {

CaseFiles FilesWith(absl::string_view name, absl::string_view bytes) {
  CaseFiles files = {
      {"case.json",
       "{\"framework\": \"self-evaluation-2020\", \"fiscal_year\": 2023, \"illustrative\": [\"绩效目标\"]}"},
      {"department.csv", "mof_div_code,agency_code,agency_name\n430503000,403,翠园街道办事处\n"},
      {"special_funds.csv", "special_fund,name,amount\nzx1,防汛抗旱,100\n"},
      {"plan.csv", "kpi_lv1,kpi_lv2,kpi_lv3,direction,kpi_val\n产出指标,数量指标,排查栋数,>=,1\n"},
      {"observations.csv", "kpi_lv3,value\n排查栋数,585\n"},
      {"narrative.md", "一、概况\n排查{{排查栋数}}栋。\n"},
  };
  files[std::string(name)] = std::string(bytes);
  return files;
}

// What a check takes for granted of a filed sheet: whatever stands in it, reading it again says the same.
void CheckClaimed(const WrittenSheet& written) {
  std::vector<Issue> issues;
  const ClaimedSheet sheet = ReadClaimedSheet(written, issues);
  for (const Issue& issue : issues) ZP_CHECK(issue.severity != Severity::kError, issue.reason);
  for (const ClaimedRow& row : sheet.rows) {
    ZP_CHECK(!row.name().empty(), "a row that was read has a name");
    for (const ClaimedCell* cell : {&row.target, &row.actual, &row.weight, &row.score, &row.payments}) {
      ZP_CHECK(!cell->number.has_value() || (cell->reading == CellReading::kValue && cell->step > Rational()),
               cell->text);
    }
  }
  const absl::StatusOr<WrittenSheet> stored = SheetFromJson(SheetToJson(written));
  ZP_CHECK(stored.ok() && *stored == written, "a sheet is stored as it was written");
  const MoneyBlock money = ReadMoneyBlock(sheet);
  const FrameworkOutline framework;
  const SheetQuestion question =
      AskAboutSheet(sheet, money, framework, std::vector<std::optional<Rational>>(sheet.rows.size()));
  const std::vector<RowRule> rules = RulesFrom(sheet, framework, question, {}, {});
  for (const Discrepancy& discrepancy : CheckSheet({sheet, money, framework, question, rules, {}}).discrepancies) {
    ZP_CHECK(!discrepancy.rule.empty() && !discrepancy.column.empty(), "a discrepancy has a place and a rule");
  }
}

void CheckYear(const CaseYear& year) {
  for (const CaseTransaction& transaction : year.transactions) {
    ZP_CHECK(!transaction.entries.empty() && !transaction.record_id.empty(), "a transaction has rows and a record");
    ZP_CHECK(year.folder.empty() || transaction.effective_date.year() == year.fiscal_year, "a day of its year");
    for (const CaseEntry& entry : transaction.entries) {
      ZP_CHECK(entry.amount > Money() && !entry.quota.empty(), "an entry moves money of a quota");
    }
  }
  for (const CaseFund& fund : year.special_funds) ZP_CHECK(!fund.external_code.empty(), "a fund has a code");
}

}  // namespace
}  // namespace zhengping::reporting

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping;
  const absl::string_view input(reinterpret_cast<const char*>(bytes), size);
  const size_t line = input.find('\n');
  if (line == absl::string_view::npos || line > 100) return 0;
  const reporting::CaseFiles files = reporting::FilesWith(input.substr(0, line), input.substr(line + 1));
  const reporting::CaseReading reading = reporting::ReadCase(files);
  for (const Issue& issue : reading.issues) {
    ZP_CHECK(!issue.reason.empty() && !issue.remedy.empty(), "an issue says what would be right");
    ZP_CHECK(FirstInvalidUtf8(absl::StrCat(issue.found, issue.place.column, issue.remedy)) == absl::string_view::npos,
             issue.reason);
  }
  for (const reporting::CaseYear& year : reading.contents.years) reporting::CheckYear(year);
  if (reading.contents.claimed.has_value()) reporting::CheckClaimed(*reading.contents.claimed);
  if (!HasErrors(reading.issues)) {
    ZP_CHECK(reading.contents.fiscal_year != 0 && !reading.contents.department.name.department.empty(), "a whole case");
  }
  ZP_CHECK(reporting::ReadCase(files).issues.size() == reading.issues.size(), "reading depends on the files alone");
  return 0;
}
