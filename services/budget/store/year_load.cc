#include "services/budget/store/year_load.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/special_fund.h"
#include "services/budget/store/quota_declaration.h"
#include "services/budget/store/year_reader.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

Issue IssueAt(Severity severity, std::string field, std::string reason, std::string found, std::string remedy) {
  return {.severity = severity,
          .place = {.file = "", .row = 0, .column = "", .field = std::move(field)},
          .reason = std::move(reason),
          .found = std::move(found),
          .remedy = std::move(remedy)};
}

// What the load finds in the ledger, and what it makes of it.
struct Situation {
  std::optional<DepartmentRow> stored_department;
  std::optional<DepartmentRow> department;  // as it shall be, where the load says so
  YearSnapshot year;
  std::map<std::string, QuotaRow> stored_quotas;
  QuotaChanges quotas;
  std::map<std::string, const PostedTransaction*> in_force;  // of this source, by record
  LoadPlan plan;
};

// A refusal as an issue, for what the load shares with other writes.
Issue IssueFrom(const absl::Status& status, absl::string_view field_prefix) {
  const Refusal refusal = RefusalOf(status).value_or(Refusal());
  return IssueAt(Severity::kError, absl::StrCat(field_prefix, refusal.field), refusal.reason, "",
                 std::string(status.message()));
}

// Whether reading the messages has already found something at this field or inside it.
bool IsReported(const LoadRequest& request, const Issue& issue) {
  return std::any_of(request.issues.begin(), request.issues.end(),
                     [&issue](const Issue& known) { return absl::StartsWith(known.place.field, issue.place.field); });
}

void CheckFunds(const LoadRequest& request, const Situation& situation, std::vector<Issue>& issues) {
  if (!request.special_funds.has_value()) return;
  std::set<std::string> sent;
  for (size_t i = 0; i < request.special_funds->size(); ++i) {
    const SpecialFund& fund = (*request.special_funds)[i].fund;
    for (Issue& issue : CheckSpecialFund(fund)) {
      issue.place.field.insert(0, absl::StrCat("special_funds[", i, "]."));
      issues.push_back(std::move(issue));
    }
    if (!sent.insert(fund.id).second) {
      issues.push_back(IssueAt(Severity::kError, absl::StrCat("special_funds[", i, "].external_code"),
                               "SPECIAL_FUND_REPEATED", fund.id, "同一专项资金出现两次，请合并为一项。"));
    }
  }
  std::set<std::string> reported;
  for (const PostedTransaction& posted : situation.year.ledger.transactions) {
    if (posted.is_reversed || !posted.transaction.reverses.empty()) continue;
    if (posted.transaction.source == request.source) continue;  // this load says anew what it names
    for (const LedgerEntry& entry : posted.transaction.entries) {
      if (entry.special_fund.empty() || sent.count(entry.special_fund) > 0) continue;
      if (!reported.insert(entry.special_fund).second) continue;
      issues.push_back(IssueAt(Severity::kError, "special_funds", "SPECIAL_FUND_IN_USE", entry.special_fund,
                               "账上已有分录使用该专项资金，不能从清单中去掉。"));
    }
  }
}

std::set<std::string> FundsAfter(const LoadRequest& request, const Situation& situation) {
  std::set<std::string> funds;
  if (request.special_funds.has_value()) {
    for (const SpecialFundRow& row : *request.special_funds) funds.insert(row.fund.id);
  } else {
    for (const SpecialFund& fund : situation.year.ledger.special_funds) funds.insert(fund.id);
  }
  return funds;
}

// Every quota after the load, with the entries that stay in force and are not sent again. Takes those that lose entries
// out of `untouched`.
QuotaHistories StayingHistories(const LoadRequest& request, const Situation& situation,
                                std::set<std::string>& untouched) {
  QuotaHistories histories;
  for (const auto& [id, row] : situation.stored_quotas) histories[id].record = row.record;
  for (const QuotaRow& row : situation.quotas.to_put) histories[row.record.id].record = row.record;
  std::set<std::string> sent;
  for (const Transaction& transaction : request.transactions) sent.insert(transaction.record_id);
  for (const PostedTransaction& posted : situation.year.ledger.transactions) {
    const Transaction& transaction = posted.transaction;
    if (posted.is_reversed || !transaction.reverses.empty()) continue;
    if (transaction.source == request.source &&
        (sent.count(transaction.record_id) > 0 || request.on_vanished == OnVanished::kReverse)) {
      for (const LedgerEntry& entry : transaction.entries) untouched.erase(entry.quota);
      continue;
    }
    for (auto& [quota, entries] : DatedEntriesOf(transaction)) {
      std::vector<DatedEntry>& known = histories[quota].entries;
      known.insert(known.end(), entries.begin(), entries.end());
    }
  }
  return histories;
}

