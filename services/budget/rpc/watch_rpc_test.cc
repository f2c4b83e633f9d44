// WatchChanges over a real server: every change once, in order, from any position.
#include <future>
#include <random>
#include <set>
#include <thread>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;

constexpr char kDivision[] = "divisions/430503000";
constexpr char kNeighbour[] = "divisions/430503000/departments/404";

v1::WatchChangesRequest RequestFrom(const std::string& position) {
  v1::WatchChangesRequest request;
  request.set_parent(kDivision);
  request.set_position(position);
  return request;
}

// "403 2023/5 TRANSACTION r4", the last part of each change's department, its year, revision, kind and records.
std::string LineOf(const v1::Change& change) {
  const std::string& name = change.department();
  std::string line = absl::StrCat(name.substr(name.rfind('/') + 1), " ", change.fiscal_year(), "/", change.revision(),
                                  " ", v1::ChangeKind_Name(change.kind()).substr(12));
  for (const v1::Transaction& transaction : change.transactions()) absl::StrAppend(&line, " ", transaction.record_id());
  return line;
}

class WatchRpc : public ServiceOnEachBackend {
 protected:
  void CreateDepartment(const std::string& name) {
    v1::UpdateDepartmentRequest request;
    request.mutable_department()->set_name(name);
    request.mutable_department()->set_display_name("街道办事处");
    request.set_allow_missing(true);
    v1::Department response;
    ASSERT_THAT(Call(&Stub::UpdateDepartment, request, response), IsOk());
  }

  void PostTo(const std::string& department, const std::string& record_id, bool with_quota) {
    v1::PostTransactionRequest request = PostOf(TransactionOf(record_id, 1, 5, "Q1", v1::ENTRY_KIND_SUPPLEMENT, 100));
    request.set_parent(department);
    if (with_quota) *request.add_quotas() = QuotaOf("Q1", "2010301");
    v1::Transaction response;
    ASSERT_THAT(Call(&Stub::PostTransaction, request, response), IsOk());
  }

  // Reads at least `count` changes, then leaves; the last response's position is kept.
  std::vector<v1::Change> Watch(const v1::WatchChangesRequest& request, size_t count) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    const auto reader = stub().WatchChanges(&context, request);
    std::vector<v1::Change> changes;
    v1::WatchChangesResponse response;
    while (changes.size() < count && reader->Read(&response)) {
      EXPECT_LE(response.changes_size(), 500);
      changes.insert(changes.end(), response.changes().begin(), response.changes().end());
      position_ = response.position();
    }
    context.TryCancel();
    reader->Finish();
    EXPECT_GE(changes.size(), count);
    return changes;
  }

  std::vector<std::string> Lines(const v1::WatchChangesRequest& request, size_t count) {
    std::vector<std::string> lines;
    for (const v1::Change& change : Watch(request, count)) lines.push_back(LineOf(change));
    return lines;
  }

  absl::Status Refused(const v1::WatchChangesRequest& request) {
    grpc::ClientContext context;
    const auto reader = stub().WatchChanges(&context, request);
    v1::WatchChangesResponse response;
    EXPECT_FALSE(reader->Read(&response));
    return FromGrpcStatus(reader->Finish(), "budget");
  }

  std::string position_;
};

