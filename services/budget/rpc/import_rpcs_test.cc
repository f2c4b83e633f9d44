// ImportTransactions, GetImport and ListImportOutcomes over a real server.
#include <atomic>
#include <random>
#include <thread>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kDivision[] = "divisions/430503000";
constexpr char kNeighbour[] = "divisions/430503000/departments/404";
constexpr char kImport[] = "divisions/430503000/imports/june";
constexpr char kSource[] = "platform:430000";

v1::ImportTransactionsRequest HeadOfImport(const std::string& import_id = "june", const std::string& source = kSource) {
  v1::ImportTransactionsRequest message;
  message.mutable_head()->set_parent(kDivision);
  message.mutable_head()->set_import_id(import_id);
  message.mutable_head()->set_source(source);
  return message;
}

v1::ImportTransactionsRequest ChunkOf(int64_t chunk, const std::vector<v1::ImportRecord>& records) {
  v1::ImportTransactionsRequest message;
  message.mutable_chunk()->set_chunk(chunk);
  for (const v1::ImportRecord& record : records) *message.mutable_chunk()->add_records() = record;
  return message;
}

v1::ImportTransactionsRequest EndOf(int64_t chunks) {
  v1::ImportTransactionsRequest message;
  message.mutable_end()->set_chunks(chunks);
  return message;
}

class ImportRpcs : public ServiceOnEachBackend {
 protected:
  void SetUp() override {
    CreateDepartment();
    CreateDepartment(kNeighbour);
  }

  void CreateDepartment(const std::string& name = kCuiyuan) {
    v1::UpdateDepartmentRequest request;
    request.mutable_department()->set_name(name);
    request.mutable_department()->set_display_name("街道办事处");
    request.set_allow_missing(true);
    v1::Department response;
    ASSERT_THAT(Call(&Stub::UpdateDepartment, request, response), IsOk());
  }

  // 1,000.00 yuan on quota Q1, which comes with it.
  static v1::ImportRecord InitialOf(const std::string& department = kCuiyuan) {
    v1::ImportRecord record;
    record.set_department(department);
    *record.mutable_transaction() = TransactionOf("initial", 1, 5, "Q1", v1::ENTRY_KIND_INITIAL, 100000);
    record.mutable_transaction()->set_source("");
    record.mutable_transaction()->set_record_version(1);
    *record.add_quotas() = QuotaOf("Q1", "2010301");
    return record;
  }

  static v1::ImportRecord PaymentOf(const std::string& record_id, int64_t fen,
                                    const std::string& department = kCuiyuan) {
    v1::ImportRecord record;
    record.set_department(department);
    *record.mutable_transaction() = TransactionOf(record_id, 6, 1, "Q1", v1::ENTRY_KIND_PAYMENT, fen);
    record.mutable_transaction()->set_source("");
    record.mutable_transaction()->set_record_version(1);
    return record;
  }

  absl::Status Import(const std::vector<v1::ImportTransactionsRequest>& messages, v1::Import& response) {
    grpc::ClientContext context;
    response.Clear();
    const auto writer = stub().ImportTransactions(&context, &response);
    for (const v1::ImportTransactionsRequest& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish(), "budget");
  }

  absl::Status Get(v1::Import& response, const std::string& name = kImport) {
    v1::GetImportRequest request;
    request.set_name(name);
    return Call(&Stub::GetImport, request, response);
  }

  // "<chunk>.<index> <record> <outcome> <transaction> <reasons…>" each.
  std::vector<std::string> Outcomes(const std::vector<v1::RecordOutcome>& outcomes = {}, int32_t page_size = 0) {
    v1::ListImportOutcomesRequest request;
    request.set_parent(kImport);
    request.set_page_size(page_size);
    for (const v1::RecordOutcome outcome : outcomes) request.add_outcomes(outcome);
    std::vector<std::string> lines;
    v1::ListImportOutcomesResponse page;
    do {
      request.set_page_token(page.next_page_token());
      const absl::Status status = Call(&Stub::ListImportOutcomes, request, page);
      EXPECT_THAT(status, IsOk());
      if (!status.ok()) break;
      EXPECT_LE(page.import_outcomes_size(), page_size > 0 ? page_size : 100);
      for (const v1::ImportOutcome& outcome : page.import_outcomes()) {
        std::string line =
            absl::StrCat(outcome.chunk(), ".", outcome.index(), " ", outcome.record_id(), " ",
                         v1::RecordOutcome_Name(outcome.outcome()).substr(15), " ", outcome.transaction());
        for (const type::Issue& issue : outcome.issues()) absl::StrAppend(&line, " ", issue.reason());
        lines.push_back(line);
      }
    } while (!page.next_page_token().empty());
    return lines;
  }