// What was sent, where an outdated record gives way to the stored one that stays in force: same index, so that paths
// hold.
std::vector<Transaction> AsInForce(const LoadRequest& request, const Situation& situation) {
  std::vector<Transaction> transactions = request.transactions;
  for (Transaction& transaction : transactions) {
    const auto stored = situation.in_force.find(transaction.record_id);
    if (stored == situation.in_force.end()) continue;
    if (CompareVersions(stored->second->transaction, transaction) == VersionChange::kOlder) {
      transaction = stored->second->transaction;
    }
  }
  return transactions;
}

// Transactions whose message could not be read whole: what the rules say about them would be about something else.
std::set<size_t> UnreadTransactions(const std::vector<Issue>& issues) {
  std::set<size_t> unread;
  for (const Issue& issue : issues) {
    if (const std::optional<size_t> index = TransactionOf(issue)) unread.insert(*index);
  }
  return unread;
}

std::set<std::string> QuotasOf(const Situation& situation) {
  std::set<std::string> quotas;
  for (const auto& [id, row] : situation.stored_quotas) quotas.insert(id);
  return quotas;
}

void CheckTransactions(const LoadRequest& request, const Situation& situation, std::vector<Issue>& issues) {
  LoadRules rules = {
      .on_violation = request.on_violation, .unread = UnreadTransactions(issues), .untouched = QuotasOf(situation)};
  const QuotaHistories staying = StayingHistories(request, situation, rules.untouched);
  const std::vector<Transaction> sent = AsInForce(request, situation);
  for (const Transaction& transaction : sent) {
    for (const LedgerEntry& entry : transaction.entries) rules.untouched.erase(entry.quota);
  }
  for (Issue& issue : CheckLoad(request.key.fiscal_year, sent, staying, FundsAfter(request, situation), rules)) {
    const std::optional<size_t> index = TransactionOf(issue);
    if (index.has_value() && rules.unread.count(*index) > 0) continue;
    issues.push_back(std::move(issue));
  }
  std::map<std::string, int64_t> versions;
  for (size_t i = 0; i < request.transactions.size(); ++i) {
    const Transaction& transaction = request.transactions[i];
    const auto [first, is_first] = versions.emplace(transaction.record_id, transaction.record_version);
    // CheckLoad names those of the same version.
    if (!is_first && first->second != transaction.record_version) {
      issues.push_back(IssueAt(Severity::kError, absl::StrCat("transactions[", i, "].record_id"), "RECORD_REPEATED",
                               transaction.record_id, "一次导入中同一记录只能出现一次，请只保留最新的版本。"));
    }
  }
}

void NoteVanished(const LoadRequest& request, const Situation& situation, std::vector<Issue>& issues) {
  if (request.on_vanished == OnVanished::kReverse) return;
  std::set<std::string> sent;
  for (const Transaction& transaction : request.transactions) sent.insert(transaction.record_id);
  for (const auto& [record_id, posted] : situation.in_force) {
    if (sent.count(record_id) > 0) continue;
    issues.push_back(IssueAt(
        Severity::kWarning, "", "RECORD_VANISHED", record_id,
        absl::StrCat("账上有该记录（", posted->id, "），本次没有再报，保留不动；如应冲销，请加 replace 重新导入。")));
  }
}

absl::Status CheckAll(const LoadRequest& request, Situation& situation, std::vector<Issue>& issues) {
  issues = request.issues;
  if (request.department.has_value()) {
    const DepartmentRow base = situation.stored_department.value_or(DepartmentRow{.name = request.key.department});
    absl::StatusOr<DepartmentRow> changed = WithChange(base, *request.department);
    if (changed.ok()) {
      situation.department = *std::move(changed);
    } else {
      issues.push_back(IssueFrom(changed.status(), ""));
    }
  }
  for (size_t i = 0; i < request.quotas.size(); ++i) {
    for (Issue& issue : CheckQuota(request.quotas[i].record)) {
      issue.place.field.insert(0, absl::StrCat("quotas[", i, "]."));
      issues.push_back(std::move(issue));
    }
  }
  issues.insert(issues.end(), situation.quotas.issues.begin(), situation.quotas.issues.end());
  CheckFunds(request, situation, issues);
  if (request.statement.has_value()) {
    for (Issue& issue : CheckStatement(request.statement->statement)) {
      issue.place.field.insert(0, "statement.");
      if (!IsReported(request, issue)) issues.push_back(std::move(issue));
    }
  }
  if (request.reported_facts.has_value()) {
    for (Issue& issue : CheckReportedFacts(*request.reported_facts)) {
      issue.place.field.insert(0, "reported_");  // "facts[3].name" → "reported_facts[3].name"
      if (!IsReported(request, issue)) issues.push_back(std::move(issue));
    }
  }
  CheckTransactions(request, situation, issues);
  NoteVanished(request, situation, issues);
  return absl::OkStatus();
}

