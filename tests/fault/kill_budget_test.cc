// Goal: whatever moment the budget service dies at, no acknowledged posting is lost, none is stored twice, no load is
// half there, and after a restart the same load completes. Method: clients post to one department and keep journals on
// disk (sent, acknowledged) while the command line loads the demo's case into another; when a random number of postings
// has been acknowledged, and some microseconds more are over, the service is killed with SIGKILL and started again.
// A streaming import is killed as often, all in one: its journal has the chunks that the service said are stored.
//
//   tests_fault_kill_budget --kills=200 --seed=7
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "tests/e2e/suite.h"
#include "tests/fault/import_records.h"
#include "tests/fault/poster.h"

namespace zhengping {
namespace {

int kills = 20;
uint64_t seed = 0;

using Marks = std::map<std::string, std::string>;  // "budget 2023" → "<revision> <digest>"

Marks MarksOf(const reporting::v1::ImportCaseResponse& response) {
  Marks marks;
  for (const type::DepartmentYearMark& mark : response.marks()) {
    marks[absl::StrCat(mark.service(), " ", mark.fiscal_year())] = absl::StrCat(mark.revision(), " ", mark.digest());
  }
  return marks;
}

// What SQLite itself says of a file that nobody has open.
std::string IntegrityOf(const std::string& path) {
  sqlite3* database = nullptr;
  std::string answer = "cannot be opened";
  if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, nullptr);
    answer.clear();
    while (sqlite3_step(statement) == SQLITE_ROW) {
      absl::StrAppend(&answer, answer.empty() ? "" : "\n",
                      reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
  }
  sqlite3_close(database);
  return answer;
}

// What an undisturbed load leaves, and how many postings are acknowledged while it runs.
struct Undisturbed {
  Marks marks;
  std::string content_digest;
  int64_t posted_meanwhile = 0;
};

Undisturbed LoadUndisturbed() {
  Suite suite;
  suite.Start();
  suite.Load(WritePosterCase(TempFolder()));
  Undisturbed undisturbed;
  {
    Poster poster(suite.Channel("budget"), absl::StrCat(suite.folder(), "/journal"));
    poster.Start();
    undisturbed.marks = MarksOf(suite.Load(CasePath("cuiyuan-2023")));
    undisturbed.posted_meanwhile = poster.acknowledged_count();
  }
  undisturbed.content_digest = suite.Evaluate({kDepartment, "--year", "2023"}).content_digest();
  return undisturbed;
}

// Each year of the loaded department is there whole or not at all.
void ExpectNothingHalfThere(const Suite& suite, const Undisturbed& undisturbed) {
  const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  for (const int year : {2021, 2022, 2023}) {
    budget::v1::GetDepartmentYearRequest request;
    request.set_name(absl::StrCat(kDepartment, "/years/", year));
    budget::v1::DepartmentYear found;
    grpc::ClientContext context;
    const grpc::Status status = budget->GetDepartmentYear(&context, request, &found);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND || (status.ok() && found.revision() == 0)) continue;
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(absl::StrCat(found.revision(), " ", found.digest()), undisturbed.marks.at(absl::StrCat("budget ", year)));
  }
}

// The year's facts in fen, once the identities between them have been checked.
std::map<std::string, int64_t> BalancedFacts(budget::v1::BudgetService::Stub& budget, const std::string& department) {
  budget::v1::AnalyzeYearRequest request;
  request.set_name(absl::StrCat(department, "/years/2023"));
  budget::v1::AnalyzeYearResponse year;
  grpc::ClientContext context;
  const grpc::Status status = budget.AnalyzeYear(&context, request, &year);
  EXPECT_TRUE(status.ok()) << status.error_message();
  std::map<std::string, int64_t> fen;
  for (const type::Fact& fact : year.facts()) fen[fact.name()] = fact.value().amount_fen();
  EXPECT_EQ(fen["final_budget"], fen["initial_budget"] + fen["carryover_in"] + fen["supplements"] - fen["reductions"] +
                                     fen["transfers_in"] - fen["transfers_out"] - fen["recalls"]);
  EXPECT_EQ(fen["transfers_in"], fen["transfers_out"]);
  EXPECT_EQ(fen["balance"], fen["final_budget"] - fen["payments"]);
  EXPECT_GT(fen["final_budget"], 0);
  EXPECT_GE(fen["balance"], 0);
  return fen;
}

// Every posting of the journal is stored exactly once, and nothing else; the books of both departments balance.
void ExpectBooksOf(const Suite& suite, const std::string& journal_path) {
  const Journaled journaled = ReadJournals(journal_path);
  ASSERT_EQ(journaled.acknowledged, journaled.sent);
  const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  const std::map<std::string, int> stored = StoredRecords(suite.Channel("budget"));

  std::map<std::string, int> expected = {{"first", 1}};
  int64_t sum_fen = 0;
  for (const int64_t number : journaled.sent) {
    expected[absl::StrCat("posted-", number)] = 1;
    sum_fen += number;
  }
  EXPECT_EQ(stored, expected);
  EXPECT_EQ(BalancedFacts(*budget, kPosterDepartment)["supplements"], sum_fen);
  EXPECT_EQ(BalancedFacts(*budget, kDepartment)["payments"], 1888490000);  // expected.json of the case
}

struct Round {
  bool was_interrupted = false;  // the load had not ended when the service died
  int64_t postings = 0;
  int64_t restart_ms = 0;
};

Round KillDuringLoad(const Undisturbed& undisturbed, int64_t kill_after, std::chrono::microseconds linger) {
  Suite suite;
  suite.Start();
  suite.Load(WritePosterCase(TempFolder()));
  const std::string journal = absl::StrCat(suite.folder(), "/journal");
  Round round;
  {
    Poster poster(suite.Channel("budget"), journal);
    poster.Start();
    Finished loaded;
    std::thread loader([&] { loaded = suite.Cli({"load", CasePath("cuiyuan-2023")}); });
    poster.AwaitAcknowledged(kill_after, linger);
    suite.KillService("budget");
    loader.join();
    poster.Stop();
    EXPECT_TRUE(loaded.status == 0 || loaded.status == 7) << loaded.status << "\n" << loaded.err;
    round.was_interrupted = loaded.status != 0;
  }
  const auto start = std::chrono::steady_clock::now();
  suite.StartService("budget");
  round.restart_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  ExpectNothingHalfThere(suite, undisturbed);
  Poster(suite.Channel("budget"), journal).SendUnacknowledgedAgain();
  EXPECT_EQ(MarksOf(suite.Load(CasePath("cuiyuan-2023"))), undisturbed.marks);
  EXPECT_EQ(suite.Evaluate({kDepartment, "--year", "2023"}).content_digest(), undisturbed.content_digest);
  ExpectBooksOf(suite, journal);
  round.postings = static_cast<int64_t>(ReadJournals(journal).acknowledged.size());
  EXPECT_EQ(suite.StopService("budget"), 0);
  EXPECT_EQ(IntegrityOf(suite.DatabasePath("budget")), "ok");
  return round;
}

TEST(KillBudget, LosesNothingDoublesNothingAndTheLoadCompletes) {
  std::mt19937_64 random(seed);
  const Undisturbed undisturbed = LoadUndisturbed();
  ASSERT_GT(undisturbed.posted_meanwhile, 0);
  int interrupted = 0;
  int64_t postings = 0;
  int64_t slowest_ms = 0;
  int64_t most = undisturbed.posted_meanwhile;  // follows how fast this machine loads at the moment
  for (int kill = 0; kill < kills && !HasFailure(); ++kill) {
    const auto kill_after = static_cast<int64_t>(random() % static_cast<uint64_t>(most + 1));
    const std::chrono::microseconds linger(random() % 5000);
    SCOPED_TRACE(absl::StrCat("kill ", kill, ": ", linger.count(), " us after ", kill_after, " postings"));
    const Round round = KillDuringLoad(undisturbed, kill_after, linger);
    interrupted += round.was_interrupted ? 1 : 0;
    most = round.was_interrupted ? most * 21 / 20 + 1 : std::max<int64_t>(most * 9 / 10, 1);
    postings += round.postings;
    slowest_ms = std::max(slowest_ms, round.restart_ms);
  }
  if (HasFailure()) return;
  printf("%d kills, %d of them during a load; %lld acknowledged postings, 0 lost, 0 doubled; slowest restart %lld ms\n",
         kills, interrupted, static_cast<long long>(postings), static_cast<long long>(slowest_ms));
  EXPECT_GE(interrupted, kills / 4) << "the kills came too late to test anything";
}

// The chunks of an import that the service has said to be stored: on disk, and for a thread that waits.
class StoredChunks {
 public:
  explicit StoredChunks(const std::string& path) : journal_(path) {}

