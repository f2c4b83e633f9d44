// The ledger (指标账) on disk: postings, reversals, loads, and everything that is read from a department-year.
//
// A write decides by the pure rules of domain/ on what it reads inside its own database transaction, refuses before its
// first write, and answers after the commit. The same request id with the same content gets the first answer again.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_STORE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/domain/findings/settings.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/digest_chain.h"
#include "services/budget/store/transaction_rows.h"
#include "services/budget/store/year_load.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {

struct PostRequest {
  DepartmentName department;
  Transaction transaction;        // record_version 0: the next one after what is stored
  std::vector<QuotaRow> quotas;   // used for the first time, or with another purpose; checked by CheckQuota
  int64_t expected_revision = 0;  // 0: not checked
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

struct ReverseRequest {
  ChildName transaction;
  std::string reason;
  Mode mode = Mode::kWrite;
  WriteStamp stamp;
};

// What an analysis reads, at one moment.
struct AnalysisQuery {
  YearKey key;
  std::map<int, int64_t> revisions;  // by fiscal year; 0: it held nothing; a year that is not listed: the latest
  std::string settings_hash;         // empty: the settings in force
};
struct AnalysisSnapshot {
  DepartmentRow department;
  YearSnapshot year;
  std::vector<YearSnapshot> earlier;  // as many as the settings look back, the latest first; revision 0: holds nothing
  FindingSettings settings;
};

// The head alone, with what is filed beside the ledger: what head facts are made from, without the ledger's entries.
struct HeadSnapshot {
  YearHead head;
  FiledStatement statement;
  FiledFacts reported_facts;
};

class LedgerStore {
 public:
  explicit LedgerStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // Posts, or answers the stored transaction when the record is stored with the same content; a newer version of a
  // record reverses the stored one in the same revision. With kValidateOnly: as it would be stored, without revision.
  // Refused: DEPARTMENT_NOT_FOUND, REVISION_STALE, REQUEST_ID_REUSED, RECORD_EXISTS (same version, other content),
  // RECORD_VERSION_OUTDATED, QUOTA_CODE_COLLIDES, SPECIAL_FUND_NOT_FOUND, TOO_MANY_QUOTAS, and what DecidePost and
  // FactFold::Apply refuse, field as in Transaction.
  void Post(PostRequest request, Done<StoredTransaction> done);

  // Refused: DEPARTMENT_NOT_FOUND, TRANSACTION_NOT_FOUND, REQUEST_ID_REUSED, what CheckReversal refuses, and
  // BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID where later entries rest on the reversed ones.
  void Reverse(ReverseRequest request, Done<StoredTransaction> done);

  // See year_load.h.
  void Load(LoadRequest request, Done<LoadAnswer> done);

  // TRANSACTION_NOT_FOUND, DEPARTMENT_NOT_FOUND.
  void GetTransaction(ChildName name, Done<StoredTransaction> done);
  struct TransactionPage {
    int64_t revision = 0;  // that the list is read at
    std::string digest;
    std::vector<StoredTransaction> transactions;
  };
  // range.revision 0 is the latest; range.limit + 1 tells whether there is more.
  void ListTransactions(YearKey key, TransactionRange range, Done<TransactionPage> done);

  // `revision` 0 is the latest. Refused: DEPARTMENT_NOT_FOUND, REVISION_NOT_FOUND.
  void ReadYear(YearKey key, int64_t revision, Done<YearSnapshot> done);
  void ReadHead(YearKey key, Done<HeadSnapshot> done);
  // See digest_chain.h. Refused: DEPARTMENT_NOT_FOUND.
  void VerifyDigests(YearKey key, Done<ChainCheck> done);
  // Refused besides: SETTINGS_NOT_FOUND.
  void ReadForAnalysis(AnalysisQuery query, Done<AnalysisSnapshot> done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_STORE_H_
