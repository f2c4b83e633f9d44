#include "common/server/server_settings.h"

namespace zhengping::server {

void AddSettings(config::Parser& parser, ServerConfig& config) {
  parser.Add("listen", &config.listen, "HOST:PORT", "where to answer; port 0 takes a free one");
  parser.Add("port-file", &config.port_file, "PATH", "file that receives the port in use");
  parser.Add("insecure", &config.insecure, "plaintext beyond loopback: everybody who reaches it is the local operator");
  parser.Add("reflection", &config.reflection, "describe the services to tools such as grpcurl");
  parser.Add("health", &config.health_check, "ask the server at --listen whether it serves, and end with 0 if so");
  parser.Add("receive-limit-bytes", &config.receive_limit_bytes, {1 << 16, 1 << 30}, "of one message, bytes");
  parser.Add("longest-call-ms", &config.longest_call_ms, {1000, 3600000}, "of a call without an earlier deadline, ms");
  parser.Add("idle-limit-ms", &config.idle_limit_ms, {100, 3600000},
             "of a long stream whose caller neither sends nor reads, ms");
  parser.Add("stream-limit-bytes", &config.stream_limit_bytes, {1 << 16, 2000000000},
             "of one client stream, bytes in memory");
  parser.Add("streams-limit-bytes", &config.streams_limit_bytes, {1 << 16, 2000000000},
             "of all client streams at once, bytes in memory");
  parser.Add("in-flight-limit", &config.in_flight_limit, {1, 100000}, "calls answered at once");
  parser.Add("connection-streams-limit", &config.connection_streams_limit, {1, 100000}, "of those on one connection");
  parser.Add("memory-limit-bytes", &config.memory_limit_bytes, {1 << 24, 2000000000}, "of gRPC's buffers, bytes");
  parser.Add("connection-age-minutes", &config.connection_age_minutes, {1, 1440},
             "until a client connects anew, minutes");
  parser.Add("drain-delay-ms", &config.drain_delay_ms, {0, 600000}, "between NOT_SERVING and refusing calls, ms");
  parser.Add("drain-limit-ms", &config.drain_limit_ms, {0, 600000}, "for calls in flight to end, ms");
}

}  // namespace zhengping::server
