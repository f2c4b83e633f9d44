#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/monitoring_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using Request = reporting::v1::MonitorDepartmentRequest;

// The year so far (双监控), on one day or at each month's end up to it.
class Monitor : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* monitor =
        program.add_subcommand("monitor", "绩效运行双监控：预算执行和绩效目标对照序时进度，预计年末执行率和得分");
    monitor->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称；--offline 时可为案卷路径")->required();
    monitor->add_option("--year", year_, "预算年度");
    monitor->add_option("--as-of", as_of_, "监控日，如 2023-06-30")->required();
    monitor->add_flag("--each-month", each_month_, "从一月起每个月末一行，到监控日所在的月份为止");
    monitor->add_option("--framework", framework_, "预计得分用的评价体系，如 hunan-a-2017；默认用案卷所写的");
    monitor->add_option("--limit", limit_, "落后多少个百分点以内算滞后、以外算严重滞后；须同时写 --limit-source");
    monitor->add_option("--limit-source", limit_source_, "上述阈值的依据，如 大财绩〔2023〕12号");
    AddOutput(*monitor, settings);
    return monitor;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(as_of_));
    if (year_ == 0) year_ = day.year();
    ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, department_, year_));
    std::vector<reporting::v1::Monitoring> months;
    for (const Date& one : each_month_ ? MonthsEnds(day) : std::vector<Date>{day}) {
      months.emplace_back();
      ZP_RETURN_IF_ERROR(Ask(session, subject, one, months.back()));
      if (session.prints_json()) std::cout << ToJson(months.back());
    }
    if (session.prints_json()) return absl::OkStatus();
    std::cout << (each_month_ ? MonthsTable(months) : MonitoringText(months.front()));
    return absl::OkStatus();
  }

  absl::Status Ask(Session& session, const Subject& subject, Date day, reporting::v1::Monitoring& response) {
    Request request;
    request.set_name(subject.department);
    request.set_fiscal_year(subject.year);
    request.mutable_as_of()->set_year(day.year());
    request.mutable_as_of()->set_month(day.month());
    request.mutable_as_of()->set_day(day.day());
    if (!framework_.empty()) {
      request.set_framework(absl::StartsWith(framework_, "frameworks/") ? framework_
                                                                        : absl::StrCat("frameworks/", framework_));
    }
    if (!limit_.empty()) {
      for (Request::Threshold* threshold : {request.mutable_execution_threshold(), request.mutable_ceiling_threshold(),
                                            request.mutable_target_threshold()}) {
        threshold->set_limit_points(limit_);
        threshold->set_source(limit_source_);
      }
    }
    return FromGrpcStatus(session.reporting().MonitorDepartment(session.NewContext().get(), request, &response),
                          "reporting");
  }

  // The last days of the months that have ended by `day`, and `day` itself.
  static std::vector<Date> MonthsEnds(Date day) {
    std::vector<Date> ends;
    for (int month = 2; month <= day.month(); ++month) {
      ends.push_back(Date::FromYmd(day.year(), month, 1)->PlusDays(-1));
    }
    ends.push_back(day);
    return ends;
  }

  std::string department_;
  int year_ = 0;
  std::string as_of_;
  bool each_month_ = false;
  std::string framework_;
  std::string limit_;
  std::string limit_source_;
};

}  // namespace

std::unique_ptr<Command> NewMonitor() { return std::make_unique<Monitor>(); }

}  // namespace zhengping::cli
