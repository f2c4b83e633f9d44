#include "common/storage/database.h"

#include <cstdlib>
#include <iostream>

#include "common/status/status_macros.h"
#include "common/storage/refusals.h"

namespace zhengping::storage {

namespace {

absl::Status CheckLimits(const Config& config) {
  const std::pair<const char*, int> limits[] = {{"read_connections", config.read_connections},
                                                {"read_queue_limit", config.read_queue_limit},
                                                {"write_queue_limit", config.write_queue_limit},
                                                {"write_batch_limit", config.write_batch_limit}};
  for (const auto& [name, limit] : limits) {
    if (limit < 1) return LimitTooSmall(name, limit);
  }
  return absl::OkStatus();
}

}  // namespace

Database::Database() = default;
Database::~Database() = default;

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const Config& config,
                                                         const std::vector<Migration>& migrations) {
  ZP_RETURN_IF_ERROR(CheckLimits(config));
  std::unique_ptr<Database> database(new Database);
  ZP_ASSIGN_OR_RETURN(database->backend_, OpenBackend(config));
  ZP_ASSIGN_OR_RETURN(std::unique_ptr<Session> write_session, database->backend_->OpenSession(Access::kReadWrite));
  ZP_RETURN_IF_ERROR(Migrate(*write_session, migrations));
  std::vector<std::unique_ptr<Session>> read_sessions;
  for (int i = 0; i < config.read_connections; ++i) {
    ZP_ASSIGN_OR_RETURN(std::unique_ptr<Session> session, database->backend_->OpenSession(Access::kReadOnly));
    read_sessions.push_back(std::move(session));
  }
  database->reader_ = std::make_unique<Reader>(std::move(read_sessions), config);
  database->writer_ = std::make_unique<Writer>(std::move(write_session), config);
  return database;
}

absl::Status Database::RunRead(absl::FunctionRef<absl::Status(Connection&)> body) {
  return reader_->Run([&](Session& session) { return body(session); });
}

void Database::QueueRead(ErasedBody body, ErasedDone done) { reader_->Queue(std::move(body), std::move(done)); }

void Database::QueueWrite(ErasedBody body, ErasedDone done) { writer_->Queue(std::move(body), std::move(done)); }

absl::Status Database::CheckIntegrity() {
  return reader_->Run([this](Session& session) { return backend_->CheckIntegrity(session); });
}

absl::Status Database::Probe() {
  ZP_RETURN_IF_ERROR(Read([](Connection& connection) { return connection.Execute("SELECT 1"); }));
  return WriteAndWait([](Connection&) { return absl::OkStatus(); });
}

WriteCounts Database::write_counts() const { return writer_->counts(); }

void Database::SetCommitListener(std::function<void()> listener) { writer_->SetCommitListener(std::move(listener)); }

std::unique_ptr<Database> OpenOrExit(const Config& config, const std::vector<Migration>& migrations) {
  absl::StatusOr<std::unique_ptr<Database>> database = Database::Open(config, migrations);
  if (database.ok()) return *std::move(database);
  std::cerr << database.status().message() << "\n";
  std::exit(1);
}

}  // namespace zhengping::storage
