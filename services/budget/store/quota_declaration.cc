#include "services/budget/store/quota_declaration.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/refusal.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {
namespace {

Issue ErrorAt(std::string field, std::string reason, std::string found, std::string remedy) {
  return {.severity = Severity::kError,
          .place = {.file = "", .row = 0, .column = "", .field = std::move(field)},
          .reason = std::move(reason),
          .found = std::move(found),
          .remedy = std::move(remedy)};
}

}  // namespace

absl::Status FirstRefusalOf(const QuotaChanges& changes) {
  if (changes.issues.empty()) return absl::OkStatus();
  const Issue& issue = changes.issues.front();
  return Invalid({issue.reason, issue.place.field},
                 "a quota is declared once, under a code that no other quota of the year comes near");
}

QuotaChanges CompareQuotas(const YearState& stored, const std::vector<QuotaRow>& declared) {
  QuotaChanges changes;
  absl::flat_hash_map<absl::string_view, const QuotaRecord*> seen;
  for (size_t i = 0; i < declared.size(); ++i) {
    const QuotaRow& row = declared[i];
    const QuotaState* known = stored.FindQuota(row.record.id);
    const QuotaRecord* earlier = known == nullptr ? nullptr : &known->record;
    if (declared.size() == 1 && earlier != nullptr && *earlier == row.record) return changes;
    const std::string path = absl::StrCat("quotas[", i, "]");
    const auto [first, is_first] = seen.emplace(row.record.id, &row.record);
    if (!is_first) earlier = first->second;
    if (earlier != nullptr && earlier->external_code != row.record.external_code) {
      changes.issues.push_back(ErrorAt(path + ".external_code", "QUOTA_CODE_COLLIDES", row.record.external_code,
                                       absl::StrCat("与指标编号「", earlier->external_code,
                                                    "」仅有大小写或符号之别，不能区分，请改用不同的编号。")));
      continue;
    }
    if (!is_first) {
      if (!(*earlier == row.record)) {
        changes.issues.push_back(
            ErrorAt(path, "QUOTA_REPEATED", row.record.external_code, "同一指标出现两次而分类不同，请只保留一个。"));
      }
      continue;
    }
    if (earlier == nullptr) {
      ++changes.added;
      changes.to_put.push_back(row);
    } else if (!(*earlier == row.record)) {
      ++changes.changed;
      changes.to_put.push_back(row);
    }
  }
  if (stored.quota_count() + static_cast<size_t>(changes.added) > kMaxQuotasPerYear) {
    changes.issues.push_back(ErrorAt("quotas", "TOO_MANY_QUOTAS", absl::StrCat(declared.size()),
                                     absl::StrCat("一个部门一年最多", kMaxQuotasPerYear, "个指标。")));
  }
  return changes;
}

std::vector<const QuotaRecord*> RecordsOf(const QuotaChanges& changes) {
  std::vector<const QuotaRecord*> records;
  records.reserve(changes.to_put.size());
  for (const QuotaRow& row : changes.to_put) records.push_back(&row.record);
  return records;
}

}  // namespace zhengping::budget
