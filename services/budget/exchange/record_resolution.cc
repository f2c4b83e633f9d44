#include "services/budget/exchange/record_resolution.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/budget/domain/vocabulary.h"
#include "services/budget/exchange/record_mapping.h"

namespace zhengping::budget {
namespace {

constexpr size_t kMostCandidatesNamed = 3;

// What the row states over what is stored.
KnownQuota Merged(const ExchangeQuota& sent, const KnownQuota* stored, int fiscal_year) {
  KnownQuota merged;
  if (stored != nullptr) merged = *stored;
  merged.record.external_code = sent.record.external_code;
  merged.record.id = QuotaIdOf(fiscal_year, sent.record.external_code);
  Classification& purpose = merged.record.classification;
  const Classification& stated = sent.record.classification;
  const auto has = [&sent](Role role) { return sent.stated.count(role) > 0; };
  if (has(Role::kFundType)) purpose.fund_type = stated.fund_type;
  if (has(Role::kFunction)) purpose.function_code = stated.function_code;
  if (has(Role::kGovernmentEconomic)) purpose.government_economic_code = stated.government_economic_code;
  if (has(Role::kDepartmentEconomic)) purpose.department_economic_code = stated.department_economic_code;
  if (has(Role::kOutlay) || has(Role::kProjectKind)) purpose.outlay = stated.outlay;
  if (has(Role::kUnit)) purpose.budget_unit = stated.budget_unit;
  if (has(Role::kProject)) {
    purpose.project = stated.project;
    merged.project_code = sent.project_code;
  }
  if (has(Role::kProject) || has(Role::kProjectName)) purpose.project_display_name = stated.project_display_name;
  return merged;
}

// Whether a quota may be the one that a row without a quota's number means.
bool Agrees(const ExchangeQuota& row, const KnownQuota& quota) {
  const Classification& said = row.record.classification;
  const Classification& has = quota.record.classification;
  const auto agrees = [](const std::string& a, const std::string& b) { return a.empty() || a == b; };
  if (said.outlay != Outlay::kUnstated && said.outlay != has.outlay) return false;
  if (!said.project.empty() ? said.project != has.project
                            : !agrees(said.project_display_name, has.project_display_name)) {
    return false;
  }
  return agrees(said.fund_type, has.fund_type) && agrees(said.function_code, has.function_code) &&
         agrees(said.government_economic_code, has.government_economic_code) &&
         agrees(said.department_economic_code, has.department_economic_code) &&
         agrees(said.budget_unit, has.budget_unit);
}

class YearResolver {
 public:
  YearResolver(const KnownYear& known, const std::vector<const ExchangeRecord*>& records, std::vector<Issue>& issues)
      : records_(records), issues_(issues) {
    for (const KnownQuota& quota : known.quotas) quotas_[quota.record.external_code] = quota;
    for (const Transaction& transaction : known.in_force) in_force_[IdentityOf(transaction)] = &transaction;
  }

  std::vector<ResolvedRecord> Run() {
    for (const ExchangeRecord* record : records_) {
      if (record->declares_quotas) Declare(*record);
    }
    for (size_t i = 0; i < records_.size(); ++i) Resolve(i);
    WarnOfTwoBudgets();
    return resolved_;
  }

  void Compare(const std::vector<const BalanceCheck*>& checks) {
    if (checks.empty()) return;
    const std::map<std::string, std::optional<Money>> balances = Balances();
    for (const BalanceCheck* check : checks) {
      const auto found = balances.find(QuotaIdOf(check->fiscal_year, check->quota));
      const std::optional<Money> derived = found == balances.end() ? Money() : found->second;
      if (derived == check->balance) continue;
      issues_.push_back({Severity::kNote, check->place, "BALANCE_DIFFERS", FormatYuan(check->balance),
                         absl::StrCat("按分录计算，指标", check->quota, "的余额是",
                                      derived ? FormatYuan(*derived) : "（超出范围）", "元")});
    }
  }

 private:
  using Identity = std::pair<std::string, std::string>;
  static Identity IdentityOf(const Transaction& transaction) { return {transaction.source, transaction.record_id}; }

