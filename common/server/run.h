// The one server of the suite: a main parses its configuration, opens its store, makes its services and hands them
// here.
//
//   int main(int argc, char** argv) {
//     budget::Config config;
//     config::Parser parser("zhengping-budget", "Keeps budget ledgers and answers facts and findings.");
//     server::AddSettings(parser, config.server);
//     …
//     parser.ParseOrExit(argc, argv);
//     if (config.server.health_check) return server::AskHealth(config.server);  // before the database: it is in use
//     auto database = storage::OpenOrExit(config.storage, budget::Migrations());
//     budget::LedgerStore ledger(*database);
//     budget::BudgetService service(ledger);
//     return server::Run(config.server, {&service}, [&database] { return database->Probe(); });
//   }
//
// An RPC's file uses answer.h (which see) and knows its caller by call_context.h; errors go out by grpc_status.h.
//
// What every service gets: health (Check and Watch, for "" and each service by name), reflection v1 and v1alpha, a line
// in the log for each call, the trace, the caller with roles and scope from the option (zhengping.access), bounds on
// messages, streams and calls in flight, a drain on SIGTERM and SIGINT. A service with an RPC that lacks the option
// does not start.
//
// Plaintext beyond loopback is refused unless `insecure` says that the network is trusted; then the log warns, and
// every caller is the local operator.
#ifndef ZHENGPING_COMMON_SERVER_RUN_H_
#define ZHENGPING_COMMON_SERVER_RUN_H_

#include <grpcpp/grpcpp.h>

#include <string>
#include <vector>

#include "common/server/readiness.h"
#include "common/server/running_server.h"
#include "common/server/server_config.h"
#include "common/server/server_settings.h"

namespace zhengping::server {

// Serves until SIGTERM or SIGINT, then drains: health says NOT_SERVING, after drain_delay_ms new calls are refused,
// streams without an end are told to go (drain_signal.h), calls in flight get drain_limit_ms to end, the rest is
// cancelled. Returns what main returns: 0 after a drain; 1 when
// it could not start, with the reason in the log. The signals are Run's alone: nobody else in the process may handle
// them. With a probe, health says NOT_SERVING while that is UNAVAILABLE (readiness.h).
int Run(const ServerConfig& config, const std::vector<grpc::Service*>& services, ReadinessProbe probe = nullptr);

// What `--health` does, a container's HEALTHCHECK: asks the server that listens on config.listen (a port of 0: on the
// one in config.port_file) and returns 0 when it says SERVING within two seconds, else 1.
int AskHealth(const ServerConfig& config);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_RUN_H_
