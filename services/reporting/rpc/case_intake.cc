#include "services/reporting/rpc/case_intake.h"

#include <optional>
#include <string>
#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/clients/case_import.h"
#include "services/reporting/domain/case_places.h"
#include "services/reporting/exchange/case/case_reading.h"

namespace zhengping::reporting {
namespace {

// Prose, head and name. A case without prose leaves the prose as it stands.
NarrativeChange OwnPart(const Case& contents) {
  NarrativeChange own{.key = {.department = contents.department.name, .fiscal_year = contents.fiscal_year}};
  if (!contents.narrative.empty()) own.narrative = contents.narrative;
  own.case_head = contents.head;
  own.department_display_name = contents.department.display_name;
  own.claimed_sheet = contents.claimed;
  return own;
}

absl::Status TellClaimedSheet(const NarrativeChange& own, const Case& contents, ClaimedSheetStore& sheets,
                              ImportOutcome& outcome) {
  if (!own.claimed_sheet.has_value()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(const std::optional<WrittenSheet> kept, sheets.Read(own.key));
  const WholeTable what = !kept.has_value()             ? WholeTable::kAdded
                          : *kept == *own.claimed_sheet ? WholeTable::kUnchanged
                                                        : WholeTable::kChanged;
  const std::string file = contents.FileNamed("claimed.csv");
  outcome.changes.push_back(WholeTableChange(file, own.claimed_sheet->rows.size(), what));
  return absl::OkStatus();
}

absl::Status TellOwnChange(const NarrativeChange& own, const Case& contents, const CaseTakers& takers,
                           ImportOutcome& outcome) {
  ZP_RETURN_IF_ERROR(TellClaimedSheet(own, contents, takers.claimed_sheets, outcome));
  if (!own.narrative.has_value()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(const KeptYear kept, takers.narratives.Read(own.key));
  const WholeTable what = kept.narrative == *own.narrative ? WholeTable::kUnchanged
                          : kept.narrative.empty()         ? WholeTable::kAdded
                                                           : WholeTable::kChanged;
  outcome.changes.push_back(WholeTableChange(contents.FileNamed("narrative.md"), 1, what));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CaseIntake> TakeIn(const CaseUpload& upload, const CaseTakers& takers, WriteStamp stamp,
                                  const client::Outgoing& outgoing) {
  CaseReading reading = ReadCase(upload.files.files());
  CaseIntake intake{.contents = std::move(reading.contents), .outcome = {.issues = std::move(reading.issues)}};
  const Case& contents = intake.contents;
  ImportOutcome& outcome = intake.outcome;
  const DepartmentName& department = contents.department.name;
  const bool is_to_write = upload.order.mode == ImportMode::kWrite;
  if (is_to_write && !upload.order.request_id.empty()) {
    stamp.request_id = upload.order.request_id;
    stamp.request_digest = ImportDigest(upload.division, upload.order, upload.files.files());
    ZP_RETURN_IF_ERROR(takers.requests.Check(department, stamp));
  }
  std::vector<Issue> elsewhere = CheckDivision(contents, upload.division);
  const bool lies_in_division = elsewhere.empty();
  MergeIssues(contents, std::move(elsewhere), outcome.issues);
  if (lies_in_division) {
    ZP_RETURN_IF_ERROR(
        ValidateWithServices(contents, upload.order, takers.budget, takers.indicator, outgoing, outcome));
  }
  if (!outcome.own_framework.empty()) intake.contents.head.framework = outcome.own_framework;
  const bool is_good = !HasErrors(outcome.issues);
  LimitIssues(outcome.issues);
  if (!is_good) {
    outcome.changes.clear();
    return intake;
  }
  intake.own = OwnPart(contents);
  intake.is_to_be_kept = is_to_write;
  if (is_to_write) {
    ZP_RETURN_IF_ERROR(takers.requests.Begin(department, stamp));
    ZP_RETURN_IF_ERROR(WriteToServices(contents, upload.order, takers.budget, takers.indicator, outgoing, outcome));
  }
  ZP_RETURN_IF_ERROR(TellOwnChange(intake.own, contents, takers, outcome));
  return intake;
}

}  // namespace zhengping::reporting
