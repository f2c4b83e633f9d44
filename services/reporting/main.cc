#include "common/config/parser.h"
#include "common/config/version.h"
#include "common/server/run.h"
#include "common/server/server_settings.h"
#include "common/signature/signing_settings.h"
#include "common/storage/database.h"
#include "common/storage/storage_settings.h"
#include "services/reporting/downstream_settings.h"
#include "services/reporting/rpc/change_follower.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/store/migrations.h"

int main(int argc, char** argv) {
  using namespace zhengping;  // NOLINT(google-build-using-namespace)
  server::ServerConfig server{.service = "reporting", .listen = "127.0.0.1:50053"};
  storage::StorageSettings storage{.service = "reporting"};
  reporting::DownstreamSettings below;
  SigningSettings signing;
  config::Parser parser("zhengping-reporting", "Takes cases in, evaluates departments and writes their reports.");
  server::AddSettings(parser, server);
  storage::AddSettings(parser, storage);
  reporting::AddSettings(parser, below);
  AddSettings(parser, signing);
  parser.ParseOrExit(argc, argv);
  if (server.health_check) return server::AskHealth(server);
  const auto database = storage::OpenOrExit(storage.ToConfig(), reporting::Migrations());
  const reporting::Downstreams downstreams = below.ToDownstreams();
  reporting::ReportingService service(*database, downstreams, Version(), SystemClock(), OpenOrExit(signing));
  const reporting::ChangeFollower follower(*database, downstreams.budget);
  return server::Run(server, {&service}, [&database] { return database->Probe(); });
}
