// A cell of a filed sheet, read without guessing: what cannot be read stays as it was written and is called unread.
//
//   "≥95%"  95%, at least      "<5%"     below 5%        "4.7万元"  47,000 元      "100余人"  at least 100 人
//   "+1%"   1%                 "3万人次" 30,000 人次     "5%以内"   at most 5%     "按规定执行"  words
//   ""  "-"  missing           "/" 无    not applicable  "未读到" "□" "？"  unread
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_CELLS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_CELLS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"

namespace zhengping::reporting {

// A target or an actual value. `column_unit` decides whether a number without a unit counts percents, or 万元.
ClaimedCell ReadClaimedValue(absl::string_view text, absl::string_view column_unit);

// Points, a weight, a rate or a coefficient: a number, perhaps with 分 or %. Anything else is unread.
ClaimedCell ReadClaimedNumber(absl::string_view text);

// An amount in fen; `unit_fen` is what a bare number counts. Anything else is unread.
ClaimedCell ReadClaimedAmount(absl::string_view text, int64_t unit_fen);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_CLAIMED_CELLS_H_
