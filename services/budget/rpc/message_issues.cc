#include "services/budget/rpc/message_issues.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/transaction.h"

namespace zhengping::budget {
namespace {

struct ReasonText {
  const char* reason;
  const char* english;
  const char* chinese;
};

constexpr ReasonText kReasons[] = {
    {"AMOUNT_OUT_OF_RANGE", "an amount fits in 64 bits of fen", "金额超出范围。"},
    {"CHANGE_MISSING", "a replay has at least one change, and each says what it changes", "请写明要模拟的变动。"},
    {"CODE_NOT_AN_ID", "a code has at least one letter or digit", "编号至少要有一个字母或数字。"},
    {"DATE_MISSING", "the date is required", "请填写日期。"},
    {"DATE_NOT_IN_CALENDAR", "a day of the calendar from 1900 to 2199, all three parts set",
     "没有这一天，请核对年月日。"},
    {"DENOMINATOR_NOT_POSITIVE", "a denominator is above zero", "分母须大于零。"},
    {"DEPARTMENT_NOT_IN_DIVISION", "a department of the import's division", "部门不属于本次导入的区划。"},
    {"ENTRY_KIND_MISSING", "an entry says its kind", "请注明业务类型，如年初预算、追加、支付。"},
    {"ENUM_UNKNOWN", "a value that this release knows", "没有这个选项。"},
    {"FIELD_MISSING", "the field is required", "此项必填。"},
    {"FINDING_REPEATED", "one entry for each finding", "同一问题的阈值出现两次。"},
    {"FINDING_UNKNOWN", "a finding's kind as AnalyzeYear lists it", "没有这一类问题。"},
    {"FISCAL_YEAR_OUT_OF_RANGE", "a fiscal year is from 1990 to 2198", "预算年度须在1990至2198之间。"},
    {"NAME_DISAGREES", "the name agrees with the request's parent", "名称与所属部门不一致。"},
    {"NUMBER_MALFORMED", "numerator and denominator are decimal digits", "数字的写法不对。"},
    {"NUMBER_TOO_LONG", "a number has at most 200 digits", "数字过长。"},
    {"PARAMETER_REPEATED", "one entry for each parameter", "同一参数出现两次。"},
    {"PARAMETER_UNKNOWN", "a parameter's name as GetAnalysisSettings lists it", "没有这个参数。"},
    {"QUOTA_CODES_DISAGREE", "a name and an external code that mean one quota or fund", "名称与编号指的不是同一个。"},
    {"RECORD_ID_RESERVED", "a record's id does not begin as a reversal's does (reversal-of-)",
     "记录编号不得以 reversal-of- 开头，那是冲销业务的编号。"},
    {"RESOURCE_NAME_MALFORMED", "a resource name as the field's comment shows", "资源名称的写法不对。"},
    {"SOURCE_DISAGREES", "a load's transactions carry the load's source, or none", "来源与本次导入的来源不一致。"},
    {"TOO_MANY_CHANGES", "a replay has at most 100 changes of at most 500 names each",
     "变动过多，一次最多100项，每项最多500个名称。"},
    {"TOO_MANY_BUDGET_UNITS", "a department names at most 500 units", "所属单位过多，最多500个。"},
    {"TOO_MANY_FACTS", "at most 500 facts", "决算数过多，最多500个。"},
    {"TOO_MANY_ROWS", "a statement has at most 500 rows", "基础数据表行数过多，最多500行。"},
    {"TOO_MANY_SPECIAL_FUNDS", "a department-year has at most 2,000 special funds", "专项资金过多，最多2000项。"},
    {"YEAR_DISAGREES", "the year agrees with the one that the request is about", "年度与请求的年度不一致。"},
};

const ReasonText* Find(absl::string_view reason) {
  for (const ReasonText& text : kReasons) {
    if (reason == text.reason) return &text;
  }
  return nullptr;
}

}  // namespace

MessageIssues MessageIssues::Below(absl::string_view part) const { return MessageIssues(*issues_, PathOf(part)); }

MessageIssues MessageIssues::At(const char* list, int index) const {
  MessageIssues below = *this;
  if (list_ != nullptr) below.prefix_ = PathOf("");
  below.list_ = list;
  below.index_ = index;
  return below;
}

std::string MessageIssues::PathOf(absl::string_view field) const {
  if (list_ == nullptr) return absl::StrCat(prefix_, field);
  return absl::StrCat(prefix_, list_, "[", index_, "].", field);
}

void MessageIssues::Add(absl::string_view reason, absl::string_view field, absl::string_view found) const {
  const ReasonText* text = Find(reason);
  issues_->push_back({.severity = Severity::kError,
                      .place = {.file = "", .row = 0, .column = "", .field = PathOf(field)},
                      .reason = std::string(reason),
                      .found = std::string(found),
                      .remedy = text == nullptr ? "" : text->chinese});
}

void MessageIssues::Add(const absl::Status& refused, absl::string_view field, absl::string_view found) const {
  Add(RefusalOf(refused).value_or(Refusal{"FIELD_MISSING", "", ""}).reason, field, found);
}

void MessageIssues::CheckText(absl::string_view text, absl::string_view field, size_t most_characters) const {
  std::optional<Issue> issue = budget::CheckText(text, PathOf(field), most_characters);
  if (issue.has_value()) issues_->push_back(*std::move(issue));
}

absl::Status FirstRefusalOf(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    const ReasonText* text = Find(issue.reason);
    if (text == nullptr) return FirstRefusal({issue});
    const std::string found = issue.found.empty() ? "" : absl::StrCat(", not \"", issue.found, "\"");
    return Invalid({issue.reason, issue.place.field, ""}, absl::StrCat(text->english, found));
  }
  return absl::OkStatus();
}

}  // namespace zhengping::budget
