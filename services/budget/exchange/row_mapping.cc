#include "services/budget/exchange/row_mapping.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/document_number.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/vocabulary.h"
#include "services/budget/exchange/entry_kind_reading.h"

namespace zhengping::budget {
namespace {

constexpr size_t kDepartmentDigits = 3;  // agency_code: 3 of the department, 3 of the unit, 3 of each one below

bool IsDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Bytes of UTF-8 that begin a character.
size_t CharactersOf(absl::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string FirstCharacters(absl::string_view text, size_t characters) {
  size_t seen = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80 && seen++ == characters) return std::string(text.substr(0, i));
  }
  return std::string(text);
}

bool IsBudgetSide(EntryKind kind) { return kind != EntryKind::kPayment && kind != EntryKind::kRefund; }

constexpr Role kPurposeRoles[] = {Role::kFundType,
                                  Role::kFunction,
                                  Role::kGovernmentEconomic,
                                  Role::kDepartmentEconomic,
                                  Role::kProject,
                                  Role::kProjectName,
                                  Role::kOutlay,
                                  Role::kUnit,
                                  Role::kProjectKind};

}  // namespace

MappedRow RowMapper::Map(const SourceColumns& columns, const Row& cells) {
  MappedRow mapped;
  SourceRow row(columns, cells, reading_.issues);
  mapped.key = row.Code(Role::kRecord).code;
  mapped.is_grouped = !row.Text(Role::kRecordGroup).empty();
  if (!row.Text(Role::kState).empty()) {
    const std::optional<ValueMeaning> state = row.Meaning(Role::kState, Severity::kError);
    if (!state) return mapped;
    mapped.state = state->meaning == "COUNTS" ? RowState::kCounts
                   : state->meaning == "VOID" ? RowState::kVoid
                                              : RowState::kWaits;
  }
  if (mapped.state == RowState::kWaits) return mapped;
  CheckLengths(row);
  const std::string source = row.Text(Role::kSource);
  if (!source.empty() && source != options_.source) {
    row.Wrong(Role::kSource, "RECORD_OF_OTHER_SOURCE",
              absl::StrCat("本行属于来源 ", source, "，与本次导入的来源不同；混入会使同一笔资金计两次"));
    return mapped;
  }
  CheckDivision(row);
  const std::optional<Owner> owner = OwnerOf(row, mapped);
  if (!owner) return mapped;
  const std::optional<Money> stated = row.Amount(Role::kCheckBalance);
  const std::string quota = row.Code(Role::kQuota).code;
  if (stated && !quota.empty()) {
    mapped.check = BalanceCheck{.department = owner->department,
                                .fiscal_year = owner->fiscal_year,
                                .quota = quota,
                                .balance = *stated,
                                .place = row.PlaceAt(Role::kCheckBalance)};
  }
  if (columns.fields().yield == Yield::kCheck) return mapped;
  mapped.annual = row.Code(Role::kAnnual).code;
  std::optional<ExchangeRecord> record = RecordOf(row, *owner, mapped);
  if (record && !row.has_errors()) mapped.record = std::move(record);
  return mapped;
}

void RowMapper::CheckDivision(SourceRow& row) {
  std::string division = row.Code(Role::kDivision).code;
  if (division.empty()) return;
  if (division.size() == 6) division += "000";
  if (division == options_.division) return;
  row.Wrong(Role::kDivision, "DIVISION_DISAGREES", absl::StrCat("本次导入的财政区划是 ", options_.division));
}

// Codes of departments and units come in threes of digits: what is short of that lost zeros at its front.
std::string RowMapper::PaddedCode(SourceRow& row, Role role, CodeAndName& code) {
  if (!IsDigits(code.code) || code.code.size() % kDepartmentDigits == 0) return code.code;
  const std::string found = code.code;
  code.code.insert(0, kDepartmentDigits - code.code.size() % kDepartmentDigits, '0');
  row.Wrong(role, "CODE_ZEROS_RESTORED", absl::StrCat("按 ", code.code, " 读取：单位代码每级三位，前面的零丢失了"),
            Severity::kWarning);
  return code.code;
}

