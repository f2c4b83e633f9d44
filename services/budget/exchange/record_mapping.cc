#include "services/budget/exchange/record_mapping.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"
#include "services/budget/exchange/row_mapping.h"

namespace zhengping::budget {
namespace {

Issue NoteAt(Place place, std::string reason, std::string found, std::string remedy) {
  return {Severity::kNote, std::move(place), std::move(reason), std::move(found), std::move(remedy)};
}

// How much of `title`, as the file calls a table, is the table's own name; 0: it is called otherwise. PAY_VOUCHER
// stands in PAY_VOUCHER_BILL too.
size_t CalledBy(const FieldTable& table, absl::string_view title) {
  const std::string folded = FoldHeading(title);
  if (absl::StrContains(folded, FoldHeading(table.name))) return table.name.size();
  const bool has_title = std::any_of(table.titles.begin(), table.titles.end(),
                                     [&](const std::string& known) { return folded == FoldHeading(known); });
  return has_title ? folded.size() : 0;
}

// A row of sums: a cell that is the word and nothing else, where its key should be or before.
bool IsTotal(const Row& row) {
  for (const std::string& cell : row.cells) {
    const std::string text = FoldHeading(cell);
    if (text.empty()) continue;
    for (const char* word : {"合计", "小计", "总计", "本页合计", "累计"}) {
      if (text == word || absl::StartsWith(text, absl::StrCat(word, ":"))) return true;
    }
    return false;
  }
  return false;
}

bool SameContent(const ExchangeRecord& a, const ExchangeRecord& b) {
  Transaction left = a.transaction;
  left.record_version = b.transaction.record_version;
  return left == b.transaction && a.is_deleted == b.is_deleted && a.department == b.department;
}

class TableMapper {
 public:
  TableMapper(const std::vector<FieldTable>& tables, const ImportProfile& profile, const ReadingOptions& options)
      : tables_(tables), profile_(profile), options_(options), rows_(options_, reading_) {}

  ExchangeReading Run(const std::vector<SourceTable>& sources) {
    for (const SourceTable& source : sources) MapSource(source);
    KeepLatest();
    LeaveOutAnnuals();
    CheckUnits();
    for (const auto& [key, moment] : moments_) {
      reading_.moments.push_back({.table = key.first, .fiscal_year = key.second, .moment = moment});
    }
    reading_.rows.records = static_cast<int64_t>(reading_.records.size());
    for (const auto& [name, department] : reading_.departments) WarnOfName(department);
    return std::move(reading_);
  }

 private:
  // The profile's, else by the file's own name for it, else the one that knows most of the headings.
  const FieldTable* TableOf(const SourceTable& source) const {
    if (!profile_.table.empty()) return FindTable(tables_, profile_.table);
    const FieldTable* best = nullptr;
    size_t most = 0;
    for (const FieldTable& table : tables_) {
      const size_t called = CalledBy(table, source.title);
      if (called > most) best = &table;
      most = std::max(most, called);
    }
    if (best != nullptr) return best;
    bool is_tie = false;
    for (const FieldTable& table : tables_) {
      const size_t known = SourceColumns::KnownHeadings(table, source.table, profile_);
      if (known == 0 || known < most) continue;
      is_tie = known == most;
      most = known;
      best = &table;
    }
    return is_tie ? nullptr : best;
  }

  void MapSource(const SourceTable& source) {
    const FieldTable* table = TableOf(source);
    if (table == nullptr) {
      const bool is_named = !source.title.empty() && source.table.heading_row == 0;  // a JSON's key says what it is
      reading_.issues.push_back({is_named ? Severity::kWarning : Severity::kError,
                                 {.file = source.table.name, .row = source.table.heading_row},
                                 "TABLE_UNKNOWN",
                                 source.title,
                                 is_named ? "预算服务不读取这张表" : "看不出这是平台的哪张表；请在导入方案中注明"});
      return;
    }
    if (source.table.rows.empty() && source.table.headings.empty()) return;  // a JSON's table without rows
    const SourceColumns columns(*table, source, profile_, reading_.issues);
    reading_.rows.read += static_cast<int64_t>(source.table.rows.size());
    if (!columns.is_readable()) return;
    if (table->yield == Yield::kNothing) {
      LeaveOut(static_cast<int64_t>(source.table.rows.size()));
      reading_.issues.push_back(NoteAt({.file = source.table.name}, "TABLE_NOT_POSTED", table->name,
                                       "支付申请不是支付，不记账；请导入支付凭证"));
      return;
    }
    int64_t waiting = 0;
    int64_t totals = 0;
    for (const Row& row : source.table.rows) MapRow(columns, row, waiting, totals);
    const Place place{.file = source.table.name};
    if (waiting > 0) {
      reading_.issues.push_back(
          NoteAt(place, "ROWS_WAITING", absl::StrCat(waiting, "行"), "尚未支付的行不记账，支付后再次导入即可"));
    }
    if (totals > 0) {
      reading_.issues.push_back(
          NoteAt(place, "ROWS_OF_TOTALS", absl::StrCat(totals, "行"), "合计行、状态为空的行不是记录，已略过"));
    }
  }

