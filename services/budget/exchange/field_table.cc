#include "services/budget/exchange/field_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/text/half_width.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

template <typename T>
struct Named {
  const char* name;
  T value;
};

constexpr Named<Role> kRoles[] = {
    {"record", Role::kRecord},
    {"record_group", Role::kRecordGroup},
    {"source", Role::kSource},
    {"version", Role::kVersion},
    {"deleted", Role::kDeleted},
    {"division", Role::kDivision},
    {"year", Role::kYear},
    {"department", Role::kDepartment},
    {"department_name", Role::kDepartmentName},
    {"unit", Role::kUnit},
    {"unit_name", Role::kUnitName},
    {"superior", Role::kSuperior},
    {"quota", Role::kQuota},
    {"source_quota", Role::kSourceQuota},
    {"annual", Role::kAnnual},
    {"executable", Role::kExecutable},
    {"document", Role::kDocument},
    {"date", Role::kDate},
    {"amount", Role::kAmount},
    {"kind", Role::kKind},
    {"budget_kind", Role::kBudgetKind},
    {"entry_kind", Role::kEntryKind},
    {"state", Role::kState},
    {"fund_type", Role::kFundType},
    {"function", Role::kFunction},
    {"government_economic", Role::kGovernmentEconomic},
    {"department_economic", Role::kDepartmentEconomic},
    {"project", Role::kProject},
    {"project_name", Role::kProjectName},
    {"project_kind", Role::kProjectKind},
    {"outlay", Role::kOutlay},
    {"origin", Role::kOrigin},
    {"recurring", Role::kRecurring},
    {"special_fund", Role::kSpecialFund},
    {"note", Role::kNote},
    {"check_balance", Role::kCheckBalance},
    {"check_adjustment", Role::kCheckAdjustment},
    {"check_transfer", Role::kCheckTransfer},
    {"check_current", Role::kCheckCurrent},
    {"private", Role::kPrivate},
};

constexpr Named<FieldType> kTypes[] = {{"text", FieldType::kText},     {"code", FieldType::kCode},
                                       {"money", FieldType::kMoney},   {"date", FieldType::kDate},
                                       {"moment", FieldType::kMoment}, {"flag", FieldType::kFlag}};

constexpr Named<Yield> kYields[] = {{"issue", Yield::kIssue},   {"adjustment", Yield::kAdjustment},
                                    {"annual", Yield::kAnnual}, {"entry", Yield::kEntry},
                                    {"check", Yield::kCheck},   {"nothing", Yield::kNothing}};

template <typename T, size_t kCount>
std::optional<T> Find(const Named<T> (&names)[kCount], absl::string_view name) {
  for (const Named<T>& named : names) {
    if (name == named.name) return named.value;
  }
  return std::nullopt;
}

// One text, line by line.
class TableParser {
 public:
  explicit TableParser(const std::string& text) : text_(text) {}

  absl::StatusOr<FieldTable> Parse() {
    for (absl::string_view line : absl::StrSplit(text_, '\n')) {
      ++line_;
      line = line.substr(0, line.find('#'));
      const std::vector<absl::string_view> words = absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
      if (!words.empty()) ZP_RETURN_IF_ERROR(Take(words));
    }
    return std::move(table_);
  }

 private:
  absl::Status Wrong(absl::string_view what) const {
    return Invalid({"FIELD_TABLE_MALFORMED"}, absl::StrCat(table_.name, " line ", line_, ": ", what));
  }

  absl::Status Take(const std::vector<absl::string_view>& words) {
    if (words[0] == "shared" && words.size() == 1) return absl::OkStatus();
    if (words.size() < 2) return Wrong("a line has a word and what it says");
    if (words[0] == "table") return TakeTable(words);
    if (words[0] == "makes") return TakeYield(words);
    if (words[0] == "day") return TakeDay(words[1]);
    if (words[0] == "require") {
      table_.required.push_back(absl::StrSplit(words[1], '|'));
      return absl::OkStatus();
    }
    if (words[0] == "field") return TakeField(words);
    if (words[0] == "value") return TakeValue(words);
    return Wrong("a line begins with table, shared, makes, day, require, field or value");
  }

  absl::Status TakeTable(const std::vector<absl::string_view>& words) {
    table_.name = std::string(words[1]);
    for (size_t i = 2; i < words.size(); ++i) table_.titles.emplace_back(words[i]);
    return absl::OkStatus();
  }

  absl::Status TakeYield(const std::vector<absl::string_view>& words) {
    const std::optional<Yield> yield = Find(kYields, words[1]);
    if (!yield) return Wrong("no such thing is made of rows");
    table_.yield = *yield;
    if (words.size() > 2) table_.kind = ParseEntryKind(words[2]);
    const bool needs_kind = *yield == Yield::kEntry || *yield == Yield::kAnnual;
    return needs_kind == table_.kind.has_value() ? absl::OkStatus() : Wrong("entry and annual name an entry kind");
  }

  absl::Status TakeDay(absl::string_view day) {
    const std::vector<absl::string_view> parts = absl::StrSplit(day, '-');
    const bool is_day = parts.size() == 2 && absl::SimpleAtoi(parts[0], &table_.default_month) &&
                        absl::SimpleAtoi(parts[1], &table_.default_day) &&
                        Date::FromYmd(2001, table_.default_month, table_.default_day).has_value();
    return is_day ? absl::OkStatus() : Wrong("a day reads like 01-01");
  }

