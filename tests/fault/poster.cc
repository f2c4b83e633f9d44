#include "tests/fault/poster.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

constexpr size_t kClients = 4;                // so that the writer finds several requests for one batch
constexpr std::chrono::seconds kRecovery{5};  // a service goes on within this time

// Calls as a client does: again while the service answers UNAVAILABLE, as long as its recovery may take.
template <typename Call>
grpc::Status OnceAvailable(Call call) {
  const auto limit = std::chrono::steady_clock::now() + kRecovery;
  grpc::Status status = call();
  while (status.error_code() == grpc::StatusCode::UNAVAILABLE && std::chrono::steady_clock::now() < limit) {
    status = call();
  }
  return status;
}

std::string JournalOf(const std::string& path, size_t client) { return absl::StrCat(path, "-", client); }

}  // namespace

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

Poster::Poster(std::shared_ptr<grpc::Channel> channel, std::string journal_path, int64_t first_number)
    : budget_(budget::v1::BudgetService::NewStub(channel)),
      journal_path_(std::move(journal_path)),
      first_number_(first_number) {
  for (size_t client = 0; client < kClients; ++client) {
    journals_.push_back(std::make_unique<Journal>(JournalOf(journal_path_, client)));
  }
}

Poster::~Poster() { Stop(); }

void Poster::Start() {
  for (size_t client = 0; client < kClients; ++client) {
    threads_.emplace_back([this, client] { PostAll(client); });
  }
}

void Poster::Stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Poster::AwaitAcknowledged(int64_t count, std::chrono::microseconds linger) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [&] { return acknowledged_ >= count || ended_ == kClients; });
  changed_.wait_for(lock, linger, [&] { return ended_ == kClients; });
}

int64_t Poster::acknowledged_count() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return acknowledged_;
}

void Poster::PostAll(size_t client) {
  for (int64_t number = first_number_ + static_cast<int64_t>(client);; number += kClients) {
    const bool is_posted = Post(client, number).ok();
    const std::lock_guard<std::mutex> lock(mutex_);
    if (is_posted) ++acknowledged_;
    const bool has_ended = !is_posted || is_stopping_;
    if (has_ended) ++ended_;
    changed_.notify_all();
    if (has_ended) return;
  }
}

grpc::Status Poster::Post(size_t client, int64_t number) {
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
  journals_[client]->Sent(number);
  const grpc::Status status = budget_->PostTransaction(&context, request, &posted);
  if (status.ok()) journals_[client]->Acknowledged(number);
  return status;
}

void Poster::SendUnacknowledgedAgain() {
  for (size_t client = 0; client < kClients; ++client) {
    const Journaled journaled = ReadJournal(JournalOf(journal_path_, client));
    for (const int64_t number : journaled.sent) {
      if (journaled.acknowledged.count(number) > 0) continue;
      const grpc::Status status = OnceAvailable([&] { return Post(client, number); });
      ZP_CHECK(status.ok(), absl::StrCat(number, ": ", status.error_message()));
    }
  }
}

std::map<std::string, int> StoredRecords(const std::shared_ptr<grpc::Channel>& budget_channel) {
  const auto budget = budget::v1::BudgetService::NewStub(budget_channel);
  std::map<std::string, int> stored;
  budget::v1::ListTransactionsRequest request;
  request.set_parent(kPosterDepartment);
  request.set_fiscal_year(2023);
  request.set_page_size(1000);
  budget::v1::ListTransactionsResponse page;
  do {
    request.set_page_token(page.next_page_token());
    const grpc::Status status = OnceAvailable([&] {
      grpc::ClientContext context;
      return budget->ListTransactions(&context, request, &page);
    });
    ZP_CHECK(status.ok(), status.error_message());
    for (const budget::v1::Transaction& transaction : page.transactions()) ++stored[transaction.record_id()];
  } while (!page.next_page_token().empty());
  return stored;
}

Journaled ReadJournals(const std::string& path) {
  Journaled all;
  for (size_t client = 0; client < kClients; ++client) {
    Journaled one = ReadJournal(JournalOf(path, client));
    all.sent.merge(one.sent);
    all.acknowledged.merge(one.acknowledged);
  }
  return all;
}

}  // namespace zhengping
