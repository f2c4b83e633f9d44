// How every program of the suite is told what to do. Declared once, read from four places:
//
//   config::Parser parser("zhengping-budget", "Keeps budget ledgers and answers facts and findings.");
//   parser.Add("listen", &config.server.listen, "HOST:PORT", "where to answer");
//   parser.Add("in-flight-limit", &config.server.in_flight_limit, {1, 10000}, "calls answered at once");
//   parser.Add("insecure", &config.server.insecure, "plaintext beyond loopback");
//   parser.AddSecret("database-password", &config.storage.password, "of the database user");
//   parser.ParseOrExit(argc, argv);
//
//   a flag              --data-dir /data                         wins over
//   the environment     ZHENGPING_BUDGET_DATA_DIR=/data          (environment.h), wins over
//   a file              --config FILE: data-dir = "/data"        (file.h), wins over
//   the default         what the variable holds before
//
// Every program has besides: --config FILE, --dump-config (prints all settings as such a file, with where each comes
// from and secrets masked), --version, --help. An unknown flag, variable or name in the file is refused with the
// nearest known one; all that is wrong is told at once; then the program ends with status 2 and nothing was started.
//
// A secret is never a flag: it comes from the environment, the file, or a file of its own that --NAME-file names.
//
// Not thread-safe: main uses it before the first thread starts.
#ifndef ZHENGPING_COMMON_CONFIG_PARSER_H_
#define ZHENGPING_COMMON_CONFIG_PARSER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/config/setting.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace zhengping::config {

// What the command line asked for: to go on, or to print and end.
struct Outcome {
  bool goes_on = false;
  int exit_status = 0;
  std::string out;  // for standard output
  std::string err;  // for standard error
};

class Parser {
 public:
  // `program` is "zhengping-budget", or "zhengping" for the command line tool.
  Parser(std::string program, std::string description);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // A setting's name is lower case with dashes, and is that of the flag and in the file. `value` holds the default,
  // outlives the parser, and is left alone unless something sets it. Help is a phrase in lower case, unit included.
  void Add(absl::string_view name, std::string* value, absl::string_view value_name, absl::string_view help);
  void Add(absl::string_view name, std::vector<std::string>* value, absl::string_view value_name,
           absl::string_view help);  // a repeated flag, a list in the file, commas in the environment
  void Add(absl::string_view name, bool* value, absl::string_view help);
  void Add(absl::string_view name, std::optional<bool>* value, absl::string_view help);
  void Add(absl::string_view name, int* value, IntRange range, absl::string_view help);
  void Add(absl::string_view name, int64_t* value, IntRange range, absl::string_view help);
  void Add(absl::string_view name, absl::Duration* value, absl::string_view help);
  void AddChoice(absl::string_view name, std::string* value, std::vector<std::string> choices, absl::string_view help);
  void AddSecret(absl::string_view name, std::string* value, absl::string_view help);

  // Without --config reads $XDG_CONFIG_HOME/zhengping/config.toml (or ~/.config/…) if it is there: for the command
  // line.
  void ReadUserFile() { reads_user_file_ = true; }

  // For a program with verbs: add subcommands with their own flags and positionals here, and ask got_subcommand() once
  // parsing is done. No CLI11 callbacks: they would run before the environment and the file are read.
  CLI::App& app() { return *app_; }

  // Reads the process's environment; prints and ends the process unless it is to go on.
  void ParseOrExit(int argc, const char* const* argv);

  // The same without a process. `arguments` without the program's name, `environment` as "NAME=value".
  Outcome Parse(std::vector<std::string> arguments, const std::vector<std::string>& environment);

 private:
  struct Source;

  void AddSetting(absl::string_view name, absl::string_view help, Setting setting);
  const Setting* Find(absl::string_view name) const;
  std::vector<std::string> Names() const;
  std::string ConfigPath(const std::vector<std::string>& environment) const;
  void ReadFile(const std::string& path, std::map<std::string, Source>& sources);
  void ReadFlags(std::map<std::string, Source>& sources) const;
  void Apply(const std::map<std::string, Source>& sources);
  void ReadSecretFiles();
  void ExplainExtras();
  std::string Dump() const;

  const std::string program_;
  const std::string prefix_;
  std::unique_ptr<CLI::App> app_;
  std::vector<Setting> settings_;
  std::map<std::string, CLI::Option*> options_;  // by setting
  struct SecretFile;
  std::vector<std::unique_ptr<SecretFile>> secret_files_;
  std::string config_path_;
  bool reads_user_file_ = false;
  bool dumps_ = false;
  std::vector<std::string> errors_;
};

}  // namespace zhengping::config

#endif  // ZHENGPING_COMMON_CONFIG_PARSER_H_