  void MapRow(const SourceColumns& columns, const Row& cells, int64_t& waiting, int64_t& totals) {
    if (cells.cells.empty()) return LeaveOut(1);
    if (IsTotal(cells) || HasBlankState(columns, cells)) {
      ++totals;
      return LeaveOut(1);
    }
    SourceRow row(columns, cells, unread_);
    if (row.Flag(Role::kExecutable) == false) {
      reading_.issues.push_back(NoteAt(row.PlaceAt(Role::kExecutable), "QUOTA_IS_SUM", row.Text(Role::kQuota),
                                       "指标不可执行，只是下级指标的汇总，不记账"));
      return LeaveOut(1);
    }
    MappedRow mapped = rows_.Map(columns, cells);
    if (mapped.state == RowState::kWaits) {
      ++waiting;
      return LeaveOut(1);
    }
    if (mapped.check) reading_.checks.push_back(*std::move(mapped.check));
    if (!mapped.unit.empty() && mapped.unit != mapped.superior) superiors_[mapped.unit].insert(mapped.superior);
    if (!mapped.unit.empty()) unit_places_.emplace(mapped.unit, row.PlaceAt(Role::kUnit));
    if (columns.fields().yield == Yield::kCheck) return LeaveOut(1);
    if (!mapped.record) return;
    SeeMoment(*mapped.record);
    if (!mapped.annual.empty() && IsInitial(*mapped.record)) {
      Money& issued = issued_[mapped.annual];
      issued = Add(issued, mapped.record->transaction.entries.front().entry.amount).value_or(issued);
    }
    if (mapped.is_grouped && JoinGroup(*mapped.record)) return;
    reading_.records.push_back(*std::move(mapped.record));
  }

  // Exports of several states have sums and remarks below the rows; such a row has no state.
  static bool HasBlankState(const SourceColumns& columns, const Row& cells) {
    return columns.Has(Role::kState) && columns.table().heading_row > 0 &&
           std::all_of(columns.Of(Role::kState).begin(), columns.Of(Role::kState).end(),
                       [&](const auto& column) { return TrimSpaces(cells.cells[column.position]).empty(); });
  }

  static bool IsInitial(const ExchangeRecord& record) {
    return record.transaction.entries.size() == 1 &&
           record.transaction.entries.front().entry.kind == EntryKind::kInitial;
  }

  void LeaveOut(int64_t rows) { reading_.rows.left_out += rows; }

  void SeeMoment(const ExchangeRecord& record) {
    int64_t& latest = moments_[{record.table, record.transaction.fiscal_year}];
    latest = std::max(latest, record.transaction.record_version);
  }

  // Rows of one of our own exports that belong to one transaction.
  bool JoinGroup(ExchangeRecord& record) {
    const auto [found, is_new] = groups_.emplace(IdentityOf(record), reading_.records.size());
    if (is_new) return false;
    ExchangeRecord& first = reading_.records[found->second];
    for (size_t i = 0; i < record.transaction.entries.size(); ++i) {
      first.transaction.entries.push_back(std::move(record.transaction.entries[i]));
      first.quotas.push_back(std::move(record.quotas[i]));
    }
    return true;
  }

  using Identity = std::tuple<DepartmentName, int, std::string>;
  static Identity IdentityOf(const ExchangeRecord& record) {
    return {record.department, record.transaction.fiscal_year, record.transaction.record_id};
  }

