// Sends an import as bytes that were made beforehand: what a client on another machine costs this one.
#ifndef ZHENGPING_TESTS_BENCH_IMPORT_STREAM_H_
#define ZHENGPING_TESTS_BENCH_IMPORT_STREAM_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/province_rows.h"

namespace zhengping {

// The messages of one ImportTransactions call, serialised: the head, chunks of the most records
// allowed, the end.
std::vector<grpc::ByteBuffer> SerialisedImport(const Province& province, const std::string& import_id);

struct ImportTime {
  std::chrono::nanoseconds elapsed{};
  budget::v1::Import answer;
};
// From the first message to the answer. Ends the program when the service refuses.
ImportTime SendImport(const std::shared_ptr<grpc::Channel>& channel, const std::vector<grpc::ByteBuffer>& messages);

// Departments and special funds, which an import expects to be there.
void Prepare(const std::shared_ptr<grpc::Channel>& channel, const Province& province);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_IMPORT_STREAM_H_
