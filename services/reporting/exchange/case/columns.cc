#include "services/reporting/exchange/case/columns.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kYuan = 100;
constexpr int64_t kWanyuan = 1'000'000;
constexpr size_t kMostFound = 200;

struct Heading {
  std::string name;  // without the unit
  int64_t unit_fen = kYuan;
};

// "金额(万元)" → 金额, 万元; "cor_bgt_doc_no 指标文号" → both names are tried.
Heading ReadHeading(absl::string_view text) {
  Heading heading{HalfWidth(text)};
  const size_t open = heading.name.find('(');
  if (open == std::string::npos) return heading;
  const bool is_wanyuan = absl::StrContains(heading.name.substr(open), "万元");
  heading.unit_fen = is_wanyuan ? kWanyuan : kYuan;
  heading.name = std::string(TrimSpaces(heading.name.substr(0, open)));
  return heading;
}

bool Names(const ColumnSpec& spec, const std::string& heading) {
  if (heading == spec.key) return true;
  for (const char* name : spec.names) {
    if (heading == name || heading == absl::StrCat(spec.key, " ", name)) return true;
  }
  return false;
}

}  // namespace

CaseTable::CaseTable(const Table& table, const std::vector<ColumnSpec>& specs, std::vector<Issue>& issues)
    : table_(table) {
  const Row heading_row{.number = table.heading_row};
  for (size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].empty()) continue;
    const Heading heading = ReadHeading(table.headings[i]);
    const ColumnSpec* known = nullptr;
    for (const ColumnSpec& spec : specs) {
      if (Names(spec, heading.name)) known = &spec;
    }
    const auto report = [&](Severity severity, std::string reason, std::string remedy) {
      issues.push_back({severity, PlaceOf(table, heading_row, i), std::move(reason), table.headings[i], std::move(remedy)});
    };
    if (known == nullptr) {
      report(Severity::kWarning, "COLUMN_UNKNOWN", "本表没有这一列，未读取；请核对列名");
    } else if (!columns_.emplace(known->key, Column{i, heading.unit_fen}).second) {
      report(Severity::kError, "COLUMN_REPEATED", absl::StrCat("与另一列同为 ", known->key, "，只应有一列"));
    }
  }
  for (const ColumnSpec& spec : specs) {
    if (spec.presence == Presence::kOptional || columns_.count(spec.key) > 0) continue;
    is_readable_ = false;
    issues.push_back({Severity::kError,
                      {.file = table.name, .row = table.heading_row, .column = spec.key},
                      "COLUMN_MISSING",
                      "",
                      absl::StrCat("缺少必填列 ", spec.key, spec.names.empty() ? "" : absl::StrCat("（", spec.names[0], "）"))});
  }
}

std::optional<size_t> CaseTable::ColumnOf(absl::string_view key) const {
  const auto found = columns_.find(key);
  if (found == columns_.end()) return std::nullopt;
  return found->second.position;
}

int64_t CaseTable::UnitFen(absl::string_view key) const {
  const auto found = columns_.find(key);
  return found == columns_.end() ? kYuan : found->second.unit_fen;
}

std::map<std::string, std::string> CaseTable::Headings() const {
  std::map<std::string, std::string> headings;
  for (const auto& [key, column] : columns_) headings[key] = table_.headings[column.position];
  return headings;
}

std::string RowReader::Text(absl::string_view key) const {
  const std::optional<size_t> column = table_.ColumnOf(key);
  if (!column.has_value()) return "";
  return std::string(TrimSpaces(row_.cells[*column]));
}

CellState RowReader::State(absl::string_view key) const {
  const std::optional<size_t> column = table_.ColumnOf(key);
  return column.has_value() ? StateOf(row_.cells[*column]) : CellState::kMissing;
}

std::string RowReader::RequiredText(absl::string_view key) {
  std::string text = Text(key);
  if (text.empty()) Wrong(key, "VALUE_MISSING", "此格必填");
  return text;
}

std::optional<Money> RowReader::Amount(absl::string_view key) {
  if (State(key) != CellState::kValue) return std::nullopt;
  const absl::StatusOr<Money> money = ParseMoney(Text(key), table_.UnitFen(key));
  if (money.ok()) return *money;
  Refuse(key, money.status());
  return std::nullopt;
}

std::optional<Date> RowReader::Day(absl::string_view key) {
  if (State(key) != CellState::kValue) return std::nullopt;
  const absl::StatusOr<Date> day = ParseDate(Text(key));
  if (day.ok()) return *day;
  Refuse(key, day.status());
  return std::nullopt;
}

std::optional<Rational> RowReader::Number(absl::string_view key) {
  if (State(key) != CellState::kValue) return std::nullopt;
  const absl::StatusOr<Rational> number = ParseNumber(Text(key));
  if (number.ok()) return *number;
  Refuse(key, number.status());
  return std::nullopt;
}

std::optional<bool> RowReader::YesNo(absl::string_view key) {
  return Choice<bool>(key,
                      {{"是", true}, {"否", false}, {"1", true}, {"2", false}, {"yes", true}, {"no", false}, {"true", true}, {"false", false}},
                      "YES_OR_NO_UNKNOWN");
}

void RowReader::Wrong(absl::string_view key, std::string reason, std::string remedy, Severity severity) {
  const std::optional<size_t> column = table_.ColumnOf(key);
  Place place = column.has_value() ? PlaceOf(table_.table(), row_, *column)
                                   : Place{.file = table_.table().name, .row = row_.number, .column = std::string(key)};
  issues_.push_back({severity, std::move(place), std::move(reason), Text(key).substr(0, kMostFound), std::move(remedy)});
}

void RowReader::Refuse(absl::string_view key, const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  Wrong(key, refusal.has_value() ? refusal->reason : "VALUE_MALFORMED", RemedyOf(status));
}

std::string RemedyOf(const absl::Status& refusal) {
  static const std::map<std::string, const char*, std::less<>> kRemedies = {
      {"AMOUNT_MALFORMED", "应为金额，如 12,345.60、4.7万元、30278元"},
      {"AMOUNT_TOO_PRECISE", "金额最多精确到分（元的两位小数）"},
      {"AMOUNT_OUT_OF_RANGE", "金额超出可记录的范围"},
      {"DATE_MALFORMED", "应为日期，如 2023-05-31、2023年5月31日、20230531"},
      {"DATE_NOT_IN_CALENDAR", "日历上没有这一天"},
      {"NUMBER_MALFORMED", "应为数字，如 12、0.5、38.64%"},
      {"NUMBER_TOO_LONG", "数字过长"},
  };
  const std::optional<Refusal> known = RefusalOf(refusal);
  const auto found = known.has_value() ? kRemedies.find(known->reason) : kRemedies.end();
  return found == kRemedies.end() ? std::string(refusal.message()) : found->second;
}

}  // namespace zhengping::reporting
