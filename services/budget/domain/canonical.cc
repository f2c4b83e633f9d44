#include "services/budget/domain/canonical.h"

#include <algorithm>
#include <charconv>
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

bool NeedsEscape(absl::string_view text) {
  bool needs = false;  // without a way out, which is faster for texts as short as these
  for (const char c : text) needs |= (c == '\\') | (c == '\n') | (c == '\r') | (c == ';');
  return needs;
}

void AppendValue(std::string& text, absl::string_view value, Within within) {
  if (!NeedsEscape(value)) {
    text.append(value.data(), value.size());
  } else {
    text += Escaped(value, within);
  }
}

void AppendLine(std::string& text, absl::string_view name, absl::string_view value) {
  if (value.empty()) return;
  text.append(name.data(), name.size());
  AppendValue(text, value, Within::kLine);
  text += '\n';
}

void AppendNumber(std::string& text, int64_t number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof(digits), number);
  text.append(digits, end.ptr);
}

// As FormatIso.
void AppendDate(std::string& text, Date date) {
  const auto digit = [&text](int number) { text += static_cast<char>('0' + number % 10); };
  AppendNumber(text, date.year());
  for (const int part : {date.month(), date.day()}) {
    text += '-';
    digit(part / 10);
    digit(part);
  }
}

void AppendField(std::string& text, absl::string_view name, absl::string_view value) {
  if (value.empty()) return;
  text.append(name.data(), name.size());
  AppendValue(text, value, Within::kElement);
}

void AppendEntry(std::string& text, const LedgerEntry& entry) {
  const absl::string_view kind = NameOf(entry.entry.kind);
  text.append("entry=");
  text.append(kind.data(), kind.size());
  text += ';';
  AppendValue(text, entry.quota, Within::kElement);
  text += ';';
  AppendNumber(text, entry.entry.amount.fen());
  AppendField(text, ";origin=", NameOf(entry.origin));
  AppendField(text, ";recurring=", NameOf(entry.recurring));
  AppendField(text, ";special_fund=", entry.special_fund);
  AppendField(text, ";note=", entry.note);
  text += '\n';
}

void AppendEntries(std::string& text, const std::vector<LedgerEntry>& entries) {
  if (entries.size() == 1) return AppendEntry(text, entries.front());
  std::vector<std::string> lines(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) AppendEntry(lines[i], entries[i]);
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) text += line;
}

void AppendTransaction(std::string& text, const Transaction& transaction, std::optional<int64_t> version) {
  text += "transaction/1\n";
  AppendLine(text, "source=", transaction.source);
  AppendLine(text, "record_id=", transaction.record_id);
  if (version.has_value()) {
    text += "record_version=";
    AppendNumber(text, *version);
    text += '\n';
  }
  if (transaction.fiscal_year != transaction.effective_date.year()) {
    text += "fiscal_year=";
    AppendNumber(text, transaction.fiscal_year);
    text += '\n';
  }
  AppendLine(text, "document_number=", transaction.document_number);
  text += "effective_date=";
  AppendDate(text, transaction.effective_date);
  text += '\n';
  AppendLine(text, "reverses=", transaction.reverses);
  AppendEntries(text, transaction.entries);
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
  std::string text;
  WriteCanonicalText(transaction, transaction.record_version, text);
  return text;
}

void WriteCanonicalText(const Transaction& transaction, int64_t version, std::string& text) {
  text.clear();
  AppendTransaction(text, transaction, version);
}

std::string ContentText(const Transaction& transaction) {
  std::string text;
  AppendTransaction(text, transaction, std::nullopt);
  return text;
}

std::string CanonicalText(const QuotaRecord& quota) {
  const Classification& purpose = quota.classification;
  std::string text = "zhengping.quota/1\n";
  const auto append = [&text](absl::string_view name, absl::string_view value) {
    text.append(name.data(), name.size());
    AppendValue(text, value, Within::kLine);
    text += '\n';
  };
  append("id=", quota.id);
  append("external_code=", quota.external_code);
  append("outlay=", NameOf(purpose.outlay));
  append("fund_type=", purpose.fund_type);
  append("function_code=", purpose.function_code);
  append("government_economic_code=", purpose.government_economic_code);
  append("department_economic_code=", purpose.department_economic_code);
  append("project=", purpose.project);
  append("project_display_name=", purpose.project_display_name);
  append("budget_unit=", purpose.budget_unit);
  return text;
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
