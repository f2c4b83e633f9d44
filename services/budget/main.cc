#include "common/config/parser.h"
#include "common/server/run.h"
#include "common/server/server_settings.h"
#include "common/storage/database.h"
#include "common/storage/storage_settings.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/store/migrations.h"

int main(int argc, char** argv) {
  using namespace zhengping;  // NOLINT(google-build-using-namespace)
  server::ServerConfig server{.service = "budget", .listen = "127.0.0.1:50051"};
  storage::StorageSettings storage{.service = "budget"};
  config::Parser parser("zhengping-budget", "Keeps budget ledgers and answers facts and findings.");
  server::AddSettings(parser, server);
  storage::AddSettings(parser, storage);
  parser.ParseOrExit(argc, argv);
  if (server.health_check) return server::AskHealth(server);
  const auto database = storage::OpenOrExit(storage.ToConfig(), budget::Migrations());
  budget::BudgetService service(*database);
  return server::Run(server, {&service}, [&database] { return database->Probe(); });
}
