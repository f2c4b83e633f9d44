#include "services/cli/rectification_tables.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

namespace v1 = reporting::v1;

constexpr const char* kStates[] = {"", "未开始", "整改中", "已完成", "已核实"};
constexpr const char* kVerdicts[] = {"", "好转", "恶化", "持平", "无法比较"};
constexpr const char* kKinds[] = {"", "保持", "提高", "纠正偏低", "待补"};

template <size_t size>
std::string Named(const char* const (&names)[size], int number) {
  return number > 0 && number < static_cast<int>(size) ? names[number] : "？";
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string FigureOr(bool is_there, const type::Rational& figure) { return is_there ? figure.display() : "无数据"; }

}  // namespace

std::string RectificationTable(const google::protobuf::RepeatedPtrField<v1::RectificationItem>& items) {
  if (items.empty()) return "没有整改事项\n";
  std::vector<std::vector<std::string>> rows = {{"事项", "问题", "衡量指标", "当时", "状态", "责任人", "期限", "措施"}};
  for (const v1::RectificationItem& item : items) {
    rows.push_back({IdOf(item.name()), item.display_name(), item.figure_display_name(),
                    FigureOr(item.has_figure(), item.figure()), Named(kStates, item.state()),
                    item.owner().empty() ? "—" : item.owner(), item.has_due_date() ? DayText(item.due_date()) : "—",
                    item.measure()});
  }
  return FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight});
}

std::string FollowUpTable(const v1::FollowUpRectificationResponse& response) {
  if (response.follow_ups().empty()) return "上年没有整改事项\n";
  std::vector<std::vector<std::string>> rows = {{"事项", "问题", "衡量指标", "上年", "本年", "变化", "整改状态"}};
  for (const v1::RectificationFollowUp& one : response.follow_ups()) {
    rows.push_back({IdOf(one.rectification_item()), one.display_name(), one.figure_display_name(),
                    FigureOr(one.has_figure_then(), one.figure_then()),
                    FigureOr(one.has_figure_now(), one.figure_now()), Named(kVerdicts, one.verdict()),
                    Named(kStates, one.state())});
  }
  return FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight, Align::kRight});
}

std::string NextPlanTable(const v1::ProposeNextPlanResponse& response) {
  std::vector<std::vector<std::string>> rows = {{"指标", "本年目标", "本年完成", "下年建议", "处理", "理由"}};
  for (const v1::ProposeNextPlanResponse::Proposal& proposal : response.proposals()) {
    const indicator::v1::RowKey& key = proposal.plan_row().key();
    rows.push_back({absl::StrCat(key.level2().empty() ? key.level1() : key.level2(), "/", key.level3()),
                    proposal.target_text(), proposal.actual_text().empty() ? "—" : proposal.actual_text(),
                    proposal.plan_row().target().text(), Named(kKinds, proposal.kind()), proposal.reason()});
  }
  return absl::StrCat(response.fiscal_year(), "年绩效目标建议（供人工确认）  本年评价等级：",
                      response.grade().empty() ? "不定级" : response.grade(), "\n\n", FormatTable(rows, {}));
}

absl::StatusOr<int> StateNamed(const std::string& name) {
  for (int state = 1; state < static_cast<int>(std::size(kStates)); ++state) {
    if (name == kStates[state]) return state;
  }
  return Invalid({"ENUM_UNKNOWN", "--state"}, "状态是：未开始、整改中、已完成、已核实");
}

}  // namespace zhengping::cli
