// Where a service's database is, and the bounds on what waits for it. Each bound has a reason; none is unlimited.
#ifndef ZHENGPING_COMMON_STORAGE_CONFIG_H_
#define ZHENGPING_COMMON_STORAGE_CONFIG_H_

#include <string>

namespace zhengping::storage {

struct Config {
  // The SQLite file; its folder must exist, the file is made when absent. Beside it: PATH-wal, PATH-shm, PATH.lock.
  std::string path;

  // In place of a file a PostgreSQL database (14 or later, UTF8): "postgresql://zhengping@db:5432/zhengping" or
  // "host=/run/postgresql dbname=zhengping". Empty: SQLite at `path`.
  std::string conninfo;
  // The schema in it, made when absent; services may share a database, each in a schema of its own. Empty: the first of
  // the connection's search_path.
  std::string schema;
  std::string password;  // of the database user; empty: what the connection string or the server's rules say

  // Read connections, each with a thread for ReadAsync. Reads are short and from the page cache: more than the cores is
  // waste.
  int read_connections = 4;
  // Page cache of each SQLite connection. A department-year is about 1 MiB.
  int cache_kib = 8192;
  // That of the connection that writes, for imports: the ends of some thousand department-years and their heads.
  int writer_cache_kib = 65536;
  // Pages (4 KiB) that a write-ahead log gathers before they are copied into the database: an import touches the same
  // heads again and again. A longer log is read more slowly.
  int checkpoint_pages = 8192;

  // Waiting reads and writes; one more is refused with OVERLOADED. At 1 ms a read and 5 ms a batch of 64 writes the
  // last in line waits under a second, so a caller with the usual deadline of seconds gets its answer or the refusal in
  // time.
  int read_queue_limit = 1000;
  int write_queue_limit = 4096;
  // Writes in one database transaction. More gain nothing (the sync is already shared by 64) and make a failed batch
  // dear.
  int write_batch_limit = 64;

  // How long a statement waits for a lock. Only a foreign process on the file (a backup tool) can hold one.
  int busy_timeout_ms = 5000;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_CONFIG_H_
