// Goal: when the PostgreSQL server behind the services goes away under load and comes back, the services go on without
// a restart within five seconds; no acknowledged posting is lost, none is stored twice; health says NOT_SERVING within
// two seconds and SERVING again. Method: clients post with request ids and keep journals while a server of the test's
// own is stopped without a farewell, or the services' connections are cut; then what was not acknowledged is sent once
// more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <chrono>
#include <map>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/testing/postgres_cluster.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/e2e/suite.h"
#include "tests/fault/poster.h"

namespace zhengping {
namespace {

using Clock = std::chrono::steady_clock;
using grpc::health::v1::HealthCheckResponse;

int64_t MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

// The states that health tells, one after the other, as long as it lives.
class HealthWatch {
 public:
  explicit HealthWatch(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(grpc::health::v1::Health::NewStub(channel)), reader_(stub_->Watch(&context_, {})) {}
  ~HealthWatch() { context_.TryCancel(); }

  // Waits until it tells `status`; how long that took from `start` on.
  int64_t Await(HealthCheckResponse::ServingStatus status, Clock::time_point start) {
    while (told_.status() != status && reader_->Read(&told_)) {
    }
    EXPECT_EQ(told_.status(), status) << "the watch has ended";
    return MillisecondsSince(start);
  }

 private:
  const std::unique_ptr<grpc::health::v1::Health::Stub> stub_;
  grpc::ClientContext context_;
  const std::unique_ptr<grpc::ClientReader<HealthCheckResponse>> reader_;
  HealthCheckResponse told_;
};

class PostgresOutageTest : public testing::Test {
 protected:
  void SetUp() override {
    // Three services in one database, each in a schema of its own name.
    for (const char* service : {"budget", "indicator", "reporting"}) {
      suite_.StartService(service, {"--database", cluster_.conninfo()});
    }
    suite_.Load(WritePosterCase(TempFolder()));
    journal_ = absl::StrCat(suite_.folder(), "/journal");
  }

  // Breaks every connection of the services while the server stays.
  void CutConnections() {
    PGconn* connection = PQconnectdb(absl::StrCat(cluster_.conninfo(), " application_name=administrator").c_str());
    PGresult* result = PQexec(connection,
                              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                              "WHERE application_name = 'zhengping'");
    EXPECT_GT(PQntuples(result), 0);
    PQclear(result);
    PQfinish(connection);
  }

  // Posts with request ids of their own until `disturb` has done its work, at a moment that chance gives.
  template <typename Disturb>
  void Disturbed(Disturb disturb) {
    Poster poster(suite_.Channel("budget"), journal_, next_number_);
    next_number_ += 100'000;
    poster.Start();
    poster.AwaitAcknowledged(static_cast<int64_t>(20 + random_() % 60), std::chrono::microseconds(random_() % 3000));
    disturb();
    poster.Stop();
  }

  void ExpectEveryPostingOnce() {
    Poster(suite_.Channel("budget"), journal_).SendUnacknowledgedAgain();
    const Journaled journaled = ReadJournals(journal_);
    ASSERT_EQ(journaled.acknowledged, journaled.sent);
    std::map<std::string, int> expected = {{"first", 1}};
    for (const int64_t number : journaled.sent) expected[absl::StrCat("posted-", number)] = 1;
    EXPECT_EQ(StoredRecords(suite_.Channel("budget")), expected);
    printf("%zu acknowledged postings, 0 lost, 0 doubled\n", journaled.sent.size());
  }

  PostgresCluster cluster_;
  Suite suite_;
  std::string journal_;
  std::mt19937_64 random_{std::random_device()()};
  int64_t next_number_ = 1;
};

TEST_F(PostgresOutageTest, ServerStoppedWithoutAFarewellAndStartedAgain) {
  HealthWatch health(suite_.Channel("budget"));
  int64_t slowest_ms = 0;
  for (int round = 0; round < 4; ++round) {
    Clock::time_point stopped;
    Disturbed([&] {
      stopped = Clock::now();
      cluster_.Stop();
    });
    EXPECT_LE(health.Await(HealthCheckResponse::NOT_SERVING, stopped), 2000);
    cluster_.Start();
    const int64_t recovered_ms = health.Await(HealthCheckResponse::SERVING, Clock::now());
    EXPECT_LE(recovered_ms, 5000);
    slowest_ms = std::max(slowest_ms, recovered_ms);
  }
  printf("slowest recovery %lld ms; ", static_cast<long long>(slowest_ms));
  ExpectEveryPostingOnce();
  EXPECT_NE(suite_.Evaluate({kPosterDepartment, "--year", "2023"}).content_digest(), "");
  for (const char* service : {"reporting", "indicator", "budget"}) EXPECT_EQ(suite_.StopService(service), 0);
}

TEST_F(PostgresOutageTest, ConnectionsCutInMidWrite) {
  for (int round = 0; round < 6; ++round) Disturbed([this] { CutConnections(); });
  ExpectEveryPostingOnce();
}

}  // namespace
}  // namespace zhengping
