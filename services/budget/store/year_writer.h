// Changes of one department-year inside a write: each revision's rows, the chain, the folded facts, the head.
//
//   ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, stamp));
//   …decide, on writer.head() and writer.quotas(); refuse before the first write…
//   writer.BeginRevision();
//   ZP_RETURN_IF_ERROR(writer.PutQuotas(declared));
//   ZP_RETURN_IF_ERROR(writer.PutTransaction(Step::kOwn, transaction));
//   ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kTransaction, /*reason=*/""));
//   ZP_RETURN_IF_ERROR(writer.Finish());
//
// Within a revision things are put in the order of the chain (year_head.h). Belongs to the thread and the body that
// opened it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/special_fund_rows.h"
#include "services/budget/store/statement_rows.h"
#include "services/budget/store/transaction_rows.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

class YearWriter {
 public:
  static absl::StatusOr<YearWriter> Open(storage::Connection& connection, const YearKey& key, const WriteStamp& stamp);

  const YearHead& head() const { return head_; }
  const std::map<std::string, QuotaRow>& quotas() const { return quotas_; }  // by id, as they are

  void BeginRevision() { ++head_.revision; }
  // `quotas` are new or changed; they take the revision that has begun.
  absl::Status PutQuotas(std::vector<QuotaRow> quotas);
  absl::Status PutSpecialFunds(FiledSpecialFunds filed);
  absl::Status PutStatement(FiledStatement filed);
  absl::Status PutReportedFacts(FiledFacts filed);
  // Every quota that it names is there. Refused: the folds' TOO_MANY_ENTRIES and AMOUNT_OUT_OF_RANGE.
  absl::Status PutTransaction(Step step, const Transaction& transaction);
  absl::Status EndRevision(ChangeKind kind, const std::string& reason);

  // Saves the head. Nothing was begun: does nothing.
  absl::Status Finish();

 private:
  YearWriter(storage::Connection& connection, YearKey key, WriteStamp stamp)
      : connection_(&connection), key_(std::move(key)), stamp_(std::move(stamp)) {}
  void Chain(absl::string_view canonical_text) { head_.digest = ChainDigest(head_.digest, canonical_text); }

  storage::Connection* connection_;
  YearKey key_;
  WriteStamp stamp_;
  YearHead head_;
  int64_t first_revision_ = 0;  // of the head when it was opened
  std::map<std::string, QuotaRow> quotas_;
  bool must_fold_anew_ = false;  // a quota that has entries changed its purpose
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_WRITER_H_