  void Declare(const ExchangeRecord& record) {
    for (const ExchangeQuota& quota : record.quotas) {
      const std::string& code = quota.record.external_code;
      if (code.empty() || quota.stated.empty()) continue;
      const auto stored = quotas_.find(code);
      quotas_[code] =
          Merged(quota, stored == quotas_.end() ? nullptr : &stored->second, record.transaction.fiscal_year);
    }
  }

  Issue IssueAt(const ExchangeRecord& record, Severity severity, std::string reason, std::string found,
                std::string remedy) const {
    return AtItsRow({severity, {.field = "quotas"}, std::move(reason), std::move(found), std::move(remedy)}, record);
  }

  // The code of the quota that an entry is on; empty with an issue.
  std::string QuotaOf(const ExchangeRecord& record, const ExchangeQuota& row) {
    const std::string& code = row.record.external_code;
    if (!code.empty()) {
      if (quotas_.count(code) > 0 || row.stated.empty()) return code;
      quotas_[code] = Merged(row, nullptr, record.transaction.fiscal_year);
      undeclared_.insert(code);
      issues_.push_back(IssueAt(record, Severity::kWarning, "QUOTA_FROM_ENTRY", code,
                                "指标信息中没有这个指标，先按本行的科目建立；补导指标信息后会以它为准"));
      return code;
    }
    std::vector<std::string> candidates;
    for (const auto& [known, quota] : quotas_) {
      if (Agrees(row, quota)) candidates.push_back(known);
    }
    if (candidates.size() == 1) return candidates.front();
    const bool is_none = candidates.empty();
    if (candidates.size() > kMostCandidatesNamed) {
      candidates.resize(kMostCandidatesNamed);
      candidates.push_back("…");
    }
    issues_.push_back(IssueAt(record, Severity::kError, is_none ? "QUOTA_NOT_MATCHED" : "QUOTA_AMBIGUOUS",
                              absl::StrJoin(candidates, "、"),
                              is_none ? "没有指标编号，也没有一个指标与本行的项目、资金性质和科目相符；请先导入指标信息"
                                      : "没有指标编号，与本行相符的指标不止一个；请导出带指标编号的表"));
    return "";
  }

  void Resolve(size_t index) {
    const ExchangeRecord& record = *records_[index];
    ResolvedRecord resolved;
    resolved.record = index;
    resolved.transaction = record.transaction;
    resolved.is_deleted = record.is_deleted;
    const int year = record.transaction.fiscal_year;
    for (size_t i = 0; i < resolved.transaction.entries.size(); ++i) {
      const std::string code = QuotaOf(record, record.quotas[i]);
      if (code.empty()) return;
      const auto known = quotas_.find(code);
      resolved.transaction.entries[i].quota = known == quotas_.end() ? QuotaIdOf(year, code) : known->second.record.id;
      if (record.declares_quotas || undeclared_.erase(code) > 0) AddQuota(code, resolved.quotas);
    }
    const auto stored = in_force_.find(IdentityOf(record.transaction));
    if (record.has_default_day && stored != in_force_.end()) KeepDay(*stored->second, resolved.transaction);
    if (record.is_deleted && record.declares_quotas && !record.quotas.empty()) {
      ResolvedRecord quotas_alone;
      quotas_alone.record = index;
      quotas_alone.transaction.source = record.transaction.source;
      quotas_alone.transaction.fiscal_year = year;
      for (const ExchangeQuota& quota : record.quotas) AddQuota(quota.record.external_code, quotas_alone.quotas);
      resolved_.push_back(std::move(quotas_alone));
    }
    if (record.is_deleted) resolved.transaction.entries.clear();
    if (record.is_deleted && stored == in_force_.end()) return;  // there is nothing to take back
    resolved_.push_back(std::move(resolved));
  }

  void AddQuota(const std::string& code, std::vector<KnownQuota>& quotas) const {
    const auto known = quotas_.find(code);
    if (known == quotas_.end()) return;
    for (const KnownQuota& added : quotas) {
      if (added.record.external_code == code) return;
    }
    quotas.push_back(known->second);
  }

