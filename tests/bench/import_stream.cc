#include "tests/bench/import_stream.h"

#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <thread>
#include <utility>

#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping {
namespace {

constexpr int kRecordsOfChunk = 2000;
constexpr size_t kBytesOfChunk = size_t{3} << 20;  // and one record more stays below 4 MiB

grpc::ByteBuffer Serialised(const budget::v1::ImportTransactionsRequest& request) {
  grpc::Slice slice(request.SerializeAsString());
  return {&slice, 1};
}

[[noreturn]] void Fail(const std::string& what, const grpc::Status& status) {
  std::cerr << what << ": " << status.error_message() << "\n";
  std::exit(1);
}

// One event of the call; nothing else is under way.
bool Next(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

// Runs `call(i)` for every i below `count` on eight threads.
void InParallel(size_t count, const std::function<void(size_t)>& call) {
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (size_t index = next++; index < count; index = next++) call(index);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

std::vector<grpc::ByteBuffer> SerialisedImport(const Province& province, const std::string& import_id) {
  std::vector<grpc::ByteBuffer> messages;
  budget::v1::ImportTransactionsRequest head;
  head.mutable_head()->set_parent("divisions/430000000");
  head.mutable_head()->set_import_id(import_id);
  head.mutable_head()->set_source("generated");
  messages.push_back(Serialised(head));
  int64_t number = 0;
  for (size_t next = 0; next < province.records.size();) {
    budget::v1::ImportTransactionsRequest request;
    budget::v1::ImportChunk& chunk = *request.mutable_chunk();
    chunk.set_chunk(++number);
    size_t bytes = 0;
    while (next < province.records.size() && chunk.records_size() < kRecordsOfChunk && bytes < kBytesOfChunk) {
      bytes += province.records[next].ByteSizeLong();
      *chunk.add_records() = province.records[next++];
    }
    messages.push_back(Serialised(request));
  }
  budget::v1::ImportTransactionsRequest end;
  end.mutable_end()->set_chunks(number);
  messages.push_back(Serialised(end));
  return messages;
}

ImportTime SendImport(const std::shared_ptr<grpc::Channel>& channel, const std::vector<grpc::ByteBuffer>& messages) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto start = std::chrono::steady_clock::now();
  const std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call =
      stub.PrepareCall(&context, "/zhengping.budget.v1.BudgetService/ImportTransactions", &queue);
  call->StartCall(nullptr);
  bool ok = Next(queue);
  for (const grpc::ByteBuffer& message : messages) {
    if (!ok) break;
    call->Write(message, nullptr);
    ok = Next(queue);
  }
  if (ok) {
    call->WritesDone(nullptr);
    ok = Next(queue);
  }
  grpc::ByteBuffer bytes;
  call->Read(&bytes, nullptr);
  Next(queue);
  grpc::Status status;
  call->Finish(&status, nullptr);
  Next(queue);
  ImportTime time;
  time.elapsed = std::chrono::steady_clock::now() - start;
  if (!status.ok()) Fail("ImportTransactions", status);
  grpc::Slice slice;
  if (!bytes.DumpToSingleSlice(&slice).ok() ||
      !time.answer.ParseFromArray(slice.begin(), static_cast<int>(slice.size()))) {
    Fail("ImportTransactions", {grpc::StatusCode::INTERNAL, "an answer that is no Import"});
  }
  return time;
}

void Prepare(const std::shared_ptr<grpc::Channel>& channel, const Province& province) {
  const auto stub = budget::v1::BudgetService::NewStub(channel);
  InParallel(province.departments.size(), [&](size_t i) {
    grpc::ClientContext context;
    budget::v1::UpdateDepartmentRequest request;
    *request.mutable_department() = province.departments[i];
    request.set_allow_missing(true);
    budget::v1::Department answer;
    const grpc::Status status = stub->UpdateDepartment(&context, request, &answer);
    if (!status.ok()) Fail("UpdateDepartment", status);
  });
  InParallel(province.special_funds.size(), [&](size_t i) {
    grpc::ClientContext context;
    budget::v1::UpdateSpecialFundRequest request;
    *request.mutable_special_fund() = province.special_funds[i];
    request.set_allow_missing(true);
    budget::v1::SpecialFund answer;
    const grpc::Status status = stub->UpdateSpecialFund(&context, request, &answer);
    if (!status.ok()) Fail("UpdateSpecialFund", status);
  });
}

}  // namespace zhengping
