#include "services/budget/exchange/source_rows.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"

namespace zhengping::budget {
namespace {

constexpr int64_t kFenPerYuan = 100;
constexpr char kUnusedField[] = "-";

std::string RemedyOf(const std::string& reason) {
  static const std::map<std::string, const char*> kRemedies = {
      {"AMOUNT_MALFORMED", "应为金额，如 12,345.60、4.7万元"},
      {"AMOUNT_TOO_PRECISE", "金额最多精确到分；如单位不是元，请在导入方案中注明"},
      {"AMOUNT_OUT_OF_RANGE", "金额超出可记录的范围"},
      {"DATE_MALFORMED", "应为日期，如 2023-05-31、20230531、2023年5月31日"},
      {"DATE_NOT_IN_CALENDAR", "日历上没有这一天"},
  };
  const auto found = kRemedies.find(reason);
  return found == kRemedies.end() ? "写法不对" : found->second;
}

constexpr std::pair<const char*, Role> kFieldRoles[] = {{"record_id", Role::kRecord},
                                                        {"document_number", Role::kDocument},
                                                        {"effective_date", Role::kDate},
                                                        {"fiscal_year", Role::kYear},
                                                        {"entries", Role::kAmount},
                                                        {"amount_fen", Role::kAmount},
                                                        {"quota", Role::kQuota},
                                                        {"quotas", Role::kQuota},
                                                        {"fund_type", Role::kFundType},
                                                        {"function_code", Role::kFunction},
                                                        {"government_economic_code", Role::kGovernmentEconomic},
                                                        {"department_economic_code", Role::kDepartmentEconomic},
                                                        {"project", Role::kProject},
                                                        {"budget_unit", Role::kUnit},
                                                        {"special_fund", Role::kSpecialFund}};

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

SourceColumns::SourceColumns(const FieldTable& fields, const SourceTable& source, const ImportProfile& profile,
                             std::vector<Issue>& issues)
    : fields_(fields), source_(source), profile_(profile) {
  const Table& table = source.table;
  const Row heading_row{.number = table.heading_row, .cells = {}};
  std::map<const Field*, Column> found;
  for (size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].empty()) continue;
    if (IsUnused(table.headings[i])) continue;
    const Field* field = FieldOf(table.headings[i]);
    if (field == nullptr) {
      issues.push_back({Severity::kWarning, PlaceOf(table, heading_row, i), "COLUMN_UNKNOWN", table.headings[i],
                        absl::StrCat(fields.name, " 没有这一列，未读取；需要时在导入方案中注明它是哪个字段")});
      continue;
    }
    int64_t unit_fen = i < source.column_unit_fen.size() ? source.column_unit_fen[i] : 0;
    if (unit_fen == 0) unit_fen = profile.amount_unit_fen;
    if (unit_fen == 0) unit_fen = source.unit_fen;
    if (unit_fen == 0) unit_fen = kFenPerYuan;
    if (!found.emplace(field, Column{field, i, unit_fen}).second) {
      issues.push_back({Severity::kError, PlaceOf(table, heading_row, i), "COLUMN_REPEATED", table.headings[i],
                        absl::StrCat("与另一列同为 ", field->name, "，只应有一列")});
    }
  }
  for (const Field& field : fields.fields) {
    const auto column = found.find(&field);
    if (column == found.end() || field.Is(Role::kPrivate)) continue;
    for (const Role role : field.roles) columns_[role].push_back(column->second);
    all_.push_back(column->second);
  }
  auto headings = std::make_shared<HeadingsByField>();
  for (const auto& [name, role] : kFieldRoles) (*headings)[name] = HeadingOf(role);
  headings_ = std::move(headings);
  for (const std::vector<std::string>& group : fields.required) {
    const bool has_one = std::any_of(group.begin(), group.end(),
                                     [&](const std::string& name) { return found.count(fields.FindField(name)) > 0; });
    if (has_one) continue;
    is_readable_ = false;
    std::vector<std::string> names;
    for (const std::string& name : group) {
      const Field& field = *fields.FindField(name);
      names.push_back(field.headings.empty() ? name : absl::StrCat(name, "（", field.headings.back(), "）"));
    }
    issues.push_back({Severity::kError,
                      {.file = table.name, .row = table.heading_row, .column = group.front()},
                      "COLUMN_MISSING",
                      "",
                      absl::StrCat("按 ", fields.name, " 读取时缺少必填列 ", absl::StrJoin(names, " 或 "))});
  }
}

