#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/sheet_table.h"
#include "common/spreadsheet/workbook.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/rule_cells.h"
#include "services/indicator/domain/setting_words.h"
#include "services/indicator/exchange/framework_columns.h"
#include "services/indicator/exchange/framework_table.h"
#include "services/indicator/exchange/perf_file.h"
#include "services/indicator/exchange/perf_library.h"

namespace zhengping::indicator {
namespace {

constexpr char kFileName[] = "评价体系.xlsx";  // of the bytes, which have none
constexpr size_t kMostFoundBytes = 180;

const std::vector<IndicatorKind> kKinds = {IndicatorKind::kGroup, IndicatorKind::kLeaf, IndicatorKind::kSlot};
const std::vector<ValueDisplay> kDisplays = {ValueDisplay::kNumber, ValueDisplay::kPercent, ValueDisplay::kYuan,
                                             ValueDisplay::kWanyuan};
const std::vector<ZeroAnswer> kZeroAnswers = {ZeroAnswer::kFrameworkSetting, ZeroAnswer::kFull, ZeroAnswer::kZero,
                                              ZeroAnswer::kNotAssessable};
const std::vector<NotApplicablePolicy> kNotApplicables = {NotApplicablePolicy::kFrameworkSetting,
                                                          NotApplicablePolicy::kFull, NotApplicablePolicy::kRescale,
                                                          NotApplicablePolicy::kNoWeight};
const std::vector<UnassessedPolicy> kUnassesseds = {UnassessedPolicy::kKeepApart, UnassessedPolicy::kZero,
                                                    UnassessedPolicy::kRescale};
const std::vector<StepCounting> kCountings = {StepCounting::kFrameworkSetting, StepCounting::kWhole,
                                              StepCounting::kPartial};

// Cut between characters.
std::string Shown(absl::string_view text) {
  size_t size = std::min(text.size(), kMostFoundBytes);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size));
}

// One sheet's cells by heading, and what is wrong with them.
class TableReader {
 public:
  TableReader(const Table& table, std::vector<Issue>& issues) : table_(table), issues_(issues) {}

  void Begin(const Row& row) { row_ = &row; }
  int row_number() const { return row_->number; }

  // Empty where there is no such column.
  std::string Cell(absl::string_view heading) const {
    const std::optional<size_t> column = table_.ColumnOf(heading);
    return column ? row_->cells[*column] : "";
  }
  std::string Trimmed(absl::string_view heading) const { return std::string(TrimSpaces(Cell(heading))); }

  std::optional<Rational> Number(absl::string_view heading) {
    const std::string cell = Trimmed(heading);
    if (cell.empty()) return std::nullopt;
    std::optional<Rational> number = NumberFrom(cell);
    if (!number) Fault(heading, cell, "应为数值，如 12.5");
    return number;
  }

  // `usual` where the cell is empty.
  template <typename Setting>
  Setting Choice(absl::string_view heading, const std::vector<Setting>& choices, Setting usual) {
    const std::string cell = Trimmed(heading);
    if (cell.empty()) return usual;
    const std::optional<Setting> setting = SettingFrom(absl::string_view(cell), choices);
    if (setting) return *setting;
    std::vector<std::string> words;
    for (const Setting choice : choices) words.emplace_back(WordOf(choice));
    Fault(heading, cell, absl::StrCat("应为 ", absl::StrJoin(words, "、"), " 之一"));
    return usual;
  }

  bool YesNo(absl::string_view heading) {
    const std::string cell = Trimmed(heading);
    if (cell == kYes || cell == "√") return true;
    if (!cell.empty() && cell != kNo) Fault(heading, cell, "应为 是 或 否");
    return false;
  }

  Rule ReadRule() {
    const RuleCells cells{.kind = Trimmed(column::kRule),
                          .sense = Trimmed(column::kSense),
                          .bound = Trimmed(column::kBound),
                          .step = Trimmed(column::kStep),
                          .deduction = Trimmed(column::kDeduction),
                          .counting = Trimmed(column::kCounting),
                          .details = Cell(column::kDetails)};
    std::vector<CellFault> faults;
    Rule rule = RuleFrom(cells, faults);
    for (CellFault& fault : faults) Fault(fault.column, fault.found, std::move(fault.remedy));
    return rule;
  }

