#include "services/reporting/exchange/case/ledger_file.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace zhengping::reporting {
namespace {

// A 调剂 row is told apart from its halves only here.
enum class RowKind {
  kInitial,
  kSupplement,
  kReduction,
  kTransfer,
  kTransferIn,
  kTransferOut,
  kCarryover,
  kRecall,
  kPayment,
  kRefund,
};

const Choices<RowKind>& RowKinds() {
  static const Choices<RowKind> kChoices = {
      {"年初预算", RowKind::kInitial},       {"追加", RowKind::kSupplement},
      {"追减", RowKind::kReduction},         {"调剂", RowKind::kTransfer},
      {"上年结转", RowKind::kCarryover},     {"收回", RowKind::kRecall},
      {"支付", RowKind::kPayment},           {"退回", RowKind::kRefund},
      {"调入", RowKind::kTransferIn},        {"调出", RowKind::kTransferOut},
      {"initial", RowKind::kInitial},        {"supplement", RowKind::kSupplement},
      {"reduction", RowKind::kReduction},    {"transfer", RowKind::kTransfer},
      {"carryover", RowKind::kCarryover},    {"recall", RowKind::kRecall},
      {"payment", RowKind::kPayment},        {"refund", RowKind::kRefund},
      {"transfer_in", RowKind::kTransferIn}, {"transfer_out", RowKind::kTransferOut}};
  return kChoices;
}

// kTransfer becomes its first half: out of the row's quota.
CaseEntryKind EntryKindOf(RowKind kind) {
  switch (kind) {
    case RowKind::kInitial:
      return CaseEntryKind::kInitial;
    case RowKind::kSupplement:
      return CaseEntryKind::kSupplement;
    case RowKind::kReduction:
      return CaseEntryKind::kReduction;
    case RowKind::kTransfer:
    case RowKind::kTransferOut:
      return CaseEntryKind::kTransferOut;
    case RowKind::kTransferIn:
      return CaseEntryKind::kTransferIn;
    case RowKind::kCarryover:
      return CaseEntryKind::kCarryover;
    case RowKind::kRecall:
      return CaseEntryKind::kRecall;
    case RowKind::kPayment:
      return CaseEntryKind::kPayment;
    case RowKind::kRefund:
      return CaseEntryKind::kRefund;
  }
  return CaseEntryKind::kInitial;
}

// What a negative amount under this kind means.
std::string RemedyOfNegative(RowKind kind) {
  switch (kind) {
    case RowKind::kInitial:
    case RowKind::kSupplement:
      return "金额写正数；要减少预算，类型应为 追减";
    case RowKind::kReduction:
      return "追减本身就是减少，金额写正数；要增加预算，类型应为 追加";
    case RowKind::kTransfer:
      return "金额写正数；方向相反时对换指标编号和调入指标";
    case RowKind::kTransferIn:
      return "金额写正数；要调出，类型应为 调出";
    case RowKind::kTransferOut:
      return "金额写正数；要调入，类型应为 调入";
    case RowKind::kCarryover:
      return "金额写正数；要收回结转资金，类型应为 收回";
    case RowKind::kRecall:
      return "收回本身就是减少，金额写正数";
    case RowKind::kPayment:
      return "金额写正数；支付退回时，类型应为 退回";
    case RowKind::kRefund:
      return "退回本身就是冲减支付，金额写正数；要支付，类型应为 支付";
  }
  return "金额写正数";
}

// Brackets of any kind are one (〔2023〕, [2023], （2023）).
std::string ComparableDocument(const std::string& number) {
  return absl::StrReplaceAll(number, {{"〔", "["},
                                      {"〕", "]"},
                                      {"（", "["},
                                      {"）", "]"},
                                      {"(", "["},
                                      {")", "]"},
                                      {"【", "["},
                                      {"】", "]"},
                                      {"［", "["},
                                      {"］", "]"}});
}

struct TextAttribute {
  const char* key;
  std::string CaseQuota::*member;
};
constexpr TextAttribute kAttributes[] = {{"fund_type_code", &CaseQuota::fund_type},
                                         {"exp_func_code", &CaseQuota::function_code},
                                         {"gov_bgt_eco_code", &CaseQuota::government_economic_code},
                                         {"dep_bgt_eco_code", &CaseQuota::department_economic_code},
                                         {"pro_code", &CaseQuota::project_code},
                                         {"pro_name", &CaseQuota::project_display_name},
                                         {"agency_code", &CaseQuota::budget_unit}};

class LedgerReader {
 public:
  LedgerReader(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues)
      : table_(table), year_(year), issues_(issues) {
    for (const CaseFund& fund : year.special_funds) fund_codes_.emplace(fund.display_name, fund.external_code);
  }

