// For tests of the stores: a database of its own with one department, and small requests that are right in every way,
// so that a test changes one thing.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_FIXTURE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/budget/domain/ledger_builder.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/ledger_store.h"
#include "services/budget/store/migrations.h"
#include "services/budget/store/settings_store.h"
#include "services/budget/store/statement_store.h"

namespace zhengping::budget {

inline const DepartmentName kCuiyuan = {.division = "430503000", .department = "403"};

// Calls `start` with a `done` and waits for it.
template <typename T, typename Start>
absl::StatusOr<T> Await(Start start) {
  std::promise<absl::StatusOr<T>> promise;
  std::future<absl::StatusOr<T>> future = promise.get_future();
  start(absl::AnyInvocable<void(absl::StatusOr<T>)>(
      [&promise](absl::StatusOr<T> result) { promise.set_value(std::move(result)); }));
  return future.get();
}

inline QuotaRow QuotaOf(const std::string& code, const std::string& function_code = "2010301") {
  QuotaRow row;
  row.record.id = "2023-" + code;
  row.record.external_code = code;
  row.record.classification = {.outlay = Outlay::kBasic,
                               .fund_type = "111",
                               .function_code = function_code,
                               .government_economic_code = "50201",
                               .department_economic_code = "30201",
                               .project = "",
                               .project_display_name = "",
                               .budget_unit = "403001"};
  return row;
}

// On day `month`-`day` of 2023; entries name quotas as "2023-q1".
inline Transaction TransactionOf(const std::string& record_id, int month, int day, std::vector<LedgerEntry> entries) {
  Transaction transaction;
  transaction.source = "case";
  transaction.record_id = record_id;
  transaction.record_version = 0;
  transaction.fiscal_year = 2023;
  transaction.effective_date = *Date::FromYmd(2023, month, day);
  transaction.entries = std::move(entries);
  return transaction;
}

class LedgerStoreFixture : public testing::TestWithParam<storage::BackendKind> {
 protected:
  void SetUp() override { CreateDepartment(); }

  void CreateDepartment() {
    DepartmentUpdate update;
    update.change.name = kCuiyuan;
    update.change.display_name = "翠园街道办事处";
    update.on_missing = OnMissing::kCreate;
    ASSERT_THAT(Await<DepartmentRow>([&](auto done) { departments().Update(update, std::move(done)); }), IsOk());
  }

  WriteStamp Stamp(const std::string& request_id = "", const std::string& content = "content") {
    return {.caller = "local-operator", .now_ms = ++now_ms_, .request_id = request_id, .content_digest = content};
  }

  PostRequest PostOf(Transaction transaction, std::vector<QuotaRow> quotas = {}) {
    PostRequest request;
    request.department = kCuiyuan;
    request.transaction = std::move(transaction);
    request.quotas = std::move(quotas);
    request.stamp = Stamp();
    return request;
  }

  absl::StatusOr<StoredTransaction> Post(PostRequest request) {
    return Await<StoredTransaction>([&](auto done) { ledger().Post(std::move(request), std::move(done)); });
  }

  // 1,000.00 yuan on quota q1, on 5 January.
  void PostInitial() {
    ASSERT_THAT(
        Post(PostOf(TransactionOf("initial", 1, 5, {Of("2023-q1", EntryKind::kInitial, 100000)}), {QuotaOf("q1")})),
        IsOk());
  }

  absl::StatusOr<StoredTransaction> Reverse(const std::string& id) {
    ReverseRequest request;
    request.transaction = {.parent = kCuiyuan, .id = id};
    request.reason = "登记错误";
    request.stamp = Stamp();
    return Await<StoredTransaction>([&](auto done) { ledger().Reverse(std::move(request), std::move(done)); });
  }

  YearSnapshot ReadYear(int64_t revision = 0) {
    absl::StatusOr<YearSnapshot> year =
        Await<YearSnapshot>([&](auto done) { ledger().ReadYear(Year(), revision, std::move(done)); });
    EXPECT_THAT(year, IsOk());
    return *std::move(year);
  }

  static YearKey Year() { return {.department = kCuiyuan, .fiscal_year = 2023}; }

  // Nothing of a refused write is left.
  void ExpectUntouched(const YearSnapshot& before) {
    const YearSnapshot after = ReadYear();
    EXPECT_EQ(after.head.revision, before.head.revision);
    EXPECT_EQ(after.head.digest, before.head.digest);
    EXPECT_EQ(after.head.fold, before.head.fold);
    EXPECT_EQ(after.ledger.quotas, before.ledger.quotas);
    EXPECT_EQ(after.ledger.transactions.size(), before.ledger.transactions.size());
  }

  storage::Database& database() { return *database_; }
  DepartmentStore& departments() { return departments_; }
  LedgerStore& ledger() { return ledger_; }

 private:
  storage::TempDatabase database_{GetParam(), Migrations()};
  DepartmentStore departments_{*database_};
  LedgerStore ledger_{*database_};
  int64_t now_ms_ = 1700000000000;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_FIXTURE_H_
