// What every file of services/indicator/frameworks must keep, and the scores that were really published, reproduced
// from tests/data/frameworks/published_scores.csv. A new framework, or a new published score, touches no code here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/spreadsheet/csv.h"
#include "common/testing/temp_folder.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/shipped_frameworks_fixture.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAreArray;
using testing::IsSupersetOf;

const std::string kSource = ZP_SOURCE_DIR;
const std::string kData = kSource + "/tests/data/frameworks/";

std::vector<std::string> LinesOf(const std::string& path) {
  std::vector<std::string> lines = absl::StrSplit(ReadFile(path), '\n', absl::SkipEmpty());
  return lines;
}

// Of every shipped text, one line an issue: "hunan-b NOTE ROW_UNVERIFIED 未读到".
std::vector<std::string> IssuesOfShipped() {
  std::vector<std::string> lines;
  for (const FrameworkText& text : ShippedFrameworkTexts()) {
    v1::Framework message;
    std::vector<Issue> issues;
    EXPECT_TRUE(ParseFrameworkText(text.text, message, issues)) << text.file;
    const CompileResult result = CompileMessage(message);
    issues.insert(issues.end(), result.issues.begin(), result.issues.end());
    for (const Issue& issue : issues) {
      const char* severity = issue.severity == Severity::kError     ? "ERROR"
                             : issue.severity == Severity::kWarning ? "WARNING"
                                                                    : "NOTE";
      lines.push_back(absl::StrJoin(
          {std::string(severity), text.file.substr(0, text.file.find('.')), issue.reason, issue.place.field}, " "));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

// A row that turns from unverified to verified, or the other way, is written down there: nobody verifies by accident.
TEST(ShippedFrameworks, SayExactlyTheNotesThatAreWrittenDown) {
  EXPECT_THAT(IssuesOfShipped(), ElementsAreArray(LinesOf(kData + "expected_issues.txt")));
}

TEST(ShippedFrameworks, AreTheOnesOfTheCaseFormat) {
  std::vector<std::string> names;
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) names.push_back(name);
  EXPECT_THAT(names, IsSupersetOf({"mof-common-2013", "self-evaluation-2020", "self-evaluation-cost-2021",
                                   "hunan-a-2017", "hunan-b", "hunan-d-2018", "hunan-h-xinshao-2017", "yueyang-2019",
                                   "hubei-20-80", "chongqing-department", "jiangxi-30-25-35-10", "sichuan-25-30-45"}));
}

TEST(ShippedFrameworks, EachHasItsRowInTheReadme) {
  const std::string readme = ReadFile(kSource + "/services/indicator/frameworks/README.md");
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) {
    EXPECT_TRUE(absl::StrContains(readme, absl::StrCat("| `", name, "` |"))) << name;
  }
}

// What hangs below a list of indicators, added up leaf by leaf; each group is held against it on the way.
Rational WeightBelow(const std::vector<Indicator>& indicators, const std::string& path) {
  Rational sum;
  for (const Indicator& indicator : indicators) {
    const Rational weight = indicator.weight.value_or(Rational());
    if (indicator.kind == IndicatorKind::kGroup) {
      EXPECT_EQ(WeightBelow(indicator.children, path + "/" + indicator.name), weight) << path << "/" << indicator.name;
    }
    sum += weight;
  }
  return sum;
}

TEST(ShippedFrameworks, WeightsAddUpAtEveryLevel) {
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) {
    const bool is_library = framework->framework().is_library;
    EXPECT_EQ(WeightBelow(framework->framework().indicators, name), Rational(is_library ? 0 : 100)) << name;
    EXPECT_EQ(is_library, name == "mof-common-2013") << name;
  }
}

TEST(ShippedFrameworks, AnUnreadRestIsNeverCalledVerifiedAndSaysHowItsWeightWasFound) {
  int rests = 0;
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) {
    for (const CompiledIndicator& compiled : framework->indicators()) {
      const Indicator& indicator = *compiled.indicator;
      if (indicator.name != "未读到") continue;
      ++rests;
      EXPECT_EQ(indicator.rule.kind(), RuleKind::kUnread) << name << " " << compiled.path;
      EXPECT_FALSE(indicator.is_verified) << name << " " << compiled.path;
      EXPECT_TRUE(absl::StrContains(indicator.source, "差额")) << name << " " << compiled.path;
      EXPECT_NE(indicator.definition, "") << name << " " << compiled.path;
    }
  }
  EXPECT_GT(rests, 0);
}

bool Prints(const Indicator& indicator, absl::string_view what) { return absl::StrContains(indicator.rule_text, what); }