  void Fault(absl::string_view column, absl::string_view found, std::string remedy) {
    Add(Severity::kError, "FRAMEWORK_CELL_MALFORMED", column, found, std::move(remedy));
  }
  void Add(Severity severity, const char* reason, absl::string_view column, absl::string_view found,
           std::string remedy) {
    issues_.push_back({severity,
                       {.file = table_.name, .row = row_ == nullptr ? 0 : row_->number, .column = std::string(column)},
                       reason,
                       Shown(found),
                       std::move(remedy)});
  }

 private:
  const Table& table_;
  std::vector<Issue>& issues_;
  const Row* row_ = nullptr;
};

class IndicatorReader {
 public:
  IndicatorReader(const Table& table, FrameworkWorkbook& workbook)
      : table_(table), reader_(table, workbook.issues), workbook_(workbook) {}

  void Run() {
    for (const char* needed : {"一级指标", column::kWeight}) {
      if (!table_.ColumnOf(needed)) {
        reader_.Add(Severity::kError, "FRAMEWORK_COLUMN_MISSING", needed, "", "缺少这一列");
        return;
      }
    }
    TellUnknownColumns();
    for (const Row& row : table_.rows) ReadRow(row);
  }

 private:
  void TellUnknownColumns() {
    std::vector<std::string> known;
    for (int level = 0; level < kMostDepth; ++level) known.push_back(LevelHeading(static_cast<size_t>(level)));
    for (const char* heading :
         {column::kKind,          column::kWeight,        column::kDefinition, column::kRuleText, column::kFormula,
          column::kRule,          column::kSense,         column::kBound,      column::kStep,     column::kDeduction,
          column::kCounting,      column::kDetails,       column::kRuleName,   column::kDisplay,  column::kZeroByZero,
          column::kDividedByZero, column::kNotApplicable, column::kAliases,    column::kCore,     column::kVerified,
          column::kSource}) {
      known.push_back(heading);
    }
    for (const std::string& heading : table_.headings) {
      if (std::find(known.begin(), known.end(), heading) != known.end()) continue;
      reader_.Add(Severity::kWarning, "FRAMEWORK_COLUMN_UNKNOWN", heading, "", "没有这一列，未读取");
    }
  }

  // The row's path: its own cells, and above the first filled one the path of the row before.
  std::vector<std::string> PathOf() {
    std::vector<std::string> cells;
    for (int level = 0; level < kMostDepth; ++level) {
      cells.push_back(reader_.Trimmed(LevelHeading(static_cast<size_t>(level))));
    }
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    bool has_begun = false;
    for (size_t level = 0; level < cells.size(); ++level) {
      has_begun = has_begun || !cells[level].empty();
      if (has_begun) continue;
      if (level < before_.size()) cells[level] = before_[level];
    }
    return cells;
  }

  void ReadRow(const Row& row) {
    reader_.Begin(row);
    std::vector<std::string> path = PathOf();
    if (path.empty() || std::find(path.begin(), path.end(), "") != path.end()) {
      const bool is_empty = path.empty();
      return reader_.Fault("一级指标", "", is_empty ? "这一行没有指标名称" : "上级指标的名称不能空缺");
    }
    std::vector<Indicator>* siblings = SiblingsOf(path);
    before_ = path;
    if (siblings == nullptr) return;
    siblings->push_back(ReadIndicator(path.back()));
    workbook_.rows.emplace(absl::StrJoin(path, "/"), row.number);
  }

  // Where the row's indicator belongs; null after an issue.
  std::vector<Indicator>* SiblingsOf(const std::vector<std::string>& path) {
    std::vector<Indicator>* siblings = &workbook_.framework.indicators;
    for (size_t level = 0; level + 1 < path.size(); ++level) {
      // Nearly always the last one.
      const auto parent = std::find_if(siblings->rbegin(), siblings->rend(),
                                       [&](const Indicator& indicator) { return indicator.name == path[level]; });
      if (parent == siblings->rend()) {
        reader_.Add(Severity::kError, "FRAMEWORK_PARENT_MISSING", LevelHeading(level), path[level],
                    "前面没有这个上级指标的行；上级指标应有自己的一行，写明分值");
        return nullptr;
      }
      siblings = &parent->children;
    }
    return siblings;
  }

