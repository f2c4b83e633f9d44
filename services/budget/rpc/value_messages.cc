#include "services/budget/rpc/value_messages.h"

#include <algorithm>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "services/budget/domain/limits.h"
#include "services/budget/limits.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/issue.pb.h"
#include "zhengping/type/rational.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

type::FactState StateMessageOf(FactState state) {
  switch (state) {
    case FactState::kReported:
      return type::FACT_STATE_REPORTED;
    case FactState::kDerived:
      return type::FACT_STATE_DERIVED;
    case FactState::kMissing:
      return type::FACT_STATE_MISSING;
    case FactState::kNotApplicable:
      return type::FACT_STATE_NOT_APPLICABLE;
  }
  return type::FACT_STATE_UNSPECIFIED;
}

type::Issue::Severity SeverityMessageOf(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return type::Issue::SEVERITY_NOTE;
    case Severity::kWarning:
      return type::Issue::SEVERITY_WARNING;
    case Severity::kError:
      return type::Issue::SEVERITY_ERROR;
  }
  return type::Issue::SEVERITY_UNSPECIFIED;
}

// The first `most` characters of UTF-8 text.
std::string Shortened(absl::string_view text, size_t most) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && characters++ == most) return absl::StrCat(text.substr(0, i), "…");
  }
  return std::string(text);
}

}  // namespace

std::optional<Date> FromMessage(const google::type::Date& message, absl::string_view field,
                                const MessageIssues& issues) {
  const std::optional<Date> date = Date::FromYmd(message.year(), message.month(), message.day());
  if (!date.has_value()) {
    issues.Add("DATE_NOT_IN_CALENDAR", field, absl::StrCat(message.year(), "-", message.month(), "-", message.day()));
  }
  return date;
}

void ToMessage(Date date, google::type::Date& message) {
  message.set_year(date.year());
  message.set_month(date.month());
  message.set_day(date.day());
}

void ToMessage(int64_t milliseconds, google::protobuf::Timestamp& message) {
  message.set_seconds(milliseconds / 1000);
  message.set_nanos(static_cast<int32_t>(milliseconds % 1000) * 1'000'000);
}

Money MoneyFromMessage(int64_t fen, absl::string_view field, const MessageIssues& issues) {
  if (fen != std::numeric_limits<int64_t>::min()) return Money::Fen(fen);
  issues.Add("AMOUNT_OUT_OF_RANGE", field, absl::StrCat(fen));
  return Money();
}

std::optional<Rational> FromMessage(const type::Rational& message, absl::string_view field,
                                    const MessageIssues& issues) {
  absl::StatusOr<Rational> value = ParseFraction(message.numerator(), message.denominator());
  if (value.ok()) return *std::move(value);
  issues.Add(value.status(), field, absl::StrCat(message.numerator(), "/", message.denominator()));
  return std::nullopt;
}

void ToMessage(const Rational& value, const std::string& display, type::Rational& message) {
  message.set_numerator(value.numerator());
  message.set_denominator(value.denominator());
  message.set_display(display);
}

std::optional<Quantity> FromMessage(const type::Quantity& message, absl::string_view field,
                                    const MessageIssues& issues) {
  switch (message.kind_case()) {
    case type::Quantity::kAmountFen:
      return MoneyFromMessage(message.amount_fen(), absl::StrCat(field, ".amount_fen"), issues);
    case type::Quantity::kCount:
      return message.count();
    case type::Quantity::kRational:
      if (std::optional<Rational> value = FromMessage(message.rational(), absl::StrCat(field, ".rational"), issues)) {
        return *std::move(value);
      }
      return std::nullopt;
    case type::Quantity::kDate:
      if (const std::optional<Date> date = FromMessage(message.date(), absl::StrCat(field, ".date"), issues)) {
        return *date;
      }
      return std::nullopt;
    case type::Quantity::KIND_NOT_SET:
      break;
  }
  return std::nullopt;
}

void ToMessage(const Quantity& value, const std::string& unit, type::Quantity& message) {
  if (const Money* money = std::get_if<Money>(&value)) {
    message.set_amount_fen(money->fen());
  } else if (const int64_t* count = std::get_if<int64_t>(&value)) {
    message.set_count(*count);
  } else if (const Date* date = std::get_if<Date>(&value)) {
    ToMessage(*date, *message.mutable_date());
  } else {
    ToMessage(std::get<Rational>(value), FormatQuantity(value, unit), *message.mutable_rational());
  }
}

void ToMessage(const Fact& fact, type::Fact& message) {
  message.set_name(fact.name);
  message.set_state(StateMessageOf(fact.state));
  if (fact.value.has_value()) ToMessage(*fact.value, fact.unit, *message.mutable_value());
  message.set_unit(fact.unit);
  if (fact.provenance.has_value()) ToMessage(*fact.provenance, *message.mutable_provenance());
  message.set_source(fact.source);
  message.set_display_name(fact.display_name);
}

void ToMessage(const EntrySelector& selector, type::EntrySelector& message) {
  message.set_department(FormatName(selector.department));
  message.set_fiscal_year(selector.fiscal_year);
  message.set_revision(selector.revision);
  if (selector.as_of.has_value()) ToMessage(*selector.as_of, *message.mutable_as_of());
  for (const EntryCondition& condition : selector.conditions) {
    type::EntryCondition& added = *message.add_conditions();
    added.set_field(std::string(NameOf(condition.field)));
    for (const std::string& value : condition.values) added.add_values(value);
  }
  message.set_entry_count(selector.entry_count);
  message.set_sum_fen(selector.sum.fen());
}