  static std::vector<int64_t> CountsOf(const v1::Import& import) {
    std::vector<int64_t> counts;  // added, unchanged, changed, outdated, deleted, refused
    for (const v1::OutcomeCount& count : import.outcome_counts()) counts.push_back(count.count());
    return counts;
  }

  std::string MarkOf(const std::string& department) {
    v1::GetDepartmentYearRequest request;
    request.set_name(absl::StrCat(department, "/years/2023"));
    v1::DepartmentYear year;
    EXPECT_THAT(Call(&Stub::GetDepartmentYear, request, year), IsOk());
    return absl::StrCat(year.revision(), " ", year.digest());
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, ImportRpcs, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(ImportRpcs, ChunksAreStoredAndTheEndCompletesTheImport) {
  v1::Import import;
  ASSERT_THAT(
      Import({HeadOfImport(), ChunkOf(1, {InitialOf(), InitialOf(kNeighbour)}),
              ChunkOf(2, {PaymentOf("p1", 100), PaymentOf("p2", 200, kNeighbour), PaymentOf("p3", 300)}), EndOf(2)},
             import),
      IsOk());
  EXPECT_EQ(import.name(), kImport);
  EXPECT_EQ(import.source(), kSource);
  EXPECT_EQ(import.state(), v1::Import::STATE_COMPLETED);
  EXPECT_EQ(import.stored_chunk(), 2);
  EXPECT_THAT(CountsOf(import), ElementsAre(5, 0, 0, 0, 0, 0));
  v1::Import got;
  ASSERT_THAT(Get(got), IsOk());
  EXPECT_EQ(got.SerializeAsString(), import.SerializeAsString());
  EXPECT_THAT(Outcomes(), ElementsAre("1.0 initial ADDED divisions/430503000/departments/403/transactions/2023-1",
                                      "1.1 initial ADDED divisions/430503000/departments/404/transactions/2023-1",
                                      "2.0 p1 ADDED divisions/430503000/departments/403/transactions/2023-2",
                                      "2.1 p2 ADDED divisions/430503000/departments/404/transactions/2023-2",
                                      "2.2 p3 ADDED divisions/430503000/departments/403/transactions/2023-3"));
}

TEST_P(ImportRpcs, AStreamClosedWithoutItsEndLeavesTheImportOpenToBeResumed) {
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf()})}, import), IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_OPEN);
  EXPECT_EQ(import.stored_chunk(), 1);
  // A sender may resume anywhere at or before the next chunk: what is stored is skipped.
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf()}), ChunkOf(2, {PaymentOf("p1", 100)}), EndOf(2)}, import),
              IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_COMPLETED);
  EXPECT_THAT(CountsOf(import), ElementsAre(2, 0, 0, 0, 0, 0));
}

TEST_P(ImportRpcs, HowTheRecordsAreCutIntoChunksDoesNotShow) {
  std::vector<v1::ImportRecord> records = {InitialOf()};
  for (int i = 0; i < 30; ++i) records.push_back(PaymentOf(absl::StrCat("p", i), 1 + i));
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, records), EndOf(1)}, import), IsOk());
  for (v1::ImportRecord& record : records) record.set_department(kNeighbour);
  std::vector<v1::ImportTransactionsRequest> messages = {HeadOfImport("cut")};
  for (size_t i = 0; i < records.size(); ++i) messages.push_back(ChunkOf(static_cast<int64_t>(i) + 1, {records[i]}));
  messages.push_back(EndOf(static_cast<int64_t>(records.size())));
  ASSERT_THAT(Import(messages, import), IsOk());
  EXPECT_EQ(MarkOf(kCuiyuan), MarkOf(kNeighbour));
}

