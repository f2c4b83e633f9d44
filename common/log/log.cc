#include "common/log/log.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
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

void AppendText(absl::string_view text, std::string& line) {
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
  if (is_plain) {
    absl::StrAppend(&line, "\"", text, "\"");
    return;
  }
  // Bytes that are not UTF-8 become U+FFFD: a line is always valid JSON.
  line += nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void AppendField(absl::string_view key, absl::string_view text, std::string& line) {
  absl::StrAppend(&line, ",\"", key, "\":");
  AppendText(text, line);
}

}  // namespace

void SetService(absl::string_view service) {
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  output.service = std::string(service);
}

void Write(Level level, absl::string_view message, std::initializer_list<Field> fields) {
  std::string begin =
      absl::StrCat("{\"ts\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
                   "\",\"level\":\"", NameOf(level), "\"");
  std::string rest;
  AppendField("msg", message, rest);
  for (const Field& field : fields) {
    if (field.is_number) {
      absl::StrAppend(&rest, ",\"", field.key, "\":", field.number);
    } else if (!field.text.empty()) {
      AppendField(field.key, field.text, rest);
    }
  }
  rest += "}";
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  AppendField("service", output.service, begin);
  begin += rest;
  if (output.sink) return output.sink(begin);
  begin += "\n";
  std::fwrite(begin.data(), 1, begin.size(), stderr);
}

void SetSink(std::function<void(const std::string& line)> sink) {
  Output& output = TheOutput();
  std::lock_guard<std::mutex> lock(output.mutex);
  output.sink = std::move(sink);
}

}  // namespace zhengping::log
