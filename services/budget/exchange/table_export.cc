#include "services/budget/exchange/table_export.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/csv.h"
#include "common/spreadsheet/json_tables.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr char kIssues[] = "BA_BGT_INFO";
constexpr char kAdjustments[] = "BA_BGT_ADJSUB";
constexpr char kPayments[] = "PAY_VOUCHER_BILL";
constexpr char kBalances[] = "BA_BGT_BALANCE";
constexpr int64_t kFirstMoment = 19'000'101'000'000'000;  // below it a version is a counter, not a time

// Yuan with two decimals, as NUMBER(20,2) prints.
std::string PlainYuan(Money money) {
  const bool is_negative = money < Money();
  const int64_t fen = is_negative ? -money.fen() : money.fen();
  return absl::StrCat(is_negative ? "-" : "", fen / 100, ".", fen % 100 < 10 ? "0" : "", fen % 100);
}

bool IsPayment(EntryKind kind) { return kind == EntryKind::kPayment || kind == EntryKind::kRefund; }

bool IsTransfer(EntryKind kind) { return kind == EntryKind::kTransferIn || kind == EntryKind::kTransferOut; }

bool IsOfPayments(const Transaction& transaction) {
  return std::all_of(transaction.entries.begin(), transaction.entries.end(),
                     [](const LedgerEntry& entry) { return IsPayment(entry.entry.kind); });
}

const char* ChineseOutlay(Outlay outlay) {
  switch (outlay) {
    case Outlay::kUnstated:
      return "";
    case Outlay::kBasic:
      return "基本支出";
    case Outlay::kProject:
      return "项目支出";
  }
  std::abort();
}

// The records that BA_BGT_INFO holds: of each quota the first that brings money to it alone. By quota id.
std::map<std::string, const PostedTransaction*> OpeningsOf(const ExportedYear& year) {
  std::map<std::string, const PostedTransaction*> openings;
  for (const PostedTransaction& posted : year.in_force) {
    const std::vector<LedgerEntry>& entries = posted.transaction.entries;
    if (entries.size() != 1 || IsPayment(entries[0].entry.kind) || IsTransfer(entries[0].entry.kind)) continue;
    openings.emplace(entries[0].quota, &posted);
  }
  return openings;
}

class Exporter {
 public:
  Exporter(const FieldTable& table, const ExportedYear& year) : fields_(table), year_(year) {
    for (const KnownQuota& quota : year.quotas) quotas_[quota.record.id] = &quota;
    rows_.name = table.name;
    rows_.heading_row = 1;
  }

  Table Run() {
    if (fields_.name == kIssues) {
      AddIssues();
    } else if (fields_.name == kBalances) {
      AddBalances();
    } else {
      AddEntries(fields_.name == kPayments);
    }
    for (Row& row : rows_.rows) row.cells.resize(rows_.headings.size());
    return std::move(rows_);
  }

 private:
  void Begin() { rows_.rows.push_back({.number = static_cast<int>(rows_.rows.size()) + 2, .cells = {}}); }

  void Put(const std::string& heading, std::string text) {
    const auto [found, is_new] = columns_.emplace(heading, rows_.headings.size());
    if (is_new) rows_.headings.push_back(heading);
    std::vector<std::string>& cells = rows_.rows.back().cells;
    if (cells.size() <= found->second) cells.resize(found->second + 1);
    cells[found->second] = std::move(text);
  }

  void PutHead() {
    Put("mof_div_code", year_.department.division);
    Put("fiscal_year", absl::StrCat(year_.fiscal_year));
    Put("dept_code", year_.department_code.empty() ? year_.department.department : year_.department_code);
    Put("dept_name", year_.department_name);
  }

  void PutPurpose(const KnownQuota& quota) {
    const Classification& purpose = quota.record.classification;
    Put("agency_code", purpose.budget_unit);
    const auto unit = year_.unit_names.find(purpose.budget_unit);
    Put("agency_name", unit == year_.unit_names.end() ? "" : unit->second);
    Put("fund_type_code", purpose.fund_type);
    Put("exp_func_code", purpose.function_code);
    Put("gov_bgt_eco_code", purpose.government_economic_code);
    Put("dep_bgt_eco_code", purpose.department_economic_code);
    Put("pro_code", quota.project_code);
    Put("pro_name", purpose.project_display_name);
    Put("bgt_category", ChineseOutlay(purpose.outlay));
  }

  void PutRecord(const Transaction& transaction) {
    const int64_t version = transaction.record_version;
    Put("update_time", version >= kFirstMoment ? absl::StrCat(version) : "");
    Put("is_deleted", "2");
    Put("zp_record_id", transaction.record_id);
    Put("zp_source", transaction.source);
  }

  void PutEntry(const LedgerEntry& entry) {
    Put("zp_entry_kind", std::string(NameOf(entry.entry.kind)));
    Put("zp_origin", std::string(NameOf(entry.origin)));
    Put("zp_recurring", std::string(NameOf(entry.recurring)));
    Put("zp_special_fund", entry.special_fund);
  }

