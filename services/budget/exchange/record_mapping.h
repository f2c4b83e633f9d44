// The rows of a file's tables as ledger records. Pure; linear in the size of the tables.
//
//   BA_BGT_INFO       a quota and INITIAL, SUPPLEMENT or CARRYOVER: CARRYOVER where 指标类型 says 上年结转, otherwise
//   by 指标来源 BA_BGT_ADJSUB     TRANSFER from a source quota, SUPPLEMENT above zero, REDUCTION below, unless 指标来源
//   says more BA_BGT_CARRYOVERS a quota and CARRYOVER BGT_PM_ANNUAL     a quota and INITIAL; left out where the file's
//   BA_BGT_INFO brings the same money (bgt_pman_id) PAY_VOUCHER_BILL, PAY_ALLOCATION_CERT, INC_CERT   PAYMENT, below
//   zero REFUND BA_BGT_BALANCE, and cur_amt of BA_BGT_INFO        a balance to compare PAY_VOUCHER       nothing: a
//   request is no payment
//
// A record's id is "{key column}:{key}", so that keys of two tables do not meet; its version is update_time. Of several
// rows of one key the latest counts, a row that is done before one that waits. is_deleted is 1 or it is not deleted
// (BGT_PM_ANNUAL writes 0 elsewhere 2). A budget document of the year before (提前下达) takes effect on 1 January.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_MAPPING_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_MAPPING_H_

#include <vector>

#include "services/budget/exchange/exchange_record.h"
#include "services/budget/exchange/source_rows.h"

namespace zhengping::budget {

// Issues, beside those of cells and columns (source_rows.h):
//   TABLE_UNKNOWN          no known table has such columns (error); of a JSON's key: it is not read (warning)
//   RECORD_ID_MISSING, QUOTA_MISSING, YEAR_MISSING, DATE_MISSING, DEPARTMENT_MISSING, DEPARTMENT_NAME_MISSING (warning)
//   DIVISION_DISAGREES     the row is another division's
//   ENTRY_KIND_UNKNOWN     neither 指标来源 nor 指标类型 says what it is
//   SOURCE_QUOTA_MISSING   a transfer that names one quota
//   AMOUNT_NEGATIVE        of an initial budget or a carryover
//   RECORD_OF_OTHER_SOURCE the row was exported here, from another source's records
//   RECORD_CONFLICT        one key twice with other content and the same update_time
//   UNITS_CYCLIC           a unit below itself
//   TEXT_TOO_LONG          beyond the field's length
//   ANNUAL_SUM_DIFFERS     warning: 变动后预算数 is not 年初批复数 + 调整 + 调剂
//   DATE_BEFORE_YEAR       warning: 提前下达, see above
//   CODE_ZEROS_RESTORED    warning: 49002 was read as 049002
//   NOTE_CUT, RECORD_REPEATED, RECORD_SUPERSEDED, QUOTA_IS_SUM, ROWS_WAITING, ROWS_OF_TOTALS, TABLE_NOT_POSTED,
//   ANNUAL_IN_QUOTAS       notes: what was left out, and why
ExchangeReading MapTables(const std::vector<FieldTable>& tables, const std::vector<SourceTable>& sources,
                          const ImportProfile& profile, const ReadingOptions& options);

// The id of a quota below its department: "2023-q001".
std::string QuotaIdOf(int fiscal_year, absl::string_view external_code);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_RECORD_MAPPING_H_