bool FundsChange(const LoadRequest& request, const Situation& situation) {
  if (!request.special_funds.has_value()) return false;
  FiledSpecialFunds sent;
  sent.funds = *request.special_funds;
  std::sort(sent.funds.begin(), sent.funds.end(),
            [](const SpecialFundRow& a, const SpecialFundRow& b) { return a.fund.id < b.fund.id; });
  return situation.year.special_funds.revision == 0 || FundsOf(sent) != situation.year.ledger.special_funds;
}

bool StatementChanges(const LoadRequest& request, const Situation& situation) {
  if (!request.statement.has_value()) return false;
  return situation.year.statement.revision == 0 ||
         CanonicalText(*request.statement) != CanonicalText(situation.year.statement);
}

bool FactsChange(const LoadRequest& request, const Situation& situation) {
  if (!request.reported_facts.has_value()) return false;
  return situation.year.reported_facts.revision == 0 ||
         CanonicalText(*request.reported_facts) != CanonicalText(situation.year.reported_facts.facts);
}

void AddDifferences(const LoadRequest& request, const Situation& situation, LoadAnswer& answer) {
  std::vector<const LoadStep*> posting_steps;
  for (const LoadStep& step : situation.plan.steps) {
    if (step.posting.has_value()) posting_steps.push_back(&step);
  }
  std::sort(posting_steps.begin(), posting_steps.end(),
            [](const LoadStep* a, const LoadStep* b) { return a->sent < b->sent; });
  for (const LoadStep* step : posting_steps) {
    LoadDifference difference;
    difference.sent = step->posting;
    if (step->reversal.has_value()) {
      difference.outcome = RecordOutcome::kChanged;
      difference.stored = *situation.in_force.at(step->posting->record_id);
    }
    answer.differences.push_back(std::move(difference));
  }
  std::set<std::string> sent;
  for (const Transaction& transaction : request.transactions) sent.insert(transaction.record_id);
  for (const auto& [record_id, posted] : situation.in_force) {
    if (sent.count(record_id) > 0) continue;
    answer.differences.push_back({.outcome = RecordOutcome::kVanished, .stored = *posted, .sent = std::nullopt});
  }
}

// The counts of an answer as the requests table keeps them.
std::string FormatCounts(const LoadAnswer& answer) {
  return absl::StrJoin(
      {answer.added, answer.changed, answer.unchanged, answer.outdated, answer.vanished, answer.added_quotas,
       answer.changed_quotas, int64_t{answer.department_changed}, int64_t{answer.special_funds_changed},
       int64_t{answer.statement_changed}, int64_t{answer.reported_facts_changed}},
      " ");
}

absl::StatusOr<LoadAnswer> AnswerAgain(storage::Connection& connection, const YearKey& key,
                                       const AnsweredRequest& answered) {
  std::array<int64_t, 11> counts = {};
  size_t count = 0;
  for (const absl::string_view part : absl::StrSplit(answered.answer, ' ')) {
    if (count == counts.size() || !absl::SimpleAtoi(part, &counts[count])) {
      return absl::InternalError(absl::StrCat("a load's answer is damaged: ", answered.answer));
    }
    ++count;
  }
  LoadAnswer answer;
  answer.revision = answered.revision;
  ZP_ASSIGN_OR_RETURN(answer.digest, SelectDigest(connection, key, answered.revision));
  answer.added = counts[0];
  answer.changed = counts[1];
  answer.unchanged = counts[2];
  answer.outdated = counts[3];
  answer.vanished = counts[4];
  answer.added_quotas = counts[5];
  answer.changed_quotas = counts[6];
  answer.department_changed = counts[7] != 0;
  answer.special_funds_changed = counts[8] != 0;
  answer.statement_changed = counts[9] != 0;
  answer.reported_facts_changed = counts[10] != 0;
  return answer;
}

absl::Status WriteFilings(const LoadRequest& request, const LoadAnswer& answer, const Situation& situation,
                          YearWriter& writer) {
  if (!situation.quotas.to_put.empty()) {
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutQuotas(situation.quotas.to_put));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kQuotas, /*reason=*/""));
  }
  if (answer.special_funds_changed) {
    FiledSpecialFunds filed;
    filed.funds = *request.special_funds;
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutSpecialFunds(std::move(filed)));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kSpecialFunds, /*reason=*/""));
  }
  if (answer.statement_changed) {
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutStatement(*request.statement));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kStatement, /*reason=*/""));
  }
  if (answer.reported_facts_changed) {
    FiledFacts filed;
    filed.facts = *request.reported_facts;
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutReportedFacts(std::move(filed)));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kReportedFacts, /*reason=*/""));
  }
  return absl::OkStatus();
}

