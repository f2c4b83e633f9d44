#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/cli/rectification_tables.h"

namespace zhengping::cli {
namespace {

namespace v1 = reporting::v1;

// 整改: items made of a reviewed evaluation.
class Rectify : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* rectify = program.add_subcommand("rectify", "由已审定或已公开的评价生成整改事项；重复执行不会重复生成");
    rectify->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）")->required();
    rectify->add_flag("--dry-run", is_dry_run_, "只列出，不保存");
    AddOutput(*rectify, settings);
    return rectify;
  }

  int Run(Session& session) override {
    v1::CreateRectificationItemsResponse response;
    const absl::Status status = Ask(session, response);
    if (!status.ok()) return Fail(status);
    if (session.prints_json()) {
      std::cout << ToJson(response);
    } else {
      std::cout << RectificationTable(response.rectification_items()) << (is_dry_run_ ? "将生成 " : "新生成 ")
                << response.created_count() << " 项，共 " << response.rectification_items_size() << " 项\n";
    }
    return kDone;
  }

 private:
  absl::Status Ask(Session& session, v1::CreateRectificationItemsResponse& response) {
    v1::CreateRectificationItemsRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_evaluation(), EvaluationOf(session, evaluation_));
    request.set_validate_only(is_dry_run_);
    return FromGrpcStatus(session.reporting().CreateRectificationItems(session.NewContext().get(), request, &response),
                          "reporting");
  }

  std::string evaluation_;
  bool is_dry_run_ = false;
};

// Items listed, or one of them moved on.
class Rectifications : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* list = program.add_subcommand("rectifications", "整改事项：列出；写明 --item 时修改一项");
    list->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称")->required();
    list->add_option("--year", year_, "只列这一年度的评价所生成的");
    list->add_option("--item", item_, "要修改的事项，如 2023-release-timing");
    list->add_option("--state", state_, "改为：整改中、已完成、已核实");
    list->add_option("--owner", owner_, "责任人");
    list->add_option("--due", due_, "完成期限，如 2024-06-30");
    list->add_option("--measure", measure_, "整改措施");
    list->add_option("--evidence", evidence_, "佐证材料，可多次")->take_all();
    list->add_option("--etag", etag_, "上次读到的 etag，别人改过则不改");
    AddOutput(*list, settings);
    return list;
  }

  int Run(Session& session) override {
    const absl::Status status = item_.empty() ? List(session) : Update(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status List(Session& session) {
    v1::ListRectificationItemsRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_parent(), session.FindDepartment(department_));
    request.set_fiscal_year(year_);
    v1::ListRectificationItemsResponse all;
    do {
      v1::ListRectificationItemsResponse page;
      ZP_RETURN_IF_ERROR(FromGrpcStatus(
          session.reporting().ListRectificationItems(session.NewContext().get(), request, &page), "reporting"));
      all.mutable_rectification_items()->MergeFrom(page.rectification_items());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    std::cout << (session.prints_json() ? ToJson(all) : RectificationTable(all.rectification_items()));
    return absl::OkStatus();
  }

  absl::Status Update(Session& session) {
    v1::UpdateRectificationItemRequest request;
    v1::RectificationItem& item = *request.mutable_rectification_item();
    ZP_ASSIGN_OR_RETURN(const std::string department, session.FindDepartment(department_));
    item.set_name(department + "/rectificationItems/" + item_);
    item.set_etag(etag_);
    item.set_owner(owner_);
    item.set_measure(measure_);
    for (const std::string& document : evidence_) item.add_evidence(document);
    if (!state_.empty()) {
      ZP_ASSIGN_OR_RETURN(const int state, StateNamed(state_));
      item.set_state(static_cast<v1::RectificationItem::State>(state));
    }
    if (!due_.empty()) {
      ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(due_));
      item.mutable_due_date()->set_year(day.year());
      item.mutable_due_date()->set_month(day.month());
      item.mutable_due_date()->set_day(day.day());
    }
    google::protobuf::RepeatedPtrField<v1::RectificationItem> items;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().UpdateRectificationItem(session.NewContext().get(), request, items.Add()), "reporting"));
    std::cout << (session.prints_json() ? ToJson(items.Get(0)) : RectificationTable(items));
    return absl::OkStatus();
  }

  std::string department_;
  int year_ = 0;
  std::string item_;
  std::string state_;
  std::string owner_;
  std::string due_;
  std::string measure_;
  std::vector<std::string> evidence_;
  std::string etag_;
};

// How last year's items stand in an evaluation.
class FollowUp : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* follow_up = program.add_subcommand("follow-up", "上年整改事项在本年评价中的变化：当时与现在");
    follow_up->add_option("EVALUATION", evaluation_, "本年评价的资源名，或部门（取其最近一次评价）")->required();
    AddOutput(*follow_up, settings);
    return follow_up;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    v1::FollowUpRectificationRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), EvaluationOf(session, evaluation_));
    v1::FollowUpRectificationResponse response;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().FollowUpRectification(session.NewContext().get(), request, &response), "reporting"));
    std::cout << (session.prints_json() ? ToJson(response) : FollowUpTable(response));
    return absl::OkStatus();
  }

  std::string evaluation_;
};

}  // namespace

std::unique_ptr<Command> NewRectify() { return std::make_unique<Rectify>(); }
std::unique_ptr<Command> NewRectifications() { return std::make_unique<Rectifications>(); }
std::unique_ptr<Command> NewFollowUp() { return std::make_unique<FollowUp>(); }

}  // namespace zhengping::cli
