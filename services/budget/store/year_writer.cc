#include "services/budget/store/year_writer.h"

#include <algorithm>
#include <utility>

#include "common/status/status_macros.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/selector.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {

absl::StatusOr<YearWriter> YearWriter::Open(storage::Connection& connection, const YearKey& key,
                                            const WriteStamp& stamp) {
  YearWriter writer(connection, key, stamp);
  ZP_ASSIGN_OR_RETURN(writer.head_, SelectHead(connection, key));
  writer.first_revision_ = writer.head_.revision;
  ZP_ASSIGN_OR_RETURN(std::vector<QuotaRow> quotas, SelectQuotas(connection, key, writer.head_.revision));
  for (QuotaRow& row : quotas) {
    std::string id = row.record.id;
    writer.quotas_.emplace(std::move(id), std::move(row));
  }
  return writer;
}

absl::Status YearWriter::PutQuotas(std::vector<QuotaRow> quotas) {
  std::sort(quotas.begin(), quotas.end(),
            [](const QuotaRow& a, const QuotaRow& b) { return a.record.id < b.record.id; });
  for (QuotaRow& row : quotas) {
    row.revision = head_.revision;
    ZP_RETURN_IF_ERROR(InsertQuota(*connection_, key_, row));
    Chain(CanonicalText(row.record));
    must_fold_anew_ |= quotas_.count(row.record.id) > 0;
    quotas_[row.record.id] = row;
  }
  return absl::OkStatus();
}

absl::Status YearWriter::PutSpecialFunds(FiledSpecialFunds filed) {
  filed.revision = head_.revision;
  filed.filed_ms = stamp_.now_ms;
  std::sort(filed.funds.begin(), filed.funds.end(),
            [](const SpecialFundRow& a, const SpecialFundRow& b) { return a.fund.id < b.fund.id; });
  for (const SpecialFundRow& row : filed.funds) Chain(CanonicalText(row.fund));
  return InsertSpecialFunds(*connection_, key_, filed);
}

absl::Status YearWriter::PutStatement(FiledStatement filed) {
  filed.revision = head_.revision;
  filed.filed_ms = stamp_.now_ms;
  Chain(CanonicalText(filed));
  return InsertStatement(*connection_, key_, filed);
}

absl::Status YearWriter::PutReportedFacts(FiledFacts filed) {
  filed.revision = head_.revision;
  filed.filed_ms = stamp_.now_ms;
  Chain(CanonicalText(filed.facts));
  return InsertReportedFacts(*connection_, key_, filed);
}

absl::Status YearWriter::PutTransaction(Step step, const Transaction& transaction) {
  const TransactionPlace place = {.revision = head_.revision, .step = step};
  QuotaIndex index;
  for (const LedgerEntry& entry : transaction.entries) index.emplace(entry.quota, &quotas_.at(entry.quota).record);
  const std::string id = TransactionId(key_.fiscal_year, place);
  // The fold refuses what is out of range before anything of this transaction is written.
  ZP_RETURN_IF_ERROR(head_.fold.Apply(ViewsOf(transaction, id, place.revision, index)));
  ZP_RETURN_IF_ERROR(InsertTransaction(*connection_, key_, place, transaction));
  Chain(CanonicalText(transaction));
  ++head_.transaction_count;
  head_.entry_count += static_cast<int64_t>(transaction.entries.size());
  return absl::OkStatus();
}

absl::Status YearWriter::EndRevision(ChangeKind kind, const std::string& reason) {
  return InsertChange(*connection_, key_,
                      {.revision = head_.revision,
                       .kind = kind,
                       .digest = head_.digest,
                       .caller = stamp_.caller,
                       .reason = reason,
                       .changed_ms = stamp_.now_ms});
}

absl::Status YearWriter::Finish() {
  if (head_.revision == first_revision_) return absl::OkStatus();
  head_.updated_ms = stamp_.now_ms;
  if (must_fold_anew_) {
    ZP_ASSIGN_OR_RETURN(const YearSnapshot year, SelectYear(*connection_, key_, head_));
    head_.fold = Fold(year.ledger, EntryScope());
  }
  return SaveHead(*connection_, key_, head_);
}

}  // namespace zhengping::budget