std::optional<int> RowMapper::YearOf(SourceRow& row) {
  const std::string text = row.Code(Role::kYear).code;
  int year = 0;
  if (!text.empty()) {
    absl::string_view digits = text;
    if (absl::EndsWith(digits, "年")) digits.remove_suffix(absl::string_view("年").size());
    if (absl::SimpleAtoi(digits, &year) && year >= kFirstFiscalYear && year <= kLastFiscalYear) return year;
    row.Wrong(Role::kYear, "FISCAL_YEAR_OUT_OF_RANGE", "预算年度应为四位数字，如 2023");
    return std::nullopt;
  }
  if (options_.fiscal_year != 0) return options_.fiscal_year;
  if (const std::optional<Date> day = row.Day(Role::kDate)) return day->year();
  if (options_.default_date) return options_.default_date->year();
  if (!row.has_errors()) {
    row.Wrong(Role::kYear, "YEAR_MISSING", "既没有预算年度，也没有日期；请在导入时注明年度（--year 2023）");
  }
  return std::nullopt;
}

std::optional<RowMapper::Owner> RowMapper::OwnerOf(SourceRow& row, MappedRow& mapped) {
  CodeAndName department = row.Code(Role::kDepartment);
  CodeAndName unit = row.Code(Role::kUnit);
  PaddedCode(row, Role::kDepartment, department);
  PaddedCode(row, Role::kUnit, unit);
  std::string department_name = row.Text(Role::kDepartmentName);
  if (department_name.empty()) department_name = department.name;
  std::string unit_name = row.Text(Role::kUnitName);
  if (unit_name.empty()) unit_name = unit.name;
  const ImportProfile& profile = row.columns().profile();
  if (department.code.empty() && IsDigits(unit.code)) {
    department.code = unit.code.substr(0, kDepartmentDigits);
  } else if (department.code.empty() && !profile.default_department.empty()) {
    department.code = profile.default_department;
  } else if (department.code.empty()) {
    department.code = unit.code;
  }
  if (department.code.empty()) {
    row.Wrong(Role::kDepartment, "DEPARTMENT_MISSING", "没有部门代码或单位代码；可在导入方案中注明默认部门");
    return std::nullopt;
  }
  if (department_name.empty() && department.code == profile.default_department) {
    department_name = profile.default_department_name;
  }
  Owner owner;
  owner.department = {.division = options_.division, .department = IdFromExternalCode(department.code)};
  if (owner.department.department.empty() || owner.department.department.size() > kMaxBudgetUnitCharacters) {
    row.Wrong(Role::kDepartment, "DEPARTMENT_MISSING", "部门代码应由字母、数字组成，最多21位");
    return std::nullopt;
  }
  if (unit.code != department.code) owner.unit = unit.code;
  mapped.unit = unit.code;
  mapped.superior = row.Code(Role::kSuperior).code;
  if (mapped.superior.empty()) mapped.superior = department.code;
  const std::optional<int> year = YearOf(row);
  if (!year) return std::nullopt;
  owner.fiscal_year = *year;
  if (owner.unit.empty() && department_name.empty()) department_name = unit_name;
  NameDepartment(row, owner, department.code, department_name, unit_name);
  return owner;
}

void RowMapper::NameDepartment(SourceRow& row, const Owner& owner, const std::string& department_code,
                               const std::string& department_name, const std::string& unit_name) {
  ExchangeDepartment& department = reading_.departments[owner.department];
  if (department.external_code.empty()) {
    department.external_code = department_code;
    department.place = row.PlaceAt(Role::kDepartment);
  }
  if (department.display_name.empty())
    department.display_name = FirstCharacters(department_name, kMaxDisplayNameCharacters);
  if (owner.unit.empty()) return;
  std::string& known = department.units[owner.unit];
  if (known.empty()) known = FirstCharacters(unit_name, kMaxDisplayNameCharacters);
}

void RowMapper::CheckLengths(SourceRow& row) {
  for (const SourceColumns::Column& column : row.columns().all()) {
    const Field& field = *column.field;
    for (const Role role : field.roles) {
      if (role == Role::kNote || field.most_characters == 0 || row.FieldSaying(role) != &field) continue;
      // A cell with a name beside its code is longer than the code, and only that is kept.
      const std::string text = field.type == FieldType::kCode ? row.Code(role).code : row.Text(role);
      if (CharactersOf(text) <= field.most_characters) continue;
      row.Wrong(role, "TEXT_TOO_LONG", absl::StrCat("最多 ", field.most_characters, " 个字符"));
      break;
    }
  }
}

