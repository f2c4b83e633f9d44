// A verb of the command line: it declares its arguments, then runs. main.cc holds the table of all of them.
#ifndef ZHENGPING_SERVICES_CLI_COMMANDS_COMMAND_H_
#define ZHENGPING_SERVICES_CLI_COMMANDS_COMMAND_H_

#include <memory>

#include "services/cli/session.h"

namespace CLI {
class App;
}  // namespace CLI

namespace zhengping::cli {

class Command {
 public:
  virtual ~Command() = default;
  // Adds itself to the program, with its own flags and positionals. `settings` outlives the command.
  virtual CLI::App* Declare(CLI::App& program, Settings& settings) = 0;
  // Returns the exit status.
  virtual int Run(Session& session) = 0;
};

// -o table|json of one command; wins over the program's --output.
void AddOutput(CLI::App& command, Settings& settings);

std::unique_ptr<Command> NewLoad();
std::unique_ptr<Command> NewTemplate();
std::unique_ptr<Command> NewEvaluate();
std::unique_ptr<Command> NewCheck();
std::unique_ptr<Command> NewExplain();
std::unique_ptr<Command> NewList();
std::unique_ptr<Command> NewSubmit();
std::unique_ptr<Command> NewReturn();
std::unique_ptr<Command> NewAdjust();
std::unique_ptr<Command> NewReview();
std::unique_ptr<Command> NewPublish();
std::unique_ptr<Command> NewCorrect();
std::unique_ptr<Command> NewTimeline();
std::unique_ptr<Command> NewCompare();
std::unique_ptr<Command> NewRender();
std::unique_ptr<Command> NewSimulate();
std::unique_ptr<Command> NewSensitivity();
std::unique_ptr<Command> NewGenerate();
std::unique_ptr<Command> NewFacts();
std::unique_ptr<Command> NewBalances();
std::unique_ptr<Command> NewQuotas();
std::unique_ptr<Command> NewTransactions();
std::unique_ptr<Command> NewProjects();
std::unique_ptr<Command> NewNarrative();
std::unique_ptr<Command> NewProposeObservations();
std::unique_ptr<Command> NewSpecialFunds();
std::unique_ptr<Command> NewAuditFacts();
std::unique_ptr<Command> NewVerifyDigests();
std::unique_ptr<Command> NewChanges();
std::unique_ptr<Command> NewImports();
std::unique_ptr<Command> NewImport();
std::unique_ptr<Command> NewExport();
std::unique_ptr<Command> NewProfiles();
std::unique_ptr<Command> NewFrameworks();
std::unique_ptr<Command> NewVerify();
std::unique_ptr<Command> NewKeygen();
std::unique_ptr<Command> NewMonitor();
std::unique_ptr<Command> NewRectify();
std::unique_ptr<Command> NewRectifications();
std::unique_ptr<Command> NewFollowUp();
std::unique_ptr<Command> NewNextPlan();

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_COMMANDS_COMMAND_H_