void ExpectItsTextSays(const Indicator& indicator, const StepDeductionRule& rule) {
  EXPECT_TRUE(Prints(indicator, absl::StrCat("扣", FormatShort(rule.deduction.amount), "分")));
  const bool is_one_point = rule.step == Fraction(1, 100);
  EXPECT_TRUE(Prints(indicator, absl::StrCat(FormatShort(rule.step * Rational(100)), "%扣")) ||
              (is_one_point && Prints(indicator, "一个百分点扣")));
}

void ExpectItsTextSays(const Indicator& indicator, const BandsRule& rule) {
  for (const Band& band : rule.bands) {
    const Rational& points = band.points.amount;
    EXPECT_TRUE(Prints(indicator, points.is_zero() ? "不得分" : absl::StrCat("计", FormatShort(points), "分")))
        << FormatShort(points);
  }
}

// "计5分…扣0.5分" and the rule that scores are two things that may disagree: 5 points with the text of 8 was published
// (two bearers of the Hunan form).
TEST(ShippedFrameworks, DeductionsAndBandsGiveThePointsThatTheirTextPrints) {
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) {
    for (const CompiledIndicator& compiled : framework->indicators()) {
      const Indicator& indicator = *compiled.indicator;
      if (!indicator.has_rule) continue;
      SCOPED_TRACE(name + " " + compiled.path);
      const RuleBody& body = indicator.rule.body;
      if (const auto* steps = std::get_if<StepDeductionRule>(&body)) ExpectItsTextSays(indicator, *steps);
      if (const auto* bands = std::get_if<BandsRule>(&body)) ExpectItsTextSays(indicator, *bands);
      const auto* faults = std::get_if<FaultsRule>(&body);
      if (faults == nullptr) continue;
      EXPECT_TRUE(Prints(indicator, absl::StrCat("扣", FormatShort(faults->deduction.amount), "分")));
    }
  }
}

TEST(ShippedFrameworks, TheMiddleTierEndsWhereTheFormOfItsYearSays) {
  const std::map<std::string, int64_t> cut_percent = {{"self-evaluation-2020", 60},
                                                      {"self-evaluation-cost-2021", 60},
                                                      {"hunan-a-2017", 50},
                                                      {"hubei-20-80", 50},
                                                      {"jiangxi-30-25-35-10", 50}};
  for (const auto& [name, percent] : cut_percent) {
    EXPECT_EQ(ShippedFrameworks().Find(name)->framework().settings.tiers.at(1).at_least, Fraction(percent, 100))
        << name;
  }
}

using Line = std::map<std::string, std::string>;

// The lines of a table of tests/data/frameworks, each as heading and cell.
std::vector<Line> LinesOfTable(const std::string& file) {
  std::vector<Issue> issues;
  const std::optional<Table> table = ReadCsv(file, ReadFile(kData + file), issues);
  EXPECT_TRUE(table.has_value()) << file;
  std::vector<Line> lines;
  for (const Row& row : table->rows) {
    lines.emplace_back();
    for (size_t i = 0; i < row.cells.size(); ++i) lines.back()[table->headings[i]] = row.cells[i];
  }
  return lines;
}

// "supplements=1000;initial_budget=10000".
std::vector<Fact> FactsIn(const std::string& figures) {
  std::vector<Fact> facts;
  for (const absl::string_view figure : absl::StrSplit(figures, ';')) {
    const std::pair<std::string, std::string> sides = absl::StrSplit(figure, '=');
    facts.push_back(ReportedFact(sides.first, ParseNumber(sides.second).value()));
  }
  return facts;
}

// Which end belongs to a band ("（含）"), how steps are counted, what nothing of nothing is worth.
TEST(ShippedFrameworks, EndsStepsAndZerosGoAsTheTextSays) {
  for (Line& line : LinesOfTable("rule_edges.csv")) {
    SCOPED_TRACE(absl::StrCat(line["framework"], " ", line["path"], " ", line["figures"]));
    const Sheet sheet{ShippedFrameworks().Find(line["framework"]), {}, {}, FactsIn(line["figures"])};
    ASSERT_NE(sheet.framework, nullptr);
    const Scorecard card = sheet.Card();
    const auto node = std::find_if(card.nodes.begin(), card.nodes.end(),
                                   [&line](const ScoredNode& scored) { return scored.path == line["path"]; });
    ASSERT_NE(node, card.nodes.end());
    EXPECT_EQ(PointsText(node->low, node->high), line["points"]) << RenderExplanation(node->explanation);
  }
}

// The lines of published_scores.csv by sheet.
std::map<std::string, std::vector<Line>> PublishedSheets() {
  std::map<std::string, std::vector<Line>> sheets;
  for (Line& line : LinesOfTable("published_scores.csv")) sheets[line["sheet"]].push_back(line);
  return sheets;
}

