// A self-evaluation sheet as the department filed it (已报自评表): money rows, indicator rows and totals, in the order
// in which they stand. A cell is kept as it was written, and beside it what can be read of it without guessing.
//
//   WrittenSheet   the texts by column, as stored and sent: nothing is lost
//   ClaimedSheet   the same, read: exchange/case/claimed_file.h makes it
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_CLAIMED_SHEET_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_CLAIMED_SHEET_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/rational/rational.h"
#include "services/reporting/domain/target_direction.h"

namespace zhengping::reporting {

struct WrittenRow {
  int row = 0;                               // as a spreadsheet shows it
  std::map<std::string, std::string> cells;  // "kpi_val" → "≥95%"; empty cells may be left out

  friend bool operator==(const WrittenRow&, const WrittenRow&) = default;
};

struct WrittenSheet {
  std::string file;                             // as the user names it, "claimed.csv"; empty: it came without one
  std::map<std::string, std::string> headings;  // "final_budget" → "全年预算数(万元)"
  std::vector<WrittenRow> rows;

  friend bool operator==(const WrittenSheet&, const WrittenSheet&) = default;
};

enum class ClaimedKind { kMoney, kIndicator, kTotal };  // 资金, 指标, 总分

enum class CellReading {
  kMissing,        // blank, or a printed dash
  kNotApplicable,  // "/" or 无
  kUnread,         // something stands there that cannot be read: nothing is concluded from it
  kValue,
};

enum class CellSign { kNone, kAtLeast, kAtMost, kAbove, kBelow, kEqual };

struct ClaimedCell {
  std::string text;
  CellReading reading = CellReading::kMissing;
  // Of money in fen; of percent 0.95 for 95%; 4.7万元 is 47000 元. Absent where the cell is words.
  std::optional<Rational> number;
  Rational step;  // what one unit of the last printed digit counts: 0.0001 for 99.27%
  CellSign sign = CellSign::kNone;
  bool is_lower_bound = false;  // 100余, ≥95%
  std::string unit;             // "%", "元", "人"; empty: none stands there
  std::string written_unit;     // the same before 万 was taken from it: "万元"
  int64_t unit_fen = 0;         // of an amount: what 1 of it counts, 1,000,000 for 万元

  bool is_blank() const { return reading == CellReading::kMissing; }
};

struct ClaimedRow {
  ClaimedKind kind = ClaimedKind::kIndicator;
  int row = 0;
  std::string item;  // name of a money row or a total
  std::string goal;  // group names that were printed once are carried down
  std::string level1;
  std::string level2;
  std::string level3;
  std::optional<TargetDirection> direction;  // as the sheet states it, in its own column or by a sign of the target
  ClaimedCell target;
  ClaimedCell adjusted;
  ClaimedCell actual;
  ClaimedCell baseline;
  ClaimedCell coefficient;
  ClaimedCell initial_budget;
  ClaimedCell final_budget;
  ClaimedCell payments;
  ClaimedCell weight;
  ClaimedCell rate;
  ClaimedCell score;
  std::string unit;
  std::string deviation_reason;

  // The adjusted target wins where there is one.
  const ClaimedCell& effective_target() const { return adjusted.is_blank() ? target : adjusted; }
  // "产出指标/数量指标/新增就业人数", or the item.
  std::string name() const;
};

struct ClaimedSheet {
  std::string file;
  std::map<std::string, std::string> headings;
  std::vector<ClaimedRow> rows;
};

// Words and names of a sheet made alike: half-width, without spaces, quotation marks and 其中, with a tail in brackets
// cut that says points or a unit ("产出指标（50分）"), and 指标 at the end left out.
std::string PlainName(const std::string& name);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_CLAIMED_SHEET_H_
