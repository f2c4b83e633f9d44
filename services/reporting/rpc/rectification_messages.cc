#include "services/reporting/rpc/rectification_messages.h"

#include <cstdlib>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "zhengping/reporting/v1/rectification.pb.h"

namespace zhengping::reporting {
namespace {

constexpr char kCollection[] = "rectificationItems";

v1::RectificationItem::State MessageOf(RectificationState state) {
  switch (state) {
    case RectificationState::kOpen:
      return v1::RectificationItem::STATE_OPEN;
    case RectificationState::kInProgress:
      return v1::RectificationItem::STATE_IN_PROGRESS;
    case RectificationState::kDone:
      return v1::RectificationItem::STATE_DONE;
    case RectificationState::kVerified:
      return v1::RectificationItem::STATE_VERIFIED;
  }
  std::abort();
}

v1::RectificationFollowUp::Verdict MessageOf(RectificationVerdict verdict) {
  switch (verdict) {
    case RectificationVerdict::kBetter:
      return v1::RectificationFollowUp::VERDICT_BETTER;
    case RectificationVerdict::kWorse:
      return v1::RectificationFollowUp::VERDICT_WORSE;
    case RectificationVerdict::kSame:
      return v1::RectificationFollowUp::VERDICT_SAME;
    case RectificationVerdict::kUnknown:
      return v1::RectificationFollowUp::VERDICT_UNKNOWN;
  }
  std::abort();
}

absl::StatusOr<RectificationState> StateFrom(v1::RectificationItem::State state) {
  if (state == v1::RectificationItem::STATE_OPEN) return RectificationState::kOpen;
  if (state == v1::RectificationItem::STATE_IN_PROGRESS) return RectificationState::kInProgress;
  if (state == v1::RectificationItem::STATE_DONE) return RectificationState::kDone;
  if (state == v1::RectificationItem::STATE_VERIFIED) return RectificationState::kVerified;
  return Invalid({"ENUM_UNKNOWN", "state"}, "a state is OPEN, IN_PROGRESS, DONE or VERIFIED");
}

// The fields to write: those of the mask, "*" for all, without a mask those that are set.
absl::StatusOr<std::set<std::string>> FieldsOf(const v1::UpdateRectificationItemRequest& request) {
  static const std::set<std::string> kAll = {"measure", "owner", "due_date", "state", "evidence"};
  const v1::RectificationItem& item = request.rectification_item();
  std::set<std::string> fields;
  if (!request.has_update_mask() || request.update_mask().paths().empty()) {
    if (!item.measure().empty()) fields.insert("measure");
    if (!item.owner().empty()) fields.insert("owner");
    if (item.has_due_date()) fields.insert("due_date");
    if (item.state() != v1::RectificationItem::STATE_UNSPECIFIED) fields.insert("state");
    if (item.evidence_size() > 0) fields.insert("evidence");
    return fields;
  }
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "*") return kAll;
    if (kAll.count(path) == 0) {
      return Invalid({"UPDATE_MASK_UNKNOWN_PATH", "update_mask"},
                     "what may be written are measure, owner, due_date, state and evidence");
    }
    fields.insert(path);
  }
  return fields;
}

}  // namespace

absl::StatusOr<NamedItem> ParseItemName(const std::string& name) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> parts,
                      MatchName("divisions/*/departments/*/rectificationItems/*", name, "rectification_item.name"));
  ZP_ASSIGN_OR_RETURN(
      DepartmentName department,
      ParseDepartmentName(absl::StrCat("divisions/", parts[0], "/departments/", parts[1]), "rectification_item.name"));
  return NamedItem{std::move(department), parts[2]};
}

absl::StatusOr<ItemChange> ChangeFrom(const v1::UpdateRectificationItemRequest& request) {
  ZP_ASSIGN_OR_RETURN(const std::set<std::string> fields, FieldsOf(request));
  const v1::RectificationItem& item = request.rectification_item();
  ItemChange change;
  if (fields.count("measure") != 0) change.measure = item.measure();
  if (fields.count("owner") != 0) change.owner = item.owner();
  if (fields.count("evidence") != 0) {
    change.evidence = std::vector<std::string>(item.evidence().begin(), item.evidence().end());
  }
  if (fields.count("state") != 0) {
    absl::StatusOr<RectificationState> state = StateFrom(item.state());
    if (!state.ok()) return WithFieldPrefix(state.status(), "rectification_item.");
    change.state = *state;
  }
  if (fields.count("due_date") != 0) {
    change.due_date.emplace();
    if (item.has_due_date()) {
      ZP_ASSIGN_OR_RETURN(*change.due_date, DateFrom(item.due_date(), "rectification_item.due_date"));
    }
  }
  return change;
}

void ToMessage(const DepartmentName& department, const RectificationItem& item, v1::RectificationItem& message) {
  message.set_name(FormatName(ChildName{.parent = department, .id = item.id}, kCollection));
  message.set_evaluation(FormatName(ChildName{.parent = department, .id = item.evaluation}, "evaluations"));
  message.set_fiscal_year(item.fiscal_year);
  message.set_subject(item.subject);
  message.set_display_name(item.display_name);
  message.set_problem(item.problem);
  message.set_figure_display_name(item.figure_display_name);
  message.set_figure_unit(item.figure_unit);
  if (item.figure.has_value()) ToMessage(*item.figure, item.figure_unit, *message.mutable_figure());
  message.set_measure(item.measure);
  message.set_owner(item.owner);
  if (item.due_date.has_value()) ToMessage(*item.due_date, *message.mutable_due_date());
  message.set_state(MessageOf(item.state));
  for (const std::string& document : item.evidence) message.add_evidence(document);
  message.set_etag(absl::StrCat(item.step));
  *message.mutable_update_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(item.update_time_ms);
}

void ToMessage(const DepartmentName& department, const RectificationFollowUp& follow_up,
               v1::RectificationFollowUp& message) {
  message.set_rectification_item(FormatName(ChildName{.parent = department, .id = follow_up.item}, kCollection));
  message.set_display_name(follow_up.display_name);
  message.set_measure(follow_up.measure);
  message.set_state(MessageOf(follow_up.state));
  message.set_figure_display_name(follow_up.figure_display_name);
  message.set_figure_unit(follow_up.figure_unit);
  const std::string& unit = follow_up.figure_unit;
  if (follow_up.figure_then.has_value()) ToMessage(*follow_up.figure_then, unit, *message.mutable_figure_then());
  if (follow_up.figure_now.has_value()) ToMessage(*follow_up.figure_now, unit, *message.mutable_figure_now());
  message.set_verdict(MessageOf(follow_up.verdict));
  message.set_text(follow_up.text);
}

}  // namespace zhengping::reporting
