#include "services/budget/domain/reversal.h"

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

absl::Status Differs(absl::string_view field) {
  return Invalid({"REVERSAL_DIFFERS", std::string(field), ""}, EnglishOf("REVERSAL_DIFFERS"));
}

// The entries alone, in canonical order.
std::string EntriesText(const Transaction& transaction) {
  Transaction bare;
  bare.entries = transaction.entries;
  return ContentText(bare);
}

bool HeadsEqual(const Transaction& a, const Transaction& b) {
  return a.effective_date == b.effective_date && a.record_id == b.record_id && a.source == b.source &&
         a.document_number == b.document_number && a.fiscal_year == b.fiscal_year && a.reverses == b.reverses;
}

}  // namespace

Transaction ReversalOf(const PostedTransaction& original) {
  Transaction reversal = original.transaction;
  reversal.record_id = absl::StrCat("reversal-of-", original.id);
  reversal.record_version = 1;
  reversal.reverses = original.id;
  return reversal;
}

absl::Status CheckReversal(const Transaction& reversal, const PostedTransaction& original) {
  const Transaction& reversed = original.transaction;
  if (!reversed.reverses.empty()) {
    return Invalid({"REVERSES_A_REVERSAL", "reverses", ""}, EnglishOf("REVERSES_A_REVERSAL"));
  }
  if (original.is_reversed) {
    return NotNow({"ALREADY_REVERSED", "reverses", ""}, absl::StrCat(original.id, " has been reversed before"));
  }
  if (reversal.reverses != original.id) return Differs("reverses");
  if (reversal.fiscal_year != reversed.fiscal_year) return Differs("fiscal_year");
  if (reversal.document_number != reversed.document_number) return Differs("document_number");
  if (reversal.effective_date != reversed.effective_date) return Differs("effective_date");
  if (EntriesText(reversal) != EntriesText(reversed)) return Differs("entries");
  return absl::OkStatus();
}

VersionChange CompareVersions(const Transaction& stored, const Transaction& sent) {
  // Entries in another order say the same, too.
  const bool is_same = stored.entries.size() == sent.entries.size() && HeadsEqual(stored, sent) &&
                       (stored.entries == sent.entries || ContentText(stored) == ContentText(sent));
  if (is_same) return VersionChange::kUnchanged;
  const bool is_older = sent.record_version != 0 && sent.record_version < stored.record_version;
  return is_older ? VersionChange::kOlder : VersionChange::kNewer;
}

}  // namespace zhengping::budget
