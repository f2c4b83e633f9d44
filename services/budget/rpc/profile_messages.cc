#include "services/budget/rpc/profile_messages.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/vocabulary.h"
#include "services/budget/exchange/field_table.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/exchange_file.pb.h"

namespace zhengping::budget {
namespace {

constexpr char kUnusedField[] = "-";

// The field in the profile's table, or in any where it names none.
const Field* FindField(const ImportProfile& profile, absl::string_view name) {
  for (const FieldTable& table : ShippedTables()) {
    if (!profile.table.empty() && table.name != profile.table) continue;
    if (const Field* field = table.FindField(name)) return field;
  }
  return nullptr;
}

absl::Status UnknownField(const std::string& path, absl::string_view found) {
  return Invalid({"COLUMN_UNKNOWN", path, ""},
                 absl::StrCat("a field of the platform's table, or - for a column of no use, not \"", found, "\""));
}

bool IsMeaningOf(const Field& field, const std::string& meaning) {
  const std::vector<std::string> words = absl::StrSplit(meaning, ' ', absl::SkipEmpty());
  if (words.empty() || words.size() > 2) return false;
  if (words.size() == 2 && !ParseOrigin(words[1]).has_value()) return false;
  if (field.Is(Role::kKind) || field.Is(Role::kBudgetKind)) {
    return words[0] == "TRANSFER" || words[0] == "CURRENT" || ParseEntryKind(words[0]).has_value();
  }
  if (words.size() == 2) return false;
  if (field.Is(Role::kState)) return words[0] == "COUNTS" || words[0] == "WAITS" || words[0] == "VOID";
  if (field.Is(Role::kOutlay) || field.Is(Role::kProjectKind)) return words[0] == "BASIC" || words[0] == "PROJECT";
  return field.type == FieldType::kCode;
}

absl::Status CheckCount(int count, size_t most, absl::string_view field) {
  if (static_cast<size_t>(count) <= most) return absl::OkStatus();
  return Invalid({"TOO_MANY_COLUMNS", std::string(field), ""}, absl::StrCat("at most ", most, " of them"));
}

absl::Status CheckTexts(const std::vector<std::pair<std::string, const std::string*>>& texts) {
  std::vector<Issue> issues;
  const MessageIssues here(issues, "");
  for (const auto& [path, text] : texts) {
    if (text->empty()) here.Add("FIELD_MISSING", path, "");
    here.CheckText(*text, path, kMostProfileTextCharacters);
  }
  return FirstRefusalOf(issues);
}

absl::Status ReadColumns(const v1::ImportProfile& message, ImportProfile& profile) {
  ZP_RETURN_IF_ERROR(CheckCount(message.columns_size(), kMostProfileColumns, "columns"));
  profile.columns.clear();
  for (int i = 0; i < message.columns_size(); ++i) {
    const v1::ColumnMapping& column = message.columns(i);
    const std::string path = absl::StrCat("columns[", i, "].");
    ZP_RETURN_IF_ERROR(CheckTexts({{path + "heading", &column.heading()}, {path + "field", &column.field()}}));
    if (column.field() != kUnusedField && FindField(profile, column.field()) == nullptr) {
      return UnknownField(path + "field", column.field());
    }
    profile.columns.push_back({.heading = column.heading(), .field = column.field()});
  }
  return absl::OkStatus();
}

absl::Status ReadValues(const v1::ImportProfile& message, ImportProfile& profile) {
  ZP_RETURN_IF_ERROR(CheckCount(message.values_size(), kMostProfileValues, "values"));
  profile.values.clear();
  for (int i = 0; i < message.values_size(); ++i) {
    const v1::ValueMapping& value = message.values(i);
    const std::string path = absl::StrCat("values[", i, "].");
    ZP_RETURN_IF_ERROR(CheckTexts(
        {{path + "field", &value.field()}, {path + "text", &value.text()}, {path + "meaning", &value.meaning()}}));
    const Field* field = FindField(profile, value.field());
    if (field == nullptr) return UnknownField(path + "field", value.field());
    if (!IsMeaningOf(*field, value.meaning())) {
      return Invalid(
          {"VALUE_UNKNOWN", path + "meaning", ""},
          "an entry kind with an origin behind it, CURRENT, a state (COUNTS, WAITS, VOID), an outlay (BASIC, "
          "PROJECT), or a code: what the field can mean");
    }
    profile.values.push_back({.field = value.field(), .text = value.text(), .meaning = value.meaning()});
  }
  return absl::OkStatus();
}

absl::Status ReadWidths(const v1::ImportProfile& message, ImportProfile& profile) {
  ZP_RETURN_IF_ERROR(CheckCount(message.code_widths_size(), kMostProfileWidths, "code_widths"));
  profile.widths.clear();
  for (int i = 0; i < message.code_widths_size(); ++i) {
    const v1::CodeWidth& width = message.code_widths(i);
    const std::string path = absl::StrCat("code_widths[", i, "].");
    const Field* field = FindField(profile, width.field());
    if (field == nullptr) return UnknownField(path + "field", width.field());
    const int32_t most = static_cast<int32_t>(kMaxExternalCodeCharacters);
    if (field->type != FieldType::kCode || width.characters() < 1 || width.characters() > most) {
      return Invalid({"CODE_WIDTH_OUT_OF_RANGE", path + "characters", ""}, "a code has 1 to 38 digits");
    }
    profile.widths.push_back({.field = width.field(), .characters = width.characters()});
  }
  return absl::OkStatus();
}

absl::Status ReadDepartment(const v1::ImportProfile& message, ImportProfile& profile) {
  profile.default_department = message.default_department();
  const std::string& code = profile.default_department;
  const std::string id = IdFromExternalCode(code);
  const bool is_code = std::all_of(code.begin(), code.end(), absl::ascii_isascii);
  if (!code.empty() && (!is_code || id.empty() || id.size() > kMaxBudgetUnitCharacters)) {
    return Invalid({"CODE_NOT_AN_ID", "default_department", ""}, "a department's code, for example 403");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ProfileName> ProfileFromName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> parts, MatchName("divisions/*/importProfiles/*", name, field));
  ZP_ASSIGN_OR_RETURN(std::string division, ParseDivisionName(absl::StrCat("divisions/", parts[0]), field));
  return ProfileName{.division = std::move(division), .profile = parts[1]};
}

std::string FormatProfileName(const ProfileName& name) {
  return absl::StrCat("divisions/", name.division, "/importProfiles/", name.profile);
}

void ToMessage(const StoredProfile& stored, v1::ImportProfile& message) {
  const ImportProfile& profile = stored.profile;
  message.set_name(FormatProfileName(stored.name));
  message.set_table(profile.table);
  for (const ColumnMapping& column : profile.columns) {
    v1::ColumnMapping& added = *message.add_columns();
    added.set_heading(column.heading);
    added.set_field(column.field);
  }
  for (const ValueMapping& value : profile.values) {
    v1::ValueMapping& added = *message.add_values();
    added.set_field(value.field);
    added.set_text(value.text);
    added.set_meaning(value.meaning);
  }
  for (const CodeWidth& width : profile.widths) {
    v1::CodeWidth& added = *message.add_code_widths();
    added.set_field(width.field);
    added.set_characters(width.characters);
  }
  message.set_amount_unit_fen(profile.amount_unit_fen);
  message.set_default_department(profile.default_department);
  message.set_default_department_display_name(profile.default_department_name);
  ToMessage(stored.updated_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(stored.version));
}

absl::StatusOr<ImportProfile> WithMessage(ImportProfile stored, const v1::ImportProfile& message,
                                          const std::set<std::string>& fields) {
  const auto changes = [&fields](const char* field) { return fields.count(field) > 0; };
  if (changes("table")) {
    const FieldTable* table = FindTable(ShippedTables(), message.table());
    if (table == nullptr && !message.table().empty()) {
      return Invalid({"TABLE_UNKNOWN", "table", ""}, "a table of the platform, for example PAY_VOUCHER_BILL");
    }
    stored.table = table == nullptr ? "" : table->name;
  }
  if (changes("columns")) ZP_RETURN_IF_ERROR(ReadColumns(message, stored));
  if (changes("values")) ZP_RETURN_IF_ERROR(ReadValues(message, stored));
  if (changes("code_widths")) ZP_RETURN_IF_ERROR(ReadWidths(message, stored));
  if (changes("amount_unit_fen")) {
    const int64_t units[] = {0, 100, 10'000, 100'000, 1'000'000, 10'000'000'000};
    if (std::find(std::begin(units), std::end(units), message.amount_unit_fen()) == std::end(units)) {
      return Invalid({"AMOUNT_UNIT_UNKNOWN", "amount_unit_fen", ""},
                     "100 for yuan, 1000000 for 万元, 0 for the file's own");
    }
    stored.amount_unit_fen = message.amount_unit_fen();
  }
  if (changes("default_department")) ZP_RETURN_IF_ERROR(ReadDepartment(message, stored));
  if (changes("default_department_display_name")) {
    std::vector<Issue> issues;
    MessageIssues(issues, "")
        .CheckText(message.default_department_display_name(), "default_department_display_name",
                   kMaxDisplayNameCharacters);
    ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
    stored.default_department_name = message.default_department_display_name();
  }
  return stored;
}

const std::set<std::string>& ChangeableProfileFields() {
  static const auto* const fields = new std::set<std::string>{"table",
                                                              "columns",
                                                              "values",
                                                              "code_widths",
                                                              "amount_unit_fen",
                                                              "default_department",
                                                              "default_department_display_name"};
  return *fields;
}

std::set<std::string> PopulatedFields(const v1::ImportProfile& message) {
  std::set<std::string> fields;
  if (!message.table().empty()) fields.insert("table");
  if (message.columns_size() > 0) fields.insert("columns");
  if (message.values_size() > 0) fields.insert("values");
  if (message.code_widths_size() > 0) fields.insert("code_widths");
  if (message.amount_unit_fen() != 0) fields.insert("amount_unit_fen");
  if (!message.default_department().empty()) fields.insert("default_department");
  if (!message.default_department_display_name().empty()) fields.insert("default_department_display_name");
  return fields;
}

}  // namespace zhengping::budget