bool SourceColumns::IsUnused(absl::string_view heading) const {
  return std::any_of(profile_.columns.begin(), profile_.columns.end(), [&](const ColumnMapping& mapping) {
    return mapping.field == kUnusedField && HeadingKey(mapping.heading) == HeadingKey(heading);
  });
}

const Field* SourceColumns::FieldOf(absl::string_view heading) const {
  const std::string key = HeadingKey(heading);
  for (const ColumnMapping& mapping : profile_.columns) {
    if (HeadingKey(mapping.heading) == key) return fields_.FindField(mapping.field);
  }
  const Field* field = fields_.FieldOfHeading(key);
  const size_t slash = key.rfind('/');
  if (field != nullptr || slash == std::string::npos) return field;
  return fields_.FieldOfHeading(absl::string_view(key).substr(slash + 1));
}

const std::vector<SourceColumns::Column>& SourceColumns::Of(Role role) const {
  static const auto* const none = new std::vector<Column>();
  const auto found = columns_.find(role);
  return found == columns_.end() ? *none : found->second;
}

std::string SourceColumns::HeadingOf(Role role) const {
  if (Has(role)) return source_.table.headings[Of(role).front().position];
  for (const Field& field : fields_.fields) {
    if (field.Is(role)) return field.name;
  }
  return "";
}

size_t SourceColumns::KnownHeadings(const FieldTable& fields, const Table& table, const ImportProfile& profile) {
  std::vector<Issue> unwanted;
  const SourceTable source{.title = "", .table = {}, .unit_fen = 0};
  const SourceColumns probe(fields, source, profile, unwanted);
  size_t known = 0;
  std::vector<const Field*> found;
  for (const std::string& heading : table.headings) {
    const Field* field = probe.FieldOf(heading);
    if (field == nullptr) continue;
    ++known;
    found.push_back(field);
  }
  for (const std::vector<std::string>& group : fields.required) {
    const bool has_one = std::any_of(group.begin(), group.end(), [&](const std::string& name) {
      return std::find(found.begin(), found.end(), fields.FindField(name)) != found.end();
    });
    if (!has_one) return 0;
  }
  return known;
}

std::string SourceRow::TextAt(const SourceColumns::Column& column) const {
  return std::string(TrimSpaces(row_.cells[column.position]));
}

const SourceColumns::Column* SourceRow::Saying(Role role) const {
  for (const SourceColumns::Column& column : columns_.Of(role)) {
    if (StateOf(row_.cells[column.position]) == CellState::kValue) return &column;
  }
  return nullptr;
}

std::string SourceRow::Text(Role role) const {
  const SourceColumns::Column* column = Saying(role);
  return column == nullptr ? "" : TextAt(*column);
}

const Field* SourceRow::FieldSaying(Role role) const {
  const SourceColumns::Column* column = Saying(role);
  return column == nullptr ? nullptr : column->field;
}

CodeAndName SourceRow::Code(Role role) {
  const SourceColumns::Column* column = Saying(role);
  if (column == nullptr) return {};
  if (const std::optional<ValueMeaning> known = MeaningAt(role, *column)) {
    return {.code = known->meaning, .name = CodeIn(TextAt(*column)).name};
  }
  CodeAndName code = CodeIn(TextAt(*column));
  if (IsRounded(code.code)) {
    Wrong(role, "CODE_ROUNDED", "编码被表格软件当作数字取整了，请把该列设为文本后重新导出");
    return {};
  }
  for (const CodeWidth& width : columns_.profile().widths) {
    const size_t wanted = static_cast<size_t>(std::max(width.characters, 0));
    if (width.field != column->field->name || !IsDigits(code.code) || code.code.size() >= wanted) continue;
    code.code.insert(0, wanted - code.code.size(), '0');
  }
  return code;
}

std::optional<Money> SourceRow::Amount(Role role) {
  const SourceColumns::Column* column = Saying(role);
  if (column == nullptr) return std::nullopt;
  const absl::StatusOr<Money> money = AmountIn(TextAt(*column), column->unit_fen);
  if (money.ok()) return *money;
  Refuse(role, money.status());
  return std::nullopt;
}