  void Run() {
    for (const Row& row : table_.table().rows) ReadRow(row);
    for (CaseTransaction& transaction : transactions_) {
      if (broken_records_.count(transaction.record_id) == 0) year_.transactions.push_back(std::move(transaction));
    }
  }

 private:
  void ReadRow(const Row& row) {
    RowReader reader(table_, row, issues_);
    const std::string quota = reader.RequiredCode("bgt_id");
    if (!quota.empty()) ReadQuota(reader, quota);
    const std::optional<RowKind> kind = ReadKind(reader);
    const std::optional<Money> amount = ReadAmount(reader, kind);
    const std::string receiver = ReadReceiver(reader, kind, quota);
    const CaseOrigin origin = ReadOrigin(reader);
    const CaseRecurring recurring = ReadRecurring(reader);
    CaseTransaction& transaction = TransactionOf(reader);
    if (reader.has_errors() || !kind.has_value() || !amount.has_value()) {
      broken_records_.insert(transaction.record_id);
      for (const std::string& touched : {quota, receiver}) {
        if (!touched.empty()) year_.partly_read_quotas.insert(touched);
      }
      return;
    }
    CaseEntry entry{.quota = quota,
                    .kind = EntryKindOf(*kind),
                    .amount = *amount,
                    .origin = origin,
                    .recurring = recurring,
                    .special_fund = FundCode(reader.Code("special_fund")),
                    .note = reader.Text("note"),
                    .place = reader.place()};
    transaction.entries.push_back(entry);
    if (*kind != RowKind::kTransfer) return;
    entry.quota = receiver;
    entry.kind = CaseEntryKind::kTransferIn;
    entry.is_taking_half = true;
    transaction.entries.push_back(std::move(entry));
  }

  static std::optional<RowKind> ReadKind(RowReader& reader) {
    if (reader.Code("entry_kind").empty()) {
      reader.Wrong("entry_kind", "ENTRY_KIND_MISSING",
                   "应为 年初预算、追加、追减、调剂、上年结转、收回、支付、退回 之一");
    }
    return reader.Choice("entry_kind", RowKinds(), "ENTRY_KIND_UNKNOWN");
  }

  static CaseOrigin ReadOrigin(RowReader& reader) {
    static const Choices<CaseOrigin> kOrigins = {{"上级", CaseOrigin::kSuperior},       {"政策", CaseOrigin::kPolicy},
                                                 {"突发", CaseOrigin::kEmergency},      {"本单位", CaseOrigin::kOwn},
                                                 {"superior", CaseOrigin::kSuperior},   {"policy", CaseOrigin::kPolicy},
                                                 {"emergency", CaseOrigin::kEmergency}, {"own", CaseOrigin::kOwn}};
    return reader.Choice("origin", kOrigins, "ORIGIN_UNKNOWN").value_or(CaseOrigin::kUnstated);
  }

  static CaseRecurring ReadRecurring(RowReader& reader) {
    const std::optional<bool> recurring = reader.YesNo("recurring");
    if (!recurring.has_value()) return CaseRecurring::kUnstated;
    return *recurring ? CaseRecurring::kYes : CaseRecurring::kNo;
  }

