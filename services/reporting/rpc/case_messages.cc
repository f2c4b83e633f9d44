#include "services/reporting/rpc/case_messages.h"

#include <utility>

#include "common/request_id/request_id.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "zhengping/reporting/v1/case.pb.h"

namespace zhengping::reporting {
namespace {

absl::Status HeadMissing() {
  return Invalid({"CASE_HEAD_MISSING", "head"}, "the first message of a case is its head, and only the first");
}

v1::RecordChange::Kind MessageOf(RecordChange::Kind kind) {
  switch (kind) {
    case RecordChange::Kind::kAdded:
      return v1::RecordChange::KIND_ADDED;
    case RecordChange::Kind::kChanged:
      return v1::RecordChange::KIND_CHANGED;
    case RecordChange::Kind::kVanished:
      return v1::RecordChange::KIND_VANISHED;
  }
  return v1::RecordChange::KIND_UNSPECIFIED;
}

void ToMessage(const RecordChange& record, v1::RecordChange& message) {
  message.set_kind(MessageOf(record.kind));
  message.set_record_id(record.record_id);
  message.set_row(record.row);
  message.set_stored_text(record.stored_text);
  message.set_sent_text(record.sent_text);
}

}  // namespace

absl::StatusOr<CaseUpload> FromMessages(std::vector<v1::ImportCaseRequest>& messages) {
  if (messages.empty() || !messages.front().has_head()) return HeadMissing();
  const v1::ImportCaseHead& head = messages.front().head();
  CaseUpload upload;
  ZP_ASSIGN_OR_RETURN(upload.division, ParseDivisionName(head.parent(), "head.parent"));
  ZP_ASSIGN_OR_RETURN(upload.order.request_id, ParseRequestId(head.request_id(), "head.request_id"));
  upload.order.mode = head.validate_only() ? ImportMode::kValidateOnly : ImportMode::kWrite;
  upload.order.on_vanished = head.replace() ? OnVanished::kReverse : OnVanished::kKeep;
  for (size_t i = 1; i < messages.size(); ++i) {
    if (messages[i].has_head()) return HeadMissing();
    v1::CaseFilePiece& piece = *messages[i].mutable_piece();
    ZP_RETURN_IF_ERROR(upload.files.Append(piece.path(), piece.content()));
    piece.clear_content();
  }
  return upload;
}

void ToMessage(const Case& contents, const ImportOutcome& outcome, v1::ImportCaseResponse& message) {
  if (!contents.department.name.department.empty()) message.set_department(FormatName(contents.department.name));
  message.set_fiscal_year(contents.fiscal_year);
  for (const Issue& issue : outcome.issues) ToMessage(issue, *message.add_issues());
  message.set_applied(outcome.is_applied);
  for (const TableChange& change : outcome.changes) {
    v1::TableChange& added = *message.add_changes();
    added.set_file(change.file);
    added.set_added(change.added);
    added.set_unchanged(change.unchanged);
    added.set_changed(change.changed);
    added.set_vanished(change.vanished);
    for (const RecordChange& record : change.records) ToMessage(record, *added.add_records());
  }
  for (const DepartmentYearMark& mark : outcome.marks) ToMessage(mark, *message.add_marks());
}

}  // namespace zhengping::reporting