std::optional<Money> SourceRow::RequiredAmount(Role role) {
  if (Saying(role) == nullptr) {
    Wrong(role, "VALUE_MISSING", "此格必填；没有发生金额写 0");
    return std::nullopt;
  }
  return Amount(role);
}

std::optional<Date> SourceRow::Day(Role role) {
  const SourceColumns::Column* column = Saying(role);
  if (column == nullptr) return std::nullopt;
  const absl::StatusOr<Date> day = DayIn(TextAt(*column));
  if (day.ok()) return *day;
  Refuse(role, day.status());
  return std::nullopt;
}

std::optional<int64_t> SourceRow::Moment(Role role) {
  const SourceColumns::Column* column = Saying(role);
  if (column == nullptr) return std::nullopt;
  const absl::StatusOr<int64_t> moment = MomentIn(TextAt(*column));
  if (moment.ok()) return *moment;
  Refuse(role, moment.status());
  return std::nullopt;
}

std::optional<bool> SourceRow::Flag(Role role) {
  const SourceColumns::Column* column = Saying(role);
  if (column == nullptr) return std::nullopt;
  const std::optional<bool> flag = FlagIn(TextAt(*column));
  if (!flag) Wrong(role, "FLAG_UNKNOWN", "应为 1（是）或 2（否）");
  return flag;
}

std::optional<ValueMeaning> SourceRow::MeaningAt(Role role, const SourceColumns::Column& column) const {
  const std::vector<ValueMapping>& mappings = columns_.profile().values;
  const bool has_mapping = std::any_of(mappings.begin(), mappings.end(), [&](const ValueMapping& mapping) {
    return mapping.field == column.field->name;
  });
  if (!has_mapping && !columns_.fields().HasMeanings(role)) return std::nullopt;
  const std::string text = TextAt(column);
  const CodeAndName parts = CodeIn(text);
  for (const std::string& spelling : {text, parts.code, parts.name}) {
    if (spelling.empty() || !has_mapping) continue;
    for (const ValueMapping& mapping : mappings) {
      if (mapping.field != column.field->name || FoldHeading(mapping.text) != FoldHeading(spelling)) continue;
      const std::vector<std::string> words = absl::StrSplit(mapping.meaning, ' ', absl::SkipEmpty());
      if (words.empty()) continue;
      return ValueMeaning{
          .role = role, .text = mapping.text, .meaning = words[0], .addition = words.size() > 1 ? words[1] : ""};
    }
  }
  for (const std::string& spelling : {text, parts.code, parts.name}) {
    if (spelling.empty()) continue;
    if (const ValueMeaning* known = columns_.fields().MeaningOf(role, spelling)) return *known;
  }
  return std::nullopt;
}

std::optional<ValueMeaning> SourceRow::Meaning(Role role, Severity severity) {
  bool says_something = false;
  for (const SourceColumns::Column& column : columns_.Of(role)) {
    if (StateOf(row_.cells[column.position]) != CellState::kValue) continue;
    says_something = true;
    if (const std::optional<ValueMeaning> known = MeaningAt(role, column)) return known;
  }
  if (!says_something) return std::nullopt;
  std::vector<std::string> known;
  for (const ValueMeaning& value : columns_.fields().values) {
    if (value.role == role) known.push_back(value.text);
  }
  Wrong(role, "VALUE_UNKNOWN",
        absl::StrCat("不认识的取值；已知 ", absl::StrJoin(known, "、"), "，其他编码请在导入方案中注明含义"), severity);
  return std::nullopt;
}

void SourceRow::Wrong(Role role, std::string reason, std::string remedy, Severity severity) {
  has_errors_ = has_errors_ || severity == Severity::kError;
  if (!said_.insert({role, reason}).second) return;
  issues_.push_back({severity, PlaceAt(role), std::move(reason), Text(role), std::move(remedy)});
}

Place SourceRow::PlaceAt(Role role) const {
  const SourceColumns::Column* column = Saying(role);
  if (column != nullptr) return PlaceOf(columns_.table(), row_, column->position);
  return {.file = columns_.table().name, .row = row_.number, .column = columns_.HeadingOf(role)};
}

void SourceRow::Refuse(Role role, const absl::Status& status) {
  const std::string reason = RefusalOf(status).value_or(Refusal{"VALUE_MALFORMED"}).reason;
  Wrong(role, reason, RemedyOf(reason));
}

}  // namespace zhengping::budget
