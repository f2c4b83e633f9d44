#include "services/budget/store/ledger_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/posting.h"
#include "services/budget/domain/reversal.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/quota_declaration.h"
#include "services/budget/store/settings_rows.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

// What a posting does to the record that it is a version of.
struct PostDecision {
  std::optional<StoredTransaction> unchanged;  // stored with the same content: the answer
  std::optional<Transaction> reversal;         // of the version in force
  int64_t record_version = 1;
};

// `in_force`: the posting of known.in_force_revision.
absl::StatusOr<PostDecision> DecideVersion(const RecordState& known, const std::optional<StoredTransaction>& in_force,
                                           const Transaction& sent) {
  PostDecision decision;
  const int64_t highest = known.highest_version;
  decision.record_version = sent.record_version != 0 ? sent.record_version : highest + 1;
  if (in_force.has_value()) {
    const PostedTransaction& stored = in_force->posted;
    switch (CompareVersions(stored.transaction, sent)) {
      case VersionChange::kUnchanged:
        decision.unchanged = in_force;
        return decision;
      case VersionChange::kOlder:
        return NotNow({"RECORD_VERSION_OUTDATED", "record_version"},
                      absl::StrCat("version ", stored.transaction.record_version, " of the record is stored"));
      case VersionChange::kNewer:
        decision.reversal = ReversalOf(stored);
        break;
    }
  }
  if (decision.record_version > highest) return decision;
  if (decision.record_version < highest) {
    return NotNow({"RECORD_VERSION_OUTDATED", "record_version"},
                  absl::StrCat("version ", highest, " of the record is stored"));
  }
  return Taken({"RECORD_EXISTS", "record_id"},
               absl::StrCat("version ", highest, " of record ", sent.record_id,
                            " is stored with other content: a change of a record has a higher version"));
}

absl::StatusOr<StoredTransaction> AnswerAgain(storage::Connection& connection, const DepartmentName& department,
                                              const AnsweredRequest& answered) {
  const YearKey key = {.department = department, .fiscal_year = answered.fiscal_year};
  ZP_ASSIGN_OR_RETURN(
      std::optional<StoredTransaction> stored,
      SelectTransaction(connection, key, TransactionPlace{.revision = answered.revision, .step = Step::kOwn}));
  if (!stored.has_value()) return absl::InternalError("a request's answer is gone");
  return *std::move(stored);
}

absl::StatusOr<StoredTransaction> Answer(storage::Connection& connection, const YearKey& key, const WriteStamp& stamp,
                                         StoredTransaction stored) {
  ZP_RETURN_IF_ERROR(InsertAnswer(connection, key.department, stamp,
                                  {.fiscal_year = key.fiscal_year, .revision = stored.place.revision, .answer = ""}));
  return stored;
}

// What was put as the writer's latest revision, as reading it gives it back.
StoredTransaction JustStored(const YearWriter& writer, const YearKey& key, const WriteStamp& stamp,
                             Transaction transaction, std::string reason) {
  StoredTransaction stored;
  stored.place = {.revision = writer.head().revision, .step = Step::kOwn};
  stored.posted.id = TransactionId(key.fiscal_year, stored.place);
  stored.posted.revision = stored.place.revision;
  stored.posted.digest = writer.head().digest;
  stored.posted.transaction = std::move(transaction);
  stored.posted_ms = stamp.now_ms;
  stored.reason = std::move(reason);
  return stored;
}

absl::Status CheckRevision(const YearHead& head, int64_t expected) {
  if (expected == 0 || expected == head.revision) return absl::OkStatus();
  return Stale(
      {"REVISION_STALE", "expected_revision"},
      absl::StrCat("the department-year is at revision ", head.revision, ", not ", expected, ": read it again"));
}

StoredTransaction Unstored(Transaction transaction) {
  StoredTransaction stored;
  stored.posted.transaction = std::move(transaction);
  return stored;
}

absl::StatusOr<PostDecision> DecideRecordOf(YearWriter& writer, const YearState& state, const Transaction& sent) {
  const RecordState* known = state.FindRecord(sent.source, sent.record_id);
  if (known == nullptr) return DecideVersion(RecordState(), std::nullopt, sent);
  std::optional<StoredTransaction> in_force;
  if (known->in_force_revision != 0) {
    ZP_ASSIGN_OR_RETURN(in_force, writer.PostingOf(known->in_force_revision));
  }
  return DecideVersion(*known, in_force, sent);
}

