// The ledger (指标账) of one department-year as the domain sees it: quotas, transactions of entries on them, special
// funds. Loaded by the store, folded by facts, measured by the findings. Plain values; the rules stand with the types
// that keep them (quota.h, transaction.h, special_fund.h).
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/money/money.h"
#include "common/resource_name/resource_name.h"
#include "services/budget/domain/quota.h"

namespace zhengping::budget {

enum class Outlay { kUnstated, kBasic, kProject };  // 支出类别: unstated, 基本支出, 项目支出
enum class Origin { kUnstated, kSuperior, kPolicy, kEmergency, kOwn };  // 调整来源: unstated, 上级, 政策, 突发, 本单位
enum class Recurring { kUnstated, kYes, kNo };                          // 是否经常性, as the clerk believes

// What a quota is for. Codes are kept as sent; empty = not stated.
struct Classification {
  Outlay outlay = Outlay::kUnstated;
  std::string fund_type;                 // 资金性质: "111"
  std::string function_code;             // 支出功能分类 类款项: "2010301"; shorter = without item level
  std::string government_economic_code;  // 政府预算经济分类: "50201"
  std::string department_economic_code;  // 部门预算经济分类: "30201"
  std::string project;                   // pro_code as an id, lower case; empty = none
  std::string project_display_name;
  std::string budget_unit;  // 单位: "403001"

  friend bool operator==(const Classification&, const Classification&) = default;
};

// A quota's identity and purpose; its sums are a Quota.
struct QuotaRecord {
  std::string id;             // resource id below the department
  std::string external_code;  // bgt_id as the platform spells it
  Classification classification;

  friend bool operator==(const QuotaRecord&, const QuotaRecord&) = default;
};

// One line of a transaction as the ledger keeps it.
struct LedgerEntry {
  std::string quota;  // QuotaRecord::id
  Entry entry;        // kind and amount, above zero
  Origin origin = Origin::kUnstated;
  Recurring recurring = Recurring::kUnstated;
  std::string special_fund;  // SpecialFund::id; empty = none
  std::string note;

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// Identity = (department, source, record_id, record_version).
struct Transaction {
  std::string source;     // "case", "platform:…": who sent it
  std::string record_id;  // unique within (department, source)
  int64_t record_version = 1;
  int fiscal_year = 0;
  std::string document_number;  // 指标文号, brackets normalised to 〔〕; empty = none
  Date effective_date;
  std::vector<LedgerEntry> entries;
  std::string reverses;  // id of the transaction that this one reverses; empty: none

  friend bool operator==(const Transaction&, const Transaction&) = default;
};

// A transaction on disk.
struct PostedTransaction {
  std::string id;        // resource id, derived from (fiscal year, revision): "2023-17"
  int64_t revision = 0;  // of the department-year, moved on by one
  std::string digest;    // of the head after it
  bool is_reversed = false;
  Transaction transaction;
};

struct SpecialFundNeed {
  Date needed_date;
  Money amount;
  friend bool operator==(const SpecialFundNeed&, const SpecialFundNeed&) = default;
};

// 专项资金. Its releases are the ledger entries that name it (INITIAL, SUPPLEMENT, CARRYOVER).
struct SpecialFund {
  std::string id;
  std::string display_name;
  Money amount;                               // promised
  std::optional<Date> approved_date;          // 批复日期
  std::optional<Date> expected_release_date;  // 应下达日期; empty is what finding 3 is about
  std::vector<SpecialFundNeed> needs;         // 月需求 unrolled, or dated needs
  friend bool operator==(const SpecialFund&, const SpecialFund&) = default;
};

// One department-year, transactions in revision order.
struct LedgerYear {
  DepartmentName department;
  int fiscal_year = 0;
  int64_t revision = 0;
  std::vector<QuotaRecord> quotas;
  std::vector<PostedTransaction> transactions;
  std::vector<SpecialFund> special_funds;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_H_
