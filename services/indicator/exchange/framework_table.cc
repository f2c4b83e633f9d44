#include "services/indicator/exchange/framework_table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "services/indicator/domain/rule_cells.h"
#include "services/indicator/domain/setting_words.h"
#include "services/indicator/exchange/framework_columns.h"

namespace zhengping::indicator {
namespace {

// Cells by heading; a heading is a column of the table.
class TableWriter {
 public:
  TableWriter(std::string name, std::vector<std::string> headings) {
    table_.name = std::move(name);
    table_.headings = std::move(headings);
  }

  void NewRow() {
    const int number = static_cast<int>(table_.rows.size()) + 2;
    table_.rows.push_back({number, std::vector<std::string>(table_.headings.size())});
  }
  void Put(absl::string_view heading, std::string cell) {
    const auto found = std::find(table_.headings.begin(), table_.headings.end(), heading);
    if (found == table_.headings.end()) return;
    table_.rows.back().cells[static_cast<size_t>(found - table_.headings.begin())] = std::move(cell);
  }
  void Put(const RuleCells& cells) {
    Put(column::kRule, cells.kind);
    Put(column::kSense, cells.sense);
    Put(column::kBound, cells.bound);
    Put(column::kStep, cells.step);
    Put(column::kDeduction, cells.deduction);
    Put(column::kCounting, cells.counting);
    Put(column::kDetails, cells.details);
  }

  XlsxSheet Finish(std::vector<size_t> number_columns = {}) {
    return {.table = std::move(table_), .number_columns = std::move(number_columns)};
  }

