#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/finding_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

// A department-year replayed under changes: what the four recommendations say, and changes of one's own.
class Simulate : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* simulate =
        program.add_subcommand("simulate", "按假设的变动回放一个部门一个年度的指标账：前后对比，不改数据");
    simulate->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称；--offline 时可为案卷路径")->required();
    simulate->add_option("--year", year_, "预算年度");
    simulate->add_option("--as-of", as_of_, "只计算到这一天，如 2023-06-30");
    simulate->add_flag("--recurring-to-initial", recurring_to_initial_, "经常性和可预见的追加列入年初预算");
    simulate->add_flag("--fine", fine_, "由未细化指标调出的资金在年初即列入用款科目");
    simulate->add_flag("--on-time", on_time_, "专项资金均明确并按期下达");
    simulate->add_flag("--merge-proposed", merge_proposed_, "按建议方案合并指标");
    simulate->add_option("--merge", merges_, "合并这些指标，如 403001-23-0012,403001-23-0013；可多次")->take_all();
    simulate->add_option("--to-initial", to_initial_, "这几笔业务的追加列入年初预算，如 2023-45,2023-61；可多次")
        ->take_all();
    simulate->add_option("--initial", initials_, "指标的年初预算改为多少元，如 403001-23-0012=60000；可多次")
        ->take_all();
    simulate->add_option("--move", moves_, "一笔业务改在另一天，如 2023-45=2023-03-01；可多次")->take_all();
    simulate->add_option("--release", releases_, "一项专项资金全部在这一天下达，如 zx2023-laojiu=2023-03-01；可多次")
        ->take_all();
    AddOutput(*simulate, settings);
    return simulate;
  }

  int Run(Session& session) override {
    budget::v1::SimulateYearResponse response;
    const absl::Status status = Simulated(session, response);
    if (!status.ok()) return Fail(status);
    if (session.prints_json()) {
      std::cout << ToJson(response);
    } else {
      PrintSimulation(response, std::cout);
    }
    return kDone;
  }

 private:
  absl::Status Simulated(Session& session, budget::v1::SimulateYearResponse& response) {
    ZP_ASSIGN_OR_RETURN(subject_, SubjectOf(session, department_, year_));
    request_.set_name(absl::StrCat(subject_.department, "/years/", subject_.year));
    if (!as_of_.empty()) ZP_RETURN_IF_ERROR(SetDay(as_of_, *request_.mutable_as_of()));
    Follow(recurring_to_initial_, "mid_year_additions");
    Follow(fine_, "coarse_budgeting");
    Follow(on_time_, "release_timing");
    Follow(merge_proposed_, "scattered_quotas");
    for (const std::string& merge : merges_) {
      budget::v1::MergeQuotas& change = *request_.add_changes()->mutable_merge_quotas();
      for (const absl::string_view quota : absl::StrSplit(merge, ',')) change.add_quotas(Quota(quota));
    }
    for (const std::string& transactions : to_initial_) {
      budget::v1::MoveToInitialBudget& change = *request_.add_changes()->mutable_move_to_initial_budget();
      for (const absl::string_view id : absl::StrSplit(transactions, ',')) {
        change.add_transactions(Name("transactions", std::string(id)));
      }
    }
    ZP_RETURN_IF_ERROR(AddAmountsAndDays());
    if (request_.changes().empty()) {
      return Invalid({"CHANGE_MISSING", ""},
                     "须写明要模拟的变动，如 --recurring-to-initial；zhengping simulate --help 列出各种变动");
    }
    return FromGrpcStatus(session.budget().SimulateYear(session.NewContext().get(), request_, &response), "budget");
  }

  absl::Status AddAmountsAndDays() {
    for (const std::string& text : initials_) {
      ZP_ASSIGN_OR_RETURN(const auto pair, Pair(text, "--initial"));
      ZP_ASSIGN_OR_RETURN(const Money amount, ParseMoney(pair.second));
      budget::v1::SetInitialBudget& change = *request_.add_changes()->mutable_set_initial_budget();
      change.set_quota(Quota(pair.first));
      change.set_initial_budget_fen(amount.fen());
    }
    for (const std::string& text : moves_) {
      ZP_ASSIGN_OR_RETURN(const auto pair, Pair(text, "--move"));
      budget::v1::MoveTransaction& change = *request_.add_changes()->mutable_move_transaction();
      change.set_transaction(Name("transactions", pair.first));
      ZP_RETURN_IF_ERROR(SetDay(pair.second, *change.mutable_effective_date()));
    }
    for (const std::string& text : releases_) {
      ZP_ASSIGN_OR_RETURN(const auto pair, Pair(text, "--release"));
      budget::v1::ReleaseSpecialFund& change = *request_.add_changes()->mutable_release_special_fund();
      change.set_special_fund(Name("specialFunds", YearlyId(pair.first)));
      ZP_RETURN_IF_ERROR(SetDay(pair.second, *change.mutable_release_date()));
    }
    return absl::OkStatus();
  }

  void Follow(bool is_followed, const char* finding) {
    if (is_followed) request_.add_changes()->mutable_follow_recommendation()->set_finding(finding);
  }

  static absl::StatusOr<std::pair<std::string, std::string>> Pair(const std::string& text, const char* flag) {
    const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    if (parts.size() == 2) return std::make_pair(parts[0], parts[1]);
    return Invalid({"FIELD_MISSING", flag}, absl::StrCat(flag, " 写作 名称=值，不是「", text, "」"));
  }

  static absl::Status SetDay(const std::string& text, google::type::Date& date) {
    ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(text));
    date.set_year(day.year());
    date.set_month(day.month());
    date.set_day(day.day());
    return absl::OkStatus();
  }

  std::string Name(const std::string& collection, const std::string& id) const {
    return absl::StartsWith(id, "divisions/") ? id : absl::StrCat(subject_.department, "/", collection, "/", id);
  }

  // An id of the year, from it or from the platform's code.
  std::string YearlyId(absl::string_view code) const {
    const std::string prefix = absl::StrCat(subject_.year, "-");
    const std::string id = absl::StartsWith(code, "divisions/") ? std::string(code) : IdFromExternalCode(code);
    return absl::StartsWith(id, prefix) || absl::StartsWith(id, "divisions/") ? id : prefix + id;
  }

  std::string Quota(absl::string_view code) const { return Name("quotas", YearlyId(code)); }

  std::string department_;
  int year_ = 0;
  std::string as_of_;
  bool recurring_to_initial_ = false;
  bool fine_ = false;
  bool on_time_ = false;
  bool merge_proposed_ = false;
  std::vector<std::string> merges_;
  std::vector<std::string> to_initial_;
  std::vector<std::string> initials_;
  std::vector<std::string> moves_;
  std::vector<std::string> releases_;
  Subject subject_;
  budget::v1::SimulateYearRequest request_;
};

}  // namespace

std::unique_ptr<Command> NewSimulate() { return std::make_unique<Simulate>(); }

}  // namespace zhengping::cli
