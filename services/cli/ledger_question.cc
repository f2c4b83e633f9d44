#include "services/cli/ledger_question.h"

#include <CLI/CLI.hpp>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"

namespace zhengping::cli {
namespace {

using Conditions = google::protobuf::RepeatedPtrField<type::EntryCondition>;

// What the user writes, and what the ledger calls it.
const std::vector<std::pair<std::string, std::vector<std::string>>>& Kinds() {
  static const auto* const kinds = new std::vector<std::pair<std::string, std::vector<std::string>>>{
      {"年初预算", {"INITIAL"}},   {"追加", {"SUPPLEMENT"}},
      {"追减", {"REDUCTION"}},     {"调剂", {"TRANSFER_IN", "TRANSFER_OUT"}},
      {"调入", {"TRANSFER_IN"}},   {"调出", {"TRANSFER_OUT"}},
      {"上年结转", {"CARRYOVER"}}, {"收回", {"RECALL"}},
      {"支付", {"PAYMENT"}},       {"退回", {"REFUND"}}};
  return *kinds;
}

absl::StatusOr<std::vector<std::string>> KindsOf(const std::string& text) {
  const std::string name = absl::AsciiStrToUpper(text);
  for (const auto& [chinese, names] : Kinds()) {
    if (text == chinese || (names.size() == 1 && name == names[0])) return names;
  }
  return Invalid({"ENTRY_KIND_UNKNOWN", "--kind"},
                 "年初预算、追加、追减、调剂、调入、调出、上年结转、收回、支付、退回之一");
}

absl::StatusOr<std::string> OutlayOf(const std::string& text) {
  const std::string name = absl::AsciiStrToUpper(text);
  if (text == "基本支出" || name == "BASIC") return std::string("BASIC");
  if (text == "项目支出" || name == "PROJECT") return std::string("PROJECT");
  return Invalid({"OUTLAY_UNKNOWN", "--outlay"}, "基本支出或项目支出");
}

void Add(const char* field, std::string value, Conditions& conditions) {
  type::EntryCondition& condition = *conditions.Add();
  condition.set_field(field);
  condition.add_values(std::move(value));
}

void AddPrefix(const char* field, const std::string& code, Conditions& conditions) {
  if (code.empty()) return;
  Add(field, absl::EndsWith(code, "*") ? code : absl::StrCat(code, "*"), conditions);
}

}  // namespace

void AddDepartment(CLI::App& command, LedgerQuestion& question) {
  command.add_option("DEPARTMENT", question.department, "部门：名称、代码或资源名；--offline 时可为案卷路径")
      ->required();
}

void AddDepartmentYear(CLI::App& command, LedgerQuestion& question) {
  AddDepartment(command, question);
  command.add_option("--year", question.year, "预算年度；案卷路径默认用案卷的年度");
}

void AddPoint(CLI::App& command, LedgerQuestion& question) {
  command.add_option("--revision", question.revision, "按该版本时的记录；0 为最新")->check(CLI::NonNegativeNumber);
  command.add_option("--as-of", question.as_of, "截至该日的业务，如 2023-06-30");
}

void AddConditions(CLI::App& command, LedgerQuestion& question) {
  command.add_option("--fund-type", question.fund_type, "资金性质，如 111");
  command.add_option("--function", question.function_code, "功能科目的开头，如 208");
  command.add_option("--economic-code", question.economic_code, "部门经济科目的开头，如 302");
  command.add_option("--project", question.project, "项目编码");
  command.add_option("--unit", question.unit, "预算单位编码");
  command.add_option("--outlay", question.outlay, "基本支出或项目支出");
  command.add_option("--document", question.document, "指标文号");
  command.add_option("--kind", question.kind, "业务类型，如 追加");
}

void AddAmountsAndText(CLI::App& command, LedgerQuestion& question) {
  command.add_option("--min", question.least, "金额不低于（元）");
  command.add_option("--max", question.most, "金额不高于（元）");
  command.add_option("--text", question.text, "编号、项目名称、文号或摘要中的文字");
}

absl::Status SetConditions(const LedgerQuestion& question, Conditions& conditions) {
  if (!question.fund_type.empty()) Add("fund_type", question.fund_type, conditions);
  AddPrefix("function_code", question.function_code, conditions);
  AddPrefix("economic_code", question.economic_code, conditions);
  if (!question.project.empty()) Add("project", ProjectIdOf(question.project), conditions);
  if (!question.unit.empty()) Add("budget_unit", question.unit, conditions);
  if (!question.document.empty()) Add("document_number", question.document, conditions);
  if (!question.outlay.empty()) {
    ZP_ASSIGN_OR_RETURN(std::string outlay, OutlayOf(question.outlay));
    Add("outlay", std::move(outlay), conditions);
  }
  if (!question.kind.empty()) {
    ZP_ASSIGN_OR_RETURN(const std::vector<std::string> kinds, KindsOf(question.kind));
    type::EntryCondition& condition = *conditions.Add();
    condition.set_field("entry_kind");
    for (const std::string& kind : kinds) condition.add_values(kind);
  }
  return absl::OkStatus();
}

std::string ProjectIdOf(const std::string& project) {
  return IdFromExternalCode(project.substr(project.rfind('/') + 1));
}

absl::Status SetDay(const std::string& text, google::type::Date& day) {
  ZP_ASSIGN_OR_RETURN(const Date date, ParseDate(text));
  day.set_year(date.year());
  day.set_month(date.month());
  day.set_day(date.day());
  return absl::OkStatus();
}

absl::StatusOr<int64_t> FenOf(const std::string& yuan) {
  ZP_ASSIGN_OR_RETURN(const Money money, ParseMoney(yuan));
  return money.fen();
}

absl::StatusOr<std::string> YearNameOf(Session& session, const LedgerQuestion& question) {
  ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, question.department, question.year));
  return absl::StrCat(subject.department, "/years/", subject.year);
}

}  // namespace zhengping::cli
