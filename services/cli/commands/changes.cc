#include <CLI/CLI.hpp>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

std::string KindText(budget::v1::ChangeKind kind) {
  switch (kind) {
    case budget::v1::CHANGE_KIND_TRANSACTION:
      return "业务";
    case budget::v1::CHANGE_KIND_QUOTAS:
      return "指标";
    case budget::v1::CHANGE_KIND_SPECIAL_FUNDS:
      return "专项资金";
    case budget::v1::CHANGE_KIND_STATEMENT:
      return "基础数据表";
    case budget::v1::CHANGE_KIND_REPORTED_FACTS:
      return "决算数";
    case budget::v1::CHANGE_KIND_UNSPECIFIED:
    case budget::v1::ChangeKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case budget::v1::ChangeKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "其他";
}

void Print(const budget::v1::Change& change, std::ostream& out) {
  out << change.department() << "  " << change.fiscal_year() << "-" << change.revision() << "  "
      << KindText(change.kind());
  for (const budget::v1::Transaction& transaction : change.transactions()) {
    out << "  " << (transaction.reverses().empty() ? "" : "冲销 ") << transaction.record_id() << "（"
        << DayText(transaction.effective_date()) << "，" << transaction.entries_size() << "条分录）";
  }
  out << "\n";
}

class Changes : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* changes = program.add_subcommand("changes", "列出一个财政区划的账目变动，可从上次的位置继续");
    changes->add_option("DIVISION", division_, "财政区划，如 430503000；可由 --division 代替");
    changes->add_option("--from", position_, "上次输出的位置；不写则从第一条变动开始");
    changes->add_option("--department", department_, "只看一个部门");
    changes->add_flag("--follow", follows_, "列完后不退出，继续等待新的变动");
    AddOutput(*changes, settings);
    return changes;
  }

  int Run(Session& session) override {
    budget::v1::WatchChangesRequest request;
    const std::string division = division_.empty() ? session.settings().division : division_;
    request.set_parent(absl::StrCat(division.rfind("divisions/", 0) == 0 ? "" : "divisions/", division));
    request.set_position(position_);
    if (!department_.empty()) {
      const absl::StatusOr<std::string> department = session.FindDepartment(department_);
      if (!department.ok()) return Fail(department.status());
      request.set_department(*department);
    }
    constexpr std::chrono::hours kLongest{24 * 365};
    const auto context = client::NewContext({}, {.deadline = kLongest});
    const auto reader = session.budget().WatchChanges(context.get(), request);
    budget::v1::WatchChangesResponse response;
    std::string position = position_;
    bool has_caught_up = false;
    while (!has_caught_up && reader->Read(&response)) {
      for (const budget::v1::Change& change : response.changes()) {
        if (session.prints_json()) {
          std::cout << ToJson(change);
        } else {
          Print(change, std::cout);
        }
      }
      std::cout.flush();
      position = response.position();
      has_caught_up = response.changes().empty() && !follows_;
    }
    if (has_caught_up) context->TryCancel();
    const absl::Status ended = FromGrpcStatus(reader->Finish(), "budget");
    std::cerr << "位置：" << position << "\n";
    return has_caught_up ? kDone : Fail(ended);
  }

 private:
  std::string division_;
  std::string position_;
  std::string department_;
  bool follows_ = false;
};

}  // namespace

std::unique_ptr<Command> NewChanges() { return std::make_unique<Changes>(); }

}  // namespace zhengping::cli
