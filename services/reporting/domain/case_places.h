// From the words of the services back to the files of a case: budget and indicator say "transactions[12].entries[0].
// amount_fen", the clerk must hear "ledger.csv 第 31 行 金额".
//
// The indices are those of the case's own lists, which are sent whole and in order. Pure.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_PLACES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_PLACES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

// Of a field of budget's load of `year`. The field stays in the place beside file, row and column; where it means no
// single row the row is 0, and where it means nothing that a file says, the file is case.json.
Place PlaceOfBudgetField(const Case& contents, const CaseYear& year, absl::string_view field);

// Of a field of indicator's load of the case's own year.
Place PlaceOfIndicatorField(const Case& contents, absl::string_view field);

// What budget said about `year`, at its places. Left out is what only follows from a row that could not be read: a
// balance of a quota of which a part is known, a fund of a table that is unread.
std::vector<Issue> PlaceBudgetIssues(const Case& contents, const CaseYear& year, std::vector<Issue> issues);

// What indicator said, likewise. Left out: names of observations and slots of the plan where that table is unread.
std::vector<Issue> PlaceIndicatorIssues(const Case& contents, std::vector<Issue> issues);

// Adds `more` to `issues`, but nothing at a cell that has an error already, and brings all into the order of files and
// rows.
void MergeIssues(const Case& contents, std::vector<Issue> more, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_PLACES_H_
