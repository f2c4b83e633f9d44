#include "tests/tidy/includes.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace zhengping::tidy {
namespace {

const std::map<std::string, std::string>& CommonLayers() {
  static const std::map<std::string, std::string> kLayers = {
      {"money", "values"},         {"rational", "values"},      {"date", "values"},
      {"status", "values"},        {"digest", "values"},        {"resource_name", "values"},
      {"text", "values"},          {"archive", "zip"},          {"spreadsheet", "spreadsheet"},
      {"page_token", "mechanics"}, {"request_id", "mechanics"}, {"clock", "mechanics"},
      {"signature", "signature"},  {"config", "config"},        {"log", "log"},
      {"trace", "trace"},          {"storage", "storage"},      {"server", "server"},
      {"client", "client"},        {"testing", "testing"},      {"grpc_pch", "grpc"},
  };
  return kLayers;
}

// "services/budget/domain/findings/x.h" → service "budget", layer "domain".
struct Location {
  std::string service;
  std::string layer;
};

std::optional<Location> Locate(const std::string& path) {
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (parts.size() >= 2 && parts[0] == "common") {
    const auto found = CommonLayers().find(parts[1]);
    return Location{"", found == CommonLayers().end() ? parts[1] : found->second};
  }
  if (parts[0] == "zhengping") return Location{"", "protos"};
  if (parts[0] != "services" || parts.size() < 3) return std::nullopt;
  if (parts[1] == "cli") return Location{"cli", parts[2] == "offline.cc" ? "offline" : "cli"};
  if (parts.size() == 3 && parts[2] == "limits.h") return Location{parts[1], "limits"};
  if (parts.size() == 3) return Location{parts[1], "main"};
  return Location{parts[1], parts[2]};
}

std::string LibraryOf(const std::string& header) {
  static const std::pair<const char*, const char*> kLibraries[] = {
      {"grpc", "grpc"},       {"google/protobuf", "protobuf"},
      {"google/", "protos"},  {"sqlite3", "sqlite"},
      {"nlohmann/", "json"},  {"boost/", "boost"},
      {"zip.h", "zip"},       {"pugixml", "xml"},
      {"CLI/", "cli11"},      {"openssl/", "openssl"},
      {"gtest/", "testing"},  {"gmock/", "testing"},
      {"libpq-fe", "sqlite"}, {"libxml/", "libxml"},
  };
  for (const auto& [prefix, library] : kLibraries) {
    if (absl::StartsWith(header, prefix)) return library;
  }
  return "";
}

// The path between <> or "" of an #include line; `line` as written, since the check for code blanks literals.
std::string IncludedIn(const std::string& line) {
  absl::string_view rest = line;
  if (!absl::ConsumePrefix(&rest, "#include ")) return "";
  if (rest.size() < 2) return "";
  const char close = rest[0] == '<' ? '>' : '"';
  return std::string(rest.substr(1, rest.find(close, 1) - 1));
}

bool IsTestFile(const std::string& path) {
  return absl::StartsWith(path, "tests/") || absl::EndsWith(path, "_test.cc") || absl::EndsWith(path, "_fuzz.cc") ||
         absl::EndsWith(path, "_bench.cc") || absl::StrContains(path, "_testing.") ||
         absl::StrContains(path, "_fixture.");
}

}  // namespace

IncludeTable ParseIncludeTable(const std::string& text) {
  IncludeTable table;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = line.substr(0, line.find('#'));
    const std::pair<std::string, std::string> row = absl::StrSplit(line, absl::MaxSplits(':', 1));
    if (row.second.empty()) continue;
    for (absl::string_view target : absl::StrSplit(row.second, ' ', absl::SkipEmpty())) {
      table[row.first].insert(std::string(target));
    }
  }
  return table;
}

std::vector<Violation> CheckIncludes(const std::vector<SourceFile>& files, const IncludeTable& table) {
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (IsTestFile(file.path)) continue;
    const std::optional<Location> from = Locate(file.path);
    if (!from.has_value() || from->service.empty()) continue;
    const auto row = table.find(from->layer);
    if (row == table.end()) {
      violations.push_back({file.path, 0, "includes", absl::StrCat("the table has no row for ", from->layer)});
      continue;
    }
    for (size_t i = 0; i < file.lines.size(); ++i) {
      const std::string header = IncludedIn(file.lines[i]);
      if (header.empty()) continue;
      const std::optional<Location> to = Locate(header);
      const std::string target = to.has_value() ? to->layer : LibraryOf(header);
      if (target.empty()) continue;
      const bool is_foreign = to.has_value() && !to->service.empty() && to->service != from->service &&
                              from->layer != "offline" && !(from->service == "cli" && to->service == "cli");
      // What reads and writes a service's files is pure, and the command line works on the user's files.
      const bool is_of_files = to.has_value() && (to->layer == "documents" || to->layer == "exchange");
      if (is_foreign && !(from->service == "cli" && is_of_files)) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "includes",
                              absl::StrCat(from->service, " includes ", to->service, ": only protos/ are shared")});
      } else if (row->second.count(target) == 0) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "includes",
                              absl::StrCat(from->layer, " may not include ", target, " (", header, "); it may include ",
                                           absl::StrJoin(row->second, ", "))});
      }
    }
  }
  return violations;
}

std::vector<Violation> CheckCommonOrder(const std::vector<SourceFile>& files, const std::vector<std::string>& order) {
  const auto place = [&order](const std::string& folder) { return std::find(order.begin(), order.end(), folder); };
  std::vector<Violation> violations;
  for (const SourceFile& file : files) {
    if (!IsUnder(file, "common/") || IsTestFile(file.path)) continue;
    const std::vector<std::string> parts = absl::StrSplit(file.path, '/');
    if (parts.size() < 3) continue;
    for (size_t i = 0; i < file.lines.size(); ++i) {
      const std::vector<std::string> target = absl::StrSplit(IncludedIn(file.lines[i]), '/');
      if (target[0] == "services") {
        violations.push_back({file.path, static_cast<int>(i) + 1, "common", "common never includes a service"});
      }
      if (target.size() < 3 || target[0] != "common" || target[1] == parts[1]) continue;
      if (place(target[1]) >= place(parts[1])) {
        violations.push_back({file.path, static_cast<int>(i) + 1, "common",
                              absl::StrCat(parts[1], " stands above ", target[1], " in common/CMakeLists.txt")});
      }
    }
  }
  return violations;
}

}  // namespace zhengping::tidy
