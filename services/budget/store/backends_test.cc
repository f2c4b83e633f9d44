// Goal: the ledger is the same on SQLite and on PostgreSQL. Method: the same random writes, right ones and refused
// ones, go to a database of each; every answer, the digests in it, and at the end every row of every table are compared
// byte for byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/budget/store/ledger_fixture.h"
#include "services/budget/store/record_import.h"

namespace zhengping::budget {
namespace {

using storage::BackendKind;

const std::array<DepartmentName, 2> kDepartments = {DepartmentName{.division = "430503000", .department = "403"},
                                                    DepartmentName{.division = "430503000", .department = "404"}};

std::string Describe(const StoredTransaction& stored) {
  return absl::StrCat(stored.posted.id, " ", stored.posted.digest, " ", stored.posted.transaction.record_id, " v",
                      stored.posted.transaction.record_version, " ", stored.posted.transaction.reverses);
}

std::string Describe(const std::vector<ImportedRecord>& imported) {
  std::string text;
  for (const ImportedRecord& record : imported) {
    absl::StrAppend(&text, static_cast<int>(record.outcome), " ", record.revision);
    for (const Issue& issue : record.issues) absl::StrAppend(&text, " ", issue.place.field, " ", issue.reason);
    absl::StrAppend(&text, "\n");
  }
  return text;
}

template <typename T>
std::string Answer(const absl::StatusOr<T>& answer) {
  return answer.ok() ? Describe(*answer) : DescribeStatus(answer.status());
}

// Columns of the tables that the migrations make: "text", "integer" or "blob" by name, in their order.
using Columns = std::vector<std::pair<std::string, std::string>>;
std::map<std::string, Columns> Tables() {
  std::map<std::string, Columns> tables;
  for (const storage::Migration& migration : Migrations()) {
    std::string table;
    for (const absl::string_view line : absl::StrSplit(migration.sql, '\n')) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
      if (words.size() >= 3 && words[0] == "CREATE") table = words[1] == "TABLE" ? words[2] : "";
      if (table.empty() || words.size() < 2 || !absl::StartsWith(line, "  ")) continue;
      if (words[1] == "TEXT" || words[1] == "BIGINT" || words[1] == "BLOB" || words[1] == "TEXT," ||
          words[1] == "BIGINT,") {
        tables[table].emplace_back(words[0], absl::StrReplaceAll(words[1], {{",", ""}}));
      }
    }
  }
  return tables;
}

// One of the two databases with its stores.
class Side {
 public:
  explicit Side(BackendKind kind) : database_(kind, Migrations()) {
    for (const DepartmentName& department : kDepartments) {
      DepartmentUpdate update;
      update.change.name = department;
      update.change.display_name = "街道办事处";
      update.on_missing = OnMissing::kCreate;
      EXPECT_THAT(Await<DepartmentRow>([&](auto done) { departments_.Update(update, std::move(done)); }), IsOk());
    }
  }

  std::string Post(const PostRequest& request) {
    return Answer(Await<StoredTransaction>([&](auto done) { ledger_.Post(request, std::move(done)); }));
  }
  std::string Reverse(const ReverseRequest& request) {
    return Answer(Await<StoredTransaction>([&](auto done) { ledger_.Reverse(request, std::move(done)); }));
  }
  std::string Import(const std::vector<ImportRecord>& records, OnViolation on_violation, const WriteStamp& stamp) {
    return Answer(database_->WriteAndWait(
        [&](storage::Connection& connection) { return ImportRecords(connection, records, on_violation, stamp); }));
  }

  // The year at a revision, as readers see it.
  std::string ReadYear(const DepartmentName& department, int64_t revision) {
    const auto year = Await<YearSnapshot>([&](auto done) {
      ledger_.ReadYear({.department = department, .fiscal_year = 2023}, revision, std::move(done));
    });
    if (!year.ok()) return DescribeStatus(year.status());
    std::string text = absl::StrCat(year->head.revision, " ", year->head.digest, " ", year->digest, "\n");
    for (const QuotaRow& quota : year->quotas) absl::StrAppend(&text, quota.record.id, " ", quota.revision, "\n");
    for (const StoredTransaction& stored : year->stored) absl::StrAppend(&text, Describe(stored), "\n");
    return text;
  }

  // Every row of a table in the order of all its columns.
  std::string Dump(const std::string& table, const Columns& columns) {
    std::vector<std::string> names;
    for (const auto& [name, type] : columns) names.push_back(name);
    const std::string sql = absl::StrCat("SELECT ", absl::StrJoin(names, ", "), " FROM ", table, " ORDER BY ",
                                         absl::StrJoin(names, " NULLS FIRST, "), " NULLS FIRST");
    const auto rows = database_->Read([&](storage::Connection& connection) {
      return storage::Rows(connection, sql, [&](const storage::Statement& row) {
        std::string text;
        for (size_t i = 0; i < columns.size(); ++i) {
          const int column = static_cast<int>(i);
          if (row.IsNull(column)) {
            absl::StrAppend(&text, "NULL|");
          } else if (columns[i].second == "BIGINT") {
            absl::StrAppend(&text, row.Int64(column), "|");
          } else {
            const absl::string_view bytes = columns[i].second == "BLOB" ? row.Blob(column) : row.Text(column);
            absl::StrAppend(&text, bytes.size(), ":", bytes, "|");
          }
        }
        return text;
      });
    });
    EXPECT_THAT(rows, IsOk()) << sql;
    return rows.ok() ? absl::StrJoin(*rows, "\n") : "";
  }