TEST_P(ImportRpcs, RefusedRecordsLeaveTheirNeighboursAloneAndSayWhy) {
  v1::ImportRecord elsewhere = PaymentOf("elsewhere", 1, "divisions/110000000/departments/403");
  v1::ImportRecord nowhere = PaymentOf("nowhere", 1, "divisions/430503000/departments/499");
  v1::ImportRecord unnamed = PaymentOf("unnamed", 1, "403");
  v1::ImportRecord foreign = PaymentOf("foreign", 1);
  foreign.mutable_transaction()->set_source("case");
  v1::ImportRecord without_year = PaymentOf("without year", 1);
  without_year.mutable_transaction()->set_fiscal_year(0);
  v1::ImportRecord overdrawn = PaymentOf("overdrawn", 100001);
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(),
                      ChunkOf(1, {InitialOf(), elsewhere, nowhere, unnamed, foreign, without_year, PaymentOf("p1", 100),
                                  PaymentOf("zero", 0), overdrawn, PaymentOf("p1", 100)}),
                      EndOf(1)},
                     import),
              IsOk());
  EXPECT_THAT(CountsOf(import), ElementsAre(3, 1, 0, 0, 0, 6));
  const std::vector<std::string> refused = Outcomes({v1::RECORD_OUTCOME_REFUSED});
  ASSERT_THAT(refused, SizeIs(6));
  EXPECT_THAT(refused[0], testing::StartsWith("1.1 elsewhere REFUSED  DEPARTMENT_NOT_IN_DIVISION"));
  EXPECT_THAT(refused[1], testing::StartsWith("1.2 nowhere REFUSED  DEPARTMENT_NOT_FOUND"));
  EXPECT_THAT(refused[2], testing::StartsWith("1.3 unnamed REFUSED  RESOURCE_NAME_MALFORMED"));
  EXPECT_THAT(refused[3], testing::StartsWith("1.4 foreign REFUSED  SOURCE_DISAGREES"));
  EXPECT_THAT(refused[4], testing::StartsWith("1.5 without year REFUSED  FISCAL_YEAR_OUT_OF_RANGE"));
  EXPECT_THAT(refused[5], testing::StartsWith("1.7 zero REFUSED  AMOUNT_NOT_POSITIVE"));
  EXPECT_THAT(
      Outcomes({v1::RECORD_OUTCOME_ADDED, v1::RECORD_OUTCOME_UNCHANGED}, 2),
      ElementsAre(testing::StartsWith("1.0 initial ADDED"), testing::StartsWith("1.6 p1 ADDED"),
                  testing::AllOf(testing::StartsWith("1.8 overdrawn ADDED"), testing::EndsWith(" QUOTA_OVERDRAWN")),
                  testing::StartsWith("1.9 p1 UNCHANGED")));
}

TEST_P(ImportRpcs, RejectRefusesWhatOverdraws) {
  v1::ImportTransactionsRequest head = HeadOfImport();
  head.mutable_head()->set_on_violation(v1::ON_VIOLATION_REJECT);
  v1::Import import;
  ASSERT_THAT(Import({head, ChunkOf(1, {InitialOf(), PaymentOf("p1", 100001)}), EndOf(1)}, import), IsOk());
  EXPECT_THAT(CountsOf(import), ElementsAre(1, 0, 0, 0, 0, 1));
}

TEST_P(ImportRpcs, VersionsAndDeletionsHaveTheirOutcomes) {
  v1::ImportRecord newer = PaymentOf("p1", 150);
  newer.mutable_transaction()->set_record_version(2);
  v1::ImportRecord deleted = PaymentOf("p2", 200);
  deleted.set_is_deleted(true);
  deleted.mutable_transaction()->set_record_version(2);
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf(), PaymentOf("p1", 100), PaymentOf("p2", 200)}),
                      ChunkOf(2, {newer, deleted, PaymentOf("p1", 100)}), EndOf(2)},
                     import),
              IsOk());
  EXPECT_THAT(CountsOf(import), ElementsAre(3, 0, 1, 1, 1, 0));
  EXPECT_THAT(Outcomes({v1::RECORD_OUTCOME_CHANGED, v1::RECORD_OUTCOME_DELETED, v1::RECORD_OUTCOME_OUTDATED}),
              ElementsAre("2.0 p1 CHANGED divisions/430503000/departments/403/transactions/2023-4",
                          testing::StartsWith("2.1 p2 DELETED divisions/430503000/departments/403/transactions/2023-5"),
                          testing::StartsWith("2.2 p1 OUTDATED")));
}

