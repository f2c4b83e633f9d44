// The command line: a table of verbs.
#include <CLI/CLI.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "common/config/parser.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/offline.h"
#include "services/cli/session.h"

namespace zhengping::cli {
namespace {

int Main(int argc, char** argv) {
  Settings settings;
  config::Parser parser("zhengping", "整评：部门整体支出绩效评价");
  parser.Add("reporting", &settings.reporting, "HOST:PORT", "评价服务的地址");
  parser.Add("budget", &settings.budget, "HOST:PORT", "预算服务的地址，按名称找部门时用");
  parser.Add("indicator", &settings.indicator, "HOST:PORT", "指标服务的地址，管理评价体系时用");
  parser.Add("division", &settings.division, "CODE", "财政区划，部门只写代码或名称时用");
  parser.AddChoice("output", &settings.output, {"table", "json"}, "输出格式");
  parser.Add("offline", &settings.offline, "不连服务，在本进程内运行三个服务");
  parser.Add("as", &settings.acts_as, "NAME:ROLE", "由谁、以什么角色操作，如 王五:finance_reviewer；只在本机有效");
  parser.Add("data", &settings.data, "FOLDER", "--offline 的数据文件夹；不写则用临时文件夹");
  parser.ReadUserFile();

  CLI::App& app = parser.app();
  app.require_subcommand(1);
  app.fallthrough();
  std::vector<std::pair<CLI::App*, std::unique_ptr<Command>>> commands;
  for (auto make :
       {NewLoad,         NewTemplate,    NewEvaluate,       NewCheck,      NewExplain,       NewRender,
        NewSimulate,     NewSensitivity, NewGenerate,       NewFacts,      NewBalances,      NewQuotas,
        NewTransactions, NewProjects,    NewSpecialFunds,   NewAuditFacts, NewVerifyDigests, NewImport,
        NewExport,       NewProfiles,    NewFrameworks,     NewChanges,    NewImports,       NewProposeObservations,
        NewNarrative,    NewList,        NewSubmit,         NewReturn,     NewAdjust,        NewReview,
        NewPublish,      NewCorrect,     NewTimeline,       NewCompare,    NewVerify,        NewKeygen,
        NewMonitor,      NewRectify,     NewRectifications, NewFollowUp,   NewNextPlan}) {
    std::unique_ptr<Command> command = make();
    CLI::App* declared = command->Declare(app, settings);
    commands.emplace_back(declared, std::move(command));
  }
  parser.ParseOrExit(argc, argv);

  if (const absl::Status stated = CheckActor(settings); !stated.ok()) return Fail(stated);
  absl::StatusOr<Connections> connections = Connect(settings);
  if (settings.offline) connections = StartOffline(settings);
  if (!connections.ok()) return Fail(connections.status());
  Session session(settings, *std::move(connections));
  for (const auto& [declared, command] : commands) {
    if (declared->parsed()) return command->Run(session);
  }
  return kWrongUse;
}

}  // namespace
}  // namespace zhengping::cli

int main(int argc, char** argv) { return zhengping::cli::Main(argc, argv); }
