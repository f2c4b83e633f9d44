#include "services/budget/rpc/feed_messages.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::budget {
namespace {

constexpr int kUsualHeartbeat = 30;  // seconds
constexpr int kLeastHeartbeat = 5;
constexpr int kMostHeartbeat = 300;

// A position holds for every filter.
const std::vector<std::string>& PositionFields() {
  static const auto* const fields = new std::vector<std::string>{"WatchChanges"};
  return *fields;
}

v1::ChangeKind ToMessage(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kTransaction:
      return v1::CHANGE_KIND_TRANSACTION;
    case ChangeKind::kQuotas:
      return v1::CHANGE_KIND_QUOTAS;
    case ChangeKind::kSpecialFunds:
      return v1::CHANGE_KIND_SPECIAL_FUNDS;
    case ChangeKind::kStatement:
      return v1::CHANGE_KIND_STATEMENT;
    case ChangeKind::kReportedFacts:
      return v1::CHANGE_KIND_REPORTED_FACTS;
  }
  return v1::CHANGE_KIND_UNSPECIFIED;
}

}  // namespace

absl::StatusOr<Watch> FromMessage(const v1::WatchChangesRequest& message) {
  Watch watch;
  ZP_ASSIGN_OR_RETURN(watch.query.division, ParseDivisionName(message.parent(), "parent"));
  if (!message.department().empty()) {
    ZP_ASSIGN_OR_RETURN(const DepartmentName department, ParseDepartmentName(message.department(), "department"));
    if (department.division != watch.query.division) {
      return Invalid({"DEPARTMENT_NOT_IN_DIVISION", "department"}, "a department of the division that is watched");
    }
    watch.query.department = department.department;
  }
  const int32_t heartbeat = message.heartbeat_seconds() == 0 ? kUsualHeartbeat : message.heartbeat_seconds();
  if (heartbeat < kLeastHeartbeat || heartbeat > kMostHeartbeat) {
    return Invalid({"HEARTBEAT_OUT_OF_RANGE", "heartbeat_seconds"},
                   absl::StrCat("from ", kLeastHeartbeat, " to ", kMostHeartbeat, " seconds, or 0 for the usual ones"));
  }
  watch.heartbeat = std::chrono::seconds(heartbeat);
  ZP_ASSIGN_OR_RETURN(watch.query.after, ParsePosition(message.position()));
  watch.query.most_changes = kMostChanges;
  watch.query.usual_bytes = kUsualFeedBytes;
  return watch;
}

void ToMessage(const FeedChange& change, v1::Change& message) {
  message.set_department(FormatName(change.key.department));
  message.set_fiscal_year(change.key.fiscal_year);
  message.set_revision(change.revision);
  message.set_digest(change.digest);
  message.set_kind(ToMessage(change.kind));
  for (const StoredTransaction& stored : change.transactions) {
    ToMessage(change.key.department, stored, *message.add_transactions());
  }
  ToMessage(change.stored_ms, *message.mutable_commit_time());
}

std::string FormatPosition(const FeedPosition& position) {
  return FormatPageToken({position.store_id, absl::StrCat(position.row), absl::StrCat(position.revision)},
                         PositionFields());
}

absl::StatusOr<FeedPosition> ParsePosition(absl::string_view text) {
  FeedPosition position;
  if (text.empty()) return position;
  const absl::StatusOr<std::vector<std::string>> parts = ParsePageToken(text, PositionFields(), 3);
  if (!parts.ok() || !absl::SimpleAtoi((*parts)[1], &position.row) ||
      !absl::SimpleAtoi((*parts)[2], &position.revision) || position.row < 0 || position.revision < 0) {
    return Invalid({"POSITION_MALFORMED", "position"}, "a position as a response gave it; empty for the first change");
  }
  position.store_id = (*parts)[0];
  return position;
}

}  // namespace zhengping::budget
