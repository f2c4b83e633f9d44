#include "services/budget/rpc/department_messages.h"

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/department.pb.h"

namespace zhengping::budget {

void ToMessage(const DepartmentRow& row, v1::Department& message) {
  message.set_name(FormatName(row.name));
  message.set_display_name(row.display_name);
  message.set_external_code(row.external_code);
  message.set_division_display_name(row.division_display_name);
  message.set_superior_agency_code(row.superior_agency_code);
  message.set_unit_kind(row.unit_kind);
  for (const BudgetUnit& unit : row.budget_units) {
    v1::BudgetUnit& added = *message.add_budget_units();
    added.set_code(unit.code);
    added.set_display_name(unit.display_name);
  }
  if (row.version == 0) return;
  ToMessage(row.created_ms, *message.mutable_create_time());
  ToMessage(row.updated_ms, *message.mutable_update_time());
  message.set_etag(FormatEtag(row.version));
}

void ToMessage(const YearKey& key, const YearHead& head, v1::DepartmentYear& message) {
  message.set_name(FormatYearName(key));
  message.set_fiscal_year(key.fiscal_year);
  message.set_revision(head.revision);
  message.set_digest(head.digest);
  message.set_digest_algorithm(kSm3AlgorithmId);
  message.set_transaction_count(head.transaction_count);
  message.set_entry_count(head.entry_count);
  if (head.revision > 0) ToMessage(head.updated_ms, *message.mutable_update_time());
}

DepartmentChange FromMessage(const DepartmentName& name, const v1::Department& message,
                             const std::set<std::string>& fields, const MessageIssues& issues) {
  DepartmentChange change = {.name = name};
  const auto take = [&](const char* field, const std::string& text, size_t most, std::optional<std::string>& target) {
    if (fields.count(field) == 0) return;
    issues.CheckText(text, field, most);
    target = text;
  };
  take("display_name", message.display_name(), kMaxDisplayNameCharacters, change.display_name);
  take("external_code", message.external_code(), kMaxBudgetUnitCharacters, change.external_code);
  take("division_display_name", message.division_display_name(), kMaxDisplayNameCharacters,
       change.division_display_name);
  take("superior_agency_code", message.superior_agency_code(), kMaxBudgetUnitCharacters, change.superior_agency_code);
  take("unit_kind", message.unit_kind(), kMostUnitKindCharacters, change.unit_kind);
  if (fields.count("budget_units") == 0) return change;
  if (static_cast<size_t>(message.budget_units_size()) > kMostBudgetUnits) {
    issues.Add("TOO_MANY_BUDGET_UNITS", "budget_units", absl::StrCat(message.budget_units_size()));
  }
  change.budget_units.emplace();
  for (int i = 0; i < message.budget_units_size(); ++i) {
    const v1::BudgetUnit& unit = message.budget_units(i);
    const MessageIssues here = issues.Below(absl::StrCat("budget_units[", i, "]."));
    if (unit.code().empty()) here.Add("FIELD_MISSING", "code", "");
    here.CheckText(unit.code(), "code", kMaxBudgetUnitCharacters);
    here.CheckText(unit.display_name(), "display_name", kMaxDisplayNameCharacters);
    change.budget_units->push_back({.code = unit.code(), .display_name = unit.display_name()});
  }
  return change;
}

absl::Status WithDepartmentField(const absl::Status& status, absl::string_view field) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  const bool is_without_field =
      refusal.has_value() && refusal->reason == "DEPARTMENT_NOT_FOUND" && refusal->field.empty();
  return is_without_field ? WithFieldPrefix(status, field) : status;
}

std::set<std::string> PopulatedFields(const v1::Department& message) {
  std::set<std::string> fields;
  if (!message.display_name().empty()) fields.insert("display_name");
  if (!message.external_code().empty()) fields.insert("external_code");
  if (!message.division_display_name().empty()) fields.insert("division_display_name");
  if (!message.superior_agency_code().empty()) fields.insert("superior_agency_code");
  if (!message.unit_kind().empty()) fields.insert("unit_kind");
  if (message.budget_units_size() > 0) fields.insert("budget_units");
  return fields;
}

}  // namespace zhengping::budget
