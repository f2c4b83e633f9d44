// Goal: whatever happens to an import in its middle (the disk is full, the service is told to end, it is killed), a
// chunk is stored whole or not at all, the import goes on where it stands, and its ledgers are those of an import that
// nothing happened to. And a consumer of the change feed that reads slowly, or whose service ends, loses nothing and
// costs little.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "tests/e2e/suite.h"
#include "tests/fault/import_records.h"

namespace zhengping {
namespace {

// The importer's chunks as they are stored.
class Progress {
 public:
  void Tell(int64_t stored_chunks) {
    const std::lock_guard<std::mutex> lock(mutex_);
    stored_ = std::max(stored_, stored_chunks);
    changed_.notify_all();
  }
  void Await(int64_t chunks) {
    std::unique_lock<std::mutex> lock(mutex_);
    ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [&] { return stored_ >= chunks; }));
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t stored_ = 0;
};

class ImportFaults : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Suite suite;
    suite.StartService("budget");
    const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
    CreateDepartments(*budget, kPlan);
    SendPlan(*budget, kPlan, ImportOf("undisturbed"));
    undisturbed_ = LedgersOf(*budget, kPlan);
  }

  void SetUp() override {
    std::signal(SIGXFSZ, SIG_IGN);  // the service inherits it: a full disk is an error then, as on a real one
    suite_.StartService("budget");
    budget_ = budget::v1::BudgetService::NewStub(suite_.Channel("budget"));
    CreateDepartments(*budget_, kPlan);
  }

  // 20 records a chunk, 200 chunks, few of them in flight.
  static cli::BulkImport ImportOf(const std::string& import_id) {
    cli::BulkImport bulk;
    bulk.division = kImportDivision;
    bulk.import_id = import_id;
    bulk.source = "platform:430000";
    bulk.records_per_chunk = 20;
    bulk.window = 4;
    bulk.first_wait = std::chrono::milliseconds(10);
    bulk.longest_wait = std::chrono::milliseconds(200);
    bulk.attempts = 200;
    return bulk;
  }

  // The service's files may grow by so many bytes: a disk that is full then.
  void LeaveRoom(rlim_t room) {
    rlim_t largest = 0;
    for (const char* suffix : {"", "-wal"}) {
      std::error_code ignored;
      const auto size = std::filesystem::file_size(absl::StrCat(suite_.DatabasePath("budget"), suffix), ignored);
      if (!ignored) largest = std::max<rlim_t>(largest, size);
    }
    SetLimit(largest + room);
  }
  void LiftLimit() { SetLimit(RLIM_INFINITY); }

  void ExpectNothingLost(const std::string& import_id) {
    EXPECT_EQ(LedgersOf(*budget_, kPlan), undisturbed_);
    ExpectAddedOnce(*budget_, kPlan, import_id);
  }

  static constexpr ImportPlan kPlan = {.departments = 8, .records_per_department = 500};
  static std::map<std::string, std::string> undisturbed_;

  void SetLimit(rlim_t bytes) {
    const rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    ASSERT_EQ(prlimit(suite_.pid("budget"), RLIMIT_FSIZE, &limit, nullptr), 0);
  }

  Suite suite_;
  std::unique_ptr<budget::v1::BudgetService::Stub> budget_;
};

std::map<std::string, std::string> ImportFaults::undisturbed_;

