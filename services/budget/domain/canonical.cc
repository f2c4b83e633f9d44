#include "services/budget/domain/canonical.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/date/date.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

// In an element of a list ";" parts the fields, so that it is escaped too.
enum class Within { kLine, kElement };

std::string Escaped(absl::string_view text, Within within) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '\\':
        escaped += "\\\\";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case ';':
        escaped += within == Within::kElement ? "\\;" : ";";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string Element(const Lines& fields) {
  return absl::StrJoin(fields, ";", [](std::string* out, const std::pair<std::string, std::string>& field) {
    absl::StrAppend(out, field.first, "=", Escaped(field.second, Within::kElement));
  });
}

// Elements are escaped already; as the value of a line only line ends and backslashes matter, and they have none bare.
void AppendSorted(std::string& text, absl::string_view name, std::vector<std::string> elements) {
  std::sort(elements.begin(), elements.end());
  for (const std::string& element : elements) absl::StrAppend(&text, name, ":", element, "\n");
}

std::string DateText(const std::optional<Date>& date) { return date ? FormatIso(*date) : std::string(); }

std::string FenText(Money money) { return absl::StrCat(money.fen()); }

std::string EntryText(const LedgerEntry& entry) {
  return Element({{"quota", entry.quota},
                  {"kind", std::string(NameOf(entry.entry.kind))},
                  {"amount_fen", FenText(entry.entry.amount)},
                  {"origin", std::string(NameOf(entry.origin))},
                  {"recurring", std::string(NameOf(entry.recurring))},
                  {"special_fund", entry.special_fund},
                  {"note", entry.note}});
}

std::string TransactionText(const Transaction& transaction, Lines version) {
  Lines lines = {{"source", transaction.source}, {"record_id", transaction.record_id}};
  lines.insert(lines.end(), version.begin(), version.end());
  lines.push_back({"fiscal_year", absl::StrCat(transaction.fiscal_year)});
  lines.push_back({"document_number", transaction.document_number});
  lines.push_back({"effective_date", FormatIso(transaction.effective_date)});
  lines.push_back({"reverses", transaction.reverses});
  std::string text = CanonicalLines("zhengping.transaction/1", lines);
  std::vector<std::string> entries;
  for (const LedgerEntry& entry : transaction.entries) entries.push_back(EntryText(entry));
  AppendSorted(text, "entry", std::move(entries));
  return text;
}

}  // namespace

std::string CanonicalLines(absl::string_view type_and_version, const Lines& named_values) {
  std::string text = absl::StrCat(type_and_version, "\n");
  for (const auto& [name, value] : named_values) {
    absl::StrAppend(&text, name, "=", Escaped(value, Within::kLine), "\n");
  }
  return text;
}

std::string CanonicalText(const Transaction& transaction) {
  return TransactionText(transaction, {{"record_version", absl::StrCat(transaction.record_version)}});
}

std::string ContentText(const Transaction& transaction) { return TransactionText(transaction, {}); }

std::string CanonicalText(const QuotaRecord& quota) {
  const Classification& purpose = quota.classification;
  return CanonicalLines("zhengping.quota/1", {{"id", quota.id},
                                              {"external_code", quota.external_code},
                                              {"outlay", std::string(NameOf(purpose.outlay))},
                                              {"fund_type", purpose.fund_type},
                                              {"function_code", purpose.function_code},
                                              {"government_economic_code", purpose.government_economic_code},
                                              {"department_economic_code", purpose.department_economic_code},
                                              {"project", purpose.project},
                                              {"project_display_name", purpose.project_display_name},
                                              {"budget_unit", purpose.budget_unit}});
}

std::string CanonicalText(const SpecialFund& fund) {
  std::string text =
      CanonicalLines("zhengping.special_fund/1", {{"id", fund.id},
                                                  {"display_name", fund.display_name},
                                                  {"amount_fen", FenText(fund.amount)},
                                                  {"approved_date", DateText(fund.approved_date)},
                                                  {"expected_release_date", DateText(fund.expected_release_date)}});
  std::vector<std::string> needs;
  for (const SpecialFundNeed& need : fund.needs) {
    needs.push_back(Element({{"needed_date", FormatIso(need.needed_date)}, {"amount_fen", FenText(need.amount)}}));
  }
  AppendSorted(text, "need", std::move(needs));
  return text;
}

}  // namespace zhengping::budget
