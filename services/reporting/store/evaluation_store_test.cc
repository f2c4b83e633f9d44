#include "services/reporting/store/evaluation_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <set>

#include "common/testing/matchers.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;

constexpr char kDepartment[] = "divisions/430503000/departments/403";
constexpr char kRequestId[] = "1f0c1a3e-5f0e-4d63-9a53-0e7f6e2a7b11";

Computed Example(int fiscal_year = 2023, const std::string& department = "403") {
  YearAnalysis analysis;
  Fact payments{.name = "payments", .state = FactState::kDerived, .value = Money::Fen(180260000), .unit = "fen"};
  payments.provenance = EntrySelector{.department = kDepartment,
                                      .fiscal_year = fiscal_year,
                                      .revision = 17,
                                      .entry_count = 40,
                                      .sum = Money::Fen(180260000)};
  analysis.facts = {payments};
  analysis.department_display_name = "翠园街道办事处";
  analysis.marks = {{"budget", kDepartment, fiscal_year, 17, "b3"}};
  analysis.settings_hash = "5e";
  Scoring scoring;
  scoring.scorecard.framework = "frameworks/self-evaluation-2020";
  scoring.scorecard.framework_display_name = "部门整体支出绩效自评";
  scoring.scorecard.total = {.score = *ParseNumber("88.85"), .full_mark = Rational(100), .grade = "良"};
  scoring.framework_hash = "f0";
  scoring.marks = {{"indicator", kDepartment, fiscal_year, 3, "1d"}};
  return Join({.department = {"430503000", department}, .fiscal_year = fiscal_year}, analysis, scoring,
              {.revision = 2, .narrative = "一、绩效"});
}

class EvaluationStoreTest : public StoreFixture {
 protected:
  absl::StatusOr<Evaluation> Create(Computed computed, WriteStamp stamp = Stamp()) {
    return Await<Evaluation>(
        [&](auto done) { store_.Create(std::move(computed), "0.1.0", std::move(stamp), std::move(done)); });
  }
  absl::StatusOr<std::vector<EvaluationSummary>> List(EvaluationQuery query) {
    query.division = "430503000";
    if (query.limit == 0) query.limit = 100;
    return Await<std::vector<EvaluationSummary>>([&](auto done) { store_.List(std::move(query), std::move(done)); });
  }
  static EvaluationKey Key(int fiscal_year, int64_t number) {
    return {.year = {.department = {"430503000", "403"}, .fiscal_year = fiscal_year}, .number = number};
  }
  static std::vector<std::string> IdsOf(const absl::StatusOr<std::vector<EvaluationSummary>>& summaries) {
    std::vector<std::string> ids;
    for (const EvaluationSummary& summary : *summaries) {
      ids.push_back(summary.key.year.code() + "/" + summary.head.id);
    }
    return ids;
  }

  EvaluationStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, EvaluationStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(EvaluationStoreTest, ReadsBackWhatItStored) {
  const absl::StatusOr<Evaluation> created = Create(Example());
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->head.id, "2023-1");
  database_.Reopen();
  EvaluationStore reopened(database());
  const absl::StatusOr<Evaluation> read = reopened.Read(Key(2023, 1));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->head.state, EvaluationState::kDraft);
  EXPECT_EQ(read->head.release, "0.1.0");
  EXPECT_EQ(read->head.create_time_ms, 1704000000000);
  EXPECT_EQ(read->head.content_digest, Example().content_digest);
  EXPECT_EQ(ContentDigest(read->content), Example().content_digest);
  EXPECT_EQ(read->watermark, Example().watermark);
  EXPECT_EQ(read->content.facts[0].provenance->revision, 17) << "from the watermark";
  EXPECT_EQ(read->content.narrative, "一、绩效");
  EXPECT_THAT(reopened.Read(Key(2023, 2)), IsRefusal("EVALUATION_NOT_FOUND", "name"));
  EXPECT_THAT(reopened.Read(Key(2022, 1)), IsRefusal("EVALUATION_NOT_FOUND", "name"));
}

