#include "services/cli/offline.h"

#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/clock.h"
#include "common/config/version.h"
#include "common/log/log.h"
#include "common/server/running_server.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/storage/database.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/store/migrations.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/store/indicator_store.h"
#include "services/indicator/store/migrations.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/store/migrations.h"

namespace zhengping::cli {
namespace {

namespace fs = std::filesystem;

// The services' lines would stand between the command's own; what failed inside them is shown all the same.
void PrintErrors(const std::string& line) {
  if (absl::StrContains(line, R"("level":"error")")) std::cerr << line << "\n";
}

// A folder that is there for the session: the user's own, or a temporary one that goes with it.
class DataFolder {
 public:
  static absl::StatusOr<std::unique_ptr<DataFolder>> Open(const std::string& path) {
    std::error_code error;
    if (!path.empty()) {
      fs::create_directories(path, error);
      if (error)
        return Invalid({"DATA_FOLDER_UNUSABLE", "--data"}, absl::StrCat("无法使用 ", path, "：", error.message()));
      return std::make_unique<DataFolder>(path, /*is_temporary=*/false);
    }
    std::string pattern = fs::temp_directory_path() / "zhengping-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) {
      return Invalid({"DATA_FOLDER_UNUSABLE", "--data"},
                     absl::StrCat("无法在 ", fs::temp_directory_path().string(), " 建临时文件夹"));
    }
    return std::make_unique<DataFolder>(pattern, /*is_temporary=*/true);
  }

  DataFolder(std::string path, bool is_temporary) : path_(std::move(path)), is_temporary_(is_temporary) {}
  ~DataFolder() {
    std::error_code ignored;
    if (is_temporary_) fs::remove_all(path_, ignored);
  }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  std::string File(absl::string_view name) const { return absl::StrCat(path_, "/", name); }

 private:
  const std::string path_;
  const bool is_temporary_;
};

absl::StatusOr<std::unique_ptr<server::RunningServer>> Serve(absl::string_view name, grpc::Service& service) {
  return server::RunningServer::Start({.service = std::string(name), .listen = ""}, {&service});
}

// The members in the order of their start; they end the other way round, servers before what they serve.
struct Suite {
  std::unique_ptr<DataFolder> folder;
  std::unique_ptr<storage::Database> budget_database;
  std::unique_ptr<storage::Database> indicator_database;
  std::unique_ptr<storage::Database> reporting_database;
  std::unique_ptr<budget::BudgetService> budget;
  std::unique_ptr<indicator::FrameworkCatalogue> catalogue;
  std::unique_ptr<indicator::IndicatorStore> indicator_store;
  std::unique_ptr<indicator::IndicatorService> indicator;
  std::unique_ptr<reporting::ReportingService> reporting;
  std::unique_ptr<server::RunningServer> budget_server;
  std::unique_ptr<server::RunningServer> indicator_server;
  std::unique_ptr<server::RunningServer> reporting_server;
};

absl::Status OpenDatabases(Suite& suite) {
  using storage::Database;
  ZP_ASSIGN_OR_RETURN(suite.budget_database,
                      Database::Open({.path = suite.folder->File("budget.db")}, budget::Migrations()));
  ZP_ASSIGN_OR_RETURN(suite.indicator_database,
                      Database::Open({.path = suite.folder->File("indicator.db")}, indicator::Migrations()));
  ZP_ASSIGN_OR_RETURN(suite.reporting_database,
                      Database::Open({.path = suite.folder->File("reporting.db")}, reporting::Migrations()));
  return absl::OkStatus();
}

absl::Status StartServers(Suite& suite) {
  suite.budget = std::make_unique<budget::BudgetService>(*suite.budget_database, SystemClock());
  suite.catalogue = std::make_unique<indicator::FrameworkCatalogue>(indicator::FrameworkCatalogue::ShippedOrExit());
  suite.indicator_store = std::make_unique<indicator::IndicatorStore>(*suite.indicator_database);
  suite.indicator = std::make_unique<indicator::IndicatorService>(*suite.indicator_store, *suite.catalogue);
  ZP_ASSIGN_OR_RETURN(suite.budget_server, Serve("budget", *suite.budget));
  ZP_ASSIGN_OR_RETURN(suite.indicator_server, Serve("indicator", *suite.indicator));
  const reporting::Downstreams downstreams{.budget = suite.budget_server->InProcessChannel(),
                                           .indicator = suite.indicator_server->InProcessChannel()};
  suite.reporting = std::make_unique<reporting::ReportingService>(*suite.reporting_database, downstreams, Version());
  ZP_ASSIGN_OR_RETURN(suite.reporting_server, Serve("reporting", *suite.reporting));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Connections> StartOffline(const Settings& settings) {
  log::SetSink(PrintErrors);
  auto suite = std::make_shared<Suite>();
  ZP_ASSIGN_OR_RETURN(suite->folder, DataFolder::Open(settings.data));
  ZP_RETURN_IF_ERROR(OpenDatabases(*suite));
  ZP_RETURN_IF_ERROR(StartServers(*suite));
  return Connections{.budget = suite->budget_server->InProcessChannel(),
                     .indicator = suite->indicator_server->InProcessChannel(),
                     .reporting = suite->reporting_server->InProcessChannel(),
                     .owner = suite};
}

}  // namespace zhengping::cli
