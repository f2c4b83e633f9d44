#include "services/budget/store/special_fund_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/special_fund.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

std::vector<SpecialFundRow>::iterator Find(FiledSpecialFunds& filed, const std::string& id) {
  return std::find_if(filed.funds.begin(), filed.funds.end(),
                      [&id](const SpecialFundRow& row) { return row.fund.id == id; });
}

void Change(const SpecialFundUpdate& update, SpecialFundRow& row) {
  if (update.display_name) row.fund.display_name = *update.display_name;
  if (update.amount) row.fund.amount = *update.amount;
  if (update.approved_date) row.fund.approved_date = *update.approved_date;
  if (update.expected_release_date) row.fund.expected_release_date = *update.expected_release_date;
  if (update.needs) row.fund.needs = *update.needs;
}

// The row to be changed; a new one with kCreate.
absl::StatusOr<SpecialFundRow*> RowOf(const SpecialFundUpdate& update, FiledSpecialFunds& filed) {
  const auto found = Find(filed, update.id);
  if (found != filed.funds.end()) return &*found;
  if (update.on_missing == OnMissing::kRefuse) {
    return Absent({"SPECIAL_FUND_NOT_FOUND", "special_fund.name", ""},
                  absl::StrCat("the year has no special fund ", update.id, "; allow_missing creates it"));
  }
  if (filed.funds.size() >= kMaxSpecialFundsPerYear) {
    return Invalid({"TOO_MANY_SPECIAL_FUNDS", "special_fund.name", ""},
                   absl::StrCat("a department-year has at most ", kMaxSpecialFundsPerYear, " special funds"));
  }
  SpecialFundRow& row = filed.funds.emplace_back();
  row.fund.id = update.id;
  row.external_code = update.external_code;
  return &row;
}

absl::StatusOr<UpdatedSpecialFund> ReadUpdated(storage::Connection& connection, const YearKey& key, int64_t revision,
                                               const std::string& id) {
  UpdatedSpecialFund updated;
  ZP_ASSIGN_OR_RETURN(updated.year, SelectYear(connection, key, revision));
  updated.fund = *Find(updated.year.special_funds, id);
  return updated;
}

absl::StatusOr<UpdatedSpecialFund> UpdateBody(storage::Connection& connection, const SpecialFundUpdate& update) {
  const YearKey& key = update.key;
  ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      FindAnswer(connection, key.department, update.stamp));
  if (answered.has_value()) return ReadUpdated(connection, key, answered->revision, update.id);
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, update.stamp, update.mode));
  ZP_ASSIGN_OR_RETURN(FiledSpecialFunds filed, SelectSpecialFunds(connection, key, writer.head().revision));
  if (update.expected_revision.has_value() && *update.expected_revision != filed.revision) {
    return Stale({"ETAG_STALE", "special_fund.etag"}, "the year's special funds have changed since: read them again");
  }
  const std::vector<SpecialFund> stored = FundsOf(filed);
  ZP_ASSIGN_OR_RETURN(SpecialFundRow* const row, RowOf(update, filed));
  Change(update, *row);
  if (absl::Status refused = FirstRefusal(CheckSpecialFund(row->fund)); !refused.ok()) {
    return WithFieldPrefix(std::move(refused), "special_fund.");
  }
  const SpecialFundRow changed = *row;
  if (update.mode == Mode::kValidateOnly) {
    UpdatedSpecialFund validated = {.fund = changed, .year = {}};
    ZP_ASSIGN_OR_RETURN(validated.year, SelectYear(connection, key, writer.head()));
    return validated;
  }
  if (FundsOf(filed) != stored) {
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutSpecialFunds(std::move(filed)));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kSpecialFunds, /*reason=*/""));
    ZP_RETURN_IF_ERROR(writer.Finish());
  }
  const int64_t revision = writer.head().revision;
  ZP_RETURN_IF_ERROR(InsertAnswer(connection, key.department, update.stamp,
                                  {.fiscal_year = key.fiscal_year, .revision = revision, .answer = ""}));
  return ReadUpdated(connection, key, revision, update.id);
}

}  // namespace

void SpecialFundStore::Update(SpecialFundUpdate update, Done done) {
  const Mode mode = update.mode;
  auto body = [update = std::move(update)](storage::Connection& connection) { return UpdateBody(connection, update); };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

}  // namespace zhengping::budget