  Indicator ReadIndicator(const std::string& name) {
    Indicator indicator;
    indicator.name = name;
    const bool is_scored = !reader_.Trimmed(column::kRule).empty() || !reader_.Trimmed(column::kRuleName).empty() ||
                           !reader_.Trimmed(column::kFormula).empty();
    indicator.kind = reader_.Choice(column::kKind, kKinds, is_scored ? IndicatorKind::kLeaf : IndicatorKind::kGroup);
    indicator.weight = reader_.Number(column::kWeight);
    indicator.definition = reader_.Cell(column::kDefinition);
    indicator.rule_text = reader_.Cell(column::kRuleText);
    indicator.source = reader_.Cell(column::kSource);
    indicator.is_verified = reader_.YesNo(column::kVerified);
    indicator.is_core = reader_.YesNo(column::kCore);
    const std::string aliases = reader_.Trimmed(column::kAliases);
    if (!aliases.empty()) {
      for (absl::string_view alias : PartsOfCell(aliases, kCellBar))
        indicator.aliases.push_back(UnescapedFromCell(alias));
    }
    if (indicator.kind == IndicatorKind::kGroup) {
      if (is_scored) reader_.Fault(column::kKind, WordOf(indicator.kind), "分组的行不能有算式和规则");
      return indicator;
    }
    indicator.has_rule = !reader_.Trimmed(column::kRule).empty();
    if (indicator.has_rule) indicator.rule = reader_.ReadRule();
    indicator.rule_name = reader_.Trimmed(column::kRuleName);
    if (indicator.has_rule && !indicator.rule_name.empty()) {
      reader_.Fault(column::kRuleName, indicator.rule_name, "规则类型和引用规则只能填一个");
    }
    indicator.formula = reader_.Trimmed(column::kFormula);
    indicator.display = reader_.Choice(column::kDisplay, kDisplays, ValueDisplay::kNumber);
    indicator.zero_by_zero = reader_.Choice(column::kZeroByZero, kZeroAnswers, ZeroAnswer::kFrameworkSetting);
    indicator.divided_by_zero = reader_.Choice(column::kDividedByZero, kZeroAnswers, ZeroAnswer::kFrameworkSetting);
    indicator.not_applicable =
        reader_.Choice(column::kNotApplicable, kNotApplicables, NotApplicablePolicy::kFrameworkSetting);
    return indicator;
  }

  const Table& table_;
  TableReader reader_;
  FrameworkWorkbook& workbook_;
  std::vector<std::string> before_;
};

class SettingReader {
 public:
  SettingReader(const Table& table, FrameworkWorkbook& workbook)
      : table_(table), reader_(table, workbook.issues), workbook_(workbook), framework_(workbook.framework) {}

  void Run() {
    std::optional<Rational> deviation_ratio;
    std::string deviation_deduction;
    std::string deviation_source;
    for (const Row& row : table_.rows) {
      reader_.Begin(row);
      const std::string key = reader_.Trimmed(column::kKey);
      const std::string value = reader_.Trimmed(column::kValue);
      if (key.empty()) continue;
      workbook_.setting_rows.emplace(key, row.number);
      if (value.empty()) continue;
      if (key == setting::kDeviationRatio) {
        deviation_ratio = reader_.Number(column::kValue);
      } else if (key == setting::kDeviationDeduction) {
        deviation_deduction = value;
      } else if (key == setting::kDeviationSource) {
        deviation_source = reader_.Cell(column::kValue);
      } else if (!ReadHead(key, value) && !ReadPolicy(key) && !ReadList(key, value)) {
        reader_.Add(Severity::kWarning, "FRAMEWORK_KEY_UNKNOWN", column::kKey, key, "没有这一项，未读取");
      }
    }
    if (deviation_ratio) ReadDeviation(*deviation_ratio, deviation_deduction, deviation_source);
  }