std::optional<Date> RowMapper::DayOf(SourceRow& row, const Owner& owner, EntryKind kind, ExchangeRecord& record) {
  std::optional<Date> day = row.Day(Role::kDate);
  const FieldTable& table = row.columns().fields();
  if (!day && row.has_errors()) return std::nullopt;
  if (!day && table.default_month != 0) return Date::FromYmd(owner.fiscal_year, table.default_month, table.default_day);
  if (!day && options_.default_date) {
    record.has_default_day = true;
    return options_.default_date;
  }
  if (!day) {
    row.Wrong(Role::kDate, "DATE_MISSING", "请填写日期；表中没有日期列时，可在导入时注明（--date 2023-06-30）");
    return std::nullopt;
  }
  if (IsBudgetSide(kind) && day->year() == owner.fiscal_year - 1) {
    row.Wrong(Role::kDate, "DATE_BEFORE_YEAR",
              absl::StrCat("文件日期在预算年度之前（提前下达），按 ", owner.fiscal_year, "-01-01 记账"),
              Severity::kWarning);
    return Date::FromYmd(owner.fiscal_year, 1, 1);
  }
  if (day->year() != owner.fiscal_year) {
    row.Wrong(Role::kDate, "DATE_OUTSIDE_YEAR", absl::StrCat("日期应在预算年度 ", owner.fiscal_year, " 年之内"));
    return std::nullopt;
  }
  return day;
}

Outlay RowMapper::OutlayOf(SourceRow& row) {
  if (!row.Text(Role::kOutlay).empty()) {
    const std::optional<ValueMeaning> outlay = row.Meaning(Role::kOutlay, Severity::kError);
    return outlay ? ParseOutlay(outlay->meaning).value_or(Outlay::kUnstated) : Outlay::kUnstated;
  }
  const std::optional<ValueMeaning> kind = row.Meaning(Role::kProjectKind, Severity::kWarning);
  return kind ? ParseOutlay(kind->meaning).value_or(Outlay::kUnstated) : Outlay::kUnstated;
}

ExchangeQuota RowMapper::QuotaOf(SourceRow& row, const Owner& owner, const std::string& code) {
  ExchangeQuota quota;
  quota.record.external_code = code;
  Classification& purpose = quota.record.classification;
  purpose.fund_type = row.Code(Role::kFundType).code;
  purpose.function_code = row.Code(Role::kFunction).code;
  purpose.government_economic_code = row.Code(Role::kGovernmentEconomic).code;
  purpose.department_economic_code = row.Code(Role::kDepartmentEconomic).code;
  purpose.outlay = OutlayOf(row);
  purpose.budget_unit = owner.unit;
  const CodeAndName project = row.Code(Role::kProject);
  quota.project_code = project.code;
  purpose.project = IdFromExternalCode(project.code);
  purpose.project_display_name = row.Text(Role::kProjectName);
  if (purpose.project_display_name.empty()) purpose.project_display_name = project.name;
  purpose.project_display_name = FirstCharacters(purpose.project_display_name, kMaxDisplayNameCharacters);
  // A name where only codes are known says that something was stated and not understood.
  for (const auto& [role, kept] : {std::pair<Role, const std::string*>{Role::kFundType, &purpose.fund_type},
                                   {Role::kFunction, &purpose.function_code},
                                   {Role::kGovernmentEconomic, &purpose.government_economic_code},
                                   {Role::kDepartmentEconomic, &purpose.department_economic_code}}) {
    if (kept->empty() && !row.Text(role).empty() && !row.has_errors()) {
      row.Wrong(role, "CODE_MISSING", "这里应有科目代码，如 2010301；只有名称时请在导入方案中注明对应的代码");
    }
  }
  for (const Role role : kPurposeRoles) {
    if (row.columns().Has(role)) quota.stated.insert(role);
  }
  return quota;
}

std::string RowMapper::NoteOf(SourceRow& row) {
  const std::string note = WithoutPersonalNumbers(row.Text(Role::kNote));
  if (CharactersOf(note) <= kMaxNoteCharacters) return note;
  row.Wrong(Role::kNote, "NOTE_CUT", absl::StrCat("摘要只保留前 ", kMaxNoteCharacters, " 个字符"), Severity::kNote);
  return FirstCharacters(note, kMaxNoteCharacters);
}

