// A case taken in, up to the point where this service keeps its own part: files read, both other services asked, and
// written to when nobody found an error. ImportCase keeps the rest and answers.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_CASE_INTAKE_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_CASE_INTAKE_H_

#include "absl/status/statusor.h"
#include "services/reporting/clients/budget_load.h"
#include "services/reporting/clients/indicator_load.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"
#include "services/reporting/rpc/case_messages.h"
#include "services/reporting/store/claimed_sheet_store.h"
#include "services/reporting/store/import_requests.h"
#include "services/reporting/store/narrative_store.h"

namespace zhengping::reporting {

struct CaseTakers {
  ImportRequests& requests;
  NarrativeStore& narratives;
  ClaimedSheetStore& claimed_sheets;
  BudgetLoad& budget;
  IndicatorLoad& indicator;
};

struct CaseIntake {
  Case contents;
  ImportOutcome outcome;
  // Both services hold the case, and this one is to keep `own` now.
  bool is_to_be_kept = false;
  NarrativeChange own;
};

// Blocks. With errors among the issues nothing was written anywhere, and no changes are told. Refused: what the two
// clients refuse, each error naming its service; an import that was cut off so is completed by sending the case again.
// REQUEST_ID_REUSED, field "head.request_id", before anybody is asked, when the id stands for another case; an order to
// validate only takes no id. Of `stamp` the caller and the time are read.
absl::StatusOr<CaseIntake> TakeIn(const CaseUpload& upload, const CaseTakers& takers, WriteStamp stamp,
                                  const client::Outgoing& outgoing);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_CASE_INTAKE_H_
