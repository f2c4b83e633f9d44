#include "common/server/run.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/client/channel.h"
#include "common/client/outgoing.h"
#include "common/log/log.h"
#include "common/status/check.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace zhengping::server {
namespace {

int g_signal_pipe[2];

// A handler may do next to nothing: it wakes the thread that waits in Run.
void OnSignal(int) {
  const int saved = errno;
  const char byte = 0;
  [[maybe_unused]] const ssize_t written = write(g_signal_pipe[1], &byte, 1);
  errno = saved;
}

void CatchSignals() {
  ZP_CHECK(pipe2(g_signal_pipe, O_CLOEXEC) == 0, "a process that starts has two file descriptors free");
  struct sigaction action = {};
  action.sa_handler = OnSignal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

void WaitForSignal() {
  char byte = 0;
  while (read(g_signal_pipe[0], &byte, 1) < 0 && errno == EINTR) {
  }
}

// Whole or not at all: whoever waits for the file never reads half a number.
bool WritePortFile(const std::string& path, int port) {
  const std::string unfinished = absl::StrCat(path, ".unfinished");
  std::ofstream file(unfinished);
  file << port << "\n";
  file.close();
  return file.good() && std::rename(unfinished.c_str(), path.c_str()) == 0;
}

// A message of megabytes comes and goes a hundred times a second in a bulk import. With glibc's own limits its memory
// goes back to the system each time and comes again page by page, a quarter of the whole work.
void KeepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 8 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

int Fail(absl::string_view what) {
  log::Write(log::Level::kError, what);
  return EXIT_FAILURE;
}

// Where a server that listens on `config.listen` is found from the same machine.
std::string LocalTarget(const ServerConfig& config) {
  const size_t colon = config.listen.rfind(':');
  std::string host = config.listen.substr(0, colon);
  std::string port = config.listen.substr(colon + 1);
  if (host == "unix") return config.listen;
  if (host == "0.0.0.0" || host == "[::]") host = "127.0.0.1";
  if (port == "0") std::ifstream(config.port_file) >> port;
  return absl::StrCat(host, ":", port);
}

}  // namespace

int Run(const ServerConfig& config, const std::vector<grpc::Service*>& services, ReadinessProbe probe) {
  log::SetService(config.service);
  KeepFreedMemory();
  CatchSignals();
  absl::StatusOr<std::unique_ptr<RunningServer>> server = RunningServer::Start(config, services);
  if (!server.ok()) return Fail(server.status().message());
  if (!config.port_file.empty() && !WritePortFile(config.port_file, (*server)->port())) {
    return Fail(absl::StrCat("cannot write ", config.port_file));
  }
  log::Write(log::Level::kInfo, "serving", {{"address", (*server)->address()}});
  std::optional<ReadinessWatch> watch;
  if (probe) watch.emplace(**server, std::move(probe));
  WaitForSignal();
  log::Write(log::Level::kInfo, "draining");
  (*server)->Drain();
  log::Write(log::Level::kInfo, "ended");
  return EXIT_SUCCESS;
}

int AskHealth(const ServerConfig& config) {
  namespace health = grpc::health::v1;
  const auto stub =
      health::Health::NewStub(client::NewChannel({.target = LocalTarget(config), .idempotent_methods = {}}));
  const auto context = client::NewContext({}, {.deadline = std::chrono::seconds(2), .wait_for_ready = false});
  health::HealthCheckResponse response;
  const grpc::Status status = stub->Check(context.get(), {}, &response);
  return status.ok() && response.status() == health::HealthCheckResponse::SERVING ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace zhengping::server
