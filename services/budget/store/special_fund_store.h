// Special funds (专项资金) of department-years, one at a time: created and changed. The year's funds are filed as one
// list, so that a change is a revision of the department-year that stores the list anew.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {

struct SpecialFundUpdate {
  YearKey key;
  std::string id;             // of the fund
  std::string external_code;  // of a fund that is created; the stored one stays
  // What is empty stays; of a date, the inner one says that there is none.
  std::optional<std::string> display_name;
  std::optional<Money> amount;
  std::optional<std::optional<Date>> approved_date;
  std::optional<std::optional<Date>> expected_release_date;
  std::optional<std::vector<SpecialFundNeed>> needs;
  OnMissing on_missing = OnMissing::kRefuse;
  std::optional<int64_t> expected_revision;  // of the year's list; ETAG_STALE when it is another
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

// The fund as it is after the update, and the year it belongs to with its releases.
struct UpdatedSpecialFund {
  SpecialFundRow fund;
  YearSnapshot year;
};

class SpecialFundStore {
 public:
  explicit SpecialFundStore(storage::Database& database) : database_(database) {}

  using Done = absl::AnyInvocable<void(absl::StatusOr<UpdatedSpecialFund>)>;

  // Refused: DEPARTMENT_NOT_FOUND, SPECIAL_FUND_NOT_FOUND, ETAG_STALE, REQUEST_ID_REUSED, TOO_MANY_SPECIAL_FUNDS, and
  // the errors of CheckSpecialFund, field "special_fund.amount_fen".
  void Update(SpecialFundUpdate update, Done done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_SPECIAL_FUND_STORE_H_
