#include "services/reporting/exchange/case/columns.h"

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kFenPerYuan = 100;

struct Heading {
  std::string name;  // without the unit
  int64_t unit_fen = kFenPerYuan;
};

int64_t UnitFenNamed(absl::string_view text) {
  if (absl::StrContains(text, "亿元")) return 100'000'000 * kFenPerYuan;
  if (absl::StrContains(text, "万元")) return 10'000 * kFenPerYuan;
  if (absl::StrContains(text, "千元")) return 1'000 * kFenPerYuan;
  if (absl::StrContains(text, "百元")) return 100 * kFenPerYuan;
  return kFenPerYuan;
}

// "金额（万元）" → 金额, 万元.
Heading ReadHeading(absl::string_view text) {
  Heading heading{HalfWidth(text)};
  const size_t open = heading.name.find('(');
  if (open != std::string::npos) {
    heading.unit_fen = UnitFenNamed(heading.name.substr(open));
    heading.name = std::string(TrimSpaces(heading.name.substr(0, open)));
  }
  absl::AsciiStrToLower(&heading.name);
  return heading;
}

bool IsNamedBy(const ColumnSpec& spec, const std::string& heading) {
  if (heading == spec.key) return true;
  for (const char* name : spec.names) {
    if (heading == name || heading == absl::StrCat(spec.key, " ", name)) return true;
  }
  return false;
}

const ColumnSpec* FindSpec(const std::vector<ColumnSpec>& specs, const std::string& heading) {
  for (const ColumnSpec& spec : specs) {
    if (IsNamedBy(spec, heading)) return &spec;
  }
  return nullptr;
}

std::string RemedyOf(const absl::Status& status, absl::string_view reason) {
  static const std::map<std::string, const char*, std::less<>> kRemedies = {
      {"AMOUNT_MALFORMED", "应为金额，如 12,345.60、4.7万元、30278元"},
      {"AMOUNT_TOO_PRECISE", "金额最多精确到分（元的两位小数）"},
      {"AMOUNT_OUT_OF_RANGE", "金额超出可记录的范围"},
      {"DATE_MALFORMED", "应为日期，如 2023-05-31、2023年5月31日、20230531"},
      {"DATE_NOT_IN_CALENDAR", "日历上没有这一天"},
      {"NUMBER_MALFORMED", "应为数字，如 12、0.5、38.64%"},
      {"NUMBER_TOO_LONG", "数字过长，最多 60 位"},
  };
  const auto found = kRemedies.find(reason);
  return found == kRemedies.end() ? std::string(status.message()) : found->second;
}

}  // namespace

CaseTable::CaseTable(const Table& table, const std::vector<ColumnSpec>& specs, std::vector<Issue>& issues)
    : table_(table) {
  const Row heading_row{.number = table.heading_row, .cells = {}};
  for (size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].empty()) continue;
    const Heading heading = ReadHeading(table.headings[i]);
    const ColumnSpec* spec = FindSpec(specs, heading.name);
    if (spec == nullptr) {
      issues.push_back({Severity::kWarning, PlaceOf(table, heading_row, i), "COLUMN_UNKNOWN", table.headings[i],
                        "本表没有这一列，未读取；请核对列名"});
    } else if (!columns_.emplace(spec->key, Column{i, heading.unit_fen}).second) {
      issues.push_back({Severity::kError, PlaceOf(table, heading_row, i), "COLUMN_REPEATED", table.headings[i],
                        absl::StrCat("与另一列同为 ", spec->key, "，只应有一列")});
    }
  }
  for (const ColumnSpec& spec : specs) {
    if (spec.presence == Presence::kOptional || columns_.count(spec.key) > 0) continue;
    is_readable_ = false;
    const std::string name = spec.names.empty() ? "" : absl::StrCat("（", spec.names.front(), "）");
    issues.push_back({Severity::kError,
                      {.file = table.name, .row = table.heading_row, .column = spec.key},
                      "COLUMN_MISSING",
                      "",
                      absl::StrCat("缺少必填列 ", spec.key, name, "，本表未读取")});
  }
}

std::optional<size_t> CaseTable::ColumnOf(absl::string_view key) const {
  const auto found = columns_.find(key);
  if (found == columns_.end()) return std::nullopt;
  return found->second.position;
}

int64_t CaseTable::UnitFen(absl::string_view key) const {
  const auto found = columns_.find(key);
  return found == columns_.end() ? kFenPerYuan : found->second.unit_fen;
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

std::string RowReader::Code(absl::string_view key) const {
  return State(key) == CellState::kValue ? HalfWidth(Text(key)) : "";
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

std::string RowReader::RequiredCode(absl::string_view key) {
  std::string code = Code(key);
  if (code.empty()) Wrong(key, "VALUE_MISSING", "此格必填");
  return code;
}

std::optional<Money> RowReader::Amount(absl::string_view key, int64_t unit_fen) {
  if (State(key) != CellState::kValue) return std::nullopt;
  const int64_t heading_fen = table_.UnitFen(key);
  const absl::StatusOr<Money> money = ParseMoney(Text(key), heading_fen == kFenPerYuan ? unit_fen : heading_fen);
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
  absl::StatusOr<Rational> number = ParseNumber(Text(key));
  if (number.ok()) return *std::move(number);
  Refuse(key, number.status());
  return std::nullopt;
}

std::optional<bool> RowReader::YesNo(absl::string_view key) {
  static const Choices<bool> kChoices = {{"是", true},     {"否", false}, {"yes", true}, {"no", false}, {"true", true},
                                         {"false", false}, {"1", true},   {"0", false},  {"2", false}};
  return Choice(key, kChoices, "YES_OR_NO_UNKNOWN");
}

void RowReader::Wrong(absl::string_view key, std::string reason, std::string remedy, Severity severity) {
  has_errors_ = has_errors_ || severity == Severity::kError;
  const std::optional<size_t> column = table_.ColumnOf(key);
  Place place = column.has_value() ? PlaceOf(table_.table(), row_, *column)
                                   : Place{.file = table_.table().name, .row = row_.number, .column = std::string(key)};
  issues_.push_back({severity, std::move(place), std::move(reason), Text(key), std::move(remedy)});
}

void RowReader::Refuse(absl::string_view key, const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  const std::string reason = refusal.has_value() ? refusal->reason : "VALUE_MALFORMED";
  Wrong(key, reason, RemedyOf(status, reason));
}

std::string RowReader::Folded(absl::string_view text) { return absl::AsciiStrToLower(text); }

}  // namespace zhengping::reporting
