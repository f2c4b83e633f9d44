#include "tests/e2e/suite.h"

#include <google/protobuf/util/json_util.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/client/channel.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kStartLimit{60};  // a cold machine with two busy cores

template <typename Message>
Message FromJson(const std::string& json) {
  Message message;
  const google::protobuf::util::Status status = google::protobuf::util::JsonStringToMessage(json, &message);
  ZP_CHECK(status.ok(), absl::StrCat(status.ToString(), " in\n", json));
  return message;
}

}  // namespace

std::string CasePath(const std::string& name) { return absl::StrCat(ZP_SOURCE_DIR, "/tests/data/", name); }

std::string CopiedCase(const TempFolder& folder, const std::string& name, const std::string& file,
                       const std::string& text, const std::string& replacement) {
  const std::string copy = absl::StrCat(folder.path(), "/", name);
  fs::remove_all(copy);
  fs::copy(CasePath(name), copy, fs::copy_options::recursive);
  const std::string path = absl::StrCat(copy, "/", file);
  const std::string before = ReadFile(path);
  const std::string after = absl::StrReplaceAll(before, {{text, replacement}});
  ZP_CHECK(after != before, absl::StrCat(text, " is not in ", file));
  std::ofstream(path, std::ios::binary | std::ios::trunc) << after;
  return copy;
}

Finished RunCli(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  std::vector<std::string> command = {absl::StrCat(ZP_BIN_DIR, "/zhengping")};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return RunProgram(command, ZP_SOURCE_DIR, environment);
}

reporting::v1::Evaluation EvaluationFromJson(const std::string& json) {
  return FromJson<reporting::v1::Evaluation>(json);
}

void Suite::Start() {
  for (const char* service : {"budget", "indicator", "reporting"}) StartService(service);
}

std::vector<std::string> Suite::Command(const std::string& service) const {
  const auto port = ports_.find(service);
  std::vector<std::string> command = {absl::StrCat(ZP_BIN_DIR, "/zhengping-", service),
                                      "--listen",
                                      absl::StrCat("127.0.0.1:", port == ports_.end() ? "0" : port->second),
                                      "--port-file",
                                      absl::StrCat(folder(), "/", service, ".port"),
                                      "--data-dir",
                                      folder()};
  if (service == "reporting") {
    command.insert(command.end(), {"--budget", Address("budget"), "--indicator", Address("indicator")});
  }
  return command;
}

void Suite::StartService(const std::string& service, const std::vector<std::string>& more_arguments) {
  const std::string port_file = absl::StrCat(service, ".port");
  fs::remove(fs::path(folder()) / port_file);
  std::vector<std::string> command = Command(service);
  command.insert(command.end(), more_arguments.begin(), more_arguments.end());
  auto process = std::make_unique<Process>(command, absl::StrCat(folder(), "/", service, ".log"));
  ZP_CHECK(process->AwaitFile(folder(), port_file, kStartLimit), absl::StrCat(service, ":\n", Log(service)));
  processes_[service] = std::move(process);
  ports_[service] = std::string(absl::StripAsciiWhitespace(ReadFile(absl::StrCat(folder(), "/", service, ".port"))));
}

int Suite::StopService(const std::string& service) {
  processes_.at(service)->Signal(SIGTERM);
  const int status = processes_.at(service)->Wait();
  processes_.erase(service);
  return status;
}

void Suite::KillService(const std::string& service) {
  processes_.at(service)->Signal(SIGKILL);
  processes_.at(service)->Wait();
  processes_.erase(service);
}

void Suite::Stop() {
  while (!processes_.empty()) StopService(processes_.begin()->first);
}

std::string Suite::DatabasePath(const std::string& service) const {
  return absl::StrCat(folder(), "/", service, ".db");
}

void Suite::RemoveDatabases() {
  for (const char* service : {"budget", "indicator", "reporting"}) {
    ZP_CHECK(fs::remove(DatabasePath(service)), DatabasePath(service));
    for (const char* suffix : {"-wal", "-shm", ".lock"}) fs::remove(absl::StrCat(DatabasePath(service), suffix));
  }
}

std::string Suite::Address(const std::string& service) const { return absl::StrCat("127.0.0.1:", ports_.at(service)); }

std::shared_ptr<grpc::Channel> Suite::Channel(const std::string& service) const {
  return client::NewChannel({.target = Address(service)});
}

Finished Suite::Cli(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {"--reporting", Address("reporting"), "--budget", Address("budget"),
                                       "--indicator", Address("indicator")});
  return RunCli(arguments);
}

Finished Suite::CliOnceReached(const std::vector<std::string>& arguments) const {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  Finished finished;
  do {
    finished = Cli(arguments);
  } while (finished.status == 7 && std::chrono::steady_clock::now() < deadline);
  return finished;
}

reporting::v1::Evaluation Suite::Evaluate(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "evaluate");
  arguments.insert(arguments.end(), {"-o", "json"});
  const Finished finished = CliOnceReached(arguments);
  ZP_CHECK(finished.status == 0, finished.err);
  return EvaluationFromJson(finished.out);
}

reporting::v1::ImportCaseResponse Suite::Load(const std::string& path) const {
  const Finished finished = CliOnceReached({"load", path, "-o", "json"});
  ZP_CHECK(finished.status == 0, finished.err);
  return FromJson<reporting::v1::ImportCaseResponse>(finished.out);
}

std::string Suite::Log(const std::string& service) const {
  return ReadFile(absl::StrCat(folder(), "/", service, ".log"));
}

}  // namespace zhengping
