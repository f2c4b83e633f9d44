// The rules of services/README.md that a text search can hold. Each returns every place where it is broken.
#ifndef ZHENGPING_TESTS_TIDY_RULES_H_
#define ZHENGPING_TESTS_TIDY_RULES_H_

#include <string>
#include <vector>

#include "tests/tidy/source_file.h"

namespace zhengping::tidy {

// Nothing in fen or points goes through floating point: no float or double outside documents/ (page geometry) and
// tests.
std::vector<Violation> CheckNoFloat(const std::vector<SourceFile>& files);

// rpc/post_transaction.cc holds BudgetService::PostTransaction and no other RPC; at most 150 lines.
std::vector<Violation> CheckOneRpcAFile(const std::vector<SourceFile>& files);

// A file has at most 500 lines, a main.cc 20, a function 70.
std::vector<Violation> CheckSizes(const std::vector<SourceFile>& files);

// SQL text stands in store/, migrations/ and common/storage only.
std::vector<Violation> CheckSqlInStores(const std::vector<SourceFile>& files);

// Words of C++ that stand in one place only, or nowhere: grpc::Status(…) in common/server and common/client, the system
// clock in common/clock, getenv in common/config; std::string_view, absl::Mutex, sleep_for and EXPECT_CALL nowhere.
std::vector<Violation> CheckBannedWords(const std::vector<SourceFile>& files);

// No folder or file named util, helper, manager, misc, core, base, impl …
std::vector<Violation> CheckNames(const std::vector<SourceFile>& files);

// The guard of a header is its path.
std::vector<Violation> CheckHeaderGuards(const std::vector<SourceFile>& files);

}  // namespace zhengping::tidy

#endif  // ZHENGPING_TESTS_TIDY_RULES_H_