TEST_F(ImportFaults, ToldToEndTheServiceEndsSoonAndTheImportGoesOnAfterwards) {
  Progress progress;
  cli::BulkImport bulk = ImportOf("drained");
  bulk.on_progress = [&](int64_t stored) { progress.Tell(stored); };
  std::thread importer([&] { SendPlan(*budget_, kPlan, bulk); });
  for (const int64_t chunks : {20, 60, 120}) {
    progress.Await(chunks);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(suite_.StopService("budget"), 0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    suite_.StartService("budget");
  }
  importer.join();
  ExpectNothingLost("drained");
}

TEST_F(ImportFaults, KilledTheServiceLosesNothingThatItSaidWasStored) {
  Progress progress;
  cli::BulkImport bulk = ImportOf("killed");
  bulk.on_progress = [&](int64_t stored) { progress.Tell(stored); };
  std::thread importer([&] { SendPlan(*budget_, kPlan, bulk); });
  for (const int64_t chunks : {15, 50, 90, 140}) {
    progress.Await(chunks);
    suite_.KillService("budget");
    suite_.StartService("budget");
    budget::v1::GetImportRequest request;
    request.set_name(absl::StrCat(kImportDivision, "/imports/killed"));
    budget::v1::Import found;
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    ASSERT_TRUE(budget_->GetImport(&context, request, &found).ok());
    EXPECT_GE(found.stored_chunk(), chunks);
  }
  importer.join();
  ExpectNothingLost("killed");
}

TEST_F(ImportFaults, AFullDiskRefusesTheChunkAndTheImportGoesOnWithSpace) {
  int refused = 0;
  // A little more room each time, so that it runs out at another place of a chunk.
  for (rlim_t room = 20000; room < 500000; room += 60000) {
    LeaveRoom(room);
    cli::BulkImporter importer(*budget_, ImportOf("full"));
    for (int number = 0; number < kPlan.records(); ++number) {
      budget::v1::ImportRecord* record = importer.AddRecord();
      if (record == nullptr) break;
      kPlan.Fill(number, *record);
    }
    const absl::Status status = importer.Finish().status();
    LiftLimit();
    if (status.ok()) break;
    ++refused;
    ASSERT_EQ(RefusalOf(status).value_or(Refusal{}).reason, "DISK_FULL") << status;
    // Reads go on meanwhile, and each department's books hold whole chunks: as many revisions as outcomes.
    budget::v1::ListImportOutcomesRequest request;
    request.set_parent(absl::StrCat(kImportDivision, "/imports/full"));
    budget::v1::ListImportOutcomesResponse page;
    grpc::ClientContext context;
    const grpc::Status listed = budget_->ListImportOutcomes(&context, request, &page);
    EXPECT_TRUE(listed.ok() || listed.error_code() == grpc::StatusCode::NOT_FOUND) << listed.error_message();
  }
  EXPECT_GE(refused, 3);
  SendPlan(*budget_, kPlan, ImportOf("full"));
  ExpectNothingLost("full");
}

// A file of the platform: `quotas` of each department, in turns.
std::string FileOf(const ImportPlan& plan, int quotas) {
  std::string file = "bgt_id,dept_code,dept_name,fiscal_year,source_type_name,fund_type_code,amount,doc_date\n";
  for (int i = 0; i < quotas * plan.departments; ++i) {
    const int department = i % plan.departments;
    absl::StrAppend(&file, "Q", i, ",f", department, ",部门", department, ",2023,年初批复,111,", 1000 + i,
                    ".00,2023-01-05\n");
  }
  return file;
}

absl::Status SendFile(budget::v1::BudgetService::Stub& budget, const std::string& file,
                      budget::v1::ImportFileResponse& response) {
  grpc::ClientContext context;
  response.Clear();
  const auto writer = budget.ImportFile(&context, &response);
  budget::v1::ImportFileRequest message;
  message.mutable_head()->set_parent(kImportDivision);
  message.mutable_head()->set_source("platform:430000");
  message.mutable_head()->set_file_name("指标.csv");
  writer->Write(message);
  message.set_content(file);
  writer->Write(message);
  writer->WritesDone();
  return FromGrpcStatus(writer->Finish(), "budget");
}

// "<revision> <digest>" of each department's year; "" where it has none.
std::vector<std::string> HeadsOf(budget::v1::BudgetService::Stub& budget, const ImportPlan& plan) {
  std::vector<std::string> heads;
  for (int i = 0; i < plan.departments; ++i) {
    budget::v1::GetDepartmentYearRequest request;
    request.set_name(absl::StrCat(plan.Department(i), "/years/2023"));
    budget::v1::DepartmentYear head;
    grpc::ClientContext context;
    const grpc::Status status = budget.GetDepartmentYear(&context, request, &head);
    heads.push_back(status.ok() ? absl::StrCat(head.revision(), " ", head.digest()) : "");
  }
  return heads;
}

TEST_F(ImportFaults, AFullDiskRefusesAFileWholeAndTakesItInWithSpace) {
  constexpr int kQuotas = 400;
  const std::string file = FileOf(kPlan, kQuotas);
  const std::vector<std::string> before = HeadsOf(*budget_, kPlan);
  budget::v1::ImportFileResponse response;
  int refused = 0;
  for (rlim_t room = 10000;; room += 40000) {
    LeaveRoom(room);
    const absl::Status status = SendFile(*budget_, file, response);
    LiftLimit();
    if (status.ok()) break;
    ++refused;
    ASSERT_EQ(RefusalOf(status).value_or(Refusal{}).reason, "DISK_FULL") << status;
    ASSERT_EQ(HeadsOf(*budget_, kPlan), before) << "nothing of the file is left, with room for " << room;
  }
  EXPECT_GE(refused, 2);
  ASSERT_EQ(response.outcome_counts_size(), 1);
  EXPECT_EQ(response.outcome_counts(0).outcome(), budget::v1::RECORD_OUTCOME_ADDED);
  EXPECT_EQ(response.outcome_counts(0).count(), kQuotas * kPlan.departments);
  const std::vector<std::string> after = HeadsOf(*budget_, kPlan);
  Suite undisturbed;
  undisturbed.StartService("budget");
  const auto other = budget::v1::BudgetService::NewStub(undisturbed.Channel("budget"));
  CreateDepartments(*other, kPlan);
  ASSERT_TRUE(SendFile(*other, file, response).ok());
  EXPECT_EQ(after, HeadsOf(*other, kPlan));
}

// What a consumer has seen of each department: revisions from 1 on, none twice, none left out.
class Consumer {
 public:
  void Take(const budget::v1::WatchChangesResponse& response) {
    position_ = response.position();
    for (const budget::v1::Change& change : response.changes()) {
      EXPECT_EQ(change.revision(), ++revisions_[change.department()]) << change.department();
      digests_[change.department()] = change.digest();
      ++changes_;
    }
  }
  const std::string& position() const { return position_; }
  int changes() const { return changes_; }
  const std::map<std::string, std::string>& digests() const { return digests_; }

 private:
  std::string position_;
  int changes_ = 0;
  std::map<std::string, int64_t> revisions_;
  std::map<std::string, std::string> digests_;
};

TEST_F(ImportFaults, AConsumerOfTheFeedSeesEachChangeOnceThroughRestartsOfTheService) {
  Progress progress;
  cli::BulkImport bulk = ImportOf("watched");
  bulk.on_progress = [&](int64_t stored) { progress.Tell(stored); };
  Consumer consumer;
  std::thread reader([&] {
    while (consumer.changes() < kPlan.records()) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
      context.set_wait_for_ready(true);
      budget::v1::WatchChangesRequest request;
      request.set_parent(kImportDivision);
      request.set_position(consumer.position());
      const auto changes = budget_->WatchChanges(&context, request);
      budget::v1::WatchChangesResponse response;
      while (consumer.changes() < kPlan.records() && changes->Read(&response)) consumer.Take(response);
      context.TryCancel();
      const grpc::Status status = changes->Finish();
      ASSERT_NE(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << consumer.changes();
    }
  });
  std::thread importer([&] { SendPlan(*budget_, kPlan, bulk); });
  progress.Await(30);
  EXPECT_EQ(suite_.StopService("budget"), 0);
  suite_.StartService("budget");
  progress.Await(100);
  suite_.KillService("budget");
  suite_.StartService("budget");
  importer.join();
  reader.join();
  EXPECT_EQ(consumer.changes(), kPlan.records());
  for (const auto& [department, ledger] : LedgersOf(*budget_, kPlan)) {
    EXPECT_THAT(ledger, testing::HasSubstr(consumer.digests().at(department)));
  }
}

int64_t KibOf(pid_t pid, const std::string& what) {
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  std::string word;
  while (status >> word && word != what) {
  }
  int64_t kib = 0;
  status >> kib;
  return kib;
}

int CountOf(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST_F(ImportFaults, ConsumersThatReadNothingAreCutOffAndCostOneMessageEach) {
  constexpr int kConsumers = 60;
  constexpr ImportPlan kLarge = {.departments = 8, .records_per_department = 2500, .note_bytes = 290};
  cli::BulkImport bulk = ImportOf("large");
  bulk.records_per_chunk = 2000;
  SendPlan(*budget_, kLarge, bulk);
  suite_.StopService("budget");
  suite_.StartService("budget", {"--idle-limit-ms", "2000"});
  LedgersOf(*budget_, kLarge);  // warm, as any running service is
  const int64_t before_kib = KibOf(suite_.pid("budget"), "VmRSS:");

  budget::v1::WatchChangesRequest request;
  request.set_parent(kImportDivision);
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<budget::v1::WatchChangesResponse>>> readers;
  for (int i = 0; i < kConsumers; ++i) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    readers.push_back(budget_->WatchChanges(contexts.back().get(), request));
  }
  std::mutex mutex;
  std::condition_variable nobody;
  std::unique_lock<std::mutex> lock(mutex);
  int cut_off = 0;
  for (int i = 0; i < 300 && cut_off < kConsumers; ++i) {
    nobody.wait_for(lock, std::chrono::milliseconds(100), [] { return false; });
    cut_off = CountOf(suite_.Log("budget"), "CONSUMER_TOO_SLOW");
  }
  EXPECT_EQ(cut_off, kConsumers);
  // All of the feed is some 12 MB, for each of them.
  EXPECT_LT(KibOf(suite_.pid("budget"), "VmHWM:") - before_kib, 150 << 10);
  for (int i = 0; i < kConsumers; ++i) {
    budget::v1::WatchChangesResponse response;
    while (readers[static_cast<size_t>(i)]->Read(&response)) {
    }
    EXPECT_EQ(readers[static_cast<size_t>(i)]->Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
  LedgersOf(*budget_, kLarge);  // the service is well
}

}  // namespace
}  // namespace zhengping