  static std::optional<Money> ReadAmount(RowReader& reader, std::optional<RowKind> kind) {
    if (reader.State("amount") != CellState::kValue) {
      reader.Wrong("amount", "AMOUNT_MISSING", "金额必填：空格是缺失，不是零");
      return std::nullopt;
    }
    const std::optional<Money> amount = reader.Amount("amount");
    if (amount.has_value() && *amount <= Money()) {
      const bool is_negative = *amount < Money();
      reader.Wrong("amount", "AMOUNT_NOT_POSITIVE",
                   is_negative && kind.has_value() ? RemedyOfNegative(*kind) : "金额应大于 0，增减由类型表示");
      return std::nullopt;
    }
    return amount;
  }

  static std::string ReadReceiver(RowReader& reader, std::optional<RowKind> kind, const std::string& quota) {
    std::string receiver = reader.Code("to_bgt_id");
    if (!kind.has_value()) return receiver;
    if (*kind != RowKind::kTransfer) {
      if (!receiver.empty()) {
        reader.Wrong("to_bgt_id", "TO_QUOTA_UNFIT", "只有 调剂 才有调入指标，此格未读取", Severity::kWarning);
      }
      return "";
    }
    if (receiver.empty()) {
      reader.Wrong("to_bgt_id", "TRANSFER_UNBALANCED", "调剂应写明调入指标；一行调剂就是调出和调入两笔");
    } else if (receiver == quota) {
      reader.Wrong("to_bgt_id", "TRANSFER_TO_ITSELF", "调入指标不能是调出的指标本身");
    }
    return receiver;
  }

  // The transaction of the row's record, with the row's document and day held against the first row's.
  CaseTransaction& TransactionOf(RowReader& reader) {
    std::string record_id = reader.Code("record_id");
    const RowPlace place = reader.place();
    if (record_id.empty()) record_id = absl::StrCat(year_.folder, "ledger.csv:", place.row);
    const std::string document =
        reader.State("cor_bgt_doc_no") == CellState::kValue ? reader.Text("cor_bgt_doc_no") : "";
    const std::optional<Date> day = ReadDay(reader);
    const auto [known, is_first] = positions_.emplace(record_id, transactions_.size());
    if (is_first) {
      transactions_.push_back({.record_id = std::move(record_id),
                               .document_number = document,
                               .effective_date = day.value_or(Date()),
                               .entries = {},
                               .place = place});
      first_days_.push_back(day);
      return transactions_.back();
    }
    CaseTransaction& first = transactions_[known->second];
    std::optional<Date>& first_day = first_days_[known->second];
    if (first.document_number.empty()) first.document_number = document;
    if (!first_day.has_value() && day.has_value()) first.effective_date = *(first_day = day);
    if (!document.empty() && ComparableDocument(document) != ComparableDocument(first.document_number)) {
      reader.Wrong("cor_bgt_doc_no", "RECORD_ID_CONFLICT",
                   absl::StrCat("与第 ", first.place.row, " 行记录编号相同，指标文号应同为「", first.document_number,
                                "」；否则应另编记录编号"));
    } else if (day.has_value() && first_day.has_value() && *day != *first_day) {
      reader.Wrong("doc_date", "RECORD_ID_CONFLICT",
                   absl::StrCat("与第 ", first.place.row, " 行记录编号相同，日期应同为 ", FormatIso(*first_day),
                                "；否则应另编记录编号"));
    }
    return first;
  }

  std::optional<Date> ReadDay(RowReader& reader) {
    if (reader.State("doc_date") != CellState::kValue) {
      reader.Wrong("doc_date", "DATE_MISSING", "日期必填，如 2023-05-31");
      return std::nullopt;
    }
    const std::optional<Date> day = reader.Day("doc_date");
    if (day.has_value() && year_.fiscal_year != 0 && day->year() != year_.fiscal_year) {
      reader.Wrong("doc_date", "DATE_OUTSIDE_YEAR",
                   absl::StrCat("应是预算年度 ", year_.fiscal_year, " 年内的日期；其他年度的账放在各年度的文件夹里"));
    }
    return day;
  }