 private:
  int Whole(const std::string& value) {
    int number = 0;
    if (!absl::SimpleAtoi(HalfWidth(value), &number)) reader_.Fault(column::kValue, value, "应为整数");
    return number;
  }

  bool ReadHead(const std::string& key, const std::string& value) {
    if (key == setting::kName) {
      framework_.name = std::string(absl::StripPrefix(value, "frameworks/"));
    } else if (key == setting::kDisplayName) {
      framework_.display_name = value;
    } else if (key == setting::kVersion) {
      framework_.version = Whole(value);
    } else if (key == setting::kDivision) {
      framework_.division = value;
    } else if (key == setting::kFirstYear) {
      framework_.first_year = Whole(value);
    } else if (key == setting::kLastYear) {
      framework_.last_year = Whole(value);
    } else if (key == setting::kSource) {
      framework_.source = reader_.Cell(column::kValue);
    } else if (key == setting::kNote) {
      framework_.note = reader_.Cell(column::kValue);
    } else if (key == setting::kLibrary) {
      framework_.is_library = reader_.YesNo(column::kValue);
    } else if (key == setting::kFullMark) {
      framework_.full_mark = reader_.Number(column::kValue).value_or(framework_.full_mark);
    } else if (key == setting::kDecimals) {
      framework_.settings.decimals = Whole(value);
    } else {
      return false;
    }
    return true;
  }

  bool ReadPolicy(const std::string& key) {
    FrameworkSettings& settings = framework_.settings;
    if (key == setting::kZeroByZero) {
      settings.zero_by_zero = reader_.Choice(column::kValue, kZeroAnswers, settings.zero_by_zero);
    } else if (key == setting::kDividedByZero) {
      settings.divided_by_zero = reader_.Choice(column::kValue, kZeroAnswers, settings.divided_by_zero);
    } else if (key == setting::kNotApplicable) {
      settings.not_applicable = reader_.Choice(column::kValue, kNotApplicables, settings.not_applicable);
    } else if (key == setting::kUnassessed) {
      settings.unassessed = reader_.Choice(column::kValue, kUnassesseds, settings.unassessed);
    } else if (key == setting::kCounting) {
      settings.step_counting = reader_.Choice(column::kValue, kCountings, settings.step_counting);
    } else {
      return false;
    }
    return true;
  }

  bool ReadList(const std::string& key, const std::string& value) {
    if (key == setting::kTiers) {
      std::vector<CellFault> faults;
      const Rule rule = RuleFrom({.kind = std::string(RuleKindName(RuleKind::kTiers)), .details = value}, faults);
      for (CellFault& fault : faults) reader_.Fault(column::kValue, fault.found, std::move(fault.remedy));
      framework_.settings.tiers = std::get<TiersRule>(rule.body).tiers;
    } else if (key == setting::kCap) {
      ReadCap(value);
    } else if (key == setting::kGrades) {
      ReadGrades(value);
    } else {
      return false;
    }
    return true;
  }

  void ReadCap(const std::string& value) {
    CapRule cap;
    const std::vector<absl::string_view> lines = PartsOfCell(value, "\n");
    const std::vector<absl::string_view> head = PartsOfCell(lines[0], kCellBar);
    if (head.size() != 3) reader_.Fault(column::kValue, lines[0], "第一行应为 名称｜算式｜出处");
    if (head.size() == 3) {
      cap.name = UnescapedFromCell(head[0]);
      cap.measure = UnescapedFromCell(head[1]);
      cap.source = UnescapedFromCell(head[2]);
    }
    for (size_t i = 1; i < lines.size(); ++i) {
      const std::vector<absl::string_view> parts = PartsOfCell(lines[i], kCellBar);
      const std::optional<Interval> interval = IntervalFrom(parts[0]);
      const std::optional<Points> at_most = parts.size() == 2 ? PointsFrom(parts[1]) : std::nullopt;
      if (!interval || !at_most || at_most->unit != PointsUnit::kPoints) {
        reader_.Fault(column::kValue, lines[i], "每档应为 区间｜最高分，如 [70%, 80%)｜89分");
      } else {
        cap.steps.push_back({*interval, at_most->amount});
      }
    }
    framework_.caps.push_back(std::move(cap));
  }