  absl::Status TakeField(const std::vector<absl::string_view>& words) {
    if (words.size() < 4) return Wrong("a field has a name, a type, roles or -, and headings");
    Field field;
    field.name = std::string(words[1]);
    absl::string_view type = words[2];
    const size_t open = type.find('(');
    if (open != absl::string_view::npos) {
      absl::string_view length = type.substr(open + 1);
      if (!absl::ConsumeSuffix(&length, ")") || !absl::SimpleAtoi(length, &field.most_characters)) {
        return Wrong("a length reads like text(38)");
      }
      type = type.substr(0, open);
    }
    const std::optional<FieldType> known = Find(kTypes, type);
    if (!known) return Wrong("no such type");
    field.type = *known;
    if (words[3] != "-") {
      for (const absl::string_view name : absl::StrSplit(words[3], ',')) {
        const std::optional<Role> role = Find(kRoles, name);
        if (!role) return Wrong(absl::StrCat("no such role: ", name));
        field.roles.push_back(*role);
      }
    }
    for (size_t i = 4; i < words.size(); ++i) field.headings.emplace_back(words[i]);
    table_.fields.push_back(std::move(field));
    return absl::OkStatus();
  }

  absl::Status TakeValue(const std::vector<absl::string_view>& words) {
    if (words.size() < 4 || words.size() > 5) return Wrong("a value has a role, a text and a meaning");
    const std::optional<Role> role = Find(kRoles, words[1]);
    if (!role) return Wrong(absl::StrCat("no such role: ", words[1]));
    table_.values.push_back({.role = *role,
                             .text = FoldHeading(words[2]),
                             .meaning = std::string(words[3]),
                             .addition = words.size() > 4 ? std::string(words[4]) : ""});
    return absl::OkStatus();
  }

  const std::string& text_;
  int line_ = 0;
  FieldTable table_;
};

// The shared columns behind the table's own; a table's own column or heading takes the place of a shared one.
void AddShared(const FieldTable& shared, FieldTable& table) {
  std::set<std::string> taken;
  for (const Field& field : table.fields) {
    taken.insert(field.name);
    for (const std::string& heading : field.headings) taken.insert(FoldHeading(heading));
  }
  for (Field field : shared.fields) {
    if (taken.count(field.name) > 0) continue;
    std::vector<std::string>& headings = field.headings;
    headings.erase(std::remove_if(headings.begin(), headings.end(),
                                  [&](const std::string& heading) { return taken.count(FoldHeading(heading)) > 0; }),
                   headings.end());
    table.fields.push_back(std::move(field));
  }
  table.values.insert(table.values.end(), shared.values.begin(), shared.values.end());
}

absl::Status CheckTable(const FieldTable& table) {
  std::set<std::string> taken;
  for (const Field& field : table.fields) {
    std::vector<std::string> names = field.headings;
    names.push_back(field.name);
    for (const std::string& name : names) {
      if (!taken.insert(FoldHeading(name)).second) {
        return Invalid({"FIELD_TABLE_MALFORMED"}, absl::StrCat(table.name, ": two fields are called ", name));
      }
    }
  }
  for (const std::vector<std::string>& group : table.required) {
    for (const std::string& name : group) {
      if (table.FindField(name) != nullptr) continue;
      return Invalid({"FIELD_TABLE_MALFORMED"}, absl::StrCat(table.name, " requires ", name, ", which is no field"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool Field::Is(Role role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

const Field* FieldTable::FindField(absl::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

const Field* FieldTable::FieldOfHeading(absl::string_view heading) const {
  const std::string folded = FoldHeading(heading);
  for (const Field& field : fields) {
    if (folded == field.name) return &field;
    for (const std::string& known : field.headings) {
      const std::string name = FoldHeading(known);
      if (folded == name || folded == absl::StrCat(field.name, name)) return &field;
    }
  }
  return nullptr;
}

const ValueMeaning* FieldTable::MeaningOf(Role role, absl::string_view text) const {
  const std::string folded = FoldHeading(text);
  for (const ValueMeaning& value : values) {
    if (value.role == role && value.text == folded) return &value;
  }
  return nullptr;
}

bool FieldTable::HasMeanings(Role role) const {
  return std::any_of(values.begin(), values.end(), [role](const ValueMeaning& value) { return value.role == role; });
}

std::string FoldHeading(absl::string_view text) {
  std::string folded = absl::AsciiStrToLower(HalfWidth(text));
  folded.erase(std::remove_if(folded.begin(), folded.end(),
                              [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }),
               folded.end());
  return folded;
}

absl::StatusOr<std::vector<FieldTable>> ParseFieldTables(const std::vector<std::string>& texts) {
  FieldTable shared;
  std::vector<FieldTable> tables;
  for (const std::string& text : texts) {
    ZP_ASSIGN_OR_RETURN(FieldTable table, TableParser(text).Parse());
    if (table.name.empty()) {
      shared = std::move(table);
    } else {
      tables.push_back(std::move(table));
    }
  }
  for (FieldTable& table : tables) {
    AddShared(shared, table);
    ZP_RETURN_IF_ERROR(CheckTable(table));
  }
  return tables;
}

const std::vector<FieldTable>& ShippedTables() {
  static const auto* const tables = [] {
    absl::StatusOr<std::vector<FieldTable>> parsed = ParseFieldTables(ShippedTableTexts());
    ZP_CHECK(parsed.ok(), parsed.status().ToString());
    return new std::vector<FieldTable>(*std::move(parsed));
  }();
  return *tables;
}

const FieldTable* FindTable(const std::vector<FieldTable>& tables, absl::string_view name) {
  for (const FieldTable& table : tables) {
    if (absl::EqualsIgnoreCase(table.name, name)) return &table;
  }
  return nullptr;
}

}  // namespace zhengping::budget
