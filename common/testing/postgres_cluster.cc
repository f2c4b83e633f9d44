#include "common/testing/postgres_cluster.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "absl/strings/ascii.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

const char* const kScript = ZP_SOURCE_DIR "/common/testing/postgres_cluster";
// Where the fixture of ctest leaves the connection string; there only while its server runs (zhengping.cmake).
const char* const kSharedPlace = ZP_POSTGRES_PLACE;

}  // namespace

bool PostgresCluster::IsInstalled() {
  std::error_code error;
  for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", error)) {
    if (std::filesystem::exists(version.path() / "bin" / "initdb", error)) return true;
  }
  return false;
}

const std::string& PostgresCluster::Shared() {
  static const std::string* const of_ctest = [] {
    auto* conninfo = new std::string;
    std::getline(std::ifstream(kSharedPlace), *conninfo);
    return conninfo;
  }();
  if (!of_ctest->empty()) return *of_ctest;
  static const PostgresCluster own;
  return own.conninfo();
}

PostgresCluster::PostgresCluster(Durability durability) {
  const char* const verb = durability == Durability::kDisk ? "durable" : "serve";
  std::array<int, 2> orders;
  std::array<int, 2> answers;
  ZP_CHECK(pipe2(orders.data(), O_CLOEXEC) == 0 && pipe2(answers.data(), O_CLOEXEC) == 0, "pipes for a cluster");
  script_ = fork();
  ZP_CHECK(script_ >= 0, "a process for a cluster");
  if (script_ == 0) {
    // A Ctrl-C is for the test program; the script ends with its standard input.
    setpgid(0, 0);
    dup2(orders[0], STDIN_FILENO);
    dup2(answers[1], STDOUT_FILENO);
    execl(kScript, kScript, verb, nullptr);
    _exit(127);
  }
  close(orders[0]);
  close(answers[1]);
  orders_ = fdopen(orders[1], "w");
  answers_ = fdopen(answers[0], "r");
  conninfo_ = NextLine();
  ZP_CHECK(!conninfo_.empty(), kScript);
}

PostgresCluster::~PostgresCluster() {
  std::fclose(orders_);
  std::fclose(answers_);
  waitpid(script_, nullptr, 0);
}

std::string PostgresCluster::NextLine() {
  std::array<char, 1024> line;
  if (std::fgets(line.data(), line.size(), answers_) == nullptr) return "";
  return std::string(absl::StripAsciiWhitespace(line.data()));
}

void PostgresCluster::Order(absl::string_view order) {
  std::fprintf(orders_, "%.*s\n", static_cast<int>(order.size()), order.data());
  std::fflush(orders_);
  ZP_CHECK(!NextLine().empty(), order);
}

}  // namespace zhengping
