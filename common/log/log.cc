#include "common/log/log.h"

#include <chrono>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace zhengping::log {
namespace {

struct Output {
  std::mutex mutex;
  std::string service = "zhengping";
  std::function<void(const std::string&)> sink;
};

// Never destroyed: a thread may log while the process ends.
Output& TheOutput() {
  static Output* const output = new Output;
  return *output;
}

const char* NameOf(Level level) {
  switch (level) {
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "";
}

}  // namespace

void SetService(absl::string_view service) {
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  output.service = std::string(service);
}

void Write(Level level, absl::string_view message, std::initializer_list<Field> fields) {
  nlohmann::ordered_json line;
  line["ts"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone());
  line["level"] = NameOf(level);
  line["service"] = "";
  line["msg"] = std::string(message);
  for (const Field& field : fields) {
    if (field.is_number) {
      line[std::string(field.key)] = field.number;
    } else if (!field.text.empty()) {
      line[std::string(field.key)] = std::string(field.text);
    }
  }
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  line["service"] = output.service;
  // Bytes that are not UTF-8 become U+FFFD: a line is always valid JSON.
  const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (output.sink) {
    output.sink(text);
  } else {
    std::fprintf(stderr, "%s\n", text.c_str());
  }
}

void SetSink(std::function<void(const std::string& line)> sink) {
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  output.sink = std::move(sink);
}

}  // namespace zhengping::log