void ToMessage(const Issue& issue, type::Issue& message) {
  message.set_severity(SeverityMessageOf(issue.severity));
  message.set_reason(issue.reason);
  message.set_file(issue.place.file);
  message.set_row(issue.place.row);
  message.set_column(issue.place.column);
  message.set_field(issue.place.field);
  message.set_found(Shortened(issue.found, kMostFoundCharacters));
  message.set_remedy(issue.remedy);
}

absl::StatusOr<EntryCondition> FromMessage(const type::EntryCondition& message) {
  const std::optional<EntryField> field = ParseEntryField(message.field());
  if (!field.has_value()) {
    return Invalid({"CONDITION_FIELD_UNKNOWN", "field", ""},
                   absl::StrCat("a field as zhengping.type.EntryCondition lists it, not ", message.field()));
  }
  return EntryCondition{.field = *field, .values = {message.values().begin(), message.values().end()}};
}

absl::StatusOr<EntrySelector> FromMessage(const type::EntrySelector& message) {
  EntrySelector selector;
  ZP_ASSIGN_OR_RETURN(selector.department, ParseDepartmentName(message.department(), "department"));
  ZP_RETURN_IF_ERROR(CheckFiscalYear(message.fiscal_year(), "fiscal_year"));
  selector.fiscal_year = message.fiscal_year();
  selector.revision = message.revision();
  std::vector<Issue> issues;
  if (message.has_as_of()) selector.as_of = FromMessage(message.as_of(), "as_of", MessageIssues(issues, ""));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  for (int i = 0; i < message.conditions_size(); ++i) {
    absl::StatusOr<EntryCondition> condition = FromMessage(message.conditions(i));
    if (!condition.ok()) return WithFieldPrefix(condition.status(), absl::StrCat("conditions[", i, "]."));
    selector.conditions.push_back(*std::move(condition));
  }
  return selector;
}

void ToMark(const YearKey& key, int64_t revision, const std::string& digest, type::DepartmentYearMark& message) {
  message.set_service("budget");
  message.set_department(FormatName(key.department));
  message.set_fiscal_year(key.fiscal_year);
  message.set_revision(revision);
  message.set_digest(digest);
}

absl::Status CheckFiscalYear(int64_t fiscal_year, absl::string_view field) {
  if (fiscal_year >= kFirstFiscalYear && fiscal_year <= kLastFiscalYear) return absl::OkStatus();
  return Invalid(
      {"FISCAL_YEAR_OUT_OF_RANGE", std::string(field), ""},
      absl::StrCat("a fiscal year is from ", kFirstFiscalYear, " to ", kLastFiscalYear, ", not ", fiscal_year));
}

absl::StatusOr<YearKey> YearFromName(absl::string_view name, absl::string_view last_part, absl::string_view field) {
  const std::string pattern =
      absl::StrCat("divisions/*/departments/*/years/*", last_part.empty() ? "" : "/", last_part);
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName(pattern, name, field));
  YearKey key;
  ZP_ASSIGN_OR_RETURN(key.department,
                      ParseDepartmentName(absl::StrCat("divisions/", ids[0], "/departments/", ids[1]), field));
  if (!absl::SimpleAtoi(ids[2], &key.fiscal_year)) key.fiscal_year = 0;
  ZP_RETURN_IF_ERROR(CheckFiscalYear(key.fiscal_year, field));
  return key;
}

std::string FormatYearName(const YearKey& key) {
  return absl::StrCat(FormatName(key.department), "/years/", key.fiscal_year);
}

std::string YearlyId(int fiscal_year, absl::string_view external_code) {
  std::string id;
  YearlyId(fiscal_year, external_code, id);
  return id;
}

void YearlyId(int fiscal_year, absl::string_view external_code, std::string& id) {
  constexpr size_t kPlainLength = 50;
  const bool is_plain = external_code.size() <= kPlainLength && !external_code.empty() && fiscal_year >= 0 &&
                        absl::ascii_isalnum(static_cast<unsigned char>(external_code.back())) &&
                        std::all_of(external_code.begin(), external_code.end(), [](char c) {
                          return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-';
                        });
  if (is_plain) {
    id.clear();
    absl::StrAppend(&id, fiscal_year, "-", external_code);
    absl::AsciiStrToLower(&id);
  } else {
    id = IdFromExternalCode(absl::StrCat(fiscal_year, "-", external_code));
  }
}

std::optional<int> YearOfId(absl::string_view id) {
  const std::vector<absl::string_view> parts = absl::StrSplit(id, absl::MaxSplits('-', 1));
  int fiscal_year = 0;
  if (parts.size() != 2 || parts[0].size() != 4 || !absl::SimpleAtoi(parts[0], &fiscal_year)) return std::nullopt;
  return fiscal_year;
}

std::string FormatEtag(int64_t version) { return absl::StrCat("v", version); }

absl::StatusOr<std::optional<int64_t>> ParseEtag(absl::string_view etag, absl::string_view field) {
  if (etag.empty()) return std::optional<int64_t>();
  int64_t version = 0;
  if (etag[0] != 'v' || !absl::SimpleAtoi(etag.substr(1), &version)) {
    return Stale({"ETAG_STALE", std::string(field), ""}, "an etag as it was read, or none");
  }
  return std::optional<int64_t>(version);
}

}  // namespace zhengping::budget
