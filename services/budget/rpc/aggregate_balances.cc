#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/ledger_filter_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  YearKey key;
  std::vector<BalanceDimension> dimensions;
  EntryScope scope;
};

absl::StatusOr<std::vector<BalanceDimension>> DimensionsFromMessage(const v1::AggregateBalancesRequest& request) {
  if (request.dimensions_size() == 0) {
    return Invalid({"DIMENSION_MISSING", "dimensions", ""}, "1 to 4 dimensions to group by");
  }
  if (static_cast<size_t>(request.dimensions_size()) > kMostBalanceDimensions) {
    return Invalid({"TOO_MANY_DIMENSIONS", "dimensions", ""},
                   absl::StrCat("at most ", kMostBalanceDimensions, " dimensions, not ", request.dimensions_size()));
  }
  std::vector<Issue> issues;
  std::vector<BalanceDimension> dimensions;
  for (int i = 0; i < request.dimensions_size(); ++i) {
    const std::string field = absl::StrCat("dimensions[", i, "]");
    if (request.dimensions(i) == v1::BALANCE_DIMENSION_UNSPECIFIED) {
      return Invalid({"DIMENSION_MISSING", field, ""}, "a dimension to group by");
    }
    const BalanceDimension dimension = FromMessage(request.dimensions(i), field, MessageIssues(issues, ""));
    ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
    if (std::find(dimensions.begin(), dimensions.end(), dimension) != dimensions.end()) {
      return Invalid({"DIMENSION_REPEATED", field, ""}, "each dimension once");
    }
    dimensions.push_back(dimension);
  }
  return dimensions;
}

absl::StatusOr<Query> FromMessage(const v1::AggregateBalancesRequest& request) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.key.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_RETURN_IF_ERROR(CheckFiscalYear(request.fiscal_year(), "fiscal_year"));
  query.key.fiscal_year = request.fiscal_year();
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  ZP_ASSIGN_OR_RETURN(query.dimensions, DimensionsFromMessage(request));
  ZP_ASSIGN_OR_RETURN(query.scope.conditions, ConditionsFromMessages(request.conditions()));
  ZP_ASSIGN_OR_RETURN(query.scope.as_of, AsOfFromMessage(request));
  return query;
}

// Quotas and projects are named as resources.
std::string KeyMessageOf(const Query& query, size_t index, const std::string& key) {
  if (key.empty()) return key;
  if (query.dimensions[index] == BalanceDimension::kQuota) {
    return FormatName(ChildName{query.key.department, key}, "quotas");
  }
  if (query.dimensions[index] == BalanceDimension::kProject) {
    return FormatName(ChildName{query.key.department, key}, "projects");
  }
  return key;
}

absl::Status Respond(const Query& query, const YearSnapshot& year, v1::AggregateBalancesResponse& response) {
  const std::vector<BalanceGroup> groups = BalancesBy(query.dimensions, EntriesOf(year.ledger, query.scope));
  if (groups.size() > kMostBalanceGroups) {
    return NotNow({"TOO_MANY_GROUPS", "dimensions", ""},
                  absl::StrCat("an answer has at most ", kMostBalanceGroups, " groups, and these are ", groups.size(),
                               ": add conditions or leave a dimension out"));
  }
  for (const BalanceGroup& group : groups) {
    v1::BalanceGroup& added = *response.add_groups();
    for (size_t i = 0; i < group.keys.size(); ++i) added.add_keys(KeyMessageOf(query, i, group.keys[i]));
    ToMessage(group.sums, *added.mutable_sums());
    added.set_entry_count(group.entries);
  }
  ToMark(query.key, year.ledger.revision, year.digest, *response.mutable_mark());
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::AggregateBalances(grpc::CallbackServerContext* context,
                                                           const v1::AggregateBalancesRequest* request,
                                                           v1::AggregateBalancesResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    ledger_.ReadYear(query->key, request->revision(), [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      done(year.ok() ? Respond(query, *year, *response) : WithDepartmentField(year.status(), "parent"));
    });
  });
}

}  // namespace zhengping::budget