  void AddIssues() {
    const std::map<std::string, const PostedTransaction*> openings = OpeningsOf(year_);
    for (const KnownQuota& quota : year_.quotas) {
      const auto opening = openings.find(quota.record.id);
      Begin();
      PutHead();
      Put("bgt_id", quota.record.external_code);
      const Transaction* transaction = opening == openings.end() ? nullptr : &opening->second->transaction;
      Put("cor_bgt_doc_no", transaction == nullptr ? "" : transaction->document_number);
      Put("doc_date",
          transaction == nullptr ? absl::StrCat(year_.fiscal_year, "-01-01") : FormatIso(transaction->effective_date));
      const LedgerEntry entry = transaction == nullptr ? LedgerEntry{} : transaction->entries[0];
      Put("source_type_name", transaction == nullptr ? "" : std::string(ChineseNameOf(entry.entry.kind)));
      Put("amount", PlainYuan(entry.entry.amount));
      PutPurpose(quota);
      Put("bgt_dec", entry.note);
      // A quota that no record opens alone is a row without money, under an id that no record has.
      PutRecord(transaction == nullptr ? Transaction{.record_id = absl::StrCat("quota:", quota.record.external_code)}
                                       : *transaction);
      PutEntry(entry);
    }
  }

  void AddEntries(bool of_payments) {
    std::set<const PostedTransaction*> issued;
    for (const auto& [quota, posted] : OpeningsOf(year_)) issued.insert(posted);
    for (const PostedTransaction& posted : year_.in_force) {
      if (issued.count(&posted) > 0 || IsOfPayments(posted.transaction) != of_payments) continue;
      for (size_t i = 0; i < posted.transaction.entries.size(); ++i) AddEntry(posted, i, of_payments);
    }
  }

  void AddEntry(const PostedTransaction& posted, size_t index, bool of_payments) {
    const Transaction& transaction = posted.transaction;
    const LedgerEntry& entry = transaction.entries[index];
    const KnownQuota& quota = *quotas_.at(entry.quota);
    Begin();
    PutHead();
    // Keys as they came, where the record came from this table; the ledger's own elsewhere.
    absl::string_view key = transaction.record_id;
    const bool has_key =
        transaction.entries.size() == 1 && (absl::ConsumePrefix(&key, of_payments ? "pay_cert_id:" : "adj_sub_id:"));
    const std::string id = has_key ? std::string(key) : absl::StrCat(posted.id, "-", index + 1);
    Put(of_payments ? "pay_cert_id" : "adj_sub_id", id);
    if (of_payments) Put("pay_cert_no", absl::ConsumePrefix(&key, "pay_cert_no:") ? std::string(key) : "");
    Put("bgt_id", quota.record.external_code);
    Put("cor_bgt_doc_no", transaction.document_number);
    Put(of_payments ? "xpay_date" : "adj_date", FormatIso(transaction.effective_date));
    Put(of_payments ? "xpay_amt" : "add_amount", PlainYuan(entry.entry.amount));
    Put(of_payments ? "abstract" : "bgt_dec", entry.note);
    PutPurpose(quota);
    PutRecord(transaction);
    PutEntry(entry);
  }

  void AddBalances() {
    std::map<std::string, Money> balances;
    for (const PostedTransaction& posted : year_.in_force) {
      for (const LedgerEntry& entry : posted.transaction.entries) {
        const Money amount = entry.entry.amount;
        balances[entry.quota] += DirectionOf(entry.entry.kind) > 0 ? amount : -amount;
      }
    }
    for (const KnownQuota& quota : year_.quotas) {
      Begin();
      PutHead();
      Put("balance_bgt_id", quota.record.external_code);
      PutPurpose(quota);
      Put("balance", PlainYuan(balances[quota.record.id]));
    }
  }

  const FieldTable& fields_;
  const ExportedYear& year_;
  std::map<std::string, const KnownQuota*> quotas_;
  std::map<std::string, size_t> columns_;
  Table rows_;
};

}  // namespace

const FieldTable* ExportedTable(absl::string_view name) {
  for (const char* exported : {kIssues, kAdjustments, kPayments, kBalances}) {
    if (absl::EqualsIgnoreCase(name, exported)) return FindTable(ShippedTables(), exported);
  }
  return nullptr;
}

Table RowsOf(const FieldTable& table, const ExportedYear& year) { return Exporter(table, year).Run(); }

absl::StatusOr<std::string> FormatExport(const FieldTable& table, Table rows, ExchangeFormat format) {
  if (format == ExchangeFormat::kJson) return FormatJsonTable(table.name, rows);
  // A table without rows has its headings all the same.
  if (rows.headings.empty()) {
    for (const Field& field : table.fields) {
      if (!field.Is(Role::kPrivate)) rows.headings.push_back(field.name);
    }
  }
  if (format != ExchangeFormat::kXlsx) return FormatCsv(rows, {.has_byte_order_mark = true});
  std::vector<size_t> amounts;
  for (size_t i = 0; i < rows.headings.size(); ++i) {
    if (table.FindField(rows.headings[i])->type == FieldType::kMoney) amounts.push_back(i);
  }
  return FormatXlsx({{.table = std::move(rows), .number_columns = std::move(amounts)}});
}

}  // namespace zhengping::budget
