#include "common/config/parser.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/config/environment.h"
#include "common/config/file.h"
#include "common/config/nearest.h"
#include "common/config/version.h"
#include "common/status/check.h"

namespace zhengping::config {
namespace {

constexpr int kWrongUse = 2;
constexpr char kMask[] = "***";

std::string Suggest(absl::string_view name, const std::vector<std::string>& known) {
  const std::string nearest = Nearest(name, known);
  return nearest.empty() ? "" : absl::StrCat("; did you mean ", nearest, "?");
}

std::optional<std::string> ReadWhole(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

std::string Variable(const std::vector<std::string>& environment, absl::string_view name) {
  const std::string start = absl::StrCat(name, "=");
  for (const std::string& line : environment) {
    if (absl::StartsWith(line, start)) return line.substr(start.size());
  }
  return "";
}

// What the words of the environment and the file would be taken for; "port" is what Kubernetes calls its own variable.
void CheckName(absl::string_view name) {
  const bool well_formed = !name.empty() && absl::ascii_islower(static_cast<unsigned char>(name[0])) &&
                           std::all_of(name.begin(), name.end(), [](char c) {
                             return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                                    absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
                           });
  ZP_CHECK(well_formed, name);
  for (const char* reserved : {"config", "dump-config", "help", "version", "port"}) ZP_CHECK(name != reserved, name);
}

}  // namespace

struct Parser::Source {
  std::vector<std::string> texts;
  std::string origin;
};

struct Parser::SecretFile {
  std::string name;  // of the secret
  std::string path;
};

Parser::Parser(std::string program, std::string description)
    : program_(std::move(program)),
      prefix_(EnvironmentPrefix(program_)),
      app_(std::make_unique<CLI::App>(std::move(description), program_)) {
  app_->fallthrough();
  app_->add_option("--config", config_path_, "file of settings, one \"name = value\" a line")->type_name("FILE");
  app_->add_flag("--dump-config", dumps_, "print all settings as such a file, with their origin, and end");
  app_->set_version_flag("--version", absl::StrCat(program_, " ", Version()));
  app_->footer(absl::StrCat("A flag wins over the environment (", prefix_,
                            "NAME for --name), that over the file, that over the default."));
}

Parser::~Parser() = default;

void Parser::AddSetting(absl::string_view name, absl::string_view help, Setting setting) {
  CheckName(name);
  ZP_CHECK(Find(name) == nullptr, name);
  setting.name = std::string(name);
  setting.help = std::string(help);
  if (!setting.is_secret) {
    const std::string flag = absl::StrCat("--", name);
    const std::string description = setting.help;  // constant: CLI11 would take a variable for the flag's target
    CLI::Option* option = nullptr;
    if (setting.is_flag) {
      option = app_->add_flag(flag, description);
    } else {
      option = app_->add_option(
          flag, [](const CLI::results_t&) { return true; }, description);
      option->type_name(setting.value_name)->default_str(absl::StrJoin(setting.get(), ","));
      if (setting.is_list) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
    }
    options_[setting.name] = option;
  }
  settings_.push_back(std::move(setting));
}

void Parser::Add(absl::string_view name, std::string* value, absl::string_view value_name, absl::string_view help) {
  Setting setting = TextSetting(value);
  setting.value_name = std::string(value_name);
  AddSetting(name, help, std::move(setting));
}

void Parser::Add(absl::string_view name, std::vector<std::string>* value, absl::string_view value_name,
                 absl::string_view help) {
  Setting setting = ListSetting(value);
  setting.value_name = std::string(value_name);
  AddSetting(name, help, std::move(setting));
}

void Parser::Add(absl::string_view name, bool* value, absl::string_view help) {
  AddSetting(name, help, BoolSetting(value));
}

void Parser::Add(absl::string_view name, std::optional<bool>* value, absl::string_view help) {
  AddSetting(name, help, BoolSetting(value));
}

void Parser::Add(absl::string_view name, int* value, IntRange range, absl::string_view help) {
  AddSetting(name, help, IntSetting(value, range));
}

void Parser::Add(absl::string_view name, int64_t* value, IntRange range, absl::string_view help) {
  AddSetting(name, help, IntSetting(value, range));
}

void Parser::Add(absl::string_view name, absl::Duration* value, absl::string_view help) {
  AddSetting(name, help, DurationSetting(value));
}

void Parser::AddChoice(absl::string_view name, std::string* value, std::vector<std::string> choices,
                       absl::string_view help) {
  AddSetting(name, help, ChoiceSetting(value, std::move(choices)));
}

void Parser::AddSecret(absl::string_view name, std::string* value, absl::string_view help) {
  Setting setting = TextSetting(value);
  setting.is_secret = true;
  AddSetting(name, help, std::move(setting));
  secret_files_.push_back(std::make_unique<SecretFile>(SecretFile{.name = std::string(name), .path = ""}));
  Add(absl::StrCat(name, "-file"), &secret_files_.back()->path, "FILE", absl::StrCat("file that holds: ", help));
}

const Setting* Parser::Find(absl::string_view name) const {
  const auto found =
      std::find_if(settings_.begin(), settings_.end(), [name](const Setting& setting) { return setting.name == name; });
  return found == settings_.end() ? nullptr : &*found;
}

std::vector<std::string> Parser::Names() const {
  std::vector<std::string> names;
  for (const Setting& setting : settings_) names.push_back(setting.name);
  return names;
}

std::string Parser::ConfigPath(const std::vector<std::string>& environment) const {
  if (!config_path_.empty()) return config_path_;
  if (std::string path = Variable(environment, prefix_ + "CONFIG"); !path.empty()) return path;
  if (!reads_user_file_) return "";
  std::string folder = Variable(environment, "XDG_CONFIG_HOME");
  if (folder.empty()) folder = Variable(environment, "HOME") + "/.config";
  const std::string path = folder + "/zhengping/config.toml";
  std::error_code error;
  return std::filesystem::exists(path, error) ? path : "";
}

void Parser::ReadFile(const std::string& path, std::map<std::string, Source>& sources) {
  const std::optional<std::string> text = ReadWhole(path);
  if (!text) {
    errors_.push_back(absl::StrCat("cannot read the settings file ", path));
    return;
  }
  std::vector<std::string> line_errors;
  for (FileEntry& entry : ReadFileEntries(*text, line_errors)) {
    const std::string place = absl::StrCat("line ", entry.line, ": ");
    if (Find(entry.name) == nullptr) {
      line_errors.push_back(absl::StrCat(place, "unknown setting ", entry.name, Suggest(entry.name, Names())));
    } else if (sources.count(entry.name) > 0) {
      line_errors.push_back(absl::StrCat(place, entry.name, " stands twice"));
    } else {
      sources[entry.name] = {.texts = std::move(entry.values), .origin = absl::StrCat(path, ":", entry.line)};
    }
  }
  for (const std::string& error : line_errors) errors_.push_back(absl::StrCat(path, ": ", error));
}

void Parser::ReadFlags(std::map<std::string, Source>& sources) const {
  for (const auto& [name, option] : options_) {
    if (option->count() > 0) sources[name] = {.texts = option->results(), .origin = absl::StrCat("--", name)};
  }
}

void Parser::Apply(const std::map<std::string, Source>& sources) {
  for (Setting& setting : settings_) {
    const auto source = sources.find(setting.name);
    if (source == sources.end()) continue;
    if (const std::string error = setting.set(source->second.texts); !error.empty()) {
      const std::string found = setting.is_secret ? "" : absl::StrJoin(source->second.texts, ", ");
      errors_.push_back(absl::StrCat(setting.name, " (", source->second.origin, ") is ", found, ": ", error));
    }
    setting.origin = source->second.origin;
  }
}

void Parser::ReadSecretFiles() {
  for (const std::unique_ptr<SecretFile>& file : secret_files_) {
    if (file->path.empty()) continue;
    const auto secret = std::find_if(settings_.begin(), settings_.end(),
                                     [&](const Setting& setting) { return setting.name == file->name; });
    const std::optional<std::string> text = ReadWhole(file->path);
    if (secret->origin != "default") {
      errors_.push_back(absl::StrCat(file->name, " and ", file->name, "-file are both set: one of them is enough"));
    } else if (!text) {
      errors_.push_back(absl::StrCat("cannot read ", file->path, ", which ", file->name, "-file names"));
    } else {
      // Editors put a line end behind the last line; a secret has none.
      secret->set({std::string(absl::StripTrailingAsciiWhitespace(*text))});
      secret->origin = file->path;
    }
  }
}

void Parser::ExplainExtras() {
  std::vector<std::string> flags;
  std::vector<std::string> verbs;
  std::vector<const CLI::App*> apps = {app_.get()};
  for (const CLI::App* used : app_->get_subcommands()) apps.push_back(used);
  for (const CLI::App* app : apps) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
    }
  }
  for (const CLI::App* verb : app_->get_subcommands(nullptr)) verbs.push_back(verb->get_name());
  for (const std::string& extra : app_->remaining(/*recurse=*/true)) {
    const bool is_flag = absl::StartsWith(extra, "-");
    const std::string name = extra.substr(0, is_flag ? extra.find('=') : std::string::npos);
    errors_.push_back(
        absl::StrCat(is_flag ? "unknown flag " : "unknown argument ", name, Suggest(name, is_flag ? flags : verbs)));
  }
}

