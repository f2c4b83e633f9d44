// Goal: streaming imports and the change feed answer the same on SQLite and on PostgreSQL. Method: the same random
// chunks, some of them out of order, sent again or of a closed import, go to a database of each; every answer, the
// lists of outcomes and the pages of the feed are compared. Without PostgreSQL both sides are SQLite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/budget/store/feed_reader.h"
#include "services/budget/store/import_store.h"
#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

const std::vector<std::string> kDepartments = {"403", "404", "405"};

DepartmentName NameOf(const std::string& code) { return {.division = "430503000", .department = code}; }

ImportHead HeadOf(const std::string& import_id) {
  ImportHead head;
  head.name = {.division = "430503000", .import_id = import_id};
  head.source = "platform:430000";
  return head;
}

void Append(const std::vector<Issue>& issues, std::string& text) {
  for (const Issue& issue : issues) absl::StrAppend(&text, " ", issue.place.field, " ", issue.reason);
}

// One of the two databases with its stores.
class Side {
 public:
  explicit Side(storage::BackendKind kind) : database_(kind, Migrations()) {
    for (const std::string& code : kDepartments) {
      DepartmentUpdate update;
      update.change.name = NameOf(code);
      update.change.display_name = "街道办事处";
      update.on_missing = OnMissing::kCreate;
      EXPECT_THAT(Await<DepartmentRow>([&](auto done) { departments_.Update(update, std::move(done)); }), IsOk());
    }
  }

  std::string Open(const ImportHead& head, const WriteStamp& stamp) {
    return Answer([&](auto done) { imports_.Open(head, stamp, std::move(done)); });
  }
  std::string StoreChunk(const ImportHead& head, int64_t chunk,
                         std::shared_ptr<const std::vector<ImportRecord>> records, const WriteStamp& stamp,
                         bool is_over) {
    const ImportStore::IsOver over = [is_over] { return is_over ? absl::CancelledError("left") : absl::OkStatus(); };
    return Answer([&](auto done) { imports_.StoreChunks(head, {{chunk, records}}, stamp, over, std::move(done)); });
  }
  std::string Complete(const ImportHead& head, int64_t chunks, const WriteStamp& stamp) {
    return Answer([&](auto done) { imports_.Complete(head, chunks, stamp, std::move(done)); });
  }
  std::string GiveUp(const ImportHead& head, const WriteStamp& stamp) {
    return Answer([&](auto done) { imports_.GiveUp(head, stamp, std::move(done)); });
  }

  std::string Get(const ImportName& name, int64_t now_ms) {
    const auto row = Await<ImportRow>([&](auto done) { imports_.Get(name, now_ms, std::move(done)); });
    if (!row.ok()) return DescribeStatus(row.status());
    std::string text = absl::StrCat(row->source, " state ", static_cast<int>(row->state), " chunk ", row->stored_chunk,
                                    " at ", row->created_ms, " ", row->updated_ms);
    for (const int64_t count : row->counts) absl::StrAppend(&text, " ", count);
    return text;
  }

  // All pages of `limit`.
  std::string ListOutcomes(const ImportName& name, const std::set<RecordOutcome>& outcomes, size_t limit) {
    OutcomeQuery query;
    query.name = name;
    query.outcomes = outcomes;
    query.limit = limit;
    std::string text;
    while (true) {
      const auto page =
          Await<std::vector<ListedOutcome>>([&](auto done) { imports_.ListOutcomes(query, std::move(done)); });
      if (!page.ok()) return DescribeStatus(page.status());
      for (const ListedOutcome& listed : *page) {
        const RecordResult& result = listed.result;
        absl::StrAppend(&text, listed.chunk, ".", listed.index, " ", static_cast<int>(result.outcome), " ",
                        result.key.code(), " ", result.record_id, " v", result.record_version, " ",
                        result.transaction_id);
        Append(result.issues, text);
        absl::StrAppend(&text, "\n");
      }
      if (page->size() < limit) return text;
      query.after = OutcomePlace{.chunk = page->back().chunk, .index = page->back().index};
    }
  }

  // All pages of the feed; a store's own id in its positions is left out.
  std::string Feed(const std::string& department, size_t most_changes) {
    FeedQuery query;
    query.division = "430503000";
    query.department = department;
    query.most_changes = most_changes;
    query.usual_bytes = 20'000;
    std::string text;
    for (bool is_at_end = false; !is_at_end;) {
      const auto page = Await<FeedPage>([&](auto done) { feed_.Read(query, std::move(done)); });
      if (!page.ok()) return DescribeStatus(page.status());
      for (const FeedChange& change : page->changes) {
        absl::StrAppend(&text, change.key.code(), " ", change.revision, " kind ", static_cast<int>(change.kind), " ",
                        change.digest, " ", change.stored_ms);
        for (const StoredTransaction& stored : change.transactions) {
          absl::StrAppend(&text, " ", stored.posted.id, " ", stored.posted.transaction.reverses);
        }
        absl::StrAppend(&text, "\n");
      }
      absl::StrAppend(&text, "at ", page->position.row, "/", page->position.revision, "\n");
      query.after = page->position;
      is_at_end = page->is_at_end;
    }
    return text;
  }

 private:
  template <typename Start>
  std::string Answer(Start start) {
    std::promise<absl::Status> promise;
    start([&promise](absl::Status status) { promise.set_value(std::move(status)); });
    return DescribeStatus(promise.get_future().get());
  }