  void ReadGrades(const std::string& value) {
    for (absl::string_view line : PartsOfCell(value, "\n")) {
      const std::vector<absl::string_view> parts = PartsOfCell(line, kCellBar);
      const std::optional<Interval> interval = parts.size() == 2 ? IntervalFrom(parts[1]) : std::nullopt;
      if (!interval) {
        reader_.Fault(column::kValue, line, "每行应为 等级｜区间，如 优｜[90, 100]");
      } else {
        framework_.grades.push_back({UnescapedFromCell(parts[0]), *interval});
      }
    }
  }

  void ReadDeviation(const Rational& ratio, const std::string& deduction, const std::string& source) {
    DeviationRule deviation;
    deviation.from_ratio = ratio;
    deviation.source = source;
    if (!deduction.empty()) {
      const std::optional<Points> points = PointsFrom(deduction);
      if (!points) reader_.Fault(column::kValue, deduction, "偏差扣分应为分数，如 2分，或 分值的10%");
      deviation.action = DeviationAction::kDeduct;
      deviation.deduction = points.value_or(Points());
    }
    framework_.deviation = std::move(deviation);
  }

  const Table& table_;
  TableReader reader_;
  FrameworkWorkbook& workbook_;
  Framework& framework_;
};

void ReadNamedRules(const Table& table, FrameworkWorkbook& workbook) {
  TableReader reader(table, workbook.issues);
  for (const Row& row : table.rows) {
    reader.Begin(row);
    workbook.framework.rules.push_back({reader.Trimmed(column::kName), reader.Cell(column::kRuleText),
                                        reader.Cell(column::kSource), reader.ReadRule()});
  }
}

std::optional<Table> TableOfSheet(const Workbook& file, const char* name, std::vector<Issue>& issues) {
  const Sheet* sheet = file.SheetOf(name);
  if (sheet == nullptr || sheet->rows.empty()) return std::nullopt;
  return TableOf(name, *sheet, issues);
}

// What a platform's library says; who keeps it names it and may say more.
void ReadLibrary(const Table& table, FrameworkWorkbook& workbook) {
  PerfLibrary library = ReadPerfLibrary(table);
  workbook.is_read = !HasErrors(library.issues);
  workbook.framework = std::move(library.framework);
  workbook.framework.display_name = "绩效指标库";
  workbook.framework.source = "平台绩效指标库（BAS_PERF_INDICATOR）";
  std::move(library.issues.begin(), library.issues.end(), std::back_inserter(workbook.issues));
}

}  // namespace

FrameworkWorkbook ReadFrameworkWorkbook(absl::string_view bytes) {
  FrameworkWorkbook workbook;
  workbook.framework.settings.tiers = StandardTiers();
  const std::optional<Workbook> file = ReadWorkbook(kFileName, bytes, workbook.issues);
  if (!file) return workbook;
  const std::optional<Table> indicators = TableOfSheet(*file, kIndicatorSheet, workbook.issues);
  if (!indicators) {
    if (const std::optional<Table> library = FindLibraryTable(bytes)) {
      ReadLibrary(*library, workbook);
      return workbook;
    }
    if (!HasErrors(workbook.issues)) {
      workbook.issues.push_back({Severity::kError,
                                 {.file = kIndicatorSheet},
                                 "FRAMEWORK_SHEET_MISSING",
                                 "",
                                 "工作簿中没有工作表「评价体系」，也没有平台的绩效指标库（BAS_PERF_INDICATOR）"});
    }
    return workbook;
  }
  workbook.is_read = true;
  IndicatorReader(*indicators, workbook).Run();
  if (const std::optional<Table> settings = TableOfSheet(*file, kSettingSheet, workbook.issues)) {
    SettingReader(*settings, workbook).Run();
  }
  if (const std::optional<Table> rules = TableOfSheet(*file, kNamedRuleSheet, workbook.issues)) {
    ReadNamedRules(*rules, workbook);
  }
  return workbook;
}

}  // namespace zhengping::indicator
