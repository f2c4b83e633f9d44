// A real PostgreSQL server for tests, started by the script common/testing/postgres_cluster: in a temporary folder, on
// a Unix socket, gone when the object or the program ends, however it ends. It takes about half a second, so a test
// that needs no server of its own takes the one of Shared.
#ifndef ZHENGPING_COMMON_TESTING_POSTGRES_CLUSTER_H_
#define ZHENGPING_COMMON_TESTING_POSTGRES_CLUSTER_H_

#include <sys/types.h>

#include <cstdio>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping {

// What a commit waits for: kProcess survives the end of the server, not of the machine; kDisk is as in production, with
// the settings that Debian ships.
enum class Durability { kProcess, kDisk };

class PostgresCluster {
 public:
  // A failure ends the test program with what the server said.
  explicit PostgresCluster(Durability durability = Durability::kProcess);
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // Whether this machine has a server to start.
  static bool IsInstalled();

  // The connection string of the server that ctest has started for all its tests; without ctest one of this program,
  // started when first asked for.
  static const std::string& Shared();

  const std::string& conninfo() const { return conninfo_; }

  // As pg_ctl stop -m immediate, the next thing to pulling the plug; all connections break.
  void Stop() { Order("stop"); }
  // Returns when the server takes connections, after its recovery.
  void Start() { Order("start"); }

 private:
  void Order(absl::string_view order);
  std::string NextLine();

  pid_t script_ = -1;
  FILE* orders_ = nullptr;
  FILE* answers_ = nullptr;
  std::string conninfo_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_POSTGRES_CLUSTER_H_
