// A case into the two other services: both are asked first whether they would take their parts, and only when nobody
// finds an error each of them is written to, budget year by year, then indicator.
//
// A case's own framework is published before what is loaded under it. A case without plan, observations and checks says
// nothing of them: indicator is not asked, and what stands there stays. Where one of the three is there, all three
// become what the case says; rows that it lacks are told as ROWS_VANISHED.
//
// Every step is idempotent: an import that was cut off in the middle is completed by sending the case again.
// Thread rule and errors as with BudgetClient; a service that does not answer ends the import with its error.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_CASE_IMPORT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_CASE_IMPORT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/client/outgoing.h"
#include "services/reporting/clients/budget_load.h"
#include "services/reporting/clients/indicator_load.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::reporting {

// What the services find goes to outcome.issues, beside what the files' readers put there. The changes are those that
// the import would make; the marks are those before it. Asks nobody when the department or the year could not be read
// (an error among the issues says so).
absl::Status ValidateWithServices(const Case& contents, const ImportOrder& order, BudgetLoad& budget,
                                  IndicatorLoad& indicator, const client::Outgoing& outgoing, ImportOutcome& outcome);

// Writes what was found good. Changes and marks become those of the import.
absl::Status WriteToServices(const Case& contents, const ImportOrder& order, BudgetLoad& budget,
                             IndicatorLoad& indicator, const client::Outgoing& outgoing, ImportOutcome& outcome);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_CASE_IMPORT_H_
