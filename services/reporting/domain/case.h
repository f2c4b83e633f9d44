// A case (案卷): everything about one department-year that a clerk hands over, read and typed, before any service has
// judged it. Rows keep their place, so that whatever a service says about them is told at file, row and column.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_H_

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "common/resource_name/resource_name.h"
#include "common/status/issue.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/fact.h"
#include "services/reporting/domain/scorecard.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/domain/target_direction.h"

namespace zhengping::reporting {

// Where a row stands: its table's file and the row as a spreadsheet shows it.
struct RowPlace {
  std::string file;
  int row = 0;
};

// "plan.csv 第 3 行", as the services keep it beside what came from there.
std::string SourceText(const RowPlace& place);

struct CaseDepartment {
  DepartmentName name;
  std::string agency_code;   // as the file spells it
  std::string display_name;  // as documents print it
  std::string superior_agency_code;
  std::string unit_kind;
  RowPlace place;
};

enum class CaseEntryKind {
  kInitial,
  kSupplement,
  kReduction,
  kTransferIn,
  kTransferOut,
  kCarryover,
  kRecall,
  kPayment,
  kRefund,
};
enum class CaseOrigin { kUnstated, kSuperior, kPolicy, kEmergency, kOwn };
enum class CaseOutlay { kUnstated, kBasic, kProject };
enum class CaseRecurring { kUnstated, kYes, kNo };

struct CaseEntry {
  std::string quota;                             // bgt_id as the file spells it
  CaseEntryKind kind = CaseEntryKind::kInitial;  // a 调剂 row is two entries
  Money amount;
  CaseOrigin origin = CaseOrigin::kUnstated;
  CaseRecurring recurring = CaseRecurring::kUnstated;
  std::string special_fund;
  std::string note;
  bool is_taking_half = false;  // of a 调剂 row: its quota stands under to_bgt_id
  RowPlace place;
};

// Rows with one record_id.
struct CaseTransaction {
  std::string record_id;
  std::string document_number;
  Date effective_date;
  std::vector<CaseEntry> entries;
  RowPlace place;  // of its first row
};

struct CaseQuota {
  std::string external_code;
  CaseOutlay outlay = CaseOutlay::kUnstated;
  std::string fund_type;
  std::string function_code;
  std::string government_economic_code;
  std::string department_economic_code;
  std::string project_code;
  std::string project_display_name;
  std::string budget_unit;
  RowPlace place;  // of the first row that names it
};

struct CaseFundNeed {
  Date needed_date;
  Money amount;
  bool is_monthly = false;  // one of twelve that a monthly need stands for
  RowPlace place;
};

struct CaseFund {
  std::string external_code;
  std::string display_name;
  Money amount;
  std::optional<Date> approved_date;
  std::optional<Date> expected_release_date;
  std::vector<CaseFundNeed> needs;
  RowPlace place;
};

// A figure of the statement or of facts.csv.
struct CaseFigure {
  FactState state = FactState::kMissing;  // kReported, kMissing, kNotApplicable
  std::optional<Quantity> value;
};

struct CaseStatementRow {
  std::string item;                 // the fact's stem: "three_public_expenses.reception"
  std::string display_name;         // as the file spells it
  std::array<CaseFigure, 4> cells;  // prior_actual, prior_budget, budget, actual
  RowPlace place;
};

struct CaseReportedFact {
  std::string name;
  CaseFigure figure;
  std::string unit;
  std::string source;
  RowPlace place;
};

// One fiscal year's files for the budget service.
struct CaseYear {
  int fiscal_year = 0;
  std::string folder;             // "2022/"; empty: the case's own year
  std::string source;             // where its figures come from
  std::vector<CaseQuota> quotas;  // in the order of their first row
  std::vector<CaseTransaction> transactions;
  std::vector<CaseFund> special_funds;
  std::vector<CaseStatementRow> statement;
  std::vector<CaseReportedFact> reported_facts;
  // Quotas of ledger rows that could not be read: what a service says about their balance would be about a part of
  // them.
  std::set<std::string> partly_read_quotas;
};

struct CaseTarget {
  std::optional<Rational> value;
  std::optional<Rational> upper;
  std::string text;
};

struct CasePlanRow {
  RowKey key;
  TargetDirection direction = TargetDirection::kAtLeast;
  CaseTarget target;
  std::optional<CaseTarget> adjusted;
  std::string adjust_reason;
  std::string unit;
  std::optional<Rational> baseline;
  std::optional<Rational> weight;
  std::string rule_name;
  bool is_core = false;
  bool is_illustrative = false;
  RowPlace place;
};

// One part of a checklist (is_met) or of a compound indicator (value).
struct CaseObservedPart {
  std::string display_name;
  std::optional<bool> is_met;
  std::optional<Rational> value;
};

struct CaseObservation {
  Observation observation;
  std::vector<CaseObservedPart> parts;
  std::string deviation_reason;
  std::string measure;
  RowPlace place;
};

struct CaseCheckRow {
  std::string display_name;
  std::string expression;
  Rational tolerance;
  RowPlace place;
};

// The county's own framework (评价体系): one of the two, which only indicator reads.
struct CaseFramework {
  std::string file;      // as the user names it
  std::string text;      // textproto or JSON
  std::string workbook;  // the bytes of a workbook with a sheet 评价体系
};

struct Case {
  CaseHead head;
  int fiscal_year = 0;
  CaseDepartment department;
  std::vector<CaseYear> years;  // ascending; the last one is fiscal_year
  std::vector<CasePlanRow> plan;
  std::vector<CaseObservation> observations;
  std::vector<CaseCheckRow> checks;
  std::optional<CaseFramework> own_framework;
  std::optional<WrittenSheet> claimed;  // the sheet as it was filed, to be checked
  std::string narrative;                // empty: none
  // The files that were read, in the order of reading, by the name in exchange/case/README.md: "2022/ledger.csv" →
  // "2022/指标账.csv".
  std::vector<std::pair<std::string, std::string>> files;
  // Column key → heading as it stands in the file, by file: "ledger.csv" → {"amount" → "金额"}.
  std::map<std::string, std::map<std::string, std::string>> headings;
  // Tables that are there and could not be read, by the name in exchange/case/README.md: what names their rows
  // elsewhere cannot be judged.
  std::set<std::string> unread_tables;

  // The file as the user names it; the plain name where there is no such file.
  std::string FileNamed(const std::string& name) const;
  // Plan, observations or checks are there: the case says something of its year's targets and results.
  bool HasTargetsOrResults() const;
  const CaseYear* FindYear(int year) const;
  // A cell by its column's key: the heading as the file has it; the key itself where it has none, so that the user
  // knows what to add.
  Place PlaceAt(const RowPlace& row, const std::string& key) const;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_H_
