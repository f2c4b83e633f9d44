#include "services/cli/commands/command.h"

#include <CLI/CLI.hpp>

namespace zhengping::cli {

void AddOutput(CLI::App& command, Settings& settings) {
  command.add_option("-o", settings.command_output, "输出格式：table 或 json")->check(CLI::IsMember({"table", "json"}));
}

}  // namespace zhengping::cli