absl::StatusOr<StoredTransaction> PostBody(storage::Connection& connection, const PostRequest& request) {
  const YearKey key = {.department = request.department, .fiscal_year = request.transaction.fiscal_year};
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, request.stamp, request.mode));
  // A year that holds something is of a department that is stored: none is ever taken away.
  if (writer.head().revision == 0) ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      FindAnswer(connection, key.department, request.stamp));
  if (answered.has_value()) return AnswerAgain(connection, key.department, *answered);

  ZP_RETURN_IF_ERROR(FirstRefusal(CheckTransaction(request.transaction)));
  ZP_RETURN_IF_ERROR(CheckRevision(writer.head(), request.expected_revision));
  ZP_ASSIGN_OR_RETURN(const YearState* state, writer.State());
  Transaction transaction = request.transaction;
  ZP_ASSIGN_OR_RETURN(PostDecision record, DecideRecordOf(writer, *state, transaction));
  if (record.unchanged.has_value()) {
    if (request.mode == Mode::kValidateOnly) return *std::move(record.unchanged);
    return Answer(connection, key, request.stamp, *std::move(record.unchanged));
  }
  transaction.record_version = record.record_version;

  const QuotaChanges changes = CompareQuotas(*state, request.quotas);
  ZP_RETURN_IF_ERROR(FirstRefusalOf(changes));
  const Transaction* reversal = record.reversal.has_value() ? &*record.reversal : nullptr;
  ZP_RETURN_IF_ERROR(DecidePosting(*state, transaction, RecordsOf(changes), reversal));
  if (request.mode == Mode::kValidateOnly) return Unstored(std::move(transaction));

  writer.BeginRevision();
  ZP_RETURN_IF_ERROR(writer.PutQuotas(changes.to_put));
  if (reversal != nullptr) ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kReversalOfOlder, *reversal, 1));
  ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kOwn, transaction, transaction.record_version));
  ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kTransaction, /*reason=*/""));
  ZP_RETURN_IF_ERROR(writer.Finish());
  return Answer(connection, key, request.stamp,
                JustStored(writer, key, request.stamp, std::move(transaction), /*reason=*/""));
}

absl::StatusOr<StoredTransaction> SelectNamed(storage::Connection& connection, const ChildName& name) {
  ZP_RETURN_IF_ERROR(SelectDepartment(connection, name.parent).status());
  const std::optional<TransactionKey> id = ParseTransactionId(name.id);
  std::optional<StoredTransaction> stored;
  if (id.has_value()) {
    const YearKey key = {.department = name.parent, .fiscal_year = id->fiscal_year};
    ZP_ASSIGN_OR_RETURN(stored, SelectTransaction(connection, key, id->place));
  }
  if (!stored.has_value()) {
    return Absent({"TRANSACTION_NOT_FOUND", "name"},
                  absl::StrCat("the department has no transaction ", name.id, "; an id is {fiscal_year}-{revision}"));
  }
  return *std::move(stored);
}

absl::StatusOr<StoredTransaction> ReverseBody(storage::Connection& connection, const ReverseRequest& request) {
  const DepartmentName& department = request.transaction.parent;
  ZP_ASSIGN_OR_RETURN(const StoredTransaction original, SelectNamed(connection, request.transaction));
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered, FindAnswer(connection, department, request.stamp));
  if (answered.has_value()) return AnswerAgain(connection, department, *answered);

  const Transaction reversal = ReversalOf(original.posted);
  ZP_RETURN_IF_ERROR(CheckReversal(reversal, original.posted));
  const YearKey key = {.department = department, .fiscal_year = reversal.fiscal_year};
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, request.stamp, request.mode));
  ZP_ASSIGN_OR_RETURN(const YearState* state, writer.State());
  ZP_RETURN_IF_ERROR(DecideReversal(*state, reversal));
  if (request.mode == Mode::kValidateOnly) return Unstored(reversal);

  writer.BeginRevision();
  ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kOwn, reversal, reversal.record_version));
  ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kTransaction, request.reason));
  ZP_RETURN_IF_ERROR(writer.Finish());
  return Answer(connection, key, request.stamp, JustStored(writer, key, request.stamp, reversal, request.reason));
}

// A year that is listed at revision 0 held nothing then, whatever it holds since.
absl::StatusOr<YearSnapshot> SelectListedYear(storage::Connection& connection, const YearKey& key,
                                              const std::map<int, int64_t>& revisions) {
  const auto listed = revisions.find(key.fiscal_year);
  if (listed == revisions.end()) return SelectYear(connection, key, 0);
  if (listed->second != 0) return SelectYear(connection, key, listed->second);
  return SelectYear(connection, key, YearHead());
}

