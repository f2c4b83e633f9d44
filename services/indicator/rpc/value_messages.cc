#include "services/indicator/rpc/value_messages.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "google/type/date.pb.h"
#include "services/indicator/limits.h"
#include "zhengping/type/issue.pb.h"
#include "zhengping/type/rational.pb.h"

namespace zhengping::indicator {
namespace {

constexpr int kMostDecimals = 18;
constexpr size_t kMostFoundCharacters = 200;

std::string Cut(absl::string_view text) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) == 0x80) continue;  // inside a character
    if (++characters > kMostFoundCharacters) return std::string(text.substr(0, i));
  }
  return std::string(text);
}

std::string ReasonOf(const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  return refusal.has_value() ? refusal->reason : "NUMBER_MALFORMED";
}

absl::string_view RowOf(absl::string_view field) {
  const size_t end = field.find(']');
  return end == absl::string_view::npos ? field : field.substr(0, end + 1);
}

}  // namespace

Issue FieldIssue(const FieldPath& field, absl::string_view reason, absl::string_view found, absl::string_view remedy) {
  Issue issue;
  issue.place.field = field.Format();
  issue.reason = std::string(reason);
  issue.found = Cut(found);
  issue.remedy = std::string(remedy);
  return issue;
}

std::optional<Rational> FromMessage(const type::Rational& message, const FieldPath& field, std::vector<Issue>& issues) {
  absl::StatusOr<Rational> value = ParseFraction(message.numerator(), message.denominator());
  if (value.ok()) return *std::move(value);
  issues.push_back(FieldIssue(field, ReasonOf(value.status()),
                              absl::StrCat(message.numerator(), "/", message.denominator()),
                              "分子、分母应为整数，分母大于零，各不超过 200 位"));
  return std::nullopt;
}

void ToMessage(const Rational& value, absl::string_view display, type::Rational& message) {
  message.set_numerator(value.numerator());
  message.set_denominator(value.denominator());
  message.set_display(std::string(display));
}

std::optional<Date> FromMessage(const google::type::Date& message, const FieldPath& field, std::vector<Issue>& issues) {
  const std::optional<Date> date = Date::FromYmd(message.year(), message.month(), message.day());
  if (!date.has_value()) {
    issues.push_back(FieldIssue(field, "DATE_NOT_IN_CALENDAR",
                                absl::StrCat(message.year(), "-", message.month(), "-", message.day()),
                                "日历上没有这一天；日期应在 1900 年至 2199 年之间，年、月、日都要给出"));
  }
  return date;
}

void ToMessage(Date date, google::type::Date& message) {
  message.set_year(date.year());
  message.set_month(date.month());
  message.set_day(date.day());
}

void ToMessage(const Issue& issue, type::Issue& message) {
  switch (issue.severity) {
    case Severity::kNote:
      message.set_severity(type::Issue::SEVERITY_NOTE);
      break;
    case Severity::kWarning:
      message.set_severity(type::Issue::SEVERITY_WARNING);
      break;
    case Severity::kError:
      message.set_severity(type::Issue::SEVERITY_ERROR);
      break;
  }
  message.set_reason(issue.reason);
  message.set_file(issue.place.file);
  message.set_row(issue.place.row);
  message.set_column(issue.place.column);
  message.set_field(issue.place.field);
  message.set_found(Cut(issue.found));
  message.set_remedy(issue.remedy);
}

std::optional<Rational> ParseDecimalField(const std::string& text, const FieldPath& field, std::vector<Issue>& issues) {
  if (text.empty()) return std::nullopt;
  absl::StatusOr<Rational> value = ParseNumber(text);
  if (!value.ok()) {
    issues.push_back(FieldIssue(field, ReasonOf(value.status()), text, "应为十进制数，如 12.5 或 5%"));
    return std::nullopt;
  }
  if (Round(*value, kMostDecimals) != *value) {
    issues.push_back(FieldIssue(field, "NUMBER_TOO_LONG", text, "小数不能超过 18 位"));
    return std::nullopt;
  }
  return *std::move(value);
}

std::string FormatDecimal(const Rational& value) { return FormatShort(value, kMostDecimals); }

void CheckLength(absl::string_view text, size_t limit_bytes, const FieldPath& field, std::vector<Issue>& issues) {
  if (text.size() <= limit_bytes) return;
  issues.push_back(FieldIssue(field, "TEXT_TOO_LONG", text,
                              absl::StrCat("文字过长：最多 ", limit_bytes / 3, " 个汉字（", limit_bytes, " 字节）")));
}

void AppendUnlessUnread(std::vector<Issue> found, std::vector<Issue>& issues) {
  std::set<std::string, std::less<>> unread;
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::kError) unread.insert(std::string(RowOf(issue.place.field)));
  }
  for (Issue& issue : found) {
    if (unread.find(RowOf(issue.place.field)) == unread.end()) issues.push_back(std::move(issue));
  }
}

}  // namespace zhengping::indicator
