// What the rows of a platform's file become before anybody looks at the ledger: records with the place they came from.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_RECORD_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_RECORD_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "common/resource_name/resource_name.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/exchange/field_table.h"

namespace zhengping::budget {

// A quota as a row describes it. What the row's table has no column for is not stated: the stored purpose stays.
struct ExchangeQuota {
  QuotaRecord record;        // an empty external_code: the row names its purpose alone
  std::string project_code;  // as the platform spells it
  std::set<Role> stated;     // of the roles of a classification
};

// The last part of an issue's path ("effective_date", "fund_type"), or its first ("entries") → heading in the file.
using HeadingsByField = std::map<std::string, std::string>;

struct ExchangeRecord {
  std::string table;  // "PAY_VOUCHER_BILL"
  DepartmentName department;
  Transaction transaction;            // entries name quotas by external_code until they are resolved
  std::vector<ExchangeQuota> quotas;  // one an entry, in their order; of a record without entries the quota alone
  bool declares_quotas = false;       // its quotas are defined by this record, not merely used
  bool is_deleted = false;            // is_deleted, called off, or its amount became zero
  bool has_default_day = false;       // the row has no day: the file's was put in
  Place place;                        // of the row; the column is empty
  std::shared_ptr<const HeadingsByField> headings;  // of its table
};

// A balance that the platform states, for comparison.
struct BalanceCheck {
  DepartmentName department;
  int fiscal_year = 0;
  std::string quota;  // external_code
  Money balance;
  Place place;
};

struct ExchangeDepartment {
  std::string external_code;
  std::string display_name;                  // empty: the file does not say
  std::map<std::string, std::string> units;  // agency_code → name
  Place place;                               // where it was first named
};

// The latest change that a table told of: where the platform goes on from next time.
struct TableMoment {
  std::string table;
  int fiscal_year = 0;
  int64_t moment = 0;  // 20230531093000123
  friend bool operator==(const TableMoment&, const TableMoment&) = default;
};

// What became of the rows before the ledger was asked.
struct RowCounts {
  int64_t read = 0;      // rows of known tables
  int64_t records = 0;   // that became records
  int64_t left_out = 0;  // totals, states that wait, quotas that are sums of others, repetitions, tables not posted
  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

struct ExchangeReading {
  std::vector<ExchangeRecord> records;  // in the order of the file, one a record_id
  std::map<DepartmentName, ExchangeDepartment> departments;
  std::vector<BalanceCheck> checks;
  std::vector<TableMoment> moments;  // by table and year
  RowCounts rows;
  std::vector<Issue> issues;
};

// What the sender of a file says beside it.
struct ReadingOptions {
  std::string division;  // 9 digits
  std::string source;
  int fiscal_year = 0;               // of rows that name none; 0: the year of their day
  std::optional<Date> default_date;  // of payments without a day
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_EXCHANGE_RECORD_H_