  storage::TempDatabase database_;
  DepartmentStore departments_{*database_};
  ImportStore imports_{*database_};
  FeedReader feed_{*database_};
};

class ImportFeedTest : public testing::TestWithParam<uint32_t> {
 protected:
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(random_()) % limit; }

  WriteStamp Stamp() { return {.caller = "platform", .now_ms = ++now_ms_, .request_id = "", .content_digest = ""}; }

  // Payments may overdraw, versions may be old, departments be unknown: every outcome comes up.
  ImportRecord SomeRecord() {
    ImportRecord record;
    const std::string code = Below(40) == 0 ? "999" : kDepartments[Below(3)];
    record.key = {.department = NameOf(code), .fiscal_year = 2023};
    const std::string quota = absl::StrCat("q", Below(3));
    const EntryKind kind = Below(3) == 0 ? EntryKind::kSupplement : EntryKind::kPayment;
    record.transaction = TransactionOf(absl::StrCat("r", Below(120)), 1 + static_cast<int>(Below(12)), 5,
                                       {Of("2023-" + quota, kind, 1 + Below(3000))});
    record.transaction.source = "platform:430000";
    record.transaction.record_version = Below(4);
    record.quotas = {QuotaOf(quota)};
    record.is_deleted = Below(10) == 0;
    return record;
  }

  std::shared_ptr<const std::vector<ImportRecord>> SomeChunk() {
    auto records = std::make_shared<std::vector<ImportRecord>>();
    for (uint32_t i = 0; i < 1 + Below(30); ++i) records->push_back(SomeRecord());
    return records;
  }

  void Compare(const std::string& first, const std::string& second) {
    ASSERT_EQ(first, second);
    ++(first == "OK" ? accepted_ : refused_);
  }

  void OneStep() {
    ImportHead head = HeadOf(absl::StrCat("import-", Below(4)));
    if (Below(20) == 0) head.on_violation = OnViolation::kReject;
    const WriteStamp stamp = Stamp();
    const uint32_t what = Below(40);
    if (what < 4) {
      Compare(first_.Open(head, stamp), second_.Open(head, stamp));
    } else if (what == 4) {
      const int64_t chunks = Below(6);
      Compare(first_.Complete(head, chunks, stamp), second_.Complete(head, chunks, stamp));
    } else if (what == 5) {
      Compare(first_.GiveUp(head, stamp), second_.GiveUp(head, stamp));
    } else {
      const std::string& id = head.name.import_id;
      // Mostly the next one; or the last one again, or one too far.
      const int64_t chunk = next_chunk_[id] + (Below(6) == 0 ? static_cast<int64_t>(Below(3)) - 1 : 0);
      const auto records = SomeChunk();
      const bool is_over = Below(15) == 0;
      const std::string answer = first_.StoreChunk(head, chunk, records, stamp, is_over);
      Compare(answer, second_.StoreChunk(head, chunk, records, stamp, is_over));
      if (answer == "OK" && chunk == next_chunk_[id]) ++next_chunk_[id];
    }
  }

  std::mt19937 random_{GetParam()};
  int64_t now_ms_ = 1700000000000;
  int accepted_ = 0;
  int refused_ = 0;
  std::map<std::string, int64_t> next_chunk_ = {{"import-0", 1}, {"import-1", 1}, {"import-2", 1}, {"import-3", 1}};
  Side first_{storage::Backends().front()};
  Side second_{storage::Backends().back()};
};

INSTANTIATE_TEST_SUITE_P(Seeds, ImportFeedTest, testing::Values(1, 2, 3));

TEST_P(ImportFeedTest, TheSameStreamsGiveTheSameAnswersOutcomesAndChanges) {
  for (int i = 0; i < 120 && !HasFatalFailure(); ++i) {
    SCOPED_TRACE(absl::StrCat("step ", i));
    OneStep();
  }
  EXPECT_GT(accepted_, 20);
  EXPECT_GT(refused_, 20);
  size_t bytes = 0;
  for (int i = 0; i < 5; ++i) {  // the last one never was
    const ImportName name = HeadOf(absl::StrCat("import-", i)).name;
    const int64_t much_later_ms = now_ms_ + 1000LL * 86400 * 1000;
    EXPECT_EQ(first_.Get(name, now_ms_), second_.Get(name, now_ms_));
    EXPECT_EQ(first_.Get(name, much_later_ms), second_.Get(name, much_later_ms));
    const std::string outcomes = first_.ListOutcomes(name, {}, 7);
    EXPECT_EQ(outcomes, second_.ListOutcomes(name, {}, 7));
    EXPECT_EQ(outcomes, first_.ListOutcomes(name, {}, 1000)) << "pages of any size are one list";
    const std::set<RecordOutcome> refused = {RecordOutcome::kRefused, RecordOutcome::kOutdated};
    EXPECT_EQ(first_.ListOutcomes(name, refused, 3), second_.ListOutcomes(name, refused, 3));
    bytes += outcomes.size();
  }
  EXPECT_GT(bytes, 2000u) << "hardly anything was compared";
  for (const std::string& department : {std::string(), kDepartments[1]}) {
    const std::string changes = first_.Feed(department, 11);
    EXPECT_GT(changes.size(), 2000u);
    EXPECT_EQ(changes, second_.Feed(department, 11));
  }
}

}  // namespace
}  // namespace zhengping::budget
