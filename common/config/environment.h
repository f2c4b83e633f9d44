// The variables that may set a program's settings.
//
// A program "zhengping-budget" reads ZHENGPING_BUDGET_DATA_DIR for the setting data-dir; the command line tool
// "zhengping" reads ZHENGPING_CLI_…. A prefix a program, so that one environment can serve all of them: a variable of
// another program of the suite is that one's business, a variable of the own prefix that names no setting is a mistake,
// and so is ZHENGPING_ before anything else. Variables that Kubernetes makes for each service of its namespace
// (ZHENGPING_BUDGET_SERVICE_HOST, ZHENGPING_BUDGET_PORT=tcp://…) are nobody's mistake.
#ifndef ZHENGPING_COMMON_CONFIG_ENVIRONMENT_H_
#define ZHENGPING_COMMON_CONFIG_ENVIRONMENT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping::config {

// "ZHENGPING_BUDGET_" for "zhengping-budget", "ZHENGPING_CLI_" for "zhengping".
std::string EnvironmentPrefix(absl::string_view program);
// "ZHENGPING_BUDGET_" and "data-dir" make "ZHENGPING_BUDGET_DATA_DIR".
std::string EnvironmentName(absl::string_view prefix, absl::string_view setting);

// The variables that set one of `settings`, by setting. An empty variable sets nothing: that is how compose files and
// shells say "unset". `environment` holds "NAME=value". Appends one line an unknown variable to `errors`.
std::map<std::string, std::string> ReadEnvironment(absl::string_view prefix, const std::vector<std::string>& settings,
                                                   const std::vector<std::string>& environment,
                                                   std::vector<std::string>& errors);

}  // namespace zhengping::config

#endif  // ZHENGPING_COMMON_CONFIG_ENVIRONMENT_H_