INSTANTIATE_TEST_SUITE_P(Backends, WatchRpc, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(WatchRpc, EveryKindOfChangeComesInTheOrderOfItsRevision) {
  LoadYear();
  v1::Transaction newer = RecordsOf()[2];
  newer.set_record_version(2);
  newer.mutable_entries(0)->set_amount_fen(39999);
  ASSERT_THAT(Post(newer), IsOk());
  const std::vector<v1::Change> changes = Watch(RequestFrom(""), 10);
  std::vector<std::string> lines;
  for (const v1::Change& change : changes) lines.push_back(LineOf(change));
  EXPECT_THAT(lines, ElementsAre("403 2023/1 QUOTAS", "403 2023/2 SPECIAL_FUNDS", "403 2023/3 STATEMENT",
                                 "403 2023/4 REPORTED_FACTS", "403 2023/5 TRANSACTION r1", "403 2023/6 TRANSACTION r2",
                                 "403 2023/7 TRANSACTION r3", "403 2023/8 TRANSACTION r4", "403 2023/9 TRANSACTION r5",
                                 testing::StartsWith("403 2023/10 TRANSACTION reversal-of-")));
  v1::DepartmentYear year;
  v1::GetDepartmentYearRequest get;
  get.set_name(kCuiyuan2023);
  ASSERT_THAT(Call(&Stub::GetDepartmentYear, get, year), IsOk());
  EXPECT_EQ(changes.back().digest(), year.digest());
  ASSERT_EQ(changes.back().transactions_size(), 2);
  EXPECT_NE(changes.back().transactions(0).reverses(), "");
  EXPECT_EQ(changes.back().transactions(1).record_id(), "r3");
  EXPECT_EQ(changes.back().transactions(1).name(), absl::StrCat(kCuiyuan, "/transactions/2023-10"));
  v1::GetTransactionRequest get_transaction;
  get_transaction.set_name(changes[5].transactions(0).name());
  v1::Transaction stored;
  ASSERT_THAT(Call(&Stub::GetTransaction, get_transaction, stored), IsOk());
  EXPECT_EQ(changes[5].transactions(0).SerializeAsString(), stored.SerializeAsString());
}

TEST_P(WatchRpc, APositionGoesOnWhereItEndedAndHoldsForEveryFilter) {
  PostInitial();
  CreateDepartment(kNeighbour);
  PostTo(kNeighbour, "n1", /*with_quota=*/true);
  EXPECT_THAT(Lines(RequestFrom(""), 2), ElementsAre("403 2023/1 TRANSACTION initial", "404 2023/1 TRANSACTION n1"));
  const std::string position = position_;
  PostTo(kCuiyuan, "a", false);
  PostTo(kNeighbour, "n2", false);
  PostTo(kCuiyuan, "b", false);
  EXPECT_THAT(Lines(RequestFrom(position), 3),
              ElementsAre("403 2023/2 TRANSACTION a", "404 2023/2 TRANSACTION n2", "403 2023/3 TRANSACTION b"));
  v1::WatchChangesRequest of_one = RequestFrom(position);
  of_one.set_department(kNeighbour);
  EXPECT_THAT(Lines(of_one, 1), ElementsAre("404 2023/2 TRANSACTION n2"));
}

TEST_P(WatchRpc, OtherDivisionsAreLeftOut) {
  constexpr char kElsewhere[] = "divisions/110000000/departments/403";
  CreateDepartment(kElsewhere);
  PostTo(kElsewhere, "elsewhere", /*with_quota=*/true);
  PostInitial();
  EXPECT_THAT(Lines(RequestFrom(""), 1), ElementsAre("403 2023/1 TRANSACTION initial"));
}

TEST_P(WatchRpc, AWatcherIsWokenByEachCommit) {
  PostInitial();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const auto reader = stub().WatchChanges(&context, RequestFrom(""));
  v1::WatchChangesResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.changes_size(), 1);
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(response.changes_size(), 0) << "it has caught up";
  for (int i = 0; i < 20; ++i) {
    PostTo(kCuiyuan, absl::StrCat("p", i), false);
    ASSERT_TRUE(reader->Read(&response));
    ASSERT_EQ(response.changes_size(), 1);
    EXPECT_EQ(LineOf(response.changes(0)), absl::StrCat("403 2023/", i + 2, " TRANSACTION p", i));
  }
  context.TryCancel();
  reader->Finish();
}

TEST_P(WatchRpc, SilenceIsBrokenByHeartbeatsWithAPosition) {
  PostInitial();
  Watch(RequestFrom(""), 1);
  v1::WatchChangesRequest request = RequestFrom("");
  request.set_heartbeat_seconds(5);
  request.set_department(kNeighbour);  // has none
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const auto reader = stub().WatchChanges(&context, request);
  v1::WatchChangesResponse response;
  ASSERT_TRUE(reader->Read(&response));  // it has caught up
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_EQ(response.changes_size(), 0);
  EXPECT_TRUE(response.has_send_time());
  EXPECT_EQ(response.position(), position_) << "past what its filter leaves out";
  context.TryCancel();
  reader->Finish();
}

TEST_P(WatchRpc, WhatIsNoPositionOfThisStoreIsRefused) {
  PostInitial();
  EXPECT_THAT(Refused(RequestFrom("x")), IsRefusal("POSITION_MALFORMED", "position"));
  Watch(RequestFrom(""), 1);
  // The same bytes from a store of the same content, which is another store all the same.
  storage::TempDatabase other_database(GetParam(), Migrations());
  BudgetService other(*other_database);
  ServerFixture other_server({&other});
  const auto other_stub = v1::BudgetService::NewStub(other_server.channel());
  grpc::ClientContext context;
  const auto reader = other_stub->WatchChanges(&context, RequestFrom(position_));
  v1::WatchChangesResponse response;
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_THAT(FromGrpcStatus(reader->Finish(), "budget"), IsRefusal("POSITION_OF_OTHER_STORE", "position"));
  v1::WatchChangesRequest request = RequestFrom("");
  request.set_heartbeat_seconds(4);
  EXPECT_THAT(Refused(request), IsRefusal("HEARTBEAT_OUT_OF_RANGE", "heartbeat_seconds"));
  request = RequestFrom("");
  request.set_department("divisions/110000000/departments/403");
  EXPECT_THAT(Refused(request), IsRefusal("DEPARTMENT_NOT_IN_DIVISION", "department"));
  request.set_department("403");
  EXPECT_THAT(Refused(request), IsRefusal("RESOURCE_NAME_MALFORMED", "department"));
  request = RequestFrom("");
  request.set_parent("430503000");
  EXPECT_THAT(Refused(request), IsRefusal("RESOURCE_NAME_MALFORMED", "parent"));
}