TEST_P(EvaluationStoreTest, ARequestIdMakesOneEvaluation) {
  const WriteStamp stamp = Stamp(kRequestId, "asked");
  EXPECT_EQ(*store_.FindRequested({"430503000", "403"}, stamp), std::nullopt);
  ASSERT_THAT(Create(Example(), stamp), IsOk());
  Computed later = Example();
  later.content.narrative = "改过";
  const absl::StatusOr<Evaluation> repeated = Create(later, stamp);
  ASSERT_THAT(repeated, IsOk());
  EXPECT_EQ(repeated->head.id, "2023-1");
  EXPECT_EQ(repeated->content.narrative, "一、绩效") << "the first answer, although the data has changed since";
  EXPECT_EQ((*store_.FindRequested({"430503000", "403"}, stamp))->head.id, "2023-1");

  EXPECT_THAT(Create(Example(), Stamp(kRequestId, "asked otherwise")), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_THAT(store_.FindRequested({"430503000", "403"}, Stamp(kRequestId, "asked otherwise")),
              IsRefusal("REQUEST_ID_REUSED", "request_id"));
  EXPECT_EQ(List({})->size(), 1u) << "a refused request stored nothing";

  WriteStamp other_caller = stamp;
  other_caller.caller = "platform";
  EXPECT_EQ(Create(Example(), other_caller)->head.id, "2023-2") << "ids are the caller's own";
  EXPECT_EQ(Create(Example(2023, "404"), Stamp(kRequestId, "of 404"))->head.id, "2023-1") << "and the department's";
}

TEST_P(EvaluationStoreTest, NumbersAreTakenOnceUnderConcurrency) {
  constexpr int kWriters = 40;
  std::vector<std::future<absl::StatusOr<Evaluation>>> results;
  for (int i = 0; i < kWriters; ++i) {
    auto promise = std::make_shared<std::promise<absl::StatusOr<Evaluation>>>();
    results.push_back(promise->get_future());
    store_.Create(Example(i % 2 == 0 ? 2023 : 2022), "0.1.0", Stamp(),
                  [promise](absl::StatusOr<Evaluation> created) { promise->set_value(std::move(created)); });
  }
  std::set<std::string> ids;
  for (auto& result : results) ids.insert(result.get()->head.id);
  EXPECT_EQ(ids.size(), static_cast<size_t>(kWriters));
  EXPECT_EQ(ids.count("2023-20"), 1u) << "numbered within the year, without a gap";
  EXPECT_EQ(ids.count("2022-20"), 1u);
}

TEST_P(EvaluationStoreTest, ADamagedContentIsNoEvaluation) {
  ASSERT_THAT(Create(Example()), IsOk());
  const auto damage = [&](const char* sql) {
    return database().WriteAndWait([sql](storage::Connection& connection) { return connection.Execute(sql); });
  };
  ASSERT_THAT(damage("UPDATE evaluations SET content_digest = 'ab' WHERE number = 1"), IsOk());
  EXPECT_THAT(store_.Read(Key(2023, 1)), StatusIs(absl::StatusCode::kInternal)) << "another digest";
  EXPECT_FALSE(RefusalOf(store_.Read(Key(2023, 1)).status()).has_value()) << "its text is for the log";

  ASSERT_THAT(Create(Example(2022)), IsOk());
  ASSERT_THAT(database().WriteAndWait([](storage::Connection& connection) {
    const std::string broken("\x78\x9c\x03\x00\x00\x00\x01", 7);
    return connection.Execute("UPDATE evaluation_contents SET content = $1 WHERE fiscal_year = 2022",
                              storage::BlobView{broken});
  }),
              IsOk());
  EXPECT_THAT(store_.Read(Key(2022, 1)), StatusIs(absl::StatusCode::kInternal)) << "a broken blob";

  ASSERT_THAT(Create(Example(2021)), IsOk());
  ASSERT_THAT(damage("DELETE FROM evaluation_contents WHERE fiscal_year = 2021"), IsOk());
  EXPECT_THAT(store_.Read(Key(2021, 1)), StatusIs(absl::StatusCode::kInternal)) << "no content at all";
}

TEST_P(EvaluationStoreTest, ListsTheNewestFirstPageByPage) {
  const auto create_at = [&](int fiscal_year, const std::string& department, int64_t now_ms) {
    WriteStamp stamp = Stamp();
    stamp.now_ms = now_ms;
    ASSERT_THAT(Create(Example(fiscal_year, department), stamp), IsOk());
  };
  create_at(2022, "403", 100);
  create_at(2023, "403", 200);
  create_at(2023, "404", 200);
  create_at(2023, "403", 200);
  EXPECT_THAT(IdsOf(List({.department = "403"})), ElementsAre("403/2023-2", "403/2023-1", "403/2022-1"));
  EXPECT_THAT(IdsOf(List({.department = "403", .fiscal_year = 2022})), ElementsAre("403/2022-1"));
  EXPECT_THAT(IdsOf(List({})), ElementsAre("404/2023-1", "403/2023-2", "403/2023-1", "403/2022-1"));
  EXPECT_THAT(IdsOf(List({.fiscal_year = 2023})), ElementsAre("404/2023-1", "403/2023-2", "403/2023-1"));

  std::vector<std::string> paged;
  EvaluationQuery query{.limit = 1};
  while (true) {
    const auto page = List(query);
    ASSERT_THAT(page, IsOk());
    if (page->empty()) break;
    const EvaluationSummary& last = page->back();
    paged.push_back(IdsOf(page)[0]);
    query.after = {last.head.create_time_ms, last.key.year.code(), last.key.year.fiscal_year, last.key.number};
  }
  EXPECT_THAT(paged, ElementsAre("404/2023-1", "403/2023-2", "403/2023-1", "403/2022-1"));

  const EvaluationSummary summary = List({.department = "403"})->front();
  EXPECT_EQ(summary.score, *ParseNumber("88.85"));
  EXPECT_EQ(summary.full_mark, Rational(100));
  EXPECT_EQ(summary.grade, "良");
  EXPECT_EQ(summary.framework, "frameworks/self-evaluation-2020");
  EXPECT_EQ(summary.department_display_name, "翠园街道办事处");
  EXPECT_EQ(summary.as_of, std::nullopt);
  EXPECT_EQ(summary.watermark, Example().watermark);
}

TEST_P(EvaluationStoreTest, TheLatestOfEachDepartmentOfAYear) {
  Computed of_project = Example(2023, "404");
  of_project.content.project = "xm-01";
  for (Computed computed :
       {Example(2023, "405"), Example(2023, "403"), Example(2022, "403"), Example(2023, "403"), of_project}) {
    ASSERT_THAT(Create(std::move(computed)), IsOk());
  }
  const absl::StatusOr<std::vector<EvaluationKey>> latest = store_.Latest("430503000", 2023);
  ASSERT_THAT(latest, IsOk());
  ASSERT_EQ(latest->size(), 2U);
  EXPECT_EQ((*latest)[0].year.code() + "/" + FormatEvaluationId((*latest)[0]), "403/2023-2");
  EXPECT_EQ((*latest)[1].year.code() + "/" + FormatEvaluationId((*latest)[1]), "405/2023-1");
}

}  // namespace
}  // namespace zhengping::reporting
