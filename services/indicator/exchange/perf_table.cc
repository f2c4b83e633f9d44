#include "services/indicator/exchange/perf_table.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::indicator {
namespace {

constexpr std::pair<absl::string_view, Yield> kYields[] = {
    {"plan", Yield::kPlan}, {"goal", Yield::kGoal}, {"results", Yield::kResults}, {"library", Yield::kLibrary}};

constexpr absl::string_view kRoles[] = {
    "-",      "record", "version",  "deleted",   "division", "year",        "department", "project",
    "level1", "level2", "level3",   "goal",      "content",  "standard",    "note",       "target",
    "sign",   "unit",   "weight",   "actual",    "score",    "baseline",    "adjusted",   "adjust_reason",
    "rule",   "core",   "evidence", "deviation", "measure",  "goal_target", "whole_term", "achieved",
    "code",   "common", "parent",   "level",     "leaf",     "enabled",     "formula"};

using Words = std::vector<absl::string_view>;

absl::Status Wrong(const PerfTable& table, int line, absl::string_view what) {
  return Invalid({"FIELD_TABLE_MALFORMED", ""}, absl::StrCat(table.name, " line ", line, ": ", what));
}

absl::Status TakeField(const Words& words, int line, PerfTable& table) {
  PerfField field;
  if (words.size() < 4 || !absl::SimpleAtoi(words[2], &field.most_characters)) {
    return Wrong(table, line, "a field has a name, a length, a role or -, and headings");
  }
  if (std::find(std::begin(kRoles), std::end(kRoles), words[3]) == std::end(kRoles)) {
    return Wrong(table, line, absl::StrCat("no such role: ", words[3]));
  }
  field.name = std::string(words[1]);
  if (words[3] != "-") field.role = std::string(words[3]);
  for (size_t i = 4; i < words.size(); ++i) field.headings.emplace_back(words[i]);
  table.fields.push_back(std::move(field));
  return absl::OkStatus();
}

absl::Status TakeLine(const Words& words, int line, PerfTable& table) {
  if (words[0] == "shared") return absl::OkStatus();
  if (words[0] == "field") return TakeField(words, line, table);
  if (words.size() < 2) return Wrong(table, line, "a line has a word and what it says");
  if (words[0] == "table") {
    table.name = std::string(words[1]);
    for (size_t i = 2; i < words.size(); ++i) table.titles.emplace_back(words[i]);
    return absl::OkStatus();
  }
  if (words[0] == "require") {
    table.required.push_back(absl::StrSplit(words[1], '|'));
    return absl::OkStatus();
  }
  const auto* const yield = std::find_if(std::begin(kYields), std::end(kYields),
                                         [&words](const auto& known) { return known.first == words[1]; });
  if (words[0] != "makes" || yield == std::end(kYields)) return Wrong(table, line, "no such line");
  table.yield = yield->second;
  return absl::OkStatus();
}

absl::StatusOr<PerfTable> ParseTable(const std::string& text) {
  PerfTable table;
  int line = 0;
  for (absl::string_view row : absl::StrSplit(text, '\n')) {
    ++line;
    const Words words = absl::StrSplit(row.substr(0, row.find('#')), absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (words.empty()) continue;
    ZP_RETURN_IF_ERROR(TakeLine(words, line, table));
  }
  return table;
}

absl::Status CheckTable(const PerfTable& table) {
  std::set<std::string> taken;
  for (const PerfField& field : table.fields) {
    std::vector<std::string> names = field.headings;
    names.push_back(field.name);
    for (const std::string& name : names) {
      if (taken.insert(HeadingKey(name)).second) continue;
      return Wrong(table, 0, absl::StrCat("two fields are called ", name));
    }
  }
  for (const std::vector<std::string>& group : table.required) {
    for (const std::string& name : group) {
      if (table.FieldOfHeading(name) == nullptr) return Wrong(table, 0, absl::StrCat(name, " is no field"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool PerfTable::IsCalled(absl::string_view text) const {
  if (absl::EqualsIgnoreCase(text, name)) return true;
  return std::any_of(titles.begin(), titles.end(), [text](const std::string& title) {
    return absl::StrContains(HeadingKey(text), HeadingKey(title));
  });
}

const PerfField* PerfTable::FieldOfHeading(absl::string_view heading) const {
  const std::string key = HeadingKey(heading);
  for (const PerfField& field : fields) {
    if (key == HeadingKey(field.name)) return &field;
    for (const std::string& known : field.headings) {
      if (key == HeadingKey(known)) return &field;
    }
  }
  // Of headings of two rows, "绩效指标/一级指标", the lower one.
  const size_t slash = key.rfind('/');
  return slash == std::string::npos ? nullptr : FieldOfHeading(absl::string_view(key).substr(slash + 1));
}

const PerfField* PerfTable::FieldOfRole(absl::string_view role) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [role](const PerfField& field) { return field.role == role; });
  return found == fields.end() ? nullptr : &*found;
}

absl::StatusOr<std::vector<PerfTable>> ParsePerfTables(const std::vector<std::string>& texts) {
  PerfTable shared;
  std::vector<PerfTable> tables;
  for (const std::string& text : texts) {
    ZP_ASSIGN_OR_RETURN(PerfTable table, ParseTable(text));
    if (table.name.empty()) {
      shared = std::move(table);
    } else {
      tables.push_back(std::move(table));
    }
  }
  for (PerfTable& table : tables) {
    table.fields.insert(table.fields.end(), shared.fields.begin(), shared.fields.end());
    ZP_RETURN_IF_ERROR(CheckTable(table));
  }
  return tables;
}

const std::vector<PerfTable>& ShippedPerfTables() {
  static const auto* const tables = [] {
    absl::StatusOr<std::vector<PerfTable>> parsed = ParsePerfTables(ShippedPerfTableTexts());
    ZP_CHECK(parsed.ok(), parsed.status().ToString());
    return new std::vector<PerfTable>(*std::move(parsed));
  }();
  return *tables;
}

const PerfTable* FindPerfTable(absl::string_view name) {
  const std::vector<PerfTable>& tables = ShippedPerfTables();
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [name](const PerfTable& table) { return absl::EqualsIgnoreCase(table.name, name); });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace zhengping::indicator
