#include <string>

#include "common/config/parser.h"
#include "common/server/run.h"
#include "common/server/server_settings.h"
#include "common/storage/database.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/store/migrations.h"

int main(int argc, char** argv) {
  using namespace zhengping;  // NOLINT(google-build-using-namespace)
  server::ServerConfig server{.service = "budget", .listen = "127.0.0.1:50051"};
  std::string folder = ".";
  config::Parser parser("zhengping-budget", "Keeps budget ledgers and answers facts and findings.");
  server::AddSettings(parser, server);
  parser.Add("data-dir", &folder, "DIR", "folder of the database budget.db; it must exist");
  parser.ParseOrExit(argc, argv);
  if (server.health_check) return server::AskHealth(server);
  const auto database = storage::OpenOrExit({.path = folder + "/budget.db"}, budget::Migrations());
  budget::BudgetService service(*database);
  return server::Run(server, {&service});
}
