#include "services/cli/province/province_messages.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::cli {
namespace {

std::string NameOf(const DepartmentProfile& profile) {
  return absl::StrCat("divisions/", profile.division, "/departments/", profile.code);
}

void SetDate(Date date, google::type::Date& message) {
  message.set_year(date.year());
  message.set_month(date.month());
  message.set_day(date.day());
}

void SetQuota(const BudgetLine& line, const DepartmentProfile& profile, budget::v1::Quota& quota) {
  quota.set_external_code(line.code);
  budget::v1::Classification& classification = *quota.mutable_classification();
  classification.set_outlay(line.is_project ? budget::v1::OUTLAY_PROJECT : budget::v1::OUTLAY_BASIC);
  classification.set_fund_type(line.fund_type);
  classification.set_function_code(line.function_code);
  classification.set_government_economic_code(line.government_economic_code);
  classification.set_department_economic_code(line.department_economic_code);
  classification.set_project_code(line.project_code);
  classification.set_project_display_name(line.project_name);
  classification.set_budget_unit(absl::StrCat(profile.code, "001"));
}

void SetEntry(const LedgerLineEntry& entry, const LedgerYear& year, budget::v1::Entry& message) {
  message.set_quota_external_code(year.lines[entry.line].code);
  message.set_kind(entry.kind);
  message.set_amount_fen(entry.amount_fen);
  message.set_origin(entry.origin);
  message.set_recurring(entry.recurring);
  if (entry.fund.has_value()) message.set_special_fund_external_code(year.funds[*entry.fund].code);
  message.set_note(entry.note);
}

}  // namespace

budget::v1::Department DepartmentMessage(const DepartmentProfile& profile) {
  budget::v1::Department department;
  department.set_name(NameOf(profile));
  department.set_display_name(profile.display_name);
  department.set_division_display_name(profile.division_display_name);
  return department;
}

std::vector<budget::v1::SpecialFund> SpecialFundMessages(const DepartmentProfile& profile, const LedgerYear& year) {
  std::vector<budget::v1::SpecialFund> messages;
  for (size_t i = 0; i < year.funds.size(); ++i) {
    const PromisedFund& fund = year.funds[i];
    budget::v1::SpecialFund message;
    message.set_name(absl::StrCat(NameOf(profile), "/specialFunds/", year.fiscal_year, "-zx", i < 9 ? "0" : "", i + 1));
    message.set_external_code(fund.code);
    message.set_fiscal_year(year.fiscal_year);
    message.set_display_name(fund.name);
    message.set_amount_fen(fund.amount_fen);
    if (fund.approved.has_value()) SetDate(*fund.approved, *message.mutable_approved_date());
    if (fund.expected.has_value()) SetDate(*fund.expected, *message.mutable_expected_release_date());
    for (const FundNeed& need : fund.needs) {
      budget::v1::SpecialFundNeed& sent = *message.add_needs();
      SetDate(need.day, *sent.mutable_needed_date());
      sent.set_amount_fen(need.amount_fen);
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

std::vector<budget::v1::ImportRecord> ImportRecordMessages(const DepartmentProfile& profile, const LedgerYear& year) {
  std::vector<budget::v1::ImportRecord> messages;
  messages.reserve(year.records.size());
  std::vector<bool> is_declared(year.lines.size());
  for (const LedgerRecord& record : year.records) {
    budget::v1::ImportRecord message;
    message.set_department(NameOf(profile));
    budget::v1::Transaction& transaction = *message.mutable_transaction();
    transaction.set_source(kGeneratedSource);
    transaction.set_record_id(record.id);
    transaction.set_record_version(1);
    transaction.set_fiscal_year(year.fiscal_year);
    transaction.set_document_number(record.document_number);
    SetDate(record.day, *transaction.mutable_effective_date());
    for (const LedgerLineEntry& entry : record.entries) {
      SetEntry(entry, year, *transaction.add_entries());
      if (is_declared[entry.line]) continue;
      is_declared[entry.line] = true;
      SetQuota(year.lines[entry.line], profile, *message.add_quotas());
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace zhengping::cli