// One revision a record: the reversal of its older version, if there is one, then the record.
absl::Status WriteTransactions(const LoadPlan& plan, YearWriter& writer) {
  for (const LoadStep& step : plan.steps) {
    writer.BeginRevision();
    if (step.reversal.has_value()) {
      const Step place = step.posting.has_value() ? Step::kReversalOfOlder : Step::kOwn;
      ZP_RETURN_IF_ERROR(writer.PutTransaction(place, *step.reversal, step.reversal->record_version));
    }
    if (step.posting.has_value())
      ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kOwn, *step.posting, step.posting->record_version));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kTransaction, /*reason=*/""));
  }
  return absl::OkStatus();
}

absl::Status LoadRefusal(const std::vector<Issue>& issues) {
  const auto is_error = [](const Issue& issue) { return issue.severity == Severity::kError; };
  const auto first = std::find_if(issues.begin(), issues.end(), is_error);
  return Invalid({"LOAD_HAS_ERRORS", first->place.field},
                 absl::StrCat(std::count_if(issues.begin(), issues.end(), is_error), " errors, the first one ",
                              first->reason, "; nothing is stored; validate_only lists them"));
}

absl::StatusOr<Situation> ReadSituation(storage::Connection& connection, const LoadRequest& request) {
  Situation situation;
  ZP_ASSIGN_OR_RETURN(situation.stored_department, FindDepartment(connection, request.key.department));
  if (!situation.stored_department.has_value() && !request.department.has_value()) {
    return SelectDepartment(connection, request.key.department).status();
  }
  ZP_ASSIGN_OR_RETURN(situation.year, SelectYear(connection, request.key, /*revision=*/0));
  for (const QuotaRow& row : situation.year.quotas) situation.stored_quotas.emplace(row.record.id, row);
  situation.quotas = CompareQuotas(StateOf(situation.year.ledger), request.quotas);
  return situation;
}

void IndexInForce(const std::string& source, Situation& situation) {
  for (const PostedTransaction& posted : situation.year.ledger.transactions) {
    const Transaction& transaction = posted.transaction;
    if (transaction.source != source || posted.is_reversed || !transaction.reverses.empty()) continue;
    situation.in_force[transaction.record_id] = &posted;
  }
}

}  // namespace

absl::StatusOr<LoadAnswer> LoadYear(storage::Connection& connection, const LoadRequest& request) {
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      FindAnswer(connection, request.key.department, request.stamp));
  if (answered.has_value()) return AnswerAgain(connection, request.key, *answered);
  ZP_ASSIGN_OR_RETURN(Situation situation, ReadSituation(connection, request));
  IndexInForce(request.source, situation);

  LoadAnswer answer;
  ZP_RETURN_IF_ERROR(CheckAll(request, situation, answer.issues));
  if (HasErrors(answer.issues) && request.mode == Mode::kWrite) return LoadRefusal(answer.issues);
  situation.plan =
      PlanLoad(situation.year.ledger.transactions, request.transactions, request.source, request.on_vanished);
  answer.added = situation.plan.added;
  answer.changed = situation.plan.changed;
  answer.unchanged = situation.plan.unchanged;
  answer.outdated = situation.plan.ignored;
  answer.vanished = situation.plan.vanished;
  answer.added_quotas = situation.quotas.added;
  answer.changed_quotas = situation.quotas.changed;
  answer.department_changed =
      situation.department.has_value() &&
      (!situation.stored_department.has_value() || !SameContent(*situation.stored_department, *situation.department));
  answer.special_funds_changed = FundsChange(request, situation);
  answer.statement_changed = StatementChanges(request, situation);
  answer.reported_facts_changed = FactsChange(request, situation);
  AddDifferences(request, situation, answer);
  answer.revision = situation.year.head.revision;
  answer.digest = situation.year.head.digest;
  if (request.mode == Mode::kValidateOnly) return answer;

  if (answer.department_changed) {
    ZP_RETURN_IF_ERROR(SaveDepartment(connection, *situation.department, request.stamp.now_ms));
  }
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, request.key, request.stamp));
  ZP_RETURN_IF_ERROR(WriteFilings(request, answer, situation, writer));
  ZP_RETURN_IF_ERROR(WriteTransactions(situation.plan, writer));
  ZP_RETURN_IF_ERROR(writer.Finish());
  answer.revision = writer.head().revision;
  answer.digest = writer.head().digest;
  ZP_RETURN_IF_ERROR(InsertAnswer(
      connection, request.key.department, request.stamp,
      {.fiscal_year = request.key.fiscal_year, .revision = answer.revision, .answer = FormatCounts(answer)}));
  return answer;
}

}  // namespace zhengping::budget