// "1922.76万元" in fen, "136人" as it is.
Fact FactFrom(Line line) {
  const ObservedText read = ReadObservedText(line["value"]);
  Rational value = read.value.value();
  if (read.unit == "万元") value = value * Rational(1000000);
  return ReportedFact(line["kpi_lv3"], value);
}

RowKey KeyFrom(Line line) { return {line["goal"], line["kpi_lv1"], line["kpi_lv2"], line["kpi_lv3"], ""}; }

PlanRow PlanRowFrom(Line line) {
  PlanRow row;
  row.key = KeyFrom(line);
  row.direction = ParseDirection(line["direction"]).value();
  const ObservedText target = ReadObservedText(line["kpi_val"]);
  row.target.value = target.value;
  row.unit = target.unit;
  row.weight = ParseNumber(line["weight"]).value();
  row.rule = line["rule"];
  return row;
}

// Nothing when the line says nothing about what was achieved.
std::optional<Observation> ObservationFrom(Line line) {
  if (line["value"].empty() && line["tier"].empty() && line["percent"].empty()) return std::nullopt;
  Observation observation;
  observation.key = KeyFrom(line);
  observation.date = *Date::FromYmd(2029, 12, 31);
  observation.parts = ReadObservedParts(line["value"]);
  const ObservedText read = ReadObservedText(line["value"]);
  observation.value = read.value;
  observation.is_lower_bound = read.is_lower_bound;
  observation.unit = read.unit;
  observation.tier = line["tier"];
  if (!line["percent"].empty()) observation.percent = ParseNumber(line["percent"]).value();
  observation.reason = "原表得分";
  return observation;
}

// The leaf of the framework's own path or of the plan's row; null when there is none.
const ScoredNode* NodeOf(const Scorecard& card, const Line& line) {
  const RowKey key = KeyFrom(line);
  for (const ScoredNode& node : card.nodes) {
    if (node.kind == NodeKind::kLeaf && node.key == key) return &node;
  }
  return nullptr;
}

TEST(ShippedFrameworks, PublishedScoresAreReproduced) {
  for (auto& [name, lines] : PublishedSheets()) {
    SCOPED_TRACE(name);
    Sheet sheet{ShippedFrameworks().Find(lines[0]["framework"]), {}, {}, {}};
    ASSERT_NE(sheet.framework, nullptr);
    for (Line& line : lines) {
      if (line["kind"] == "事实") sheet.facts.push_back(FactFrom(line));
      if (line["kind"] == "目标行") sheet.plan.push_back(PlanRowFrom(line));
      const bool is_row = line["kind"] == "目标行" || line["kind"] == "体系行";
      const std::optional<Observation> observation = is_row ? ObservationFrom(line) : std::nullopt;
      if (observation) sheet.observations.push_back(*observation);
    }
    const Scorecard card = sheet.Card();
    for (Line& line : lines) {
      if (line["kind"] == "事实") continue;
      if (line["kind"] == "总分") {
        EXPECT_EQ(PointsText(card.low, card.high), line["score"]);
        continue;
      }
      const ScoredNode* node = NodeOf(card, line);
      ASSERT_NE(node, nullptr) << line["kpi_lv3"];
      EXPECT_EQ(PointsText(node->low, node->high), line["score"])
          << line["kpi_lv3"] << ": " << RenderExplanation(node->explanation);
    }
  }
}

// 72.74% of 100% at 2 points is 1.4548 before it is rounded (重庆科学城融媒体中心 2021, which printed 2).
TEST(ShippedFrameworks, TheExplanationKeepsThePointsBeforeRounding) {
  Sheet sheet{ShippedFrameworks().Find("chongqing-department"), {}, {}, {}};
  Line line = {{"kpi_lv1", "绩效指标"}, {"kpi_lv3", "政府采购执行率"}, {"direction", ">="},
               {"kpi_val", "100%"},     {"value", "72.74%"},           {"weight", "2"}};
  Line rest = {{"kpi_lv1", "绩效指标"}, {"kpi_lv3", "其余"}, {"direction", "定性"}, {"weight", "88"}};
  sheet.plan = {PlanRowFrom(line), PlanRowFrom(rest)};
  sheet.observations = {ObservationFrom(line).value()};
  const Scorecard card = sheet.Card();
  const ScoredNode* node = NodeOf(card, line);
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->explanation.exact, Fraction(14548, 10000));
  EXPECT_EQ(node->points, Fraction(145, 100));
}

}  // namespace
}  // namespace zhengping::indicator
