#include "services/budget/store/record_import.h"

#include <map>
#include <random>
#include <set>

#include "services/budget/domain/facts.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kSource[] = "platform:430000";
const DepartmentName kNeighbour = {.division = "430503000", .department = "404"};

ImportRecord RecordOf(const std::string& record_id, int64_t version, int month, int day,
                      std::vector<LedgerEntry> entries) {
  ImportRecord record;
  record.key = {.department = kCuiyuan, .fiscal_year = 2023};
  record.transaction = TransactionOf(record_id, month, day, std::move(entries));
  record.transaction.source = kSource;
  record.transaction.record_version = version;
  return record;
}

ImportRecord InitialOf(int64_t fen = 100000) {
  ImportRecord record = RecordOf("bgt-1", 1, 1, 5, {Of("2023-q1", EntryKind::kInitial, fen)});
  record.quotas = {QuotaOf("q1")};
  return record;
}

ImportRecord PaymentOf(const std::string& record_id, int64_t version, int month, int64_t fen) {
  return RecordOf(record_id, version, month, 10, {Of("2023-q1", EntryKind::kPayment, fen)});
}

ImportRecord DeletionOf(const std::string& record_id, int64_t version) {
  ImportRecord record = RecordOf(record_id, version, 1, 1, {});
  record.is_deleted = true;
  return record;
}

std::vector<RecordOutcome> OutcomesOf(const std::vector<ImportedRecord>& imported) {
  std::vector<RecordOutcome> outcomes;
  for (const ImportedRecord& record : imported) outcomes.push_back(record.outcome);
  return outcomes;
}

std::vector<std::string> ReasonsOf(const ImportedRecord& imported) {
  std::vector<std::string> reasons;
  for (const Issue& issue : imported.issues) reasons.push_back(absl::StrCat(issue.place.field, " ", issue.reason));
  return reasons;
}

class RecordImportTest : public LedgerStoreFixture {
 protected:
  std::vector<ImportedRecord> Import(const std::vector<ImportRecord>& records,
                                     OnViolation on_violation = OnViolation::kReject, Mode mode = Mode::kWrite) {
    const WriteStamp stamp = Stamp();
    absl::StatusOr<std::vector<ImportedRecord>> imported =
        mode == Mode::kWrite ? database().WriteAndWait([&](storage::Connection& connection) {
          return ImportRecords(connection, records, on_violation, stamp);
        })
                             : database().Read([&](storage::Connection& connection) {
                                 return ImportRecords(connection, records, on_violation, stamp, Mode::kValidateOnly);
                               });
    EXPECT_THAT(imported, IsOk());
    return *std::move(imported);
  }

  void CreateNeighbour() {
    DepartmentUpdate update;
    update.change.name = kNeighbour;
    update.change.display_name = "昭陵街道办事处";
    update.on_missing = OnMissing::kCreate;
    ASSERT_THAT(Await<DepartmentRow>([&](auto done) { departments().Update(update, std::move(done)); }), IsOk());
  }