  void KeepLatest() {
    std::map<Identity, size_t> kept;
    std::vector<bool> is_left_out(reading_.records.size(), false);
    for (size_t i = 0; i < reading_.records.size(); ++i) {
      const auto [found, is_new] = kept.emplace(IdentityOf(reading_.records[i]), i);
      if (is_new) continue;
      const ExchangeRecord& before = reading_.records[found->second];
      const ExchangeRecord& here = reading_.records[i];
      const int64_t older = before.transaction.record_version;
      const int64_t newer = here.transaction.record_version;
      const bool is_same = SameContent(before, here);
      Place place = here.place;
      place.column = here.headings->at("record_id");
      const std::string other =
          absl::StrCat(before.place.file == here.place.file ? "" : before.place.file, "第", before.place.row, "行");
      if (older == newer && !is_same) {
        reading_.issues.push_back({Severity::kError, place, "RECORD_CONFLICT", here.transaction.record_id,
                                   absl::StrCat("与", other, "主键相同而内容不同，更新时间又相同；请核对后保留一行")});
      } else {
        reading_.issues.push_back(NoteAt(place, is_same ? "RECORD_REPEATED" : "RECORD_SUPERSEDED",
                                         here.transaction.record_id,
                                         absl::StrCat("与", other, "是同一笔记录，以更新时间较晚的为准")));
      }
      is_left_out[newer > older ? found->second : i] = true;
      if (newer > older) found->second = i;
      LeaveOut(1);
    }
    RemoveRecords(is_left_out);
  }

  // A budget line whose money BA_BGT_INFO brings too, quota by quota.
  void LeaveOutAnnuals() {
    std::vector<bool> is_left_out(reading_.records.size(), false);
    for (size_t i = 0; i < reading_.records.size(); ++i) {
      const ExchangeRecord& record = reading_.records[i];
      const FieldTable* table = FindTable(tables_, record.table);
      if (table->yield != Yield::kAnnual || !IsInitial(record)) continue;
      const auto issued = issued_.find(record.transaction.entries.front().quota);
      if (issued == issued_.end()) continue;
      const Money reply = record.transaction.entries.front().entry.amount;
      Place place = record.place;
      place.column = record.headings->at("entries");
      const std::string figures =
          reply == issued->second ? "" : absl::StrCat("，但指标合计 ", FormatYuan(issued->second), " 元");
      reading_.issues.push_back({reply == issued->second ? Severity::kNote : Severity::kWarning, place,
                                 "ANNUAL_IN_QUOTAS", FormatYuan(reply),
                                 absl::StrCat("这笔年初预算已在指标信息中逐条列出，不再重复记账", figures)});
      is_left_out[i] = true;
      LeaveOut(1);
    }
    RemoveRecords(is_left_out);
  }

  void RemoveRecords(const std::vector<bool>& is_left_out) {
    std::vector<ExchangeRecord> kept;
    kept.reserve(reading_.records.size());
    for (size_t i = 0; i < reading_.records.size(); ++i) {
      if (!is_left_out[i]) kept.push_back(std::move(reading_.records[i]));
    }
    reading_.records = std::move(kept);
  }

  // Units above units: each has one way up, and no way leads back.
  void CheckUnits() {
    for (const auto& [unit, unused] : superiors_) {
      std::set<std::string> seen;
      std::vector<std::string> to_visit(superiors_[unit].begin(), superiors_[unit].end());
      while (!to_visit.empty() && seen.count(unit) == 0) {
        const std::string above = std::move(to_visit.back());
        to_visit.pop_back();
        if (!seen.insert(above).second) continue;
        const auto next = superiors_.find(above);
        if (next != superiors_.end()) to_visit.insert(to_visit.end(), next->second.begin(), next->second.end());
      }
      if (seen.count(unit) == 0) continue;
      reading_.issues.push_back({Severity::kError, unit_places_[unit], "UNITS_CYCLIC", unit,
                                 "单位的上级最终又是它自己，请核对单位代码与部门代码"});
    }
  }

  void WarnOfName(const ExchangeDepartment& department) {
    if (!department.display_name.empty()) return;
    reading_.issues.push_back({Severity::kNote, department.place, "DEPARTMENT_NAME_MISSING", department.external_code,
                               "文件没有写部门名称；系统中还没有这个部门时，须先建立部门或补上名称"});
  }

  const std::vector<FieldTable>& tables_;
  const ImportProfile& profile_;
  const ReadingOptions& options_;
  ExchangeReading reading_;
  RowMapper rows_;
  std::vector<Issue> unread_;  // of a first look at a row, which is read again
  std::map<std::pair<std::string, int>, int64_t> moments_;
  std::map<Identity, size_t> groups_;
  std::map<std::string, Money> issued_;  // INITIAL of BA_BGT_INFO by bgt_pman_id
  std::map<std::string, std::set<std::string>> superiors_;
  std::map<std::string, Place> unit_places_;
};

}  // namespace

ExchangeReading MapTables(const std::vector<FieldTable>& tables, const std::vector<SourceTable>& sources,
                          const ImportProfile& profile, const ReadingOptions& options) {
  return TableMapper(tables, profile, options).Run(sources);
}

std::string QuotaIdOf(int fiscal_year, absl::string_view external_code) {
  return IdFromExternalCode(absl::StrCat(fiscal_year, "-", external_code));
}

}  // namespace zhengping::budget
