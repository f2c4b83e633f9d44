#include "services/reporting/clients/record_changes.h"

#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/money/money.h"
#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::reporting {
namespace {

std::optional<RecordChange::Kind> KindOf(budget::v1::RecordOutcome outcome) {
  if (outcome == budget::v1::RECORD_OUTCOME_ADDED) return RecordChange::Kind::kAdded;
  if (outcome == budget::v1::RECORD_OUTCOME_CHANGED) return RecordChange::Kind::kChanged;
  if (outcome == budget::v1::RECORD_OUTCOME_VANISHED) return RecordChange::Kind::kVanished;
  return std::nullopt;
}

const char* WordOf(budget::v1::EntryKind kind) {
  static const std::map<budget::v1::EntryKind, const char*> words = {
      {budget::v1::ENTRY_KIND_INITIAL, "年初预算"},  {budget::v1::ENTRY_KIND_SUPPLEMENT, "追加"},
      {budget::v1::ENTRY_KIND_REDUCTION, "追减"},    {budget::v1::ENTRY_KIND_TRANSFER_IN, "调入"},
      {budget::v1::ENTRY_KIND_TRANSFER_OUT, "调出"}, {budget::v1::ENTRY_KIND_CARRYOVER, "上年结转"},
      {budget::v1::ENTRY_KIND_RECALL, "收回"},       {budget::v1::ENTRY_KIND_PAYMENT, "支付"},
      {budget::v1::ENTRY_KIND_REFUND, "退回"}};
  const auto found = words.find(kind);
  return found == words.end() ? "其他" : found->second;
}

// "2023-03-07 追加 6000.00元 大财预〔2023〕1号"; of several entries the first kinds with their sums.
std::string TextOf(const budget::v1::Transaction& transaction) {
  std::string text = absl::StrFormat("%04d-%02d-%02d", transaction.effective_date().year(),
                                     transaction.effective_date().month(), transaction.effective_date().day());
  std::map<budget::v1::EntryKind, int64_t> sums;
  for (const budget::v1::Entry& entry : transaction.entries()) sums[entry.kind()] += entry.amount_fen();
  for (const auto& [kind, fen] : sums) {
    absl::StrAppend(&text, " ", WordOf(kind), " ", FormatYuan(Money::Fen(fen)), "元");
  }
  if (transaction.entries_size() > 1) absl::StrAppend(&text, "（", transaction.entries_size(), " 笔分录）");
  if (!transaction.document_number().empty()) absl::StrAppend(&text, " ", transaction.document_number());
  return text;
}

}  // namespace

std::vector<RecordChange> RecordChangesOf(const budget::v1::LoadDepartmentYearResponse& message, const CaseYear& year) {
  std::map<std::string, int> rows;
  for (const CaseTransaction& transaction : year.transactions) {
    rows.emplace(transaction.record_id, transaction.place.row);
  }
  std::vector<RecordChange> changes;
  for (const budget::v1::LoadDifference& difference : message.differences()) {
    const std::optional<RecordChange::Kind> kind = KindOf(difference.outcome());
    if (!kind.has_value()) continue;
    if (changes.size() == kMostRecordChanges) break;
    RecordChange& change = changes.emplace_back();
    change.kind = *kind;
    change.record_id = difference.record_id();
    const auto row = rows.find(difference.record_id());
    if (row != rows.end() && *kind != RecordChange::Kind::kVanished) change.row = row->second;
    if (difference.has_stored()) change.stored_text = TextOf(difference.stored());
    if (difference.has_sent()) change.sent_text = TextOf(difference.sent());
  }
  return changes;
}

}  // namespace zhengping::reporting