TEST_P(ImportRpcs, WhatIsWrongWithTheStreamEndsItAndWhatWasStoredStays) {
  struct Case {
    const char* what;
    std::vector<v1::ImportTransactionsRequest> messages;
    const char* reason;
    const char* field;
    int64_t stored_chunk;
  };
  const std::vector<v1::ImportRecord> one = {InitialOf()};
  v1::ImportTransactionsRequest bad_id = HeadOfImport("Jun_1"), no_source = HeadOfImport("i2", "");
  v1::ImportTransactionsRequest bad_parent = HeadOfImport("i3");
  bad_parent.mutable_head()->set_parent("divisions/43");
  const std::vector<v1::ImportRecord> many(2001, PaymentOf("p", 1));
  const Case cases[] = {
      {"nothing", {}, "REQUEST_EMPTY", "", -1},
      {"no head", {ChunkOf(1, one)}, "IMPORT_HEAD_MISSING", "head", -1},
      {"an end alone", {EndOf(0)}, "IMPORT_HEAD_MISSING", "head", -1},
      {"an id that is none", {bad_id}, "IMPORT_ID_MALFORMED", "head.import_id", -1},
      {"no source", {no_source}, "SOURCE_MISSING", "head.source", -1},
      {"no division", {bad_parent}, "RESOURCE_NAME_MALFORMED", "head.parent", -1},
      {"two heads", {HeadOfImport("a"), HeadOfImport("a")}, "IMPORT_HEAD_REPEATED", "head", 0},
      {"a message without anything", {HeadOfImport("b"), {}}, "FIELD_MISSING", "step", 0},
      {"chunk 0", {HeadOfImport("c"), ChunkOf(0, one)}, "CHUNK_OUT_OF_ORDER", "chunk.chunk", 0},
      {"chunk 2 first", {HeadOfImport("d"), ChunkOf(2, one)}, "CHUNK_OUT_OF_ORDER", "chunk.chunk", 0},
      {"chunk 3 after 1",
       {HeadOfImport("e"), ChunkOf(1, one), ChunkOf(3, one)},
       "CHUNK_OUT_OF_ORDER",
       "chunk.chunk",
       1},
      {"an empty chunk", {HeadOfImport("f"), ChunkOf(1, {})}, "CHUNK_EMPTY", "chunk.records", 0},
      {"2,001 records", {HeadOfImport("g"), ChunkOf(1, many)}, "TOO_MANY_RECORDS", "chunk.records", 0},
      {"an end too early", {HeadOfImport("h"), ChunkOf(1, one), EndOf(2)}, "CHUNK_OUT_OF_ORDER", "end.chunks", 1},
      {"a chunk after the end",
       {HeadOfImport("i"), EndOf(0), ChunkOf(1, one)},
       "IMPORT_COMPLETED",
       "head.import_id",
       0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    v1::Import import;
    EXPECT_THAT(Import(c.messages, import), IsRefusal(c.reason, c.field));
    if (c.stored_chunk < 0) continue;
    ASSERT_THAT(Get(import, absl::StrCat(kDivision, "/imports/", c.messages[0].head().import_id())), IsOk());
    EXPECT_EQ(import.stored_chunk(), c.stored_chunk);
  }
}

TEST_P(ImportRpcs, AChunkAboveTheLargestMessageIsRefusedAndTheOthersStay) {
  v1::ImportTransactionsRequest large = ChunkOf(2, {PaymentOf("p", 1)});
  large.mutable_chunk()->mutable_records(0)->mutable_transaction()->mutable_entries(0)->set_note(
      std::string((4 << 20) + 1, 'x'));
  v1::Import import;
  EXPECT_FALSE(Import({HeadOfImport(), ChunkOf(1, {InitialOf()}), large}, import).ok());
  // The service learns of the first chunk before or after it gives up on the second: the sender asks.
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf()}), EndOf(1)}, import), IsOk());
  EXPECT_THAT(CountsOf(import), ElementsAre(1, 0, 0, 0, 0, 0));
}