std::string Parser::Dump() const {
  std::string text = absl::StrCat("# ", program_, " ", Version(), "\n");
  for (const Setting& setting : settings_) {
    std::vector<std::string> values = setting.get();
    const bool is_set = setting.is_list || (!values.empty() && !(setting.is_secret && values.front().empty()));
    if (setting.is_secret && is_set) values = {kMask};
    // A line that would set nothing, or a mask, must not be read back as a value.
    const char* comment = is_set && !setting.is_secret ? "" : "# ";
    absl::StrAppend(&text, comment, FormatFileEntry(setting.name, values, setting.is_quoted, setting.is_list), "  # ",
                    setting.origin, "\n");
  }
  return text;
}

Outcome Parser::Parse(std::vector<std::string> arguments, const std::vector<std::string>& environment) {
  errors_.clear();
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app_->parse(arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version
      std::ostringstream out, err;
      app_->exit(error, out, err);
      return {.goes_on = false, .exit_status = 0, .out = out.str(), .err = err.str()};
    }
    ExplainExtras();
    const bool needs_no_more = dumps_ && error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    if (errors_.empty() && !needs_no_more) errors_.push_back(error.what());
  }
  std::map<std::string, Source> sources;
  if (const std::string path = ConfigPath(environment); !path.empty()) ReadFile(path, sources);
  std::vector<std::string> names = Names();
  names.push_back("config");
  for (auto& [name, text] : ReadEnvironment(prefix_, names, environment, errors_)) {
    const Setting* setting = Find(name);
    if (setting == nullptr) continue;  // the path of the file, which ConfigPath reads
    std::vector<std::string> texts = {text};
    if (setting->is_list) texts = absl::StrSplit(text, ',');
    sources[name] = {.texts = std::move(texts), .origin = EnvironmentName(prefix_, name)};
  }
  ReadFlags(sources);
  Apply(sources);
  ReadSecretFiles();
  if (!errors_.empty()) {
    std::string err;
    for (const std::string& error : errors_) absl::StrAppend(&err, program_, ": ", error, "\n");
    absl::StrAppend(&err, "Run ", program_, " --help for the settings.\n");
    return {.goes_on = false, .exit_status = kWrongUse, .out = "", .err = std::move(err)};
  }
  if (dumps_) return {.goes_on = false, .exit_status = 0, .out = Dump(), .err = ""};
  return {.goes_on = true, .exit_status = 0, .out = "", .err = ""};
}

void Parser::ParseOrExit(int argc, const char* const* argv) {
  std::vector<std::string> environment;
  for (char** line = environ; *line != nullptr; ++line) environment.emplace_back(*line);
  const Outcome outcome = Parse(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), environment);
  if (outcome.goes_on) return;
  std::fwrite(outcome.out.data(), 1, outcome.out.size(), stdout);
  std::fwrite(outcome.err.data(), 1, outcome.err.size(), stderr);
  std::fflush(nullptr);
  std::exit(outcome.exit_status);
}

}  // namespace zhengping::config
