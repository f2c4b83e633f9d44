#include "services/cli/framework_printing.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/rational/rational.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using indicator::v1::Framework;
using indicator::v1::Indicator;
using Rows = std::vector<std::vector<std::string>>;

std::string YearsText(const Framework& framework) {
  const auto end = [](int year) { return year == 0 ? std::string() : absl::StrCat(year); };
  if (framework.first_fiscal_year() == 0 && framework.last_fiscal_year() == 0) return "不限";
  return absl::StrCat(end(framework.first_fiscal_year()), "–", end(framework.last_fiscal_year()));
}

std::string FormulaText(const Indicator& indicator) {
  if (indicator.has_slot()) return "（按绩效目标填报）";
  if (indicator.has_leaf() && indicator.leaf().formula().empty()) return "（按完成情况填报）";
  return indicator.leaf().formula();
}

void AddRows(const google::protobuf::RepeatedPtrField<Indicator>& indicators, size_t depth, Rows& rows) {
  for (const Indicator& indicator : indicators) {
    rows.push_back({std::string(2 * depth, ' ') + indicator.display_name(), indicator.weight(),
                    indicator.has_group() ? "" : FormulaText(indicator), indicator.rule_text()});
    AddRows(indicator.group().indicators(), depth + 1, rows);
  }
}

std::string AspectText(const std::string& aspect) {
  static constexpr std::pair<const char*, const char*> kWords[] = {
      {"display_name", "名称"},  {"version", "版本"},
      {"division", "适用区划"},  {"fiscal_years", "适用年度"},
      {"source", "出处"},        {"note", "备注"},
      {"is_library", "指标库"},  {"full_mark", "满分"},
      {"settings", "设置"},      {"named_rules", "命名规则"},
      {"caps", "封顶"},          {"deviation", "偏差"},
      {"grades", "等级"},        {"added", "增加"},
      {"removed", "删除"},       {"moved", "移动"},
      {"weight", "分值"},        {"kind", "行类型"},
      {"rule", "评分规则"},      {"formula", "算式"},
      {"aliases", "别名"},       {"definition", "指标解释"},
      {"rule_text", "评分标准"}, {"is_verified", "已核实"},
      {"is_core", "核心指标"}};
  for (const auto& [name, word] : kWords) {
    if (aspect == name) return word;
  }
  return aspect;
}

// A total as the services write it.
Rational NumberOf(const std::string& decimal) { return ParseNumber(decimal).value_or(Rational()); }

std::string GradeText(const std::string& grade) { return grade.empty() ? "不定级" : grade; }

}  // namespace

std::string FrameworksTable(const google::protobuf::RepeatedPtrField<Framework>& frameworks) {
  Rows rows = {{"名称", "全称", "版本", "区划", "年度", "状态"}};
  for (const Framework& framework : frameworks) {
    rows.push_back({FrameworkId(framework.name()), framework.display_name(), absl::StrCat(framework.version()),
                    framework.division().empty() ? "不限" : framework.division(), YearsText(framework),
                    FrameworkStateText(framework.state())});
  }
  return FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kRight});
}

std::string FrameworkTree(const Framework& framework) {
  std::string text = absl::StrCat(
      FrameworkId(framework.name()), "  ", framework.display_name(), "\n版本 ", framework.version(), "  区划 ",
      framework.division().empty() ? "不限" : framework.division(), "  年度 ", YearsText(framework), "  ",
      FrameworkStateText(framework.state()), "\n出处：", framework.source(), "\n");
  if (!framework.note().empty()) absl::StrAppend(&text, "备注：", framework.note(), "\n");
  if (!framework.content_hash().empty()) absl::StrAppend(&text, "SM3：", framework.content_hash(), "\n");
  Rows rows = {{"指标", "分值", "算式", "评分标准"}};
  AddRows(framework.indicators(), 0, rows);
  return absl::StrCat(text, "\n", FormatTable(rows, {Align::kLeft, Align::kRight}));
}

std::string DifferencesTable(const indicator::v1::CompareFrameworksResponse& response) {
  if (response.differences().empty()) return "两个体系内容相同。\n";
  Rows rows = {{"指标", "项目", "前", "后"}};
  for (const auto& difference : response.differences()) {
    rows.push_back({difference.path().empty() ? "（体系）" : absl::StrJoin(difference.path(), "/"),
                    AspectText(difference.aspect()), difference.before(), difference.after()});
  }
  return FormatTable(rows, {});
}

std::string DryRunTable(const reporting::v1::DryRunFrameworkResponse& response) {
  if (response.moves().empty() && response.failures().empty()) return "这一区划、年度还没有评价。\n";
  int moved = 0;
  Rows rows = {{"部门", "原得分", "原等级", "新得分", "新等级", "变动", ""}};
  for (const auto& move : response.moves()) {
    const Rational change = NumberOf(move.total_after()) - NumberOf(move.total_before());
    const bool is_range = move.low_after() != move.high_after();
    if (!change.is_zero()) ++moved;
    rows.push_back({move.department_display_name(), move.total_before(), GradeText(move.grade_before()),
                    move.total_after(), GradeText(move.grade_after()),
                    absl::StrCat(change > Rational() ? "+" : "", FormatShort(change)),
                    is_range ? absl::StrCat("未定部分 ", move.low_after(), "–", move.high_after()) : ""});
  }
  std::string text = FormatTable(
      rows, {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kLeft});
  absl::StrAppend(&text, "\n试算 ", response.moves_size(), " 个评价：得分变动 ", moved, " 个，等级变动 ",
                  response.grade_changes(), " 个，不能试算 ", response.failures_size(), " 个\n");
  for (const auto& failure : response.failures()) {
    absl::StrAppend(&text, "  ", failure.evaluation(), "：", failure.message(), "（", failure.reason(), "）\n");
  }
  return text;
}

std::string FrameworkStateText(Framework::State state) {
  if (state == Framework::STATE_DRAFT) return "草稿";
  if (state == Framework::STATE_PUBLISHED) return "已发布";
  return state == Framework::STATE_RETIRED ? "停用" : "";
}

std::string FrameworkId(const std::string& name) { return std::string(absl::StripPrefix(name, "frameworks/")); }

}  // namespace zhengping::cli
