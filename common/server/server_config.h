// How a service listens and what bounds it. Every bound has its reason; common/config reads them as flags.
#ifndef ZHENGPING_COMMON_SERVER_SERVER_CONFIG_H_
#define ZHENGPING_COMMON_SERVER_SERVER_CONFIG_H_

#include <optional>
#include <string>

namespace zhengping::server {

struct ServerConfig {
  std::string service = "zhengping";   // in log lines: "budget", "indicator", "reporting"
  std::string listen = "127.0.0.1:0";  // host:port; port 0 takes a free one; empty: in-process calls only
  std::string port_file;               // the port in use is written here once the server answers; empty: nowhere
  bool insecure = false;               // plaintext beyond loopback: only in a network of its own
  std::optional<bool> reflection;      // absent: on for loopback and with `insecure`
  bool health_check = false;           // --health: main calls AskHealth in place of Run

  int receive_limit_bytes = 4 << 20;  // of one message: gRPC's own default, said aloud; bulk comes as a stream
  int longest_call_ms = 60000;        // a call without a deadline, or with a later one, is over after this long
  int idle_limit_ms = 60000;          // of a long stream (intake.h, feed.h): until its caller sends or reads again
  // Of all messages of one client stream, in memory: a department-year of 200 000 entries, each a transaction of its
  // own with a document number and a note, takes about 850 bytes an entry, 170 MB.
  int stream_limit_bytes = 256 << 20;
  int streams_limit_bytes = 512 << 20;  // of all client streams at once: two of the largest, or some fifty usual ones
  int in_flight_limit = 256;            // calls at once; one more is answered RESOURCE_EXHAUSTED, with a time to retry
  int connection_streams_limit = 128;   // of those, on one connection
  int memory_limit_bytes = 512 << 20;   // of gRPC's buffers, for the whole process
  int connection_age_minutes = 30;      // then clients connect anew, so that load spreads over new replicas

  int drain_delay_ms = 0;      // between NOT_SERVING and refusing: what a load balancer needs to notice
  int drain_limit_ms = 20000;  // for calls in flight; below a container's usual grace of 30 s
};

// Whether `listen` is empty, a loopback address or a Unix socket: what nobody outside the machine reaches.
bool IsLoopback(const std::string& listen);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_SERVER_CONFIG_H_