TEST_P(ImportRpcs, AnIdBelongsToOneImport) {
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf()})}, import), IsOk());
  EXPECT_THAT(Import({HeadOfImport("june", "case"), ChunkOf(2, {PaymentOf("p", 1)})}, import),
              IsRefusal("IMPORT_EXISTS", "head.import_id"));
  v1::ImportTransactionsRequest rejecting = HeadOfImport();
  rejecting.mutable_head()->set_on_violation(v1::ON_VIOLATION_REJECT);
  EXPECT_THAT(Import({rejecting, ChunkOf(2, {PaymentOf("p", 1)})}, import), IsRefusal("IMPORT_EXISTS"));
  ASSERT_THAT(Import({HeadOfImport(), EndOf(1)}, import), IsOk());
  EXPECT_THAT(Import({HeadOfImport(), ChunkOf(2, {PaymentOf("p", 1)})}, import), IsRefusal("IMPORT_COMPLETED"));
  EXPECT_THAT(CountsOf(import), IsEmpty());
}

TEST_P(ImportRpcs, AnImportIsGivenUpByItsSenderOrLeftForSevenDays) {
  v1::ImportTransactionsRequest give_up;
  give_up.mutable_end()->set_give_up(true);
  v1::Import import;
  ASSERT_THAT(Import({HeadOfImport(), ChunkOf(1, {InitialOf()}), give_up}, import), IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_ABANDONED);
  EXPECT_EQ(import.stored_chunk(), 1);
  EXPECT_THAT(Import({HeadOfImport(), EndOf(1)}, import), IsRefusal("IMPORT_ABANDONED", "head.import_id"));

  ASSERT_THAT(Import({HeadOfImport("left"), ChunkOf(1, {InitialOf()})}, import), IsOk());
  clock().Advance(absl::Hours(7 * 24));
  ASSERT_THAT(Get(import, absl::StrCat(kDivision, "/imports/left")), IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_OPEN);
  clock().Advance(absl::Milliseconds(1));
  ASSERT_THAT(Get(import, absl::StrCat(kDivision, "/imports/left")), IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_ABANDONED);
  EXPECT_THAT(Import({HeadOfImport("left"), EndOf(1)}, import), IsRefusal("IMPORT_ABANDONED"));
}

