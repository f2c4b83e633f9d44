// The three services inside this process, on a folder of their own: the same code as the running ones, reached through
// in-process channels. The folder is locked while they live; a running service's folder is refused.
#ifndef ZHENGPING_SERVICES_CLI_OFFLINE_H_
#define ZHENGPING_SERVICES_CLI_OFFLINE_H_

#include "absl/status/statusor.h"
#include "services/cli/session.h"

namespace zhengping::cli {

// `settings.data` is the folder; without it a temporary one that is removed at the end.
absl::StatusOr<Connections> StartOffline(const Settings& settings);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_OFFLINE_H_
