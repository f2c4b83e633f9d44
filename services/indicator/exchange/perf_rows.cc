#include "services/indicator/exchange/perf_rows.h"

#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/resource_name/resource_name.h"
#include "common/spreadsheet/cell_values.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/written_target.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kBytesOfCutNames = 30;  // VARCHAR2(30) in UTF-8: ten Chinese characters

// The frame of indicators as the platform codes it.
constexpr std::pair<absl::string_view, absl::string_view> kFrame[] = {
    {"0001", "产出指标"},         {"0002", "效益指标"},          {"0003", "满意度指标"},
    {"00010001", "数量指标"},     {"00010002", "质量指标"},      {"00010003", "时效指标"},
    {"00010004", "成本指标"},     {"00020001", "经济效益指标"},  {"00020002", "社会效益指标"},
    {"00020003", "生态效益指标"}, {"00020004", "可持续影响指标"}};

size_t CharactersIn(absl::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

class RowReader {
 public:
  RowReader(const PerfTable& fields, const Table& table, const Row& row, PerfFile& file)
      : fields_(fields), table_(table), row_(row), file_(file) {}

  bool has_errors() const { return has_errors_; }
  Place place() const { return {.file = table_.name, .row = row_.number, .column = "", .field = ""}; }

  // Of the first column of the role that says something; trimmed.
  std::string Text(absl::string_view role) {
    for (size_t i = 0; i < table_.headings.size(); ++i) {
      const PerfField* field = fields_.FieldOfHeading(table_.headings[i]);
      if (field == nullptr || field->role != role) continue;
      const absl::string_view text = TrimSpaces(row_.cells[i]);
      if (text.empty()) continue;
      column_ = i;
      CheckLength(*field, text);
      return std::string(text);
    }
    return "";
  }

  std::string Code(absl::string_view role) {
    const std::string text = Text(role);
    return text.empty() ? "" : CodeIn(text).code;
  }

  // A level of the frame, by name or by code.
  std::string Level(absl::string_view role) {
    const std::string text = Text(role);
    const std::string code = text.empty() ? "" : CodeIn(text).code;
    for (const auto& [known, name] : kFrame) {
      if (code == known) return std::string(name);
    }
    if (text.size() >= kBytesOfCutNames - 2 && text.size() <= kBytesOfCutNames && CharactersIn(text) == 10) {
      Tell(role, Severity::kWarning, "NAME_MAY_BE_CUT", "名称正好 10 个汉字，可能被平台截断，请核对");
    }
    return text;
  }

  std::optional<Rational> Number(absl::string_view role) {
    const std::string text = Text(role);
    if (text.empty()) return std::nullopt;
    const absl::StatusOr<Rational> number = ParseNumber(text);
    if (number.ok()) return *number;
    Tell(role, Severity::kError, "NUMBER_MALFORMED", "应为数字，如 10、12.5");
    return std::nullopt;
  }

  bool Flag(absl::string_view role) {
    const std::string text = Text(role);
    if (text.empty()) return false;
    const std::optional<bool> flag = FlagIn(text);
    if (!flag) Tell(role, Severity::kError, "FLAG_UNKNOWN", "应为 1（是）或 2（否）");
    return flag.value_or(false);
  }

  std::string Moment(absl::string_view role) {
    const std::string text = Text(role);
    if (text.empty()) return "";
    const absl::StatusOr<int64_t> moment = MomentIn(text);
    if (moment.ok()) return absl::StrCat(*moment);
    Tell(role, Severity::kError, "MOMENT_MALFORMED", "应为时间，如 20230531093000123、2023-05-31 09:30:00");
    return "";
  }

  void Tell(absl::string_view role, Severity severity, const char* reason, std::string remedy) {
    has_errors_ = has_errors_ || severity == Severity::kError;
    if (!said_.insert(absl::StrCat(role, " ", reason)).second) return;
    Place here = place();
    std::string found;
    for (size_t i = 0; i < table_.headings.size(); ++i) {
      const PerfField* field = fields_.FieldOfHeading(table_.headings[i]);
      if (field == nullptr || field->role != role) continue;
      const bool says_something = !TrimSpaces(row_.cells[i]).empty();
      if (!here.column.empty() && !says_something) continue;
      here.column = table_.headings[i];
      found = std::string(TrimSpaces(row_.cells[i]));
      if (says_something) break;
    }
    if (here.column.empty()) {
      const PerfField* field = fields_.FieldOfRole(role);
      here.column = field == nullptr ? std::string(role) : field->name;
    }
    file_.issues.push_back({severity, std::move(here), reason, std::move(found), std::move(remedy)});
  }

 private:
  void CheckLength(const PerfField& field, absl::string_view text) {
    const size_t most = std::min(field.most_characters, static_cast<size_t>(kMostTextBytes) / 3);
    if (CharactersIn(text) <= most || !said_.insert(absl::StrCat(field.name, " too long")).second) return;
    has_errors_ = true;
    file_.issues.push_back({Severity::kError, PlaceOf(table_, row_, column_), "VALUE_TOO_LONG",
                            std::string(text.substr(0, 60)), absl::StrCat("最多 ", most, " 个字")});
  }

  const PerfTable& fields_;
  const Table& table_;
  const Row& row_;
  PerfFile& file_;
  size_t column_ = 0;
  bool has_errors_ = false;
  std::set<std::string> said_;
};

class TableRows {
 public:
  TableRows(const PerfTable& fields, const Table& table, const PerfFileOptions& options, PerfFile& file)
      : fields_(fields), table_(table), options_(options), file_(file) {}

  void Run() {
    if (!CheckHeadings()) return;
    for (const Row& row : table_.rows) {
      ++file_.row_count;
      RowReader reader(fields_, table_, row, file_);
      ReadRow(reader);
    }
    if (has_scores_) {
      file_.issues.push_back({Severity::kNote,
                              {.file = table_.name, .row = table_.heading_row},
                              "SCORE_NOT_TAKEN",
                              "",
                              "得分由系统按规则计算，表中的得分不读取；核对已报得分请用自评复核（zhengping check）"});
    }
  }

 private:
  bool CheckHeadings() {
    const Row heading_row{.number = table_.heading_row, .cells = {}};
    for (size_t i = 0; i < table_.headings.size(); ++i) {
      if (table_.headings[i].empty() || fields_.FieldOfHeading(table_.headings[i]) != nullptr) continue;
      file_.issues.push_back({Severity::kWarning, PlaceOf(table_, heading_row, i), "COLUMN_UNKNOWN", table_.headings[i],
                              absl::StrCat(fields_.name, " 没有这一列，未读取")});
    }
    bool is_readable = true;
    for (const std::vector<std::string>& group : fields_.required) {
      if (Has(group)) continue;
      is_readable = false;
      file_.issues.push_back({Severity::kError,
                              {.file = table_.name, .row = table_.heading_row, .column = group.front()},
                              "COLUMN_MISSING",
                              "",
                              absl::StrCat("按 ", fields_.name, " 读取时缺少必填列 ", absl::StrJoin(group, " 或 "))});
    }
    return is_readable;
  }

  bool Has(const std::vector<std::string>& group) const {
    return std::any_of(table_.headings.begin(), table_.headings.end(), [&](const std::string& heading) {
      const PerfField* field = fields_.FieldOfHeading(heading);
      return field != nullptr && std::find(group.begin(), group.end(), field->name) != group.end();
    });
  }

  void ReadRow(RowReader& reader) {
    ImportedRecord record;
    record.place = reader.place();
    record.record = {fields_.name, reader.Text("record"), reader.Moment("version")};
    if (record.record.id.empty()) record.record = {};
    record.is_deleted = reader.Flag("deleted");
    const std::optional<std::pair<std::string, int>> year = YearOf(reader);
    project_ = reader.Code("project");
    if (project_.empty()) project_ = options_.project;
    fiscal_year_ = year ? year->second : options_.fiscal_year;
    if (fields_.yield == Yield::kGoal) {
      ReadGoal(reader, record);
    } else if (!ReadIndicator(reader, record)) {
      ++file_.left_out_row_count;
      return;
    }
    if (year && !reader.has_errors()) file_.years[*year].push_back(std::move(record));
  }

  std::optional<std::pair<std::string, int>> YearOf(RowReader& reader) {
    const std::string division = reader.Code("division");
    const bool is_here =
        division.empty() || division == options_.division || absl::StrCat(division, "000") == options_.division;
    if (!is_here) {
      reader.Tell("division", Severity::kError, "DIVISION_DIFFERS",
                  absl::StrCat("不是所导入的区划 ", options_.division));
    }
    std::string department = absl::AsciiStrToLower(reader.Code("department"));
    if (department.empty()) department = options_.department;
    int fiscal_year = options_.fiscal_year;
    const std::string year = reader.Code("year");
    if (!year.empty() && !absl::SimpleAtoi(year, &fiscal_year)) fiscal_year = 0;
    if (fiscal_year < 2000 || fiscal_year > 2100) {
      reader.Tell("year", Severity::kError, "FISCAL_YEAR_MISSING", "应有预算年度（2000 至 2100），或在导入时说明年度");
      return std::nullopt;
    }
    const std::string name = absl::StrCat("divisions/", options_.division, "/departments/", department);
    if (!ParseDepartmentName(name, "").ok()) {
      reader.Tell("department", Severity::kError, "DEPARTMENT_MISSING", "应有部门代码，或在导入时说明部门");
      return std::nullopt;
    }
    if (!is_here) return std::nullopt;
    return std::make_pair(department, fiscal_year);
  }

  void ReadGoal(RowReader& reader, ImportedRecord& record) {
    YearGoal goal;
    goal.project = project_;
    goal.target = reader.Text("goal_target");
    goal.whole_term_target = reader.Text("whole_term");
    goal.achieved = reader.Text("achieved");
    goal.deviation_reason = reader.Text("deviation");
    goal.measure = reader.Text("measure");
    goal.source = Source(reader);
    goal.record = record.record;
    NoteScore(reader);
    record.goal = std::move(goal);
  }

  // false: a row that says nothing.
  bool ReadIndicator(RowReader& reader, ImportedRecord& record) {
    PlanRow row;
    row.key = {reader.Text("goal"), reader.Level("level1"), reader.Level("level2"), reader.Level("level3"), project_};
    const std::string actual = reader.Text("actual");
    if (fields_.yield == Yield::kResults && actual.empty()) return false;
    if (row.key.level3.empty()) reader.Tell("level3", Severity::kError, "VALUE_MISSING", "三级指标名称必填");
    NoteScore(reader);
    const WrittenTarget written = ReadTarget(reader, "target", row);
    row.source = Source(reader);
    row.weight = reader.Number("weight");
    if (fields_.yield == Yield::kPlan) {
      FillPlan(reader, row, record.record);
      record.row = row;
    } else if (written.kind != TargetKind::kMissing) {
      record.stated_target = written.target;
      record.stated_weight = row.weight;
    }
    if (!actual.empty()) record.observation = ReadActual(reader, row, actual);
    return true;
  }

  void FillPlan(RowReader& reader, PlanRow& row, const PlatformRecord& record) {
    row.content = reader.Text("content");
    row.scoring_standard = reader.Text("standard");
    row.note = reader.Text("note");
    row.record = record;
    row.rule = reader.Text("rule");
    row.is_core = reader.Flag("core");
    row.adjust_reason = reader.Text("adjust_reason");
    const std::string adjusted = reader.Text("adjusted");
    if (!adjusted.empty()) {
      row.adjusted = ReadWrittenTarget(adjusted, DirectionSign(row.direction), row.unit, fiscal_year_).target;
    }
    const std::string baseline = reader.Text("baseline");
    if (baseline.empty()) return;
    row.baseline = ReadObservedText(baseline, row.unit).value;
    if (!row.baseline)
      reader.Tell("baseline", Severity::kError, "NUMBER_MALFORMED", "上年实际值应为数字，如 12、38.64%");
  }

  // Fills direction, target and unit of the row.
  WrittenTarget ReadTarget(RowReader& reader, absl::string_view role, PlanRow& row) {
    const std::string sign = reader.Text("sign");
    if (!sign.empty() && !ReadSign(sign)) {
      reader.Tell("sign", Severity::kError, "DIRECTION_UNKNOWN",
                  "指标方向是 >=、<=、=、区间、定性，或 大于等于、小于等于 等");
    }
    WrittenTarget written = ReadWrittenTarget(reader.Text(role), sign, reader.Text("unit"), fiscal_year_);
    row.direction = written.direction;
    row.target = written.target;
    row.unit = written.unit;
    if (fields_.yield == Yield::kPlan) TellTarget(reader, written, ReadSign(sign));
    return written;
  }

  static void TellTarget(RowReader& reader, const WrittenTarget& written, const std::optional<WrittenSign>& sign) {
    const bool has_number = written.target.value.has_value();
    const bool wants_number = sign && sign->direction != Direction::kQualitative;
    if (written.has_other_sign) {
      reader.Tell("target", Severity::kError, "PLAN_TARGET_SIGN", "指标值里的符号与指标方向相反，请核对");
    }
    if (written.has_other_unit) {
      reader.Tell("target", Severity::kError, "UNIT_DISAGREES", "格内的单位与计量单位不同，也不能换算，请统一后填写");
    } else if (written.kind == TargetKind::kMissing || written.kind == TargetKind::kNotApplicable) {
      reader.Tell("target", Severity::kWarning, "TARGET_MISSING", "没有目标值，不能计分");
    } else if (!has_number && wants_number) {
      reader.Tell("target", Severity::kWarning, "TARGET_IN_WORDS",
                  "指标方向要求数值而看不出数值，按定性指标读取，需评判");
    } else if (!has_number && !sign) {
      reader.Tell("target", Severity::kNote, "TARGET_IN_WORDS", "按定性指标读取，需评判");
    }
    if (has_number && !written.is_direction_stated) {
      reader.Tell("target", Severity::kWarning, "DIRECTION_UNSTATED", "没有写 ≥ 或 ≤，按正向指标（≥）读取，请核对");
    }
    if (written.is_strict)
      reader.Tell("target", Severity::kNote, "TARGET_STRICT", "大于、小于按大于等于、小于等于读取");
  }

  Observation ReadActual(RowReader& reader, const PlanRow& row, const std::string& actual) {
    Observation observation;
    observation.key = row.key;
    observation.date = Date::FromYmd(fiscal_year_ == 0 ? 2000 : fiscal_year_, 12, 31).value();
    const ObservedText read = ReadObservedText(actual, row.unit);
    observation.state = read.state;
    observation.text = actual;
    observation.parts = ReadObservedParts(actual);
    if (observation.parts.empty()) observation.value = read.value;
    observation.is_lower_bound = read.is_lower_bound && observation.value;
    if (observation.value) observation.unit = read.unit;
    observation.deviation_reason = reader.Text("deviation");
    observation.measure = reader.Text("measure");
    observation.evidence = reader.Text("evidence");
    observation.source = Source(reader);
    return observation;
  }

  void NoteScore(RowReader& reader) { has_scores_ = has_scores_ || !reader.Text("score").empty(); }

  std::string Source(const RowReader& reader) const {
    return absl::StrCat(reader.place().file, " 第 ", reader.place().row, " 行");
  }

  const PerfTable& fields_;
  const Table& table_;
  const PerfFileOptions& options_;
  PerfFile& file_;
  std::string project_;
  int fiscal_year_ = 0;
  bool has_scores_ = false;
};

}  // namespace

void ReadPerfRows(const PerfTable& fields, const Table& table, const PerfFileOptions& options, PerfFile& file) {
  TableRows(fields, table, options, file).Run();
}

size_t KnownHeadings(const PerfTable& fields, const Table& table) {
  std::set<std::string> known;
  for (const std::string& heading : table.headings) {
    const PerfField* field = fields.FieldOfHeading(heading);
    if (field != nullptr) known.insert(field->name);
  }
  for (const std::vector<std::string>& group : fields.required) {
    const bool has_one =
        std::any_of(group.begin(), group.end(), [&known](const std::string& name) { return known.count(name) > 0; });
    if (!has_one) return 0;
  }
  return known.size();
}

}  // namespace zhengping::indicator
