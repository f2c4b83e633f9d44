#include "tests/fault/import_records.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

std::string RecordId(int department, int round) { return absl::StrCat("f", department, "-", round); }

}  // namespace

std::string ImportPlan::Department(int index) const { return absl::StrCat(kImportDivision, "/departments/f", index); }

void ImportPlan::Fill(int number, budget::v1::ImportRecord& record) const {
  const int department = number % departments;
  const int round = number / departments;
  record.set_department(Department(department));
  budget::v1::Transaction& transaction = *record.mutable_transaction();
  transaction.set_record_id(RecordId(department, round));
  transaction.set_record_version(1);
  transaction.set_fiscal_year(2023);
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(1 + round % 12);
  transaction.mutable_effective_date()->set_day(5);
  budget::v1::Entry& entry = *transaction.add_entries();
  entry.set_quota_external_code("Q1");
  entry.set_kind(round == 0 ? budget::v1::ENTRY_KIND_INITIAL : budget::v1::ENTRY_KIND_SUPPLEMENT);
  entry.set_amount_fen(round == 0 ? 100000 : round);
  entry.set_note(std::string(static_cast<size_t>(note_bytes), 'x'));
  if (round > 0) return;
  budget::v1::Quota& quota = *record.add_quotas();
  quota.set_external_code("Q1");
  quota.mutable_classification()->set_outlay(budget::v1::OUTLAY_BASIC);
  quota.mutable_classification()->set_fund_type("111");
  quota.mutable_classification()->set_function_code("2010301");
}

void CreateDepartments(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan) {
  for (int i = 0; i < plan.departments; ++i) {
    budget::v1::UpdateDepartmentRequest request;
    request.mutable_department()->set_name(plan.Department(i));
    request.mutable_department()->set_display_name(absl::StrCat("部门", i));
    request.set_allow_missing(true);
    budget::v1::Department department;
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    const grpc::Status status = budget.UpdateDepartment(&context, request, &department);
    ZP_CHECK(status.ok(), status.error_message());
  }
}

budget::v1::Import SendPlan(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan, cli::BulkImport import) {
  cli::BulkImporter importer(budget, std::move(import));
  for (int number = 0; number < plan.records(); ++number) {
    budget::v1::ImportRecord* record = importer.AddRecord();
    if (record == nullptr) break;
    plan.Fill(number, *record);
  }
  const absl::StatusOr<budget::v1::Import> finished = importer.Finish();
  EXPECT_TRUE(finished.ok()) << finished.status();
  if (!finished.ok()) return {};
  EXPECT_EQ(finished->state(), budget::v1::Import::STATE_COMPLETED);
  return *finished;
}

std::map<std::string, std::string> LedgersOf(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan) {
  std::map<std::string, std::string> ledgers;
  for (int i = 0; i < plan.departments; ++i) {
    budget::v1::AnalyzeYearRequest request;
    request.set_name(absl::StrCat(plan.Department(i), "/years/2023"));
    budget::v1::AnalyzeYearResponse year;
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    const grpc::Status status = budget.AnalyzeYear(&context, request, &year);
    EXPECT_TRUE(status.ok()) << status.error_message();
    int64_t supplements = -1;
    for (const type::Fact& fact : year.facts()) {
      if (fact.name() == "supplements") supplements = fact.value().amount_fen();
    }
    const int rounds = plan.records_per_department - 1;
    EXPECT_EQ(supplements, int64_t{rounds} * (rounds + 1) / 2) << plan.Department(i);
    budget::v1::GetDepartmentYearRequest get;
    get.set_name(request.name());
    budget::v1::DepartmentYear head;
    grpc::ClientContext head_context;
    EXPECT_TRUE(budget.GetDepartmentYear(&head_context, get, &head).ok());
    ledgers[plan.Department(i)] = absl::StrCat(head.revision(), " ", head.digest(), " ", supplements);
  }
  return ledgers;
}

void ExpectAddedOnce(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan, const std::string& import_id) {
  budget::v1::ListImportOutcomesRequest request;
  request.set_parent(absl::StrCat(kImportDivision, "/imports/", import_id));
  request.set_page_size(1000);
  budget::v1::ListImportOutcomesResponse page;
  int number = 0;
  do {
    request.set_page_token(page.next_page_token());
    grpc::ClientContext context;
    const grpc::Status status = budget.ListImportOutcomes(&context, request, &page);
    ASSERT_TRUE(status.ok()) << status.error_message();
    for (const budget::v1::ImportOutcome& outcome : page.import_outcomes()) {
      ASSERT_EQ(outcome.outcome(), budget::v1::RECORD_OUTCOME_ADDED) << outcome.DebugString();
      ASSERT_EQ(outcome.record_id(), RecordId(number % plan.departments, number / plan.departments));
      ++number;
    }
  } while (!page.next_page_token().empty());
  EXPECT_EQ(number, plan.records());
}

}  // namespace zhengping