 private:
  storage::TempDatabase database_;
  DepartmentStore departments_{*database_};
  LedgerStore ledger_{*database_};
};

// Random writes to both sides; those that the rules refuse come up often enough.
class BackendsTest : public testing::TestWithParam<uint32_t> {
 protected:
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(random_()) % limit; }
  const DepartmentName& SomeDepartment() { return kDepartments[Below(2)]; }

  WriteStamp Stamp() {
    WriteStamp stamp{.caller = "local-operator", .now_ms = ++now_ms_, .request_id = "", .content_digest = "content"};
    // Some ids come again, a few of them with other content.
    if (Below(3) == 0) stamp.request_id = absl::StrCat("00000000-0000-4000-8000-0000000000", 10 + Below(40));
    if (Below(10) == 0) stamp.content_digest = "other";
    return stamp;
  }

  Transaction SomeTransaction() {
    constexpr std::array<EntryKind, 6> kKinds = {EntryKind::kInitial,   EntryKind::kSupplement, EntryKind::kReduction,
                                                 EntryKind::kCarryover, EntryKind::kPayment,    EntryKind::kRefund};
    std::vector<LedgerEntry> entries;
    if (Below(5) == 0) {
      const int64_t fen = 1 + Below(3000);
      entries = {Of(absl::StrCat("2023-q", Below(8)), EntryKind::kTransferOut, fen),
                 Of(absl::StrCat("2023-q", Below(8)), EntryKind::kTransferIn, fen)};
    } else {
      for (uint32_t i = 0; i <= Below(3); ++i) {
        entries.push_back(Of(absl::StrCat("2023-q", Below(8)), kKinds[Below(kKinds.size())], Below(5000)));
        entries.back().note = Below(2) == 0 ? "" : "第二批'\"\\";
      }
    }
    Transaction transaction = TransactionOf(absl::StrCat("记录-", Below(150)), 1 + static_cast<int>(Below(12)),
                                            1 + static_cast<int>(Below(28)), std::move(entries));
    transaction.record_version = Below(4);
    transaction.document_number = Below(2) == 0 ? "" : absl::StrCat("大财预〔2023〕", Below(20), "号");
    return transaction;
  }

  std::vector<QuotaRow> SomeQuotas() {
    std::vector<QuotaRow> quotas;
    for (uint32_t i = Below(4); i < 8; i += 1 + Below(3)) {
      quotas.push_back(QuotaOf(absl::StrCat("q", i), Below(6) == 0 ? "2120501" : "2010301"));
    }
    return quotas;
  }

  void PostToBoth() {
    PostRequest request;
    request.department = SomeDepartment();
    request.transaction = SomeTransaction();
    request.quotas = SomeQuotas();
    request.expected_revision = Below(12) == 0 ? 3 : 0;
    request.stamp = Stamp();
    Compare(sqlite_.Post(request), postgres_.Post(request));
  }

  void ReverseOnBoth() {
    ReverseRequest request;
    request.transaction = {.parent = SomeDepartment(), .id = absl::StrCat("2023-", 1 + Below(120))};
    request.reason = "登记错误";
    request.stamp = Stamp();
    Compare(sqlite_.Reverse(request), postgres_.Reverse(request));
  }

  void ImportOnBoth() {
    std::vector<ImportRecord> records;
    for (uint32_t i = 0; i < 1 + Below(12); ++i) {
      ImportRecord record;
      record.key = {.department = SomeDepartment(), .fiscal_year = 2023};
      record.transaction = SomeTransaction();
      record.transaction.source = "platform:430000";
      record.quotas = SomeQuotas();
      record.is_deleted = Below(8) == 0;
      records.push_back(std::move(record));
    }
    const OnViolation on_violation = Below(2) == 0 ? OnViolation::kReject : OnViolation::kRecord;
    const WriteStamp stamp = Stamp();
    Compare(sqlite_.Import(records, on_violation, stamp), postgres_.Import(records, on_violation, stamp));
  }

  void Compare(const std::string& sqlite, const std::string& postgres) {
    ASSERT_EQ(sqlite, postgres);
    // A refusal ends with its reason and field.
    ++(absl::EndsWith(sqlite, "]") ? refused_ : accepted_);
  }

  std::mt19937 random_{GetParam()};
  int64_t now_ms_ = 1700000000000;
  int refused_ = 0;
  int accepted_ = 0;
  Side sqlite_{BackendKind::kSqlite};
  Side postgres_{BackendKind::kPostgres};
};

INSTANTIATE_TEST_SUITE_P(Seeds, BackendsTest, testing::Values(1, 2, 3));

TEST_P(BackendsTest, SameWritesGiveTheSameAnswersDigestsAndRows) {
  for (int i = 0; i < 250 && !HasFatalFailure(); ++i) {
    SCOPED_TRACE(absl::StrCat("write ", i));
    switch (Below(5)) {
      case 0:
        ReverseOnBoth();
        break;
      case 1:
        ImportOnBoth();
        break;
      default:
        PostToBoth();
        break;
    }
  }
  EXPECT_GT(refused_, 50);
  EXPECT_GT(accepted_, 50);
  for (const DepartmentName& department : kDepartments) {
    for (const int64_t revision : {0, 1, 7, 30}) {
      EXPECT_EQ(sqlite_.ReadYear(department, revision), postgres_.ReadYear(department, revision));
    }
  }
  size_t bytes = 0;
  for (const auto& [table, columns] : Tables()) {
    const std::string rows = sqlite_.Dump(table, columns);
    EXPECT_EQ(rows, postgres_.Dump(table, columns)) << table;
    bytes += rows.size();
  }
  EXPECT_GT(bytes, 10'000u) << "hardly anything was compared";
}

}  // namespace
}  // namespace zhengping::budget