  static void KeepDay(const Transaction& stored, Transaction& sent) {
    Transaction compared = stored;
    compared.effective_date = sent.effective_date;
    compared.record_version = sent.record_version;
    if (compared == sent) sent.effective_date = stored.effective_date;
  }

  void WarnOfTwoBudgets() {
    const ExchangeRecord* of_annuals = nullptr;
    const ExchangeRecord* of_quotas = nullptr;
    for (const ResolvedRecord& resolved : resolved_) {
      const ExchangeRecord* record = records_[resolved.record];
      if (resolved.transaction.entries.empty() ||
          resolved.transaction.entries.front().entry.kind != EntryKind::kInitial) {
        continue;
      }
      (record->table == "BGT_PM_ANNUAL" ? of_annuals : of_quotas) = record;
    }
    bool has_stored_annual = false;
    bool has_stored_quota = false;
    for (const auto& [identity, transaction] : in_force_) {
      if (transaction->entries.empty() || transaction->entries.front().entry.kind != EntryKind::kInitial) continue;
      (absl::StartsWith(identity.second, "bgt_pman_id:") ? has_stored_annual : has_stored_quota) = true;
    }
    const ExchangeRecord* second = nullptr;
    if (of_annuals != nullptr && (of_quotas != nullptr || has_stored_quota)) second = of_annuals;
    if (second == nullptr && of_quotas != nullptr && has_stored_annual) second = of_quotas;
    if (second == nullptr) return;
    issues_.push_back(IssueAt(*second, Severity::kWarning, "INITIAL_TWICE", second->table,
                              "本年度的年初预算既来自部门预算批复，又来自指标信息；如是同一笔资金，只应导入一种"));
  }

  // By quota id, after the import; empty where a sum leaves 64 bits.
  std::map<std::string, std::optional<Money>> Balances() const {
    std::map<std::string, std::optional<Money>> balances;
    const auto add = [&balances](const Transaction& transaction) {
      for (const LedgerEntry& entry : transaction.entries) {
        std::optional<Money>& balance = balances.emplace(entry.quota, Money()).first->second;
        const Money amount = entry.entry.amount;
        if (balance) balance = Add(*balance, DirectionOf(entry.entry.kind) > 0 ? amount : -amount);
      }
    };
    std::set<Identity> sent;
    for (const ResolvedRecord& resolved : resolved_) {
      sent.insert(IdentityOf(resolved.transaction));
      if (!resolved.is_deleted) add(resolved.transaction);
    }
    for (const auto& [identity, transaction] : in_force_) {
      if (sent.count(identity) == 0) add(*transaction);
    }
    return balances;
  }

  const std::vector<const ExchangeRecord*>& records_;
  std::vector<Issue>& issues_;
  std::map<std::string, KnownQuota> quotas_;  // by external_code; stored ones and those of the file
  std::set<std::string> undeclared_;          // that the first entry on them declares
  std::map<Identity, const Transaction*> in_force_;
  std::vector<ResolvedRecord> resolved_;
};

}  // namespace

std::vector<ResolvedRecord> ResolveRecords(const KnownYear& known, const std::vector<const ExchangeRecord*>& records,
                                           const std::vector<const BalanceCheck*>& checks, std::vector<Issue>& issues) {
  YearResolver resolver(known, records, issues);
  std::vector<ResolvedRecord> resolved = resolver.Run();
  resolver.Compare(checks);
  return resolved;
}

Issue AtItsRow(Issue issue, const ExchangeRecord& record) {
  const std::string field = issue.place.field;
  const absl::string_view path = field;
  const absl::string_view last = path.substr(path.rfind('.') == absl::string_view::npos ? 0 : path.rfind('.') + 1);
  const absl::string_view first = path.substr(0, path.find_first_of(".["));
  issue.place = record.place;
  for (const absl::string_view part : {last, first}) {
    const auto heading = record.headings->find(std::string(part));
    if (heading == record.headings->end()) continue;
    issue.place.column = heading->second;
    break;
  }
  return issue;
}

}  // namespace zhengping::budget
