#include "services/budget/store/year_reader.h"

#include <utility>

#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<YearSnapshot> SelectYearAt(storage::Connection& connection, const YearKey& key, YearHead head,
                                          int64_t revision, std::string digest) {
  YearSnapshot year;
  year.head = std::move(head);
  year.digest = std::move(digest);
  year.ledger.department = key.department;
  year.ledger.fiscal_year = key.fiscal_year;
  year.ledger.revision = revision;
  ZP_ASSIGN_OR_RETURN(year.quotas, SelectQuotas(connection, key, revision));
  for (const QuotaRow& row : year.quotas) year.ledger.quotas.push_back(row.record);
  ZP_ASSIGN_OR_RETURN(year.stored, SelectAllTransactions(connection, key, revision));
  for (const StoredTransaction& stored : year.stored) year.ledger.transactions.push_back(stored.posted);
  ZP_ASSIGN_OR_RETURN(year.special_funds, SelectSpecialFunds(connection, key, revision));
  year.ledger.special_funds = FundsOf(year.special_funds);
  ZP_ASSIGN_OR_RETURN(year.statement, SelectStatement(connection, key, revision));
  ZP_ASSIGN_OR_RETURN(year.reported_facts, SelectReportedFacts(connection, key, revision));
  return year;
}

}  // namespace

absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, int64_t revision) {
  ZP_ASSIGN_OR_RETURN(YearHead head, SelectHead(connection, key));
  if (revision == 0) {
    std::string digest = head.digest;
    const int64_t latest = head.revision;
    return SelectYearAt(connection, key, std::move(head), latest, std::move(digest));
  }
  ZP_ASSIGN_OR_RETURN(std::string digest, SelectDigest(connection, key, revision));
  return SelectYearAt(connection, key, std::move(head), revision, std::move(digest));
}

absl::StatusOr<YearSnapshot> SelectYear(storage::Connection& connection, const YearKey& key, const YearHead& head) {
  return SelectYearAt(connection, key, head, head.revision, head.digest);
}

}  // namespace zhengping::budget
