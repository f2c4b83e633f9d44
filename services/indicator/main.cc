#include <string>

#include "common/config/parser.h"
#include "common/server/run.h"
#include "common/server/server_settings.h"
#include "common/storage/database.h"
#include "common/storage/storage_settings.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/store/indicator_store.h"
#include "services/indicator/store/migrations.h"

int main(int argc, char** argv) {
  using namespace zhengping;  // NOLINT(google-build-using-namespace)
  server::ServerConfig server{.service = "indicator", .listen = "127.0.0.1:50052"};
  storage::StorageSettings storage{.service = "indicator"};
  std::string frameworks;
  config::Parser parser("zhengping-indicator", "Keeps targets and results of departments and scores them.");
  server::AddSettings(parser, server);
  storage::AddSettings(parser, storage);
  parser.Add("frameworks", &frameworks, "DIR", "folder of the installation's own scoring tables, *.textproto");
  parser.ParseOrExit(argc, argv);
  if (server.health_check) return server::AskHealth(server);
  const indicator::FrameworkCatalogue catalogue = indicator::FrameworkCatalogue::ShippedOrExit(frameworks);
  const auto database = storage::OpenOrExit(storage.ToConfig(), indicator::Migrations());
  indicator::IndicatorStore store(*database);
  indicator::IndicatorService service(store, catalogue);
  return server::Run(server, {&service}, [&database] { return database->Probe(); });
}