// An import of 1,200 records of one department is one row of the feed, which pages and positions cut anywhere.
class LongImport : public WatchRpc {
 protected:
  void SetUp() override {
    PostInitial();
    CreateDepartment(kNeighbour);
    PostTo(kNeighbour, "n1", /*with_quota=*/true);
    grpc::ClientContext context;
    v1::Import import;
    const auto writer = stub().ImportTransactions(&context, &import);
    v1::ImportTransactionsRequest message;
    message.mutable_head()->set_parent(kDivision);
    message.mutable_head()->set_import_id("june");
    message.mutable_head()->set_source("platform:430000");
    writer->Write(message);
    for (int i = 0; i < 1200; ++i) {
      v1::ImportRecord& record = *message.mutable_chunk()->add_records();
      record.set_department(i % 10 == 0 ? kNeighbour : kCuiyuan);
      *record.mutable_transaction() = TransactionOf(absl::StrCat("i", i), 6, 1, "Q1", v1::ENTRY_KIND_SUPPLEMENT, 1 + i);
      record.mutable_transaction()->set_source("");
    }
    message.mutable_chunk()->set_chunk(1);
    writer->Write(message);
    writer->WritesDone();
    ASSERT_TRUE(writer->Finish().ok());
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, LongImport, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(LongImport, ComesWholeInPagesOfAtMostFiveHundred) {
  const std::vector<std::string> lines = Lines(RequestFrom(""), 1202);
  ASSERT_EQ(lines.size(), 1202u);
  EXPECT_EQ(std::set<std::string>(lines.begin(), lines.end()).size(), 1202u);
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(), [](const std::string& line) { return line[2] == '3'; }), 1081);
  int64_t expected_403 = 1, expected_404 = 1;
  for (const std::string& line : lines) {
    int64_t& expected = line[2] == '3' ? expected_403 : expected_404;
    ASSERT_THAT(line, testing::HasSubstr(absl::StrCat(" 2023/", expected, " TRANSACTION ")));
    ++expected;
  }
}

TEST_P(LongImport, AConsumerThatLeavesAtAnyResponseSeesEachChangeOnce) {
  const std::vector<std::string> whole = Lines(RequestFrom(""), 1202);
  std::vector<std::string> seen;
  std::string position;
  while (seen.size() < whole.size()) {
    const std::vector<std::string> page = Lines(RequestFrom(position), 1);  // one response, then it leaves
    seen.insert(seen.end(), page.begin(), page.end());
    position = position_;
  }
  EXPECT_EQ(seen, whole);
}

TEST_P(LongImport, ManyConsumersAndWritersAtOnceSkipNothing) {
  constexpr int kWriters = 4;
  constexpr int kPostings = 60;
  std::vector<std::future<std::vector<std::string>>> consumers;
  for (int i = 0; i < 4; ++i) {
    consumers.push_back(std::async(std::launch::async, [this, i] {
      std::vector<std::string> lines;
      std::string position;
      while (lines.size() < 1202 + kWriters * kPostings) {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
        const auto reader = stub().WatchChanges(&context, RequestFrom(position));
        v1::WatchChangesResponse response;
        for (int pages = 0; pages < 1 + i && lines.size() < 1202 + kWriters * kPostings; ++pages) {
          if (!reader->Read(&response)) break;
          for (const v1::Change& change : response.changes()) lines.push_back(LineOf(change));
          position = response.position();
        }
        context.TryCancel();
        if (reader->Finish().error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) break;
      }
      return lines;
    }));
  }
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([this, writer] {
      for (int i = 0; i < kPostings; ++i) {
        PostTo(i % 2 == 0 ? kCuiyuan : kNeighbour, absl::StrCat("w", writer, "-", i), false);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  const std::vector<std::string> first = consumers[0].get();
  EXPECT_EQ(first.size(), 1202u + kWriters * kPostings);
  EXPECT_EQ(std::set<std::string>(first.begin(), first.end()).size(), first.size());
  for (size_t i = 1; i < consumers.size(); ++i) EXPECT_EQ(consumers[i].get(), first);
}

}  // namespace
}  // namespace zhengping::budget
