#include "services/cli/ledger_tables.h"

#include <gtest/gtest.h>

namespace zhengping::cli {
namespace {

namespace v1 = budget::v1;

void SetMark(type::DepartmentYearMark& mark) {
  mark.set_department("divisions/430503000/departments/403");
  mark.set_fiscal_year(2023);
  mark.set_revision(12);
}

constexpr char kReadAt[] = "divisions/430503000/departments/403 2023 年，第 12 版\n";

// Columns stand under each other whatever the width of the characters: Chinese ones take two.
TEST(LedgerTables, BalancesStandInColumnsAndAddUp) {
  v1::AggregateBalancesResponse response;
  SetMark(*response.mutable_mark());
  v1::BalanceGroup& basic = *response.add_groups();
  basic.add_keys("basic");
  basic.add_keys("divisions/430503000/departments/403/projects/p7");
  basic.mutable_sums()->set_initial_budget_fen(123456789);
  basic.mutable_sums()->set_final_budget_fen(123456789);
  basic.mutable_sums()->set_payments_fen(100);
  basic.mutable_sums()->set_balance_fen(123456689);
  basic.set_entry_count(2);
  v1::BalanceGroup& unstated = *response.add_groups();
  unstated.add_keys("unstated");
  unstated.add_keys("");
  unstated.mutable_sums()->set_supplements_fen(50);
  unstated.mutable_sums()->set_final_budget_fen(50);
  unstated.mutable_sums()->set_balance_fen(50);
  unstated.set_entry_count(1);
  EXPECT_EQ(BalancesTable({v1::BALANCE_DIMENSION_OUTLAY, v1::BALANCE_DIMENSION_PROJECT}, response),
            std::string(kReadAt) +
                "支出类别  项目    年初预算（元）  追加    全年预算数  执行数          余额  分录\n"
                "基本支出  p7        1,234,567.89  0.00  1,234,567.89    1.00  1,234,566.89     2\n"
                "未列明    未列明            0.00  0.50          0.50    0.00          0.50     1\n"
                "合计                1,234,567.89  0.50  1,234,568.39    1.00  1,234,567.39     3\n");
}

TEST(LedgerTables, TransactionsSayWhatIsReversed) {
  v1::ListTransactionsResponse response;
  SetMark(*response.mutable_mark());
  v1::Transaction& transaction = *response.add_transactions();
  transaction.set_name("divisions/430503000/departments/403/transactions/2023-7");
  transaction.set_source("case");
  transaction.set_record_id("r3");
  transaction.set_document_number("大财预〔2023〕12号");
  transaction.set_is_reversed(true);
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(5);
  transaction.mutable_effective_date()->set_day(31);
  v1::Entry& entry = *transaction.add_entries();
  entry.set_quota("divisions/430503000/departments/403/quotas/2023-q1");
  entry.set_kind(v1::ENTRY_KIND_SUPPLEMENT);
  entry.set_amount_fen(1050);
  v1::Transaction& reversal = *response.add_transactions() = transaction;
  reversal.set_name("divisions/430503000/departments/403/transactions/2023-9");
  reversal.set_reverses(transaction.name());
  reversal.set_is_reversed(false);
  EXPECT_EQ(TransactionsTable(response),
            std::string(kReadAt) +
                "业务    日期        类型            金额（元）  指标     文号                记录     摘要\n"
                "2023-7  2023-05-31  追加（已冲销）       10.50  2023-q1  大财预〔2023〕12号  case:r3\n"
                "2023-9  2023-05-31  追加（冲销）        -10.50  2023-q1  大财预〔2023〕12号  case:r3\n"
                "2 笔业务\n");
}

TEST(LedgerTables, AuditTellsBothValues) {
  v1::AuditFactsResponse response;
  SetMark(*response.mutable_mark());
  response.set_fact_count(99);
  EXPECT_EQ(AuditTable(response), std::string(kReadAt) + "99 项事实与分录重新汇总的结果一致\n");
  v1::FactDifference& difference = *response.add_differences();
  difference.set_name("balance");
  difference.mutable_kept()->set_unit("fen");
  difference.mutable_kept()->mutable_value()->set_amount_fen(100);
  difference.mutable_kept()->mutable_provenance()->set_entry_count(3);
  EXPECT_EQ(AuditTable(response), std::string(kReadAt) +
                                      "99 项事实中有 1 项不一致\n"
                                      "事实     保存的数值  分录  重新汇总的数值  分录\n"
                                      "balance      1.00元     3            没有\n");
}

TEST(LedgerTables, DigestsNameTheFirstBadTransaction) {
  v1::VerifyDigestsResponse response;
  SetMark(*response.mutable_mark());
  response.set_is_intact(true);
  response.set_revision_count(12);
  response.mutable_mark()->set_digest("ab");
  EXPECT_EQ(DigestsText(response), std::string(kReadAt) + "摘要链完整：12 个版本全部相符\nSM3 ab\n");
  response.set_is_intact(false);
  response.set_first_bad_revision(7);
  response.set_first_bad_transaction("divisions/430503000/departments/403/transactions/2023-7");
  EXPECT_EQ(DigestsText(response),
            std::string(kReadAt) + "摘要链从第 7 版起不符：divisions/430503000/departments/403/transactions/2023-7\n");
}

}  // namespace
}  // namespace zhengping::cli
