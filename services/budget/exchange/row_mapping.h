// One row of a platform's table as a ledger record. Part of record_mapping.h, which says what becomes what.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_ROW_MAPPING_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_ROW_MAPPING_H_

#include <optional>
#include <string>
#include <vector>

#include "services/budget/exchange/exchange_record.h"
#include "services/budget/exchange/source_rows.h"

namespace zhengping::budget {

// Whether a row is done: COUNTS, WAITS, VOID of its state; a row without a state column counts.
enum class RowState { kCounts, kWaits, kVoid };

struct MappedRow {
  std::optional<ExchangeRecord> record;
  std::optional<BalanceCheck> check;
  std::string key;          // of the table; empty where the row has none
  std::string annual;       // bgt_pman_id that an issue names
  std::string unit;         // agency_code
  std::string superior;     // the unit or department above it
  bool is_grouped = false;  // one of several rows of one transaction (zp_record_id)
  RowState state = RowState::kCounts;
};

// Where department, year and division of rows come from, and who is named on the way.
class RowMapper {
 public:
  // Its arguments outlive it.
  RowMapper(const ReadingOptions& options, ExchangeReading& reading) : options_(options), reading_(reading) {}

  // What can be said of the row is said in reading.issues; a row with an error gives no record.
  MappedRow Map(const SourceColumns& columns, const Row& row);

 private:
  struct Owner {
    DepartmentName department;
    int fiscal_year = 0;
    std::string unit;
  };
  std::optional<Owner> OwnerOf(SourceRow& row, MappedRow& mapped);
  std::string PaddedCode(SourceRow& row, Role role, CodeAndName& code);
  std::optional<int> YearOf(SourceRow& row);
  void CheckDivision(SourceRow& row);
  void NameDepartment(SourceRow& row, const Owner& owner, const std::string& department_code,
                      const std::string& department_name, const std::string& unit_name);

  std::optional<Date> DayOf(SourceRow& row, const Owner& owner, EntryKind kind, ExchangeRecord& record);
  ExchangeQuota QuotaOf(SourceRow& row, const Owner& owner, const std::string& code);
  Outlay OutlayOf(SourceRow& row);
  std::string NoteOf(SourceRow& row);
  void CheckLengths(SourceRow& row);
  void CheckAnnual(SourceRow& row, Money amount);

  std::optional<ExchangeRecord> RecordOf(SourceRow& row, const Owner& owner, MappedRow& mapped);
  void FillHead(SourceRow& row, const Owner& owner, const MappedRow& mapped, ExchangeRecord& record);
  bool FillEntries(SourceRow& row, const Owner& owner, ExchangeRecord& record);

  const ReadingOptions& options_;
  ExchangeReading& reading_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_ROW_MAPPING_H_