 private:
  Table table_;
};

const std::vector<std::string> kRuleHeadings = {column::kRule,      column::kSense,    column::kBound,  column::kStep,
                                                column::kDeduction, column::kCounting, column::kDetails};

size_t DepthOf(const std::vector<Indicator>& indicators) {
  size_t depth = 0;
  for (const Indicator& indicator : indicators) depth = std::max(depth, 1 + DepthOf(indicator.children));
  return depth;
}

// A setting that is the framework's own on a leaf stands as an empty cell.
template <typename Setting>
std::string WordUnless(Setting setting, Setting usual) {
  return setting == usual ? "" : std::string(WordOf(setting));
}

std::string NumberOf(const std::optional<Rational>& value) {
  return value ? NumberText(*value, NumberStyle::kPlain) : "";
}

void PutIndicators(const std::vector<Indicator>& indicators, std::vector<std::string>& path, TableWriter& table) {
  for (const Indicator& indicator : indicators) {
    path.push_back(indicator.name);
    table.NewRow();
    for (size_t level = 0; level < path.size(); ++level) table.Put(LevelHeading(level), path[level]);
    table.Put(column::kKind, std::string(WordOf(indicator.kind)));
    table.Put(column::kWeight, NumberOf(indicator.weight));
    table.Put(column::kDefinition, indicator.definition);
    table.Put(column::kRuleText, indicator.rule_text);
    table.Put(column::kFormula, indicator.formula);
    const bool is_rate = indicator.display == ValueDisplay::kPercent;
    if (indicator.has_rule) table.Put(CellsOf(indicator.rule, is_rate ? NumberStyle::kPercent : NumberStyle::kPlain));
    table.Put(column::kRuleName, indicator.rule_name);
    table.Put(column::kDisplay, WordUnless(indicator.display, ValueDisplay::kNumber));
    table.Put(column::kZeroByZero, WordUnless(indicator.zero_by_zero, ZeroAnswer::kFrameworkSetting));
    table.Put(column::kDividedByZero, WordUnless(indicator.divided_by_zero, ZeroAnswer::kFrameworkSetting));
    table.Put(column::kNotApplicable, WordUnless(indicator.not_applicable, NotApplicablePolicy::kFrameworkSetting));
    std::vector<std::string> aliases;
    for (const std::string& alias : indicator.aliases) aliases.push_back(EscapedForCell(alias));
    table.Put(column::kAliases, absl::StrJoin(aliases, kCellBar));
    if (indicator.is_core) table.Put(column::kCore, kYes);
    table.Put(column::kVerified, indicator.is_verified ? kYes : kNo);
    table.Put(column::kSource, indicator.source);
    PutIndicators(indicator.children, path, table);
    path.pop_back();
  }
}

XlsxSheet IndicatorSheet(const Framework& framework) {
  const size_t levels = std::clamp(DepthOf(framework.indicators), kUsualLevels, static_cast<size_t>(kMostDepth));
  std::vector<std::string> headings;
  for (size_t level = 0; level < levels; ++level) headings.push_back(LevelHeading(level));
  for (const char* heading :
       {column::kKind, column::kWeight, column::kDefinition, column::kRuleText, column::kFormula}) {
    headings.push_back(heading);
  }
  headings.insert(headings.end(), kRuleHeadings.begin(), kRuleHeadings.end());
  for (const char* heading :
       {column::kRuleName, column::kDisplay, column::kZeroByZero, column::kDividedByZero, column::kNotApplicable,
        column::kAliases, column::kCore, column::kVerified, column::kSource}) {
    headings.push_back(heading);
  }
  TableWriter table(kIndicatorSheet, headings);
  std::vector<std::string> path;
  PutIndicators(framework.indicators, path, table);
  return table.Finish({levels + 1});
}

std::string YearText(int year) { return year == 0 ? "" : absl::StrCat(year); }

std::string CapText(const CapRule& cap) {
  std::vector<std::string> lines = {
      absl::StrJoin({EscapedForCell(cap.name), EscapedForCell(cap.measure), EscapedForCell(cap.source)}, kCellBar)};
  for (const CapStep& step : cap.steps) {
    lines.push_back(absl::StrCat(IntervalText(step.interval, NumberStyle::kPercent), kCellBar,
                                 NumberText(step.at_most, NumberStyle::kPlain), "分"));
  }
  return absl::StrJoin(lines, "\n");
}

std::string GradesText(const std::vector<Grade>& grades) {
  std::vector<std::string> lines;
  for (const Grade& grade : grades) {
    lines.push_back(
        absl::StrCat(EscapedForCell(grade.name), kCellBar, IntervalText(grade.interval, NumberStyle::kPlain)));
  }
  return absl::StrJoin(lines, "\n");
}

XlsxSheet SettingSheet(const Framework& framework) {
  TableWriter table(kSettingSheet, {column::kKey, column::kValue});
  const auto put = [&table](const char* key, std::string value) {
    table.NewRow();
    table.Put(column::kKey, key);
    table.Put(column::kValue, std::move(value));
  };
  const FrameworkSettings& settings = framework.settings;
  put(setting::kName, framework.name);
  put(setting::kDisplayName, framework.display_name);
  put(setting::kVersion, absl::StrCat(framework.version));
  put(setting::kDivision, framework.division);
  put(setting::kFirstYear, YearText(framework.first_year));
  put(setting::kLastYear, YearText(framework.last_year));
  put(setting::kSource, framework.source);
  put(setting::kNote, framework.note);
  put(setting::kLibrary, framework.is_library ? kYes : kNo);
  put(setting::kFullMark, NumberText(framework.full_mark, NumberStyle::kPlain));
  put(setting::kDecimals, absl::StrCat(settings.decimals));
  put(setting::kZeroByZero, std::string(WordOf(settings.zero_by_zero)));
  put(setting::kDividedByZero, std::string(WordOf(settings.divided_by_zero)));
  put(setting::kNotApplicable, std::string(WordOf(settings.not_applicable)));
  put(setting::kUnassessed, std::string(WordOf(settings.unassessed)));
  put(setting::kCounting, std::string(WordOf(settings.step_counting)));
  Rule tiers;
  tiers.body = TiersRule{settings.tiers};
  put(setting::kTiers, CellsOf(tiers, NumberStyle::kPercent).details);
  for (const CapRule& cap : framework.caps) put(setting::kCap, CapText(cap));
  if (framework.deviation) {
    const bool deducts = framework.deviation->action == DeviationAction::kDeduct;
    put(setting::kDeviationRatio, NumberText(framework.deviation->from_ratio, NumberStyle::kPlain));
    put(setting::kDeviationDeduction, deducts ? PointsText(framework.deviation->deduction) : "");
    put(setting::kDeviationSource, framework.deviation->source);
  }
  put(setting::kGrades, GradesText(framework.grades));
  return table.Finish();
}

XlsxSheet NamedRuleSheet(const Framework& framework) {
  std::vector<std::string> headings = {column::kName, column::kRuleText};
  headings.insert(headings.end(), kRuleHeadings.begin(), kRuleHeadings.end());
  headings.push_back(column::kSource);
  TableWriter table(kNamedRuleSheet, headings);
  for (const NamedRule& rule : framework.rules) {
    table.NewRow();
    table.Put(column::kName, rule.name);
    table.Put(column::kRuleText, rule.text);
    table.Put(CellsOf(rule.rule, NumberStyle::kPercent));
    table.Put(column::kSource, rule.source);
  }
  return table.Finish();
}

}  // namespace

absl::StatusOr<std::string> FormatFrameworkWorkbook(const Framework& framework) {
  return FormatXlsx({IndicatorSheet(framework), SettingSheet(framework), NamedRuleSheet(framework)});
}

}  // namespace zhengping::indicator
