#include "services/budget/rpc/quota_messages.h"

#include "absl/strings/str_cat.h"
#include "services/budget/domain/vocabulary.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/budget/v1/budget_service.pb.h"
#include "zhengping/budget/v1/quota.pb.h"

namespace zhengping::budget {
namespace {

Outlay FromMessage(v1::Outlay message, const MessageIssues& issues) {
  switch (message) {
    case v1::OUTLAY_UNSPECIFIED:
      return Outlay::kUnstated;
    case v1::OUTLAY_BASIC:
      return Outlay::kBasic;
    case v1::OUTLAY_PROJECT:
      return Outlay::kProject;
    case v1::Outlay_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Outlay_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", "classification.outlay", absl::StrCat(static_cast<int>(message)));
  return Outlay::kUnstated;
}

v1::Outlay ToMessage(Outlay outlay) {
  switch (outlay) {
    case Outlay::kUnstated:
      return v1::OUTLAY_UNSPECIFIED;
    case Outlay::kBasic:
      return v1::OUTLAY_BASIC;
    case Outlay::kProject:
      return v1::OUTLAY_PROJECT;
  }
  return v1::OUTLAY_UNSPECIFIED;
}

v1::IncomeNature ToMessage(IncomeNature nature) {
  switch (nature) {
    case IncomeNature::kGeneralPublic:
      return v1::INCOME_NATURE_GENERAL_PUBLIC;
    case IncomeNature::kGovernmentFund:
      return v1::INCOME_NATURE_GOVERNMENT_FUND;
    case IncomeNature::kSpecialAccount:
      return v1::INCOME_NATURE_SPECIAL_ACCOUNT;
    case IncomeNature::kOther:
      return v1::INCOME_NATURE_OTHER;
  }
  return v1::INCOME_NATURE_UNSPECIFIED;
}

}  // namespace

QuotaRow FromMessage(const YearKey& key, const v1::Quota& message, const MessageIssues& issues) {
  QuotaRow row;
  row.record.external_code = message.external_code();
  row.record.id = YearlyId(key.fiscal_year, message.external_code());
  if (message.external_code().empty()) {
    issues.Add("FIELD_MISSING", "external_code", "");
  } else if (IdFromExternalCode(message.external_code()).empty()) {
    issues.Add("CODE_NOT_AN_ID", "external_code", message.external_code());
  }
  if (!message.name().empty() && message.name() != FormatName(ChildName{key.department, row.record.id}, "quotas")) {
    issues.Add("NAME_DISAGREES", "name", message.name());
  }
  if (message.fiscal_year() != 0 && message.fiscal_year() != key.fiscal_year) {
    issues.Add("YEAR_DISAGREES", "fiscal_year", absl::StrCat(message.fiscal_year()));
  }
  const v1::Classification& sent = message.classification();
  Classification& classification = row.record.classification;
  classification.outlay = FromMessage(sent.outlay(), issues);
  classification.fund_type = sent.fund_type();
  classification.function_code = sent.function_code();
  classification.government_economic_code = sent.government_economic_code();
  classification.department_economic_code = sent.department_economic_code();
  classification.project = IdFromExternalCode(sent.project_code());
  classification.project_display_name = sent.project_display_name();
  classification.budget_unit = sent.budget_unit();
  row.project_code = sent.project_code();
  if (!sent.project_code().empty() && classification.project.empty()) {
    issues.Add("CODE_NOT_AN_ID", "classification.project_code", sent.project_code());
  }
  return row;
}

void ToMessage(const Classification& classification, const std::string& project_code, v1::Classification& message) {
  message.set_outlay(ToMessage(classification.outlay));
  message.set_fund_type(classification.fund_type);
  message.set_function_code(classification.function_code);
  message.set_government_economic_code(classification.government_economic_code);
  message.set_department_economic_code(classification.department_economic_code);
  message.set_project_code(project_code);
  message.set_project_display_name(classification.project_display_name);
  message.set_budget_unit(classification.budget_unit);
}

void ToMessage(const YearKey& key, const QuotaRow& row, v1::Quota& message) {
  message.set_name(FormatName(ChildName{key.department, row.record.id}, "quotas"));
  message.set_external_code(row.record.external_code);
  message.set_fiscal_year(key.fiscal_year);
  ToMessage(row.record.classification, row.project_code, *message.mutable_classification());
  message.set_income_nature(ToMessage(IncomeNatureOf(row.record.classification.fund_type)));
}

BalanceDimension FromMessage(v1::BalanceDimension message, absl::string_view field, const MessageIssues& issues) {
  switch (message) {
    case v1::BALANCE_DIMENSION_QUOTA:
      return BalanceDimension::kQuota;
    case v1::BALANCE_DIMENSION_FUND_TYPE:
      return BalanceDimension::kFundType;
    case v1::BALANCE_DIMENSION_INCOME_NATURE:
      return BalanceDimension::kIncomeNature;
    case v1::BALANCE_DIMENSION_FUNCTION_CLASS:
      return BalanceDimension::kFunctionClass;
    case v1::BALANCE_DIMENSION_FUNCTION_SECTION:
      return BalanceDimension::kFunctionSection;
    case v1::BALANCE_DIMENSION_FUNCTION_ITEM:
      return BalanceDimension::kFunctionItem;
    case v1::BALANCE_DIMENSION_DEPARTMENT_ECONOMIC_CODE:
      return BalanceDimension::kDepartmentEconomicCode;
    case v1::BALANCE_DIMENSION_GOVERNMENT_ECONOMIC_CODE:
      return BalanceDimension::kGovernmentEconomicCode;
    case v1::BALANCE_DIMENSION_PROJECT:
      return BalanceDimension::kProject;
    case v1::BALANCE_DIMENSION_OUTLAY:
      return BalanceDimension::kOutlay;
    case v1::BALANCE_DIMENSION_QUARTER:
      return BalanceDimension::kQuarter;
    case v1::BALANCE_DIMENSION_BUDGET_UNIT:
      return BalanceDimension::kBudgetUnit;
    case v1::BALANCE_DIMENSION_UNSPECIFIED:
    case v1::BalanceDimension_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::BalanceDimension_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", field, absl::StrCat(static_cast<int>(message)));
  return BalanceDimension::kQuota;
}

void ToMessage(const BalanceSums& sums, v1::BalanceSums& message) {
  message.set_initial_budget_fen(sums.of(EntryKind::kInitial).fen());
  message.set_carryover_in_fen(sums.of(EntryKind::kCarryover).fen());
  message.set_supplements_fen(sums.of(EntryKind::kSupplement).fen());
  message.set_reductions_fen(sums.of(EntryKind::kReduction).fen());
  message.set_transfers_in_fen(sums.of(EntryKind::kTransferIn).fen());
  message.set_transfers_out_fen(sums.of(EntryKind::kTransferOut).fen());
  message.set_recalls_fen(sums.of(EntryKind::kRecall).fen());
  message.set_final_budget_fen(sums.final_budget().fen());
  message.set_payments_fen(sums.payments().fen());
  message.set_balance_fen(sums.balance().fen());
}

std::map<std::string, v1::BalanceSums> SumsByQuota(const YearSnapshot& year, const EntryScope& scope) {
  std::map<std::string, v1::BalanceSums> sums;
  for (const QuotaRow& row : year.quotas) sums[row.record.id];
  const std::vector<EntryView> entries = EntriesOf(year.ledger, scope);
  for (const BalanceGroup& group : BalancesBy({BalanceDimension::kQuota}, entries)) {
    ToMessage(group.sums, sums[group.keys[0]]);
  }
  return sums;
}

}  // namespace zhengping::budget
