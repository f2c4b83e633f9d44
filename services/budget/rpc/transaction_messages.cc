#include "services/budget/rpc/transaction_messages.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/budget/domain/document_number.h"
#include "services/budget/domain/limits.h"
#include "zhengping/budget/v1/transaction.pb.h"

namespace zhengping::budget {
namespace {

EntryKind FromMessage(v1::EntryKind message, const MessageIssues& issues) {
  switch (message) {
    case v1::ENTRY_KIND_INITIAL:
      return EntryKind::kInitial;
    case v1::ENTRY_KIND_SUPPLEMENT:
      return EntryKind::kSupplement;
    case v1::ENTRY_KIND_REDUCTION:
      return EntryKind::kReduction;
    case v1::ENTRY_KIND_TRANSFER_IN:
      return EntryKind::kTransferIn;
    case v1::ENTRY_KIND_TRANSFER_OUT:
      return EntryKind::kTransferOut;
    case v1::ENTRY_KIND_CARRYOVER:
      return EntryKind::kCarryover;
    case v1::ENTRY_KIND_RECALL:
      return EntryKind::kRecall;
    case v1::ENTRY_KIND_PAYMENT:
      return EntryKind::kPayment;
    case v1::ENTRY_KIND_REFUND:
      return EntryKind::kRefund;
    case v1::ENTRY_KIND_UNSPECIFIED:
      issues.Add("ENTRY_KIND_MISSING", "kind", "");
      return EntryKind::kInitial;
    case v1::EntryKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::EntryKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", "kind", absl::StrCat(static_cast<int>(message)));
  return EntryKind::kInitial;
}

Origin FromMessage(v1::Origin message, const MessageIssues& issues) {
  switch (message) {
    case v1::ORIGIN_UNSPECIFIED:
      return Origin::kUnstated;
    case v1::ORIGIN_SUPERIOR:
      return Origin::kSuperior;
    case v1::ORIGIN_POLICY:
      return Origin::kPolicy;
    case v1::ORIGIN_EMERGENCY:
      return Origin::kEmergency;
    case v1::ORIGIN_OWN:
      return Origin::kOwn;
    case v1::Origin_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Origin_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", "origin", absl::StrCat(static_cast<int>(message)));
  return Origin::kUnstated;
}

Recurring FromMessage(v1::Recurring message, const MessageIssues& issues) {
  switch (message) {
    case v1::RECURRING_UNSPECIFIED:
      return Recurring::kUnstated;
    case v1::RECURRING_YES:
      return Recurring::kYes;
    case v1::RECURRING_NO:
      return Recurring::kNo;
    case v1::Recurring_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::Recurring_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  issues.Add("ENUM_UNKNOWN", "recurring", absl::StrCat(static_cast<int>(message)));
  return Recurring::kUnstated;
}

v1::Origin ToMessage(Origin origin) {
  switch (origin) {
    case Origin::kUnstated:
      return v1::ORIGIN_UNSPECIFIED;
    case Origin::kSuperior:
      return v1::ORIGIN_SUPERIOR;
    case Origin::kPolicy:
      return v1::ORIGIN_POLICY;
    case Origin::kEmergency:
      return v1::ORIGIN_EMERGENCY;
    case Origin::kOwn:
      return v1::ORIGIN_OWN;
  }
  return v1::ORIGIN_UNSPECIFIED;
}

v1::Recurring ToMessage(Recurring recurring) {
  switch (recurring) {
    case Recurring::kUnstated:
      return v1::RECURRING_UNSPECIFIED;
    case Recurring::kYes:
      return v1::RECURRING_YES;
    case Recurring::kNo:
      return v1::RECURRING_NO;
  }
  return v1::RECURRING_UNSPECIFIED;
}

// The last part of a name that is plainly one of the department's; empty: it needs a closer look.
absl::string_view PlainId(const DepartmentName& department, absl::string_view name, absl::string_view collection) {
  for (const absl::string_view part :
       {absl::string_view("divisions/"), absl::string_view(department.division), absl::string_view("/departments/"),
        absl::string_view(department.department), absl::string_view("/"), collection, absl::string_view("/")}) {
    if (!absl::ConsumePrefix(&name, part)) return absl::string_view();
  }
  const bool is_id = name.size() <= kMaxIdCharacters && std::all_of(name.begin(), name.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                     });
  return is_id ? name : absl::string_view();
}

// The id that a name or an external code stands for; both, where both are given, for one.
void ReadReferredId(const YearKey& key, const std::string& name, const std::string& external_code,
                    const char* collection, const char* field, const MessageIssues& issues, std::string& id) {
  id.clear();
  if (!external_code.empty()) YearlyId(key.fiscal_year, external_code, id);
  if (name.empty()) return;
  const absl::string_view plain = PlainId(key.department, name, collection);
  if (!plain.empty() && (id.empty() || id == plain)) {
    id.assign(plain.data(), plain.size());
    return;
  }
  const absl::StatusOr<ChildName> parsed = ParseChildName(name, collection, field);
  if (!parsed.ok()) {
    issues.Add(parsed.status(), field, name);
    return;
  }
  if (!(parsed->parent == key.department)) {
    issues.Add("NAME_DISAGREES", field, name);
  } else if (!id.empty() && id != parsed->id) {
    issues.Add("QUOTA_CODES_DISAGREE", absl::StrCat(field, "_external_code"), external_code);
  }
  id = parsed->id;
}

void FromMessage(const YearKey& key, const v1::Entry& message, const MessageIssues& issues, LedgerEntry& entry) {
  ReadReferredId(key, message.quota(), message.quota_external_code(), "quotas", "quota", issues, entry.quota);
  entry.entry.kind = FromMessage(message.kind(), issues);
  entry.entry.amount = MoneyFromMessage(message.amount_fen(), "amount_fen", issues);
  entry.origin = FromMessage(message.origin(), issues);
  entry.recurring = FromMessage(message.recurring(), issues);
  ReadReferredId(key, message.special_fund(), message.special_fund_external_code(), "specialFunds", "special_fund",
                 issues, entry.special_fund);
  entry.note = message.note();
}

}  // namespace

v1::EntryKind ToMessage(EntryKind kind) {
  switch (kind) {
    case EntryKind::kInitial:
      return v1::ENTRY_KIND_INITIAL;
    case EntryKind::kSupplement:
      return v1::ENTRY_KIND_SUPPLEMENT;
    case EntryKind::kReduction:
      return v1::ENTRY_KIND_REDUCTION;
    case EntryKind::kTransferIn:
      return v1::ENTRY_KIND_TRANSFER_IN;
    case EntryKind::kTransferOut:
      return v1::ENTRY_KIND_TRANSFER_OUT;
    case EntryKind::kCarryover:
      return v1::ENTRY_KIND_CARRYOVER;
    case EntryKind::kRecall:
      return v1::ENTRY_KIND_RECALL;
    case EntryKind::kPayment:
      return v1::ENTRY_KIND_PAYMENT;
    case EntryKind::kRefund:
      return v1::ENTRY_KIND_REFUND;
  }
  return v1::ENTRY_KIND_UNSPECIFIED;
}

Transaction FromMessage(const YearKey& key, const v1::Transaction& message, const MessageIssues& issues) {
  Transaction transaction;
  FromMessage(key, message, issues, transaction);
  return transaction;
}

void FromMessage(const YearKey& key, const v1::Transaction& message, const MessageIssues& issues,
                 Transaction& transaction) {
  transaction.source = message.source();
  transaction.record_id = message.record_id();
  // Reversals take their ids from what they reverse (domain/reversal.h).
  if (absl::StartsWith(message.record_id(), "reversal-of-")) {
    issues.Add("RECORD_ID_RESERVED", "record_id", message.record_id());
  }
  transaction.record_version = message.record_version();
  transaction.fiscal_year = message.fiscal_year() == 0 ? key.fiscal_year : message.fiscal_year();
  NormalizeDocumentNumber(message.document_number(), transaction.document_number);
  transaction.effective_date = Date();
  if (!message.has_effective_date()) {
    issues.Add("DATE_MISSING", "effective_date", "");
  } else if (const auto date = budget::FromMessage(message.effective_date(), "effective_date", issues)) {
    transaction.effective_date = *date;
  }
  transaction.entries.resize(static_cast<size_t>(message.entries_size()));
  for (int i = 0; i < message.entries_size(); ++i) {
    FromMessage(key, message.entries(i), issues.At("entries", i), transaction.entries[static_cast<size_t>(i)]);
  }
  transaction.reverses.clear();
}

void ToMessage(const DepartmentName& department, const Transaction& transaction, v1::Transaction& message) {
  message.set_source(transaction.source);
  message.set_record_id(transaction.record_id);
  message.set_record_version(transaction.record_version);
  message.set_fiscal_year(transaction.fiscal_year);
  message.set_document_number(transaction.document_number);
  budget::ToMessage(transaction.effective_date, *message.mutable_effective_date());
  for (const LedgerEntry& entry : transaction.entries) {
    v1::Entry& added = *message.add_entries();
    added.set_quota(FormatName(ChildName{department, entry.quota}, "quotas"));
    added.set_kind(ToMessage(entry.entry.kind));
    added.set_amount_fen(entry.entry.amount.fen());
    added.set_origin(ToMessage(entry.origin));
    added.set_recurring(ToMessage(entry.recurring));
    if (!entry.special_fund.empty()) {
      added.set_special_fund(FormatName(ChildName{department, entry.special_fund}, "specialFunds"));
    }
    added.set_note(entry.note);
  }
  if (!transaction.reverses.empty()) {
    message.set_reverses(FormatName(ChildName{department, transaction.reverses}, "transactions"));
  }
}

void ToMessage(const DepartmentName& department, const PostedTransaction& posted, v1::Transaction& message) {
  ToMessage(department, posted.transaction, message);
  if (posted.id.empty()) return;
  message.set_name(FormatName(ChildName{department, posted.id}, "transactions"));
  message.set_is_reversed(posted.is_reversed);
  message.set_revision(posted.revision);
  message.set_digest(posted.digest);
}

void ToMessage(const DepartmentName& department, const StoredTransaction& stored, v1::Transaction& message) {
  ToMessage(department, stored.posted, message);
  if (stored.posted.id.empty()) return;
  budget::ToMessage(stored.posted_ms, *message.mutable_post_time());
  message.set_reversal_reason(stored.reason);
}

}  // namespace zhengping::budget
