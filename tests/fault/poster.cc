#include "tests/fault/poster.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/check.h"

namespace zhengping {

std::string WritePosterCase(const TempFolder& folder) {
  folder.Write("poster/case.json",
               "{\"framework\": \"self-evaluation-2020\", \"fiscal_year\": 2023, \"source\": \"故障测试\", "
               "\"subject\": \"department\"}\n");
  folder.Write("poster/department.csv",
               "mof_div_code,agency_code,agency_name,superior_agency_code,unit_kind\n"
               "430503000,404,故障测试街道办事处,,行政单位\n");
  folder.Write("poster/ledger.csv",
               "record_id,agency_code,bgt_id,cor_bgt_doc_no,doc_date,entry_kind,amount,bgt_category,fund_type_code,"
               "exp_func_code\n"
               "first,404001,404001-23-0001,大财预〔2023〕1号,2023-01-10,年初预算,1000.00,基本支出,111,2010301\n");
  return absl::StrCat(folder.path(), "/poster");
}

Poster::Poster(std::shared_ptr<grpc::Channel> channel, std::string journal_path)
    : budget_(budget::v1::BudgetService::NewStub(channel)),
      journal_path_(std::move(journal_path)),
      journal_(journal_path_) {}

Poster::~Poster() { Stop(); }

void Poster::Start() {
  acknowledged_ = 0;
  is_stopping_ = false;
  has_ended_ = false;
  thread_ = std::thread([this] { PostAll(); });
}

void Poster::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Poster::AwaitAcknowledged(int64_t count) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return acknowledged_ >= count || has_ended_; });
}

int64_t Poster::acknowledged_count() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return acknowledged_;
}

void Poster::PostAll() {
  const Journaled before = ReadJournal(journal_path_);
  int64_t number = before.sent.empty() ? 0 : *before.sent.rbegin();
  for (;;) {
    const bool is_posted = Post(++number).ok();
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_posted) ++acknowledged_;
    has_ended_ = !is_posted || is_stopping_;
    changed_.notify_all();
    if (has_ended_) return;
  }
}

grpc::Status Poster::Post(int64_t number) {
  budget::v1::PostTransactionRequest request;
  request.set_parent(kPosterDepartment);
  request.set_request_id(absl::StrFormat("00000000-0000-4000-8000-%012d", number));
  budget::v1::Transaction& transaction = *request.mutable_transaction();
  transaction.set_source("fault-test");
  transaction.set_record_id(absl::StrCat("posted-", number));
  transaction.set_fiscal_year(2023);
  transaction.mutable_effective_date()->set_year(2023);
  transaction.mutable_effective_date()->set_month(6);
  transaction.mutable_effective_date()->set_day(1);
  budget::v1::Entry& entry = *transaction.add_entries();
  entry.set_quota_external_code("404001-23-0001");
  entry.set_kind(budget::v1::ENTRY_KIND_SUPPLEMENT);
  entry.set_amount_fen(number);

  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  budget::v1::Transaction posted;
  journal_.Sent(number);
  const grpc::Status status = budget_->PostTransaction(&context, request, &posted);
  if (status.ok()) journal_.Acknowledged(number);
  return status;
}

void Poster::SendUnacknowledgedAgain() {
  const Journaled journaled = ReadJournal(journal_path_);
  for (const int64_t number : journaled.sent) {
    if (journaled.acknowledged.count(number) > 0) continue;
    const grpc::Status status = Post(number);
    ZP_CHECK(status.ok(), absl::StrCat(number, ": ", status.error_message()));
  }
}

}  // namespace zhengping
