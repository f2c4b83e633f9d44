// The log: one JSON object a line on standard error, which containers hand on as it is.
//
//   log::Write(log::Level::kInfo, "listening", {{"address", "127.0.0.1:7101"}, {"ms", 12}});
//   {"ts":"2024-02-04T01:20:00.125Z","level":"info","service":"budget","msg":"listening","address":"127.0.0.1:7101","ms":12}
//
// Keys in use: rpc, code, reason, ms, peer, trace_id, incident, caller, address. Never an amount, a person's name or an
// identity number (personal information protection law, 个人信息保护法): name the resource instead.
// A key whose text is empty is left out. Safe from every thread; a line is written whole.
#ifndef ZHENGPING_COMMON_LOG_LOG_H_
#define ZHENGPING_COMMON_LOG_LOG_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::log {

enum class Level { kInfo, kWarning, kError };

// A key with a text or a whole number.
struct Field {
  Field(absl::string_view key, absl::string_view text) : key(key), text(text) {}
  Field(absl::string_view key, const char* text) : key(key), text(text) {}
  Field(absl::string_view key, const std::string& text) : key(key), text(text) {}
  Field(absl::string_view key, int64_t number) : key(key), number(number), is_number(true) {}

  absl::string_view key;
  absl::string_view text;
  int64_t number = 0;
  bool is_number = false;
};

// The name that every following line carries as "service". Called once by main, before the first thread starts.
void SetService(absl::string_view service);

void Write(Level level, absl::string_view message, std::initializer_list<Field> fields = {});

// Sends lines (without the line feed) to `sink` in place of standard error; an empty function restores it. For tests.
void SetSink(std::function<void(const std::string& line)> sink);

}  // namespace zhengping::log

#endif  // ZHENGPING_COMMON_LOG_LOG_H_
