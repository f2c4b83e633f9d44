#include "services/cli/life_printing.h"

#include <ostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using reporting::v1::Evaluation;
using reporting::v1::EvaluationEvent;

std::string ActionText(EvaluationEvent::Action action) {
  static const std::vector<const char*> kTexts = {"",     "生成", "报送", "退回",  "调整得分",
                                                  "审定", "公开", "更正", "被更正"};
  const auto place = static_cast<size_t>(action);
  return place < kTexts.size() ? kTexts[place] : "";
}

std::string RoleText(const std::string& role) {
  if (role == "department_head") return "部门负责人";
  if (role == "finance_reviewer") return "财政审核";
  return role;
}

std::string TotalText(const Evaluation& evaluation) {
  const indicator::v1::Total& total = evaluation.content().scorecard().total();
  return absl::StrCat(total.score(), "（", total.grade().empty() ? "不定级" : total.grade(), "）");
}

std::string AdjustedText(const Evaluation& evaluation) {
  if (evaluation.adjusted_total().empty()) return "";
  return absl::StrCat(evaluation.adjusted_total(), "（",
                      evaluation.adjusted_grade().empty() ? "不定级" : evaluation.adjusted_grade(), "）");
}

std::string RemarkText(const EvaluationEvent& event) {
  if (!event.has_adjustment()) return event.reason();
  return absl::StrCat(event.adjustment().path(), " → ", event.adjustment().score(), "分：", event.reason());
}

}  // namespace

std::string StateText(Evaluation::State state) {
  static const std::vector<const char*> kTexts = {"", "草稿", "已报送", "已退回", "已审定", "已公开", "已更正"};
  const auto place = static_cast<size_t>(state);
  return place < kTexts.size() ? kTexts[place] : "";
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
}

void PrintStanding(const Evaluation& evaluation, std::ostream& out) {
  out << evaluation.name() << "  " << StateText(evaluation.state()) << "  总分 " << TotalText(evaluation);
  if (!evaluation.adjusted_total().empty()) out << "，调整后 " << AdjustedText(evaluation);
  out << "\n";
  if (!evaluation.corrects().empty()) out << "更正：" << evaluation.corrects() << "\n";
  if (evaluation.is_stale()) out << "所依据的数据已经变化，请重新评价。\n";
}

void PrintList(const google::protobuf::RepeatedPtrField<Evaluation>& evaluations, std::ostream& out) {
  if (evaluations.empty()) {
    out << "没有评价。\n";
    return;
  }
  std::vector<std::vector<std::string>> rows = {{"评价", "部门", "状态", "总分", "调整后", "生成时间（UTC）", "备注"}};
  for (const Evaluation& evaluation : evaluations) {
    std::string remark = evaluation.is_stale() ? "数据已变化" : "";
    if (!evaluation.content().project().empty()) {
      absl::StrAppend(&remark, remark.empty() ? "" : "；", "项目 ", evaluation.content().project());
    }
    rows.push_back({evaluation.name(), evaluation.content().department_display_name(), StateText(evaluation.state()),
                    TotalText(evaluation), AdjustedText(evaluation), TimeText(evaluation.create_time()), remark});
  }
  out << FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight, Align::kRight});
}

void PrintTimeline(const reporting::v1::ListEvaluationEventsResponse& timeline, std::ostream& out) {
  std::vector<std::vector<std::string>> rows = {{"时间（UTC）", "操作", "操作人", "角色", "身份", "状态", "说明"}};
  for (const EvaluationEvent& event : timeline.events()) {
    rows.push_back({TimeText(event.event_time()), ActionText(event.action()), event.actor(),
                    RoleText(event.actor_role()), event.is_actor_proven() ? "已证明" : "自报", StateText(event.to()),
                    RemarkText(event)});
  }
  out << FormatTable(rows, {});
}

void PrintDifferences(const reporting::v1::CompareEvaluationsResponse& comparison, std::ostream& out) {
  if (comparison.differences().empty()) {
    out << "没有差异。\n";
    return;
  }
  std::vector<std::vector<std::string>> rows = {{"名称", "前", "后", "数据项"}};
  for (const reporting::v1::FigureDifference& difference : comparison.differences()) {
    const auto shown = [](const std::string& value) { return value.empty() ? std::string("—") : value; };
    rows.push_back(
        {difference.display_name(), shown(difference.before()), shown(difference.after()), difference.figure()});
  }
  out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight});
}

}  // namespace zhengping::cli
