#include "services/budget/rpc/simulation_messages.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::budget {
namespace {

class ChangeReader {
 public:
  ChangeReader(const DepartmentName& department, const MessageIssues& issues)
      : department_(department), issues_(issues) {}

  // Empty when none is set.
  std::optional<Change> Read(const v1::SimulatedChange& message) const {
    switch (message.change_case()) {
      case v1::SimulatedChange::kMergeQuotas:
        return MergeQuotas{Ids(message.merge_quotas().quotas(), "quotas", "merge_quotas.quotas")};
      case v1::SimulatedChange::kMoveTransaction:
        return Read(message.move_transaction());
      case v1::SimulatedChange::kSetInitialBudget:
        return Read(message.set_initial_budget());
      case v1::SimulatedChange::kMoveToInitialBudget:
        return Read(message.move_to_initial_budget());
      case v1::SimulatedChange::kReleaseSpecialFund:
        return Read(message.release_special_fund());
      case v1::SimulatedChange::kFollowRecommendation:
        return std::monostate();
      case v1::SimulatedChange::CHANGE_NOT_SET:
        break;
    }
    return std::nullopt;
  }

 private:
  Change Read(const v1::MoveTransaction& message) const {
    const MessageIssues below = issues_.Below("move_transaction.");
    return MoveTransaction{Id(message.transaction(), "transactions", "transaction", below),
                           Day(message.has_effective_date(), message.effective_date(), "effective_date", below)};
  }

  Change Read(const v1::SetInitialBudget& message) const {
    const MessageIssues below = issues_.Below("set_initial_budget.");
    return SetInitialBudget{Id(message.quota(), "quotas", "quota", below),
                            MoneyFromMessage(message.initial_budget_fen(), "initial_budget_fen", below)};
  }

  Change Read(const v1::MoveToInitialBudget& message) const {
    MoveToInitialBudget change;
    for (std::string& id : Ids(message.transactions(), "transactions", "move_to_initial_budget.transactions")) {
      change.additions.push_back({.transaction = std::move(id)});
    }
    return change;
  }

  Change Read(const v1::ReleaseSpecialFund& message) const {
    const MessageIssues below = issues_.Below("release_special_fund.");
    return ReleaseSpecialFund{Id(message.special_fund(), "specialFunds", "special_fund", below),
                              Day(message.has_release_date(), message.release_date(), "release_date", below)};
  }

  static Date Day(bool is_set, const google::type::Date& message, const char* field, const MessageIssues& issues) {
    if (!is_set) issues.Add("FIELD_MISSING", field, "");
    return is_set ? FromMessage(message, field, issues).value_or(Date()) : Date();
  }

  std::string Id(const std::string& name, const char* collection, const std::string& field,
                 const MessageIssues& issues) const {
    const absl::StatusOr<ChildName> parsed = ParseChildName(name, collection, field);
    if (!parsed.ok()) {
      issues.Add(parsed.status(), field, name);
      return "";
    }
    if (!(parsed->parent == department_)) issues.Add("NAME_DISAGREES", field, name);
    return parsed->id;
  }

  template <typename Names>
  std::vector<std::string> Ids(const Names& names, const char* collection, const std::string& field) const {
    std::vector<std::string> ids;
    if (names.size() > kMostNamesPerChange) {
      issues_.Add("TOO_MANY_CHANGES", field, absl::StrCat(names.size()));
      return ids;
    }
    for (int i = 0; i < names.size(); ++i) {
      ids.push_back(Id(names.Get(i), collection, absl::StrCat(field, "[", i, "]"), issues_));
    }
    return ids;
  }

  const DepartmentName& department_;
  const MessageIssues& issues_;
};

}  // namespace

RequestedChanges FromMessage(const DepartmentName& department, const v1::SimulateYearRequest& request,
                             const MessageIssues& issues) {
  RequestedChanges requested;
  if (request.changes().empty()) issues.Add("CHANGE_MISSING", "changes", "");
  if (request.changes_size() > kMostSimulatedChanges) {
    issues.Add("TOO_MANY_CHANGES", "changes", absl::StrCat(request.changes_size()));
    return requested;
  }
  for (int i = 0; i < request.changes_size(); ++i) {
    const std::string field = absl::StrCat("changes[", i, "]");
    const MessageIssues below = issues.Below(absl::StrCat(field, "."));
    std::optional<Change> change = ChangeReader(department, below).Read(request.changes(i));
    if (change) {
      requested.changes.push_back(*std::move(change));
    } else {
      issues.Add("CHANGE_MISSING", field, "");
    }
    if (!request.changes(i).has_follow_recommendation()) continue;
    const std::string& finding = request.changes(i).follow_recommendation().finding();
    const std::optional<FindingKind> kind = ParseFindingKind(finding);
    if (kind) {
      requested.followed.insert(*kind);
    } else {
      below.Below("follow_recommendation.").Add("FINDING_UNKNOWN", "finding", finding);
    }
  }
  return requested;
}

}  // namespace zhengping::budget