  // Fen left on quota q1 at the year's end, by the folded head; −1: there is no such fact.
  int64_t Balance() {
    for (const Fact& fact : LedgerFactsOf(ReadYear().ledger, {})) {
      if (fact.name == "balance") return std::get<Money>(*fact.value).fen();
    }
    return -1;
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, RecordImportTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(RecordImportTest, EachRecordOfAMessageFlowHasItsOutcome) {
  struct Case {
    const char* what;
    ImportRecord sent;
    RecordOutcome outcome;
    const char* id;
    int64_t balance_fen;  // after it
  };
  ImportRecord other_purpose = InitialOf();
  other_purpose.quotas = {QuotaOf("q1", "2080801")};
  ImportRecord quota_alone = RecordOf("", 0, 1, 1, {});
  quota_alone.quotas = {QuotaOf("q2")};
  const Case cases[] = {
      {"initial budget with its quota", InitialOf(), RecordOutcome::kAdded, "2023-1", 100000},
      {"the same again", InitialOf(), RecordOutcome::kUnchanged, "2023-1", 100000},
      {"payment", PaymentOf("pay-1", 5, 3, 30000), RecordOutcome::kAdded, "2023-2", 70000},
      {"newer version", PaymentOf("pay-1", 7, 3, 40000), RecordOutcome::kChanged, "2023-3", 60000},
      {"older version that comes late", PaymentOf("pay-1", 5, 3, 30000), RecordOutcome::kOutdated, "2023-3", 60000},
      {"same version, other amount", PaymentOf("pay-1", 7, 3, 41000), RecordOutcome::kChanged, "2023-4", 59000},
      {"deletion older than what is in force", DeletionOf("pay-1", 6), RecordOutcome::kOutdated, "2023-4", 59000},
      {"deletion", DeletionOf("pay-1", 9), RecordOutcome::kDeleted, "2023-5", 100000},
      {"deletion again", DeletionOf("pay-1", 9), RecordOutcome::kUnchanged, "", 100000},
      {"deletion of what never came", DeletionOf("pay-2", 1), RecordOutcome::kUnchanged, "", 100000},
      {"version from before the deletion", PaymentOf("pay-1", 8, 3, 1), RecordOutcome::kOutdated, "", 100000},
      {"version after the deletion", PaymentOf("pay-1", 10, 3, 500), RecordOutcome::kAdded, "2023-6", 99500},
      {"same record, quota's purpose changed", other_purpose, RecordOutcome::kChanged, "2023-1", 99500},
      {"quota alone", quota_alone, RecordOutcome::kAdded, "", 99500},
      {"quota alone again", quota_alone, RecordOutcome::kUnchanged, "", 99500},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::vector<ImportedRecord> foretold = Import({c.sent}, OnViolation::kReject, Mode::kValidateOnly);
    EXPECT_EQ(foretold[0].outcome, c.outcome);
    const std::vector<ImportedRecord> imported = Import({c.sent});
    EXPECT_EQ(imported[0].outcome, c.outcome);
    EXPECT_EQ(TransactionIdOf(c.sent, imported[0]), c.id);
    EXPECT_EQ(Balance(), c.balance_fen);
    const YearSnapshot year = ReadYear();
    EXPECT_EQ(year.head.fold, Fold(year.ledger, {}));
  }
}

TEST_P(RecordImportTest, BadRecordIsRefusedAloneWithItsIssues) {
  ImportRecord unread = PaymentOf("pay-1", 1, 3, 100);
  unread.issues = {{.severity = Severity::kError, .place = {.field = "entries[0].amount_fen"}, .reason = "X"}};
  ImportRecord nobody = PaymentOf("pay-2", 1, 3, 100);
  nobody.key.department.department = "999";
  ImportRecord other_year = PaymentOf("pay-3", 1, 3, 100);
  other_year.transaction.fiscal_year = 2022;
  ImportRecord no_quota = RecordOf("pay-4", 1, 3, 1, {Of("2023-q9", EntryKind::kPayment, 1)});
  ImportRecord bad_quota = PaymentOf("pay-5", 1, 3, 100);
  bad_quota.quotas = {QuotaOf("q3", "20")};
  ImportRecord no_amount = PaymentOf("pay-6", 1, 3, 0);
  const std::vector<ImportedRecord> imported =
      Import({InitialOf(), unread, nobody, other_year, no_quota, bad_quota, no_amount, PaymentOf("pay-7", 1, 3, 100001),
              PaymentOf("pay-8", 1, 3, 100000)});
  EXPECT_THAT(ReasonsOf(imported[1]), ElementsAre("entries[0].amount_fen X"));
  EXPECT_THAT(ReasonsOf(imported[2]), ElementsAre(" DEPARTMENT_NOT_FOUND"));
  EXPECT_THAT(ReasonsOf(imported[3]), ElementsAre("fiscal_year YEAR_DISAGREES"));
  EXPECT_THAT(ReasonsOf(imported[4]), ElementsAre("entries[0].quota QUOTA_NOT_FOUND"));
  EXPECT_THAT(ReasonsOf(imported[5]), ElementsAre("quotas[0].classification.function_code FUNCTION_CODE_MALFORMED"));
  EXPECT_THAT(ReasonsOf(imported[6]), ElementsAre("entries[0].amount_fen AMOUNT_NOT_POSITIVE"));
  EXPECT_THAT(ReasonsOf(imported[7]), ElementsAre("entries[0].amount_fen BALANCE_INSUFFICIENT"));
  for (size_t i = 1; i <= 7; ++i) EXPECT_EQ(imported[i].outcome, RecordOutcome::kRefused) << i;
  EXPECT_EQ(imported[8].outcome, RecordOutcome::kAdded);
  EXPECT_THAT(imported[8].issues, IsEmpty());
  EXPECT_EQ(ReadYear().head.revision, 2);
}

TEST_P(RecordImportTest, YearOutsideTheCalendarIsRefused) {
  for (const int year : {-1, 0, 1989, 2199, 99999}) {
    ImportRecord payment = PaymentOf("pay-1", 1, 3, 100);
    ImportRecord quota = RecordOf("", 0, 1, 1, {});
    quota.quotas = {QuotaOf("q2")};
    for (ImportRecord* record : {&payment, &quota}) {
      record->key.fiscal_year = year;
      record->transaction.fiscal_year = year;
    }
    for (const ImportedRecord& imported : Import({payment, quota})) {
      EXPECT_EQ(imported.outcome, RecordOutcome::kRefused);
      EXPECT_THAT(ReasonsOf(imported), Contains("fiscal_year FISCAL_YEAR_OUT_OF_RANGE"));
    }
  }
}

TEST_P(RecordImportTest, OverdraftIsStoredAndSaidWhereTheImportRecords) {
  const std::vector<ImportedRecord> imported =
      Import({InitialOf(), PaymentOf("pay-1", 1, 3, 100001), PaymentOf("pay-2", 1, 2, 1),
              RecordOf("add-1", 1, 6, 1, {Of("2023-q1", EntryKind::kSupplement, 5)})},
             OnViolation::kRecord);
  EXPECT_THAT(OutcomesOf(imported),
              ElementsAre(RecordOutcome::kAdded, RecordOutcome::kAdded, RecordOutcome::kAdded, RecordOutcome::kAdded));
  EXPECT_THAT(ReasonsOf(imported[1]), ElementsAre("entries[0].amount_fen QUOTA_OVERDRAWN"));
  EXPECT_THAT(ReasonsOf(imported[2]), ElementsAre("entries[0].amount_fen QUOTA_OVERDRAWN"));
  EXPECT_THAT(imported[3].issues, IsEmpty()) << "a supplement lessens the overdraft";
  EXPECT_FALSE(HasErrors(imported[1].issues));
  EXPECT_EQ(Balance(), 3);
}

TEST_P(RecordImportTest, RejectedDeletionLeavesWhatRestsOnIt) {
  ASSERT_EQ(Import({InitialOf(), PaymentOf("pay-1", 1, 3, 40000)}).size(), 2u);
  const YearSnapshot before = ReadYear();
  const std::vector<ImportedRecord> imported = Import({DeletionOf("bgt-1", 2)});
  EXPECT_EQ(imported[0].outcome, RecordOutcome::kRefused);
  EXPECT_THAT(ReasonsOf(imported[0]), ElementsAre("entries[0].amount_fen BALANCE_INSUFFICIENT"));
  ExpectUntouched(before);
}

TEST_P(RecordImportTest, InterleavedDepartmentsAreTheSameAsOneAfterTheOther) {
  CreateNeighbour();
  ImportRecord other = InitialOf(70000);
  other.key.department = kNeighbour;
  const std::vector<ImportedRecord> imported =
      Import({InitialOf(), other, PaymentOf("pay-1", 1, 3, 10), PaymentOf("pay-1", 2, 3, 20)});
  EXPECT_EQ(imported[1].revision, 1);
  EXPECT_EQ(imported[3].revision, 3);
  EXPECT_EQ(imported[3].outcome, RecordOutcome::kChanged);
}

// A flow of messages of two departments: new records, newer and older versions, repetitions, deletions, returns of what
// was deleted, payments that no quota can bear.
std::vector<ImportRecord> RandomFlow(uint32_t seed, int messages) {
  std::mt19937 random(seed);
  const auto below = [&random](int bound) { return static_cast<int>(random() % static_cast<uint32_t>(bound)); };
  const EntryKind kinds[] = {EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kPayment,  EntryKind::kPayment,
                             EntryKind::kPayment, EntryKind::kRefund,     EntryKind::kReduction};
  std::vector<ImportRecord> flow;
  for (int i = 0; i < messages; ++i) {
    if (!flow.empty() && below(6) == 0) {
      flow.push_back(flow[static_cast<size_t>(below(static_cast<int>(flow.size())))]);
      continue;
    }
    const std::string id = absl::StrCat("r", below(messages / 3 + 1));
    const int64_t version = below(8);
    const std::string quota = absl::StrCat("q", below(3));
    ImportRecord record = below(7) == 0 ? DeletionOf(id, version)
                                        : RecordOf(id, version, 1 + below(12), 1 + below(28),
                                                   {Of("2023-" + quota, kinds[below(7)], 1 + below(9000))});
    if (!record.is_deleted && below(2) == 0) record.quotas = {QuotaOf(quota, below(12) == 0 ? "2080801" : "2010301")};
    if (below(2) == 0) record.key.department = kNeighbour;
    flow.push_back(std::move(record));
  }
  return flow;
}

struct Imported {
  std::vector<RecordOutcome> outcomes;
  std::vector<int64_t> revisions;
  std::vector<YearSnapshot> years;
};

TEST_P(RecordImportTest, RandomFlowIsTheSameHoweverItIsCut) {
  for (const OnViolation on_violation : {OnViolation::kReject, OnViolation::kRecord}) {
    for (uint32_t seed = 1; seed <= 3; ++seed) {
      const std::vector<ImportRecord> flow = RandomFlow(seed, 150);
      std::vector<Imported> runs;
      for (const size_t cut : {flow.size(), size_t{1}, size_t{7}, size_t{40}}) {
        SCOPED_TRACE(absl::StrCat("seed ", seed, ", cut into ", cut));
        storage::TempDatabase database(GetParam(), Migrations());
        Imported& run = runs.emplace_back();
        for (const DepartmentName& name : {kCuiyuan, kNeighbour}) {
          ASSERT_THAT(database->WriteAndWait([&name](storage::Connection& connection) {
            DepartmentRow row;
            row.name = name;
            row.display_name = "部门";
            return SaveDepartment(connection, row, 1);
          }),
                      IsOk());
        }
        for (size_t begin = 0; begin < flow.size(); begin += cut) {
          const absl::Span<const ImportRecord> part = absl::MakeConstSpan(flow).subspan(begin, cut);
          const WriteStamp stamp = Stamp();
          const auto imported = database->WriteAndWait(
              [&](storage::Connection& connection) { return ImportRecords(connection, part, on_violation, stamp); });
          ASSERT_THAT(imported, IsOk());
          for (const ImportedRecord& record : *imported) {
            run.outcomes.push_back(record.outcome);
            run.revisions.push_back(record.revision);
          }
        }
        for (const DepartmentName& name : {kCuiyuan, kNeighbour}) {
          absl::StatusOr<YearSnapshot> year = database->Read([&name](storage::Connection& connection) {
            return SelectYear(connection, {.department = name, .fiscal_year = 2023}, /*revision=*/0);
          });
          ASSERT_THAT(year, IsOk());
          EXPECT_EQ(year->head.fold, Fold(year->ledger, {}));
          run.years.push_back(*std::move(year));
        }
        EXPECT_EQ(run.outcomes, runs.front().outcomes);
        EXPECT_EQ(run.revisions, runs.front().revisions);
        for (size_t i = 0; i < run.years.size(); ++i) {
          EXPECT_EQ(run.years[i].head.revision, runs.front().years[i].head.revision);
          EXPECT_EQ(run.years[i].head.digest, runs.front().years[i].head.digest);
          EXPECT_EQ(run.years[i].head.fold, runs.front().years[i].head.fold);
        }
      }
      std::set<RecordOutcome> seen(runs.front().outcomes.begin(), runs.front().outcomes.end());
      EXPECT_GE(seen.size(), 5u) << "a flow that tries little";
      if (on_violation == OnViolation::kRecord) continue;
      for (const YearSnapshot& year : runs.front().years) {
        std::map<std::string, std::vector<DatedEntry>> by_quota;
        for (const PostedTransaction& posted : year.ledger.transactions) {
          for (auto& [quota, entries] : DatedEntriesOf(posted.transaction)) {
            by_quota[quota].insert(by_quota[quota].end(), entries.begin(), entries.end());
          }
        }
        for (const auto& [quota, entries] : by_quota) EXPECT_THAT(CheckNeverOverdrawn(quota, entries), IsOk());
      }
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