void RowMapper::CheckAnnual(SourceRow& row, Money amount) {
  const std::optional<Money> current = row.Amount(Role::kCheckCurrent);
  if (!current) return;
  const Money adjustment = row.Amount(Role::kCheckAdjustment).value_or(Money());
  const Money transfer = row.Amount(Role::kCheckTransfer).value_or(Money());
  std::optional<Money> sum = Add(amount, adjustment);
  if (sum) sum = Add(*sum, transfer);
  if (sum && *sum == *current) return;
  row.Wrong(Role::kCheckCurrent, "ANNUAL_SUM_DIFFERS",
            absl::StrCat("变动后预算数应等于年初批复数、调整金额与调剂金额之和，即 ",
                         sum ? FormatYuan(*sum) : "（超出范围）", " 元"),
            Severity::kWarning);
}

void RowMapper::FillHead(SourceRow& row, const Owner& owner, const MappedRow& mapped, ExchangeRecord& record) {
  record.table = row.columns().fields().name;
  record.department = owner.department;
  record.place = row.PlaceAt(Role::kRecord);
  record.place.column.clear();
  Transaction& transaction = record.transaction;
  transaction.source = options_.source;
  transaction.fiscal_year = owner.fiscal_year;
  transaction.record_id = row.Text(Role::kRecordGroup);
  if (!mapped.is_grouped && !mapped.key.empty()) {
    transaction.record_id = absl::StrCat(row.FieldSaying(Role::kRecord)->name, ":", mapped.key);
  }
  transaction.record_version = row.Moment(Role::kVersion).value_or(0);
  transaction.document_number = NormalizeDocumentNumber(row.Text(Role::kDocument));
  record.is_deleted = mapped.state == RowState::kVoid || row.Flag(Role::kDeleted).value_or(false);
  record.headings = row.columns().headings();
}

bool RowMapper::FillEntries(SourceRow& row, const Owner& owner, ExchangeRecord& record) {
  const std::optional<Money> amount = row.RequiredAmount(Role::kAmount);
  if (!amount) return false;
  if (row.columns().fields().yield == Yield::kAnnual) CheckAnnual(row, *amount);
  const std::optional<EntryReading> reading = ReadEntryKind(row, *amount);
  if (!reading) return false;
  const std::optional<Date> day = DayOf(row, owner, reading->kind, record);
  if (!day) return false;
  record.transaction.effective_date = *day;
  const std::string code = row.Code(Role::kQuota).code;
  LedgerEntry entry;
  entry.quota = code;
  entry.entry = {.kind = reading->kind, .amount = reading->amount};
  const std::string origin = row.Text(Role::kOrigin);
  entry.origin = origin.empty() ? reading->origin : ParseOrigin(origin).value_or(reading->origin);
  const std::string recurring = row.Text(Role::kRecurring);
  entry.recurring = recurring == "YES" ? Recurring::kYes : recurring == "NO" ? Recurring::kNo : Recurring::kUnstated;
  entry.special_fund = row.Text(Role::kSpecialFund);
  entry.note = NoteOf(row);
  record.quotas.push_back(QuotaOf(row, owner, code));
  if (reading->amount == Money()) {
    record.is_deleted = true;  // nothing moves; an earlier version that did is taken back
    return true;
  }
  record.transaction.entries.push_back(entry);
  if (reading->is_transfer_pair) {
    LedgerEntry giver = entry;
    giver.quota = row.Code(Role::kSourceQuota).code;
    giver.entry.kind = entry.entry.kind == EntryKind::kTransferIn ? EntryKind::kTransferOut : EntryKind::kTransferIn;
    record.quotas.push_back({.record = {.id = "", .external_code = giver.quota, .classification = {}}});
    record.transaction.entries.push_back(std::move(giver));
  }
  return true;
}

std::optional<ExchangeRecord> RowMapper::RecordOf(SourceRow& row, const Owner& owner, MappedRow& mapped) {
  ExchangeRecord record;
  FillHead(row, owner, mapped, record);
  if (record.transaction.record_id.empty()) {
    row.Wrong(Role::kRecord, "RECORD_ID_MISSING", "请填写主键，再次导入时靠它识别同一笔记录");
    return std::nullopt;
  }
  const Yield yield = row.columns().fields().yield;
  record.declares_quotas = yield == Yield::kIssue || yield == Yield::kAnnual ||
                           (yield == Yield::kEntry && row.columns().fields().kind == EntryKind::kCarryover);
  if (row.Code(Role::kQuota).code.empty() && (record.declares_quotas || yield == Yield::kAdjustment)) {
    row.Wrong(Role::kQuota, "QUOTA_MISSING", "请填写指标编号");
    return std::nullopt;
  }
  if (record.is_deleted) return record;
  if (!FillEntries(row, owner, record)) return std::nullopt;
  return record;
}

}  // namespace zhengping::budget
