// What a load of a department-year comes to, and how it is stored. Inside a body of the writer, or for a dry run of a
// reader.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/request_rows.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::indicator {

struct YearLoad {
  YearKey key;
  std::string source;  // who loads; not empty
  YearContent content;
  std::shared_ptr<const CompiledFramework> framework;  // null: the plan is not held against one
  std::vector<std::string> fact_names;                 // as CheckLoad takes them
};

struct Loaded {
  std::vector<Issue> issues;
  TableChanges plan;
  TableChanges observations;
  TableChanges checks;
  YearMark mark;  // after it
};

// What a load comes to on the year as it stands.
struct LoadDecision {
  Loaded loaded;
  LoadDifference difference;
};

absl::StatusOr<LoadDecision> DecideLoad(storage::Connection& connection, const YearLoad& load);

// Stores what differs, as the revision that the decision says.
absl::Status SaveLoad(storage::Connection& connection, const YearLoad& load, const RequestStamp& stamp,
                      const LoadDecision& decision);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_LOAD_H_
