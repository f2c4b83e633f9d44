// statement.csv (基础数据表): the year's basic data, an item a row; the names stand in this folder's README and in
// statement_items.h. A row that bears the name of a special fund is a row of the department's own under 项目支出.
//
// Issues, beside those of cells: STATEMENT_ITEM_UNKNOWN, STATEMENT_UNIT_DIFFERS.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& StatementColumns();

enum class FundsKnown {
  kYes,
  kNo,  // special_funds.csv is there and could not be read: a row of unknown name may be a fund's and is left out
};

// The special funds of `year` are read already.
void ReadStatement(const CaseTable& table, FundsKnown funds_known, CaseYear& year, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_STATEMENT_FILE_H_