TEST_P(ImportRpcs, WhatIsNotThereOrNotANameIsRefused) {
  v1::Import import;
  EXPECT_THAT(Get(import), IsRefusal("IMPORT_NOT_FOUND", "name"));
  EXPECT_THAT(Get(import, "divisions/430503000/import/june"), IsRefusal("RESOURCE_NAME_MALFORMED", "name"));
  v1::ListImportOutcomesRequest request;
  request.set_parent(kImport);
  v1::ListImportOutcomesResponse page;
  EXPECT_THAT(Call(&Stub::ListImportOutcomes, request, page), IsRefusal("IMPORT_NOT_FOUND", "parent"));
  request.set_page_size(-1);
  EXPECT_THAT(Call(&Stub::ListImportOutcomes, request, page), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
  request.set_page_size(0);
  request.set_page_token("x");
  EXPECT_THAT(Call(&Stub::ListImportOutcomes, request, page), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token"));
  request.set_page_token("");
  request.add_outcomes(static_cast<v1::RecordOutcome>(99));
  EXPECT_THAT(Call(&Stub::ListImportOutcomes, request, page), IsRefusal("ENUM_UNKNOWN", "outcomes[0]"));
}

TEST_P(ImportRpcs, OutcomesAreListedAcrossChunksPageByPage) {
  std::vector<v1::ImportTransactionsRequest> messages = {HeadOfImport(), ChunkOf(1, {InitialOf()})};
  for (int64_t chunk = 2; chunk <= 9; ++chunk) {
    std::vector<v1::ImportRecord> records;
    for (int i = 0; i < 7; ++i) records.push_back(PaymentOf(absl::StrCat("p", chunk, "-", i), i));  // p…-0 is refused
    messages.push_back(ChunkOf(chunk, records));
  }
  messages.push_back(EndOf(9));
  v1::Import import;
  ASSERT_THAT(Import(messages, import), IsOk());
  EXPECT_THAT(CountsOf(import), ElementsAre(1 + 8 * 6, 0, 0, 0, 0, 8));
  const std::vector<std::string> all = Outcomes();
  EXPECT_THAT(all, SizeIs(1 + 8 * 7));
  for (const int32_t page_size : {1, 3, 7, 8, 57, 58}) EXPECT_EQ(Outcomes({}, page_size), all);
  EXPECT_THAT(Outcomes({v1::RECORD_OUTCOME_REFUSED}, 3), SizeIs(8));
}

// Two senders under one id: each chunk is stored once, whoever brings it.
TEST_P(ImportRpcs, TwoStreamsOfOneImportStoreEachChunkOnce) {
  std::vector<v1::ImportTransactionsRequest> messages = {HeadOfImport(), ChunkOf(1, {InitialOf()})};
  for (int64_t chunk = 2; chunk <= 100; ++chunk)
    messages.push_back(ChunkOf(chunk, {PaymentOf(absl::StrCat(chunk), 1)}));
  std::vector<std::thread> senders;
  for (int i = 0; i < 3; ++i) {
    senders.emplace_back([&] {
      v1::Import import;
      EXPECT_THAT(Import(messages, import), IsOk());
    });
  }
  for (std::thread& sender : senders) sender.join();
  v1::Import import;
  ASSERT_THAT(Get(import), IsOk());
  EXPECT_EQ(import.stored_chunk(), 100);
  EXPECT_THAT(CountsOf(import), ElementsAre(100, 0, 0, 0, 0, 0));
}

TEST_P(ImportRpcs, AStreamThatBreaksAnywhereIsResumedWithoutLossOrDouble) {
  std::vector<v1::ImportTransactionsRequest> messages = {HeadOfImport(), ChunkOf(1, {InitialOf()})};
  for (int64_t chunk = 2; chunk <= 40; ++chunk) {
    messages.push_back(
        ChunkOf(chunk, {PaymentOf(absl::StrCat("a", chunk), chunk), PaymentOf(absl::StrCat("b", chunk), 1)}));
  }
  messages.push_back(EndOf(40));
  v1::Import import;
  ASSERT_THAT(Import(messages, import), IsOk());
  const std::string unbroken = MarkOf(kCuiyuan);

  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  messages[0] = HeadOfImport("broken");
  for (v1::ImportTransactionsRequest& message : messages) {
    for (v1::ImportRecord& record : *message.mutable_chunk()->mutable_records()) record.set_department(kNeighbour);
    if (message.chunk().chunk() == 0) message.clear_chunk();
  }
  messages[0] = HeadOfImport("broken");
  messages.back() = EndOf(40);
  const std::string name = absl::StrCat(kDivision, "/imports/broken");
  int64_t stored = 0;
  for (int streams = 0; stored < 40; ++streams) {
    ASSERT_LT(streams, 500);
    grpc::ClientContext context;
    const auto writer = stub().ImportTransactions(&context, &import);
    writer->Write(messages[0]);
    const int64_t until = stored + 1 + static_cast<int64_t>(random() % 8);
    for (int64_t chunk = stored + 1; chunk <= std::min<int64_t>(until, 40); ++chunk) {
      writer->Write(messages[static_cast<size_t>(chunk)]);
    }
    if (random() % 4 != 0) {
      context.TryCancel();
    } else {
      writer->WritesDone();
    }
    writer->Finish();
    const absl::Status got = Get(import, name);
    if (got.ok()) {
      ASSERT_GE(import.stored_chunk(), stored);
      stored = import.stored_chunk();
    }
  }
  ASSERT_THAT(Import({messages[0], messages.back()}, import), IsOk());
  EXPECT_EQ(import.state(), v1::Import::STATE_COMPLETED);
  EXPECT_THAT(CountsOf(import), ElementsAre(79, 0, 0, 0, 0, 0));
  EXPECT_EQ(MarkOf(kNeighbour), unbroken);
}

}  // namespace
}  // namespace zhengping::budget