  void ReadQuota(RowReader& reader, const std::string& code) {
    static const Choices<CaseOutlay> kOutlays = {{"基本支出", CaseOutlay::kBasic},
                                                 {"项目支出", CaseOutlay::kProject},
                                                 {"basic", CaseOutlay::kBasic},
                                                 {"project", CaseOutlay::kProject}};
    const auto [known, is_first] = quota_positions_.emplace(code, year_.quotas.size());
    if (is_first) year_.quotas.push_back({.external_code = code, .place = reader.place()});
    CaseQuota& quota = year_.quotas[known->second];
    const std::optional<CaseOutlay> outlay = reader.Choice("bgt_category", kOutlays, "OUTLAY_UNKNOWN");
    if (outlay.has_value()) {
      if (quota.outlay != CaseOutlay::kUnstated && quota.outlay != *outlay) {
        Conflict(reader, "bgt_category", quota, quota.outlay == CaseOutlay::kBasic ? "基本支出" : "项目支出");
      }
      quota.outlay = *outlay;
    }
    for (const TextAttribute& attribute : kAttributes) {
      const bool is_prose = attribute.member == &CaseQuota::project_display_name;
      std::string value = reader.Code(attribute.key);
      if (is_prose && !value.empty()) value = reader.Text(attribute.key);
      std::string& stated = quota.*attribute.member;
      if (value.empty()) continue;
      if (stated.empty()) {
        stated = std::move(value);
      } else if (stated != value) {
        Conflict(reader, attribute.key, quota, stated);
      }
    }
  }

  static void Conflict(RowReader& reader, absl::string_view key, const CaseQuota& quota, absl::string_view stated) {
    reader.Wrong(key, "QUOTA_CONFLICT",
                 absl::StrCat("指标 ", quota.external_code, " 自第 ", quota.place.row, " 行起此列为「", stated,
                              "」，同一指标各行应一致"));
  }

  // A fund goes by its code or its name.
  std::string FundCode(const std::string& text) const {
    const auto known = fund_codes_.find(text);
    return known == fund_codes_.end() ? text : known->second;
  }

  const CaseTable& table_;
  CaseYear& year_;
  std::vector<Issue>& issues_;
  std::map<std::string, std::string> fund_codes_;  // by name
  std::vector<CaseTransaction> transactions_;
  std::vector<std::optional<Date>> first_days_;  // of `transactions_`, as far as one was read
  std::map<std::string, size_t> positions_;      // record_id → in `transactions_`
  std::set<std::string> broken_records_;
  std::map<std::string, size_t> quota_positions_;
};

}  // namespace

const std::vector<ColumnSpec>& LedgerColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"record_id", {"记录编号"}},
                                                   {"agency_code", {"单位代码"}},
                                                   {"bgt_id", {"指标编号"}, Presence::kRequired},
                                                   {"cor_bgt_doc_no", {"指标文号"}},
                                                   {"doc_date", {"日期"}, Presence::kRequired},
                                                   {"entry_kind", {"类型"}, Presence::kRequired},
                                                   {"amount", {"金额"}, Presence::kRequired},
                                                   {"bgt_category", {"支出类别"}},
                                                   {"fund_type_code", {"资金性质"}},
                                                   {"exp_func_code", {"功能科目"}},
                                                   {"gov_bgt_eco_code", {"政府经济科目"}},
                                                   {"dep_bgt_eco_code", {"部门经济科目"}},
                                                   {"pro_code", {"项目编码"}},
                                                   {"pro_name", {"项目", "项目名称"}},
                                                   {"to_bgt_id", {"调入指标"}},
                                                   {"special_fund", {"专项资金"}},
                                                   {"origin", {"调整来源"}},
                                                   {"recurring", {"是否经常性"}},
                                                   {"note", {"备注", "摘要"}}};
  return kColumns;
}

void ReadLedger(const CaseTable& table, CaseYear& year, std::vector<Issue>& issues) {
  LedgerReader(table, year, issues).Run();
}

}  // namespace zhengping::reporting
