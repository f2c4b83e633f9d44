// ledger.csv (指标账): budget quotas and what happened to them. Rows with one record_id are one transaction; a row
// without is one of its own, known by year and row ("2022/ledger.csv:17", whatever the file or sheet
// is called). A quota is what its rows say together.
//
// Issues, beside those of cells:
//   ENTRY_KIND_MISSING, ENTRY_KIND_UNKNOWN, OUTLAY_UNKNOWN, ORIGIN_UNKNOWN
//   AMOUNT_MISSING, AMOUNT_NOT_POSITIVE (the remedy names the kind that a negative amount means)
//   DATE_MISSING, DATE_OUTSIDE_YEAR
//   RECORD_ID_CONFLICT   rows of one record_id with different documents or days
//   QUOTA_CONFLICT       rows of one bgt_id with different attributes; an empty cell agrees with all
//   TRANSFER_UNBALANCED  a 调剂 row without to_bgt_id
//   TRANSFER_TO_ITSELF   to_bgt_id is bgt_id
//   TO_QUOTA_UNFIT       to_bgt_id on a row that is no 调剂 (warning: not read)
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_LEDGER_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_LEDGER_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& LedgerColumns();

// Fills quotas and transactions of `year`, whose special funds are read already. A transaction with an error in one of
// its rows is left out, and the quotas of those rows are marked as partly read.
void ReadLedger(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_LEDGER_FILE_H_
