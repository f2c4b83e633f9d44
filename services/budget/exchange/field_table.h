// The tables of the provincial platform (预算管理一体化) as data: which columns a table has, what users' exports call
// them, and what each means to the ledger. The texts in tables/ are compiled in; a province's alias, a further column
// or another code is a line there or in an import profile, never code.
//
// A text holds one table (lines; "#" begins a comment; words are parted by spaces):
//
//   table BA_BGT_INFO 指标信息                  name and Chinese titles; or "shared": columns that every table has
//   makes issue                                what a row becomes, see Yield; for "entry" and "annual" the entry's kind
//   day 01-01                                  the day of a row that has none
//   require pay_cert_id|pay_cert_no            one of these columns must be there
//   field bgt_id code(38) record,quota 指标编号  name, type, roles or "-", then headings beside the name
//   value kind 年初批复 INITIAL                  what a text under a role means
//
// Field names and lengths are those of deployed systems of 2020–2022; the standard's own chapter was not read.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_FIELD_TABLE_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_FIELD_TABLE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

enum class FieldType {
  kText,
  kCode,    // half-width, "code-name" cells cut to the code, a float's tail (123.0) taken off
  kMoney,   // yuan, unless the file says otherwise
  kDate,    // a day
  kMoment,  // a day with a time
  kFlag,    // 1 是, 2 否
};

// What a column means. Several columns may have one role: the first in the table's order that says something counts.
enum class Role {
  kRecord,       // the row's key
  kRecordGroup,  // rows of one group are one transaction
  kSource,       // who sent the record first
  kVersion,
  kDeleted,
  kDivision,
  kYear,
  kDepartment,
  kDepartmentName,
  kUnit,
  kUnitName,
  kSuperior,  // the unit above this one
  kQuota,
  kSourceQuota,  // that gives, in a transfer
  kAnnual,       // the budget line that a quota comes from
  kExecutable,   // 否: the quota is a sum of others
  kDocument,
  kDate,
  kAmount,
  kKind,        // 指标来源
  kBudgetKind,  // 指标类型; wins over 指标来源
  kEntryKind,   // our own word for it; wins over both
  kState,       // whether the row is done, waits, or was called off
  kFundType,
  kFunction,
  kGovernmentEconomic,
  kDepartmentEconomic,
  kProject,
  kProjectName,
  kProjectKind,
  kOutlay,
  kOrigin,
  kRecurring,
  kSpecialFund,
  kNote,
  kCheckBalance,     // compared with the derived balance, never stored
  kCheckAdjustment,  // of a budget line: current = amount + adjustment + transfer
  kCheckTransfer,
  kCheckCurrent,
  kPrivate,  // about a person: never read
};

// What one row of a table becomes.
enum class Yield {
  kIssue,       // a quota and the entry that brought its money; the kind is told by its codes
  kAdjustment,  // an entry on a quota that is there, or a transfer between two
  kAnnual,      // a quota and its INITIAL entry, as the year's budget has it
  kEntry,       // an entry of one kind
  kCheck,       // nothing: it is compared
  kNothing,     // nothing: it is known and left out
};

struct Field {
  std::string name;  // lower case: "bgt_id"
  FieldType type = FieldType::kText;
  size_t most_characters = 0;
  std::vector<Role> roles;
  std::vector<std::string> headings;  // as written in the table's text

  bool Is(Role role) const;
};

struct ValueMeaning {
  Role role = Role::kKind;
  std::string text;      // folded (FoldHeading)
  std::string meaning;   // "INITIAL", "COUNTS", "BASIC" …
  std::string addition;  // "SUPERIOR"; empty: none
};

struct FieldTable {
  std::string name;                 // "BA_BGT_INFO"
  std::vector<std::string> titles;  // "指标信息"; a sheet or file of that name holds this table
  Yield yield = Yield::kNothing;
  std::optional<EntryKind> kind;  // of kEntry and kAnnual
  int default_month = 0;          // 0: a row without a day is wrong
  int default_day = 0;
  std::vector<std::vector<std::string>> required;  // of each group one column at least
  std::vector<Field> fields;                       // the table's own, then the shared ones
  std::vector<ValueMeaning> values;

  const Field* FindField(absl::string_view name) const;
  // By field name, or any of its headings, folded; "bgt_id 指标编号" too. Null for a heading that no field has.
  const Field* FieldOfHeading(absl::string_view heading) const;
  const ValueMeaning* MeaningOf(Role role, absl::string_view text) const;
  bool HasMeanings(Role role) const;
};

// A heading or value as it is compared: half-width, lower case, without any white space.
std::string FoldHeading(absl::string_view text);

// `texts`: one table each, one of them "shared". FIELD_TABLE_MALFORMED with the table and the line.
absl::StatusOr<std::vector<FieldTable>> ParseFieldTables(const std::vector<std::string>& texts);

// Those that were compiled in.
const std::vector<FieldTable>& ShippedTables();
// Their texts, for tests that change a line.
const std::vector<std::string>& ShippedTableTexts();

// Null when there is none; any case.
const FieldTable* FindTable(const std::vector<FieldTable>& tables, absl::string_view name);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_FIELD_TABLE_H_
