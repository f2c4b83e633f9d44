#include "tests/bench/province_rows.h"

#include <deque>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/date/date.h"
#include "services/cli/province/ledger_year.h"
#include "services/cli/province/province_messages.h"
#include "services/cli/province/random.h"

namespace zhengping {
namespace {

constexpr char kDivision[] = "430000000";

// A deck of departments, dealt record by record.
std::vector<budget::v1::ImportRecord> Interleaved(std::vector<std::deque<budget::v1::ImportRecord>> departments,
                                                  uint64_t seed) {
  std::vector<size_t> deck;
  for (size_t i = 0; i < departments.size(); ++i) deck.insert(deck.end(), departments[i].size(), i);
  cli::Random random(seed);
  for (size_t i = deck.size(); i > 1; --i) {
    std::swap(deck[i - 1], deck[static_cast<size_t>(random.Between(0, static_cast<int64_t>(i) - 1))]);
  }
  std::vector<budget::v1::ImportRecord> records;
  records.reserve(deck.size());
  for (const size_t department : deck) {
    records.push_back(std::move(departments[department].front()));
    departments[department].pop_front();
  }
  return records;
}

// Its departments, funds and count go into `province`, its records to the caller.
std::vector<budget::v1::ImportRecord> AddDepartment(cli::DepartmentProfile profile, int64_t index, Province& province) {
  profile.code = absl::StrCat(100000 + index);
  profile.division = kDivision;
  const cli::LedgerYear year = cli::LedgerYearsOf(profile, 2023, 1)[0];
  province.entries += year.entries;
  province.departments.push_back(cli::DepartmentMessage(profile));
  for (budget::v1::SpecialFund& fund : cli::SpecialFundMessages(profile, year)) {
    province.special_funds.push_back(std::move(fund));
  }
  return cli::ImportRecordMessages(profile, year);
}

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

Province MakeProvince(cli::ProvinceOptions options, Arrival arrival) {
  Province province;
  std::vector<std::deque<budget::v1::ImportRecord>> by_department;
  for (int64_t index = 0; index < options.departments; ++index) {
    std::vector<budget::v1::ImportRecord> records = AddDepartment(cli::ProfileOf(options, index), index, province);
    if (arrival == Arrival::kInterleaved) {
      by_department.emplace_back(std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    } else {
      std::move(records.begin(), records.end(), std::back_inserter(province.records));
    }
  }
  if (arrival == Arrival::kInterleaved) province.records = Interleaved(std::move(by_department), options.seed);
  return province;
}

Province MakeDepartment(int64_t entries, uint64_t seed) {
  Province province;
  cli::DepartmentProfile profile = cli::ProfileOf({.seed = seed}, 0);
  profile.entries = entries;
  province.records = AddDepartment(std::move(profile), 0, province);
  return province;
}

std::vector<RawRow> RawRowsOf(const Province& province) {
  std::vector<RawRow> rows;
  rows.reserve(static_cast<size_t>(province.entries));
  for (const budget::v1::ImportRecord& record : province.records) {
    const budget::v1::Transaction& transaction = record.transaction();
    const google::type::Date& date = transaction.effective_date();
    RawRow row;
    row.division = kDivision;
    row.department = LastPart(record.department());
    row.fiscal_year = transaction.fiscal_year();
    row.record_id = transaction.record_id();
    row.document_number = transaction.document_number();
    row.day = Date::FromYmd(date.year(), date.month(), date.day())->days();
    for (const budget::v1::Entry& entry : transaction.entries()) {
      row.quota = entry.quota_external_code();
      row.kind = entry.kind();
      row.amount_fen = entry.amount_fen();
      row.origin = entry.origin();
      row.special_fund = entry.special_fund_external_code();
      row.note = entry.note();
      rows.push_back(row);
      ++row.entry_index;
    }
  }
  return rows;
}

}  // namespace zhengping