absl::StatusOr<AnalysisSnapshot> AnalysisBody(storage::Connection& connection, const AnalysisQuery& query) {
  AnalysisSnapshot snapshot;
  ZP_ASSIGN_OR_RETURN(snapshot.department, SelectDepartment(connection, query.key.department));
  ZP_ASSIGN_OR_RETURN(snapshot.year, SelectListedYear(connection, query.key, query.revisions));
  const DivisionYear division_year = {.division = query.key.division(), .fiscal_year = query.key.fiscal_year};
  ZP_ASSIGN_OR_RETURN(snapshot.settings, SelectSettings(connection, division_year, query.settings_hash));
  for (int64_t back = 1; back <= snapshot.settings.lookback(); ++back) {
    YearKey key = query.key;
    key.fiscal_year -= static_cast<int>(back);
    ZP_ASSIGN_OR_RETURN(YearSnapshot earlier, SelectListedYear(connection, key, query.revisions));
    snapshot.earlier.push_back(std::move(earlier));
  }
  return snapshot;
}

}  // namespace

void LedgerStore::Post(PostRequest request, Done<StoredTransaction> done) {
  const Mode mode = request.mode;
  auto body = [request = std::move(request)](storage::Connection& connection) { return PostBody(connection, request); };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

void LedgerStore::Reverse(ReverseRequest request, Done<StoredTransaction> done) {
  const Mode mode = request.mode;
  auto body = [request = std::move(request)](storage::Connection& connection) {
    return ReverseBody(connection, request);
  };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

void LedgerStore::Load(LoadRequest request, Done<LoadAnswer> done) {
  const Mode mode = request.mode;
  auto body = [request = std::move(request)](storage::Connection& connection) { return LoadYear(connection, request); };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

void LedgerStore::GetTransaction(ChildName name, Done<StoredTransaction> done) {
  database_.ReadAsync(
      [name = std::move(name)](storage::Connection& connection) { return SelectNamed(connection, name); },
      std::move(done));
}

void LedgerStore::ListTransactions(YearKey key, TransactionRange range, Done<TransactionPage> done) {
  database_.ReadAsync(
      [key = std::move(key), range](storage::Connection& connection) -> absl::StatusOr<TransactionPage> {
        TransactionPage page;
        TransactionRange resolved = range;
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
        if (range.revision == 0) {
          ZP_ASSIGN_OR_RETURN(const YearHead head, SelectHead(connection, key));
          resolved.revision = head.revision;
        }
        ZP_ASSIGN_OR_RETURN(page.digest, SelectDigest(connection, key, resolved.revision));
        page.revision = resolved.revision;
        ZP_ASSIGN_OR_RETURN(page.transactions, SelectTransactions(connection, key, resolved));
        return page;
      },
      std::move(done));
}

void LedgerStore::ReadYear(YearKey key, int64_t revision, Done<YearSnapshot> done) {
  database_.ReadAsync(
      [key = std::move(key), revision](storage::Connection& connection) -> absl::StatusOr<YearSnapshot> {
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
        return SelectYear(connection, key, revision);
      },
      std::move(done));
}

void LedgerStore::ReadHead(YearKey key, Done<HeadSnapshot> done) {
  database_.ReadAsync(
      [key = std::move(key)](storage::Connection& connection) -> absl::StatusOr<HeadSnapshot> {
        HeadSnapshot snapshot;
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
        ZP_ASSIGN_OR_RETURN(snapshot.head, SelectHead(connection, key));
        ZP_ASSIGN_OR_RETURN(snapshot.statement, SelectStatement(connection, key, snapshot.head.revision));
        ZP_ASSIGN_OR_RETURN(snapshot.reported_facts, SelectReportedFacts(connection, key, snapshot.head.revision));
        return snapshot;
      },
      std::move(done));
}

void LedgerStore::VerifyDigests(YearKey key, Done<ChainCheck> done) {
  database_.ReadAsync(
      [key = std::move(key)](storage::Connection& connection) -> absl::StatusOr<ChainCheck> {
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
        return CheckChain(connection, key);
      },
      std::move(done));
}

void LedgerStore::ReadForAnalysis(AnalysisQuery query, Done<AnalysisSnapshot> done) {
  database_.ReadAsync(
      [query = std::move(query)](storage::Connection& connection) { return AnalysisBody(connection, query); },
      std::move(done));
}

}  // namespace zhengping::budget
