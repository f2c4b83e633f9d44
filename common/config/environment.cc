#include "common/config/environment.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/config/nearest.h"

namespace zhengping::config {
namespace {

constexpr absl::string_view kSuite = "ZHENGPING_";
constexpr absl::string_view kPrograms[] = {"BUDGET_", "INDICATOR_", "REPORTING_", "CONSOLE_", "CLI_"};

// What Kubernetes sets for a service ("docker links": kubernetes.io, Service, Environment variables).
bool IsServiceLink(absl::string_view name, absl::string_view value) {
  if (absl::EndsWith(name, "_SERVICE_HOST") || absl::StrContains(name, "_SERVICE_PORT")) return true;
  if (absl::EndsWith(name, "_PORT")) return absl::StrContains(value, "://");
  const size_t port = name.find("_PORT_");
  return port != absl::string_view::npos && port + 6 < name.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(name[port + 6]));
}

bool IsOfAnotherProgram(absl::string_view name, absl::string_view prefix) {
  return std::any_of(std::begin(kPrograms), std::end(kPrograms), [&](absl::string_view program) {
    const std::string other = absl::StrCat(kSuite, program);
    return other != prefix && absl::StartsWith(name, other);
  });
}

}  // namespace

std::string EnvironmentPrefix(absl::string_view program) {
  const absl::string_view word = absl::StripPrefix(program, "zhengping");
  return word.empty() ? absl::StrCat(kSuite, "CLI_")
                      : EnvironmentName(kSuite, absl::StrCat(absl::StripPrefix(word, "-"), "-"));
}

std::string EnvironmentName(absl::string_view prefix, absl::string_view setting) {
  return absl::StrCat(prefix, absl::AsciiStrToUpper(absl::StrReplaceAll(setting, {{"-", "_"}})));
}

std::map<std::string, std::string> ReadEnvironment(absl::string_view prefix, const std::vector<std::string>& settings,
                                                   const std::vector<std::string>& environment,
                                                   std::vector<std::string>& errors) {
  std::map<std::string, std::string> setting_of;  // by variable
  std::vector<std::string> variables;
  for (const std::string& setting : settings) {
    variables.push_back(EnvironmentName(prefix, setting));
    setting_of[variables.back()] = setting;
  }
  std::map<std::string, std::string> values;
  for (const std::string& line : environment) {
    const size_t equals = line.find('=');
    if (!absl::StartsWith(line, kSuite) || equals == std::string::npos) continue;
    const std::string name = line.substr(0, equals);
    const std::string value = line.substr(equals + 1);
    if (const auto known = setting_of.find(name); known != setting_of.end()) {
      if (!value.empty()) values[known->second] = value;
    } else if (!IsServiceLink(name, value) && !IsOfAnotherProgram(name, prefix)) {
      const std::string nearest = Nearest(name, variables);
      errors.push_back(absl::StrCat("unknown environment variable ", name,
                                    nearest.empty() ? "" : absl::StrCat("; did you mean ", nearest, "?")));
    }
  }
  return values;
}

}  // namespace zhengping::config
