// The records in which a case's ledger and the stored one differ, as budget answered them, with their rows in the
// case's file and a line for people each.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_RECORD_CHANGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_RECORD_CHANGES_H_

#include <vector>

#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::budget::v1 {
class LoadDepartmentYearResponse;
}  // namespace zhengping::budget::v1

namespace zhengping::reporting {

// The first kMostRecordChanges, in the order of the answer.
std::vector<RecordChange> RecordChangesOf(const budget::v1::LoadDepartmentYearResponse& message, const CaseYear& year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_RECORD_CHANGES_H_