  void Tell(int64_t chunk) {
    journal_.Acknowledged(chunk);
    const std::lock_guard<std::mutex> lock(mutex_);
    last_ = std::max(last_, chunk);
    changed_.notify_all();
  }
  // Until `more` chunks more are stored, then `linger`; what is stored at the least.
  int64_t Await(int64_t more, std::chrono::microseconds linger) {
    std::unique_lock<std::mutex> lock(mutex_);
    const int64_t target = last_ + more;
    EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(60), [&] { return last_ >= target; }));
    changed_.wait_for(lock, linger, [] { return false; });
    return last_;
  }

 private:
  Journal journal_;  // the importer's thread alone
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t last_ = 0;
};

std::map<std::string, std::string> LedgersOfUndisturbed(const ImportPlan& plan, cli::BulkImport import) {
  Suite suite;
  suite.StartService("budget");
  const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  CreateDepartments(*budget, plan);
  import.records_per_chunk = 1000;  // how the records are cut does not show
  SendPlan(*budget, plan, import);
  return LedgersOf(*budget, plan);
}

TEST(KillBudget, AnImportLosesNothingThatItSaidIsStoredAndGoesOn) {
  std::mt19937_64 random(seed);
  // 15 chunks of 20 records a kill.
  const ImportPlan plan = {.departments = 10, .records_per_department = 30 * (kills + 1)};
  cli::BulkImport import;
  import.division = kImportDivision;
  import.import_id = "killed";
  import.source = "platform:430000";
  import.records_per_chunk = 20;
  import.window = 4;
  import.attempts = 1000;
  import.first_wait = std::chrono::milliseconds(5);
  import.longest_wait = std::chrono::milliseconds(100);
  const std::map<std::string, std::string> undisturbed = LedgersOfUndisturbed(plan, import);

  Suite suite;
  suite.StartService("budget");
  const auto budget = budget::v1::BudgetService::NewStub(suite.Channel("budget"));
  CreateDepartments(*budget, plan);
  const std::string journal = absl::StrCat(suite.folder(), "/import-journal");
  StoredChunks stored(journal);
  import.on_progress = [&](int64_t chunk) { stored.Tell(chunk);
};
std::thread importer([&] { SendPlan(*budget, plan, import); });
for (int kill = 0; kill < kills; ++kill) {
  const std::chrono::microseconds linger(random() % 5000);
  stored.Await(static_cast<int64_t>(1 + random() % 8), linger);
  suite.KillService("budget");
  suite.StartService("budget");
}
importer.join();
EXPECT_EQ(LedgersOf(*budget, plan), undisturbed);
ExpectAddedOnce(*budget, plan, import.import_id);
EXPECT_EQ(*ReadJournal(journal).acknowledged.rbegin(), plan.records() / 20);
EXPECT_EQ(suite.StopService("budget"), 0);
EXPECT_EQ(IntegrityOf(suite.DatabasePath("budget")), "ok");
printf("%d kills of one import of %d records in chunks of 20: 0 lost, 0 doubled, the digests of an undisturbed one\n",
       kills, plan.records());
}  // namespace

}  // namespace zhengping
}  // namespace zhengping

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  zhengping::seed = std::random_device()();
  for (int i = 1; i < argc; ++i) {
    absl::string_view value = argv[i];
    const bool is_known = (absl::ConsumePrefix(&value, "--kills=") && absl::SimpleAtoi(value, &zhengping::kills)) ||
                          (absl::ConsumePrefix(&value, "--seed=") && absl::SimpleAtoi(value, &zhengping::seed));
    if (!is_known) {
      fprintf(stderr, "usage: %s [--kills=20] [--seed=N]\n", argv[0]);
      return 2;
    }
  }
  const zhengping::Finished commit =
      zhengping::RunProgram({"/usr/bin/git", "rev-parse", "--short", "HEAD"}, ZP_SOURCE_DIR);
  printf("seed %llu, commit %s", static_cast<unsigned long long>(zhengping::seed),
         commit.status == 0 ? commit.out.c_str() : "unknown\n");
  fflush(stdout);
  return RUN_ALL_TESTS();
}
