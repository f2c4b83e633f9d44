#include "services/indicator/domain/framework.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

// "REASON at place", errors and warnings only, in order.
std::vector<std::string> Complaints(const CompileResult& result) {
  std::vector<std::string> complaints;
  for (const Issue& issue : result.issues) {
    if (issue.severity != Severity::kNote) complaints.push_back(issue.reason + " at " + issue.place.field);
  }
  return complaints;
}

Indicator& Completion(Framework& framework) { return framework.indicators[1].children[0].children[0]; }
Indicator& Control(Framework& framework) { return framework.indicators[1].children[0].children[1]; }
BandsRule& ControlBands(Framework& framework) { return std::get<BandsRule>(Control(framework).rule.body); }

TEST(Framework, ShippedOnesAreWithoutError) {
  EXPECT_NE(Compiled(SelfEvaluation2020()), nullptr);
  EXPECT_NE(Compiled(HunanA2017()), nullptr);
}

TEST(Framework, IndicatorsStandInPrintOrderWithPathAndKey) {
  const auto compiled = Compiled(HunanA2017());
  ASSERT_EQ(compiled->indicators().size(), 21u);
  EXPECT_EQ(compiled->indicators()[0].path, "投入");
  EXPECT_EQ(compiled->indicators()[2].path, "投入/预算配置/在职人员控制率");
  EXPECT_EQ(compiled->indicators()[2].key, (RowKey{"", "投入", "预算配置", "在职人员控制率", ""}));
  EXPECT_EQ(compiled->indicators()[2].depth, 2);
  EXPECT_EQ(compiled->indicators()[2].parent, 1);
}

TEST(Framework, UnverifiedRowsAreNoted) {
  const CompileResult result = CompileFramework(HunanA2017());
  int notes = 0;
  for (const Issue& issue : result.issues) notes += issue.reason == "ROW_UNVERIFIED";
  EXPECT_EQ(notes, 8);  // six of 预算管理, 重点工作实际完成率, 履职效益
}

// A case spoils one thing of a good framework and says what must be said about it.
struct Spoiled {
  const char* what;
  std::function<void(Framework&)> spoil;
  std::vector<std::string> complaints;
};

void ExpectComplaints(const std::vector<Spoiled>& cases) {
  for (const Spoiled& c : cases) {
    SCOPED_TRACE(c.what);
    Framework framework = HunanA2017();
    c.spoil(framework);
    EXPECT_EQ(Complaints(CompileFramework(std::move(framework))), c.complaints);
  }
}

const std::string kCompletion = "过程/预算执行/预算完成率";
const std::string kControl = "过程/预算执行/预算控制率";

TEST(FrameworkErrors, WeightsAndPrintedTextsThatDisagree) {
  ExpectComplaints({
      {"weight of a leaf",
       [](Framework& f) { Completion(f).weight.emplace(4); },
       {"WEIGHT_SUM at 过程/预算执行.weight"}},
      {"weight of a level one",
       [](Framework& f) { f.indicators[0].weight.emplace(11); },
       {"WEIGHT_SUM at 投入.weight", "WEIGHT_SUM at indicators"}},
      {"no weight",
       [](Framework& f) { Completion(f).weight.reset(); },
       {"WEIGHT_MISSING at " + kCompletion + ".weight"}},
      {"zero weight",
       [](Framework& f) { Completion(f).weight.emplace(0); },
       {"WEIGHT_SUM at 过程/预算执行.weight", "WEIGHT_NOT_POSITIVE at " + kCompletion + ".weight"}},
      {"text with more points than the weight",
       [](Framework& f) { Completion(f).rule_text = "计8分，每低于5%扣2分"; },
       {"RULE_TEXT_DISAGREES at " + kCompletion + ".rule_text"}},
      {"text with another deduction than the rule's",
       [](Framework& f) { Completion(f).rule_text = "计5分，每低于5%扣0.8分"; },
       {"RULE_TEXT_DISAGREES at " + kCompletion + ".rule_text"}},
      {"text with a year of an older form",
       [](Framework& f) {
         f.first_year = 2022;
         Completion(f).definition = "该指标以2015年完工的新建楼堂馆所为评价内容";
       },
       {"RULE_TEXT_STALE_YEAR at " + kCompletion + ".definition"}},
      {"text with fewer full points",
       [](Framework& f) { Completion(f).rule_text = "计3分，每低于5%扣2分"; },
       {"RULE_TEXT_DISAGREES at " + kCompletion + ".rule_text"}},
  });
}

TEST(FrameworkErrors, BandsThatOverlapOrLeaveHoles) {
  ExpectComplaints({
      {"overlap",
       [](Framework& f) { ControlBands(f).bands[2].interval.low_closed = true; },
       {"BANDS_OVERLAP at " + kControl + ".rule.bands[2]"}},
      {"hole",
       [](Framework& f) { ControlBands(f).bands[1].interval.high_closed = false; },
       {"BANDS_HOLE at " + kControl + ".rule.bands[2]"}},
      {"hole at the start",
       [](Framework& f) { ControlBands(f).domain.low.reset(); },
       {"BANDS_HOLE at " + kControl + ".rule.bands[0]"}},
      {"hole at the end",
       [](Framework& f) { ControlBands(f).bands.pop_back(); },
       {"BANDS_HOLE at " + kControl + ".rule.bands[3]"}},
      {"empty band",
       [](Framework& f) { ControlBands(f).bands[0].interval.low_closed = false; },
       {"RULE_MALFORMED at " + kControl + ".rule.bands[0]", "BANDS_HOLE at " + kControl + ".rule.bands[1]"}},
      {"band above the weight",
       [](Framework& f) { ControlBands(f).bands[0].points.amount = Rational(6); },
       {"POINTS_OUT_OF_RANGE at " + kControl + ".rule.bands[0].points",
        "POINTS_UNREACHABLE at " + kControl + ".rule.bands"}},
      {"full points unreachable",
       [](Framework& f) { ControlBands(f).bands[0].points.amount = Rational(4); },
       {"POINTS_UNREACHABLE at " + kControl + ".rule.bands"}},
  });
}

TEST(FrameworkErrors, FormulasAndRules) {
  ExpectComplaints({
      {"unknown fact",
       [](Framework& f) { Completion(f).formula = "payments / budget_total"; },
       {"FACT_UNKNOWN at " + kCompletion + ".formula"}},
      {"malformed formula",
       [](Framework& f) { Completion(f).formula = "payments /"; },
       {"EXPRESSION_OPERAND at " + kCompletion + ".formula"}},
      {"formula over another formula's result",
       [](Framework& f) { Completion(f).formula = "payments / 「预算控制率」"; },
       {"FORMULA_OF_FORMULA at " + kCompletion + ".formula"}},
      {"formula that compares",
       [](Framework& f) { Completion(f).formula = "payments = final_budget"; },
       {"RULE_MALFORMED at " + kCompletion + ".formula"}},
      {"figures of a row in a leaf",
       [](Framework& f) { Completion(f).formula = "row.actual"; },
       {"FACT_UNKNOWN at " + kCompletion + ".formula"}},
      {"no rule", [](Framework& f) { Completion(f).has_rule = false; }, {"RULE_MISSING at " + kCompletion + ".rule"}},
      {"undeclared rule",
       [](Framework& f) { Completion(f).rule_name = "每低3%扣1分"; },
       {"RULE_UNKNOWN at " + kCompletion + ".rule_name"}},
      {"step of zero",
       [](Framework& f) { std::get<StepDeductionRule>(Completion(f).rule.body).step = Rational(); },
       {"RULE_MALFORMED at " + kCompletion + ".rule.step"}},
      {"no bound",
       [](Framework& f) { std::get<StepDeductionRule>(Completion(f).rule.body).bound.reset(); },
       {"RULE_MALFORMED at " + kCompletion + ".rule.target"}},
      {"compound without parts",
       [](Framework& f) { Completion(f).rule.body = CompoundRule(); },
       {"RULE_MALFORMED at " + kCompletion + ".rule.parts"}},
  });
}

TEST(FrameworkErrors, ShapeAndNames) {
  ExpectComplaints({
      {"two siblings of one name",
       [](Framework& f) { Completion(f).name = "预算控制率"; },
       {"INDICATOR_DUPLICATE_PATH at 过程/预算执行/预算控制率"}},
      {"alias of a sibling's name",
       [](Framework& f) { Completion(f).aliases = {"预算控制率"}; },
       {"INDICATOR_DUPLICATE_PATH at 过程/预算执行/预算控制率"}},
      {"slash in a name",
       [](Framework& f) { Completion(f).name = "完成/控制率"; },
       {"INDICATOR_NAME at 过程/预算执行/完成/控制率.name"}},
      {"leaf with children",
       [](Framework& f) { Completion(f).children = {Slot("甲", 5)}; },
       {"INDICATOR_SHAPE at " + kCompletion}},
      {"group without", [](Framework& f) { f.indicators[0].children.clear(); }, {"INDICATOR_SHAPE at 投入"}},
      {"nothing",
       [](Framework& f) { f.indicators.clear(); },
       {"FRAMEWORK_EMPTY at indicators", "WEIGHT_SUM at indicators"}},
      {"name", [](Framework& f) { f.name = "Hunan A"; }, {"FRAMEWORK_NAME at name"}},
  });
}

TEST(FrameworkErrors, SettingsAndSheetRules) {
  ExpectComplaints({
      {"decimals", [](Framework& f) { f.settings.decimals = 5; }, {"FRAMEWORK_SETTINGS at settings.decimals"}},
      {"tiers with a hole",
       [](Framework& f) { f.settings.tiers[1].at_most = Fraction(7, 10); },
       {"TIERS_MALFORMED at settings.tiers[1]"}},
      {"grades with a hole", [](Framework& f) { f.grades[0].interval.low.emplace(91); }, {"BANDS_HOLE at grades[0]"}},
      {"deviation", [](Framework& f) { f.deviation.emplace(); }, {"DEVIATION_MALFORMED at deviation.from_ratio"}},
      {"named rule twice",
       [](Framework& f) {
         f.rules = {{"甲", "", "", {JudgementRule{}, {}}}, {"甲", "", "", {JudgementRule{}, {}}}};
       },
       {"NAMED_RULE at rules[1].name"}},
      {"cap",
       [](Framework& f) {
         f.caps = {
             {"封顶", "payments / final", {{Between(std::nullopt, true, Fraction(7, 10), false), Rational(101)}}, ""}};
       },
       {"FACT_UNKNOWN at caps[0].measure", "CAP_MALFORMED at caps[0].steps[0].at_most"}},
  });
}

TEST(Framework, AllErrorsComeAtOnce) {
  Framework framework = HunanA2017();
  framework.name = "";
  Completion(framework).formula = "payments / budget_total";
  ControlBands(framework).bands[2].interval.low_closed = true;
  framework.indicators[2].weight.emplace(31);
  const CompileResult result = CompileFramework(std::move(framework));
  EXPECT_EQ(Complaints(result).size(), 5u);
  EXPECT_EQ(result.compiled, nullptr);
}

TEST(Framework, WarningsDoNotKeepItFromScoring) {
  Framework framework = HunanA2017();
  Completion(framework).rule_text = "计3分，每低于5%扣1分";
  EXPECT_NE(CompileFramework(std::move(framework)).compiled, nullptr);
}

TEST(Framework, ALibraryNeedsNoWeightsAndNoRules) {
  Framework framework;
  framework.name = "mof-common-2013";
  framework.is_library = true;
  framework.settings.tiers = StandardTiers();
  Indicator leaf = Leaf("预算完成率", 1, "payments / final_budget", JudgementRule{});
  leaf.weight.reset();
  leaf.has_rule = false;
  Indicator group = Group("过程", 1, {leaf});
  group.weight.reset();
  framework.indicators = {group};
  EXPECT_NE(Compiled(framework), nullptr);
}

// goal → L1 → L2 → L3 (Hubei), execution as a row of its own, cost as its own first level (2021).
TEST(Framework, ATreeMayHaveAnyShape) {
  Framework framework = SelfEvaluation2020();
  framework.indicators = {
      Leaf("预算执行率", 20, "payments / final_budget", Forward(1)),
      Group("年度绩效目标1", 60,
            {Group("产出指标", 40, {Group("数量指标", 40, {Leaf("完成数", 40, "", JudgementRule{})})}),
             Group("效益指标", 20, {Slot("社会效益指标", 20)})}),
      Group("成本指标", 20, {Slot("经济成本指标", 20)})};
  const CompileResult result = CompileFramework(framework);
  ASSERT_NE(result.compiled, nullptr) << Complaints(result).front();
  const std::vector<CompiledIndicator>& indicators = result.compiled->indicators();
  EXPECT_EQ(indicators[0].key, (RowKey{"", "", "", "预算执行率", ""}));
  EXPECT_EQ(indicators[4].path, "年度绩效目标1/产出指标/数量指标/完成数");
  EXPECT_EQ(indicators[4].key, (RowKey{"年度绩效目标1", "产出指标", "数量指标", "完成数", ""}));
  EXPECT_EQ(indicators[8].depth, 1);
}

TEST(Framework, ADepthBombIsRefused) {
  Framework framework = SelfEvaluation2020();
  Indicator chain = Slot("底", 100);
  for (int i = 0; i < 40; ++i) chain = Group("层", 100, {chain});
  framework.indicators = {chain};
  const std::vector<std::string> complaints = Complaints(CompileFramework(std::move(framework)));
  ASSERT_EQ(complaints.size(), 1u);
  EXPECT_EQ(complaints[0].substr(0, 18), "FRAMEWORK_TOO_DEEP");
}

TEST(Framework, HundredThousandLeavesAreTooMany) {
  Framework framework = SelfEvaluation2020();
  framework.indicators.clear();
  for (int i = 0; i <= kMostIndicators; ++i) {
    framework.indicators.push_back(Leaf("指标" + std::to_string(i), 1, "", JudgementRule{}));
  }
  framework.full_mark = Rational(kMostIndicators + 1);
  framework.grades.clear();
  EXPECT_EQ(Complaints(CompileFramework(framework)), std::vector<std::string>{"FRAMEWORK_TOO_LARGE at indicators"});
  framework.indicators.pop_back();
  framework.full_mark = Rational(kMostIndicators);
  EXPECT_NE(CompileFramework(framework).compiled, nullptr);
}

TEST(Framework, HashFollowsEveryChangeAndNothingElse) {
  const std::string hash = Compiled(HunanA2017())->content_hash();
  EXPECT_EQ(hash.size(), 64u);
  EXPECT_EQ(Compiled(HunanA2017())->content_hash(), hash);
  const std::vector<std::function<void(Framework&)>> changes = {
      [](Framework& f) { ++f.version; },
      [](Framework& f) { f.settings.step_counting = StepCounting::kPartial; },
      [](Framework& f) { Completion(f).rule_text = "另一种说法"; },
      [](Framework& f) { Completion(f).formula = "payments / final_budget"; },
      [](Framework& f) { std::get<StepDeductionRule>(Completion(f).rule.body).step = Fraction(4, 100); },
      [](Framework& f) { ControlBands(f).bands[1].points.amount = Rational(3); },
      [](Framework& f) { Completion(f).is_verified = false; },
      [](Framework& f) { f.grades.clear(); },
      [](Framework& f) {
        f.deviation = DeviationRule{Fraction(13, 10), DeviationAction::kFlag, {}, ""};
      },
      [](Framework& f) {
        f.rules.push_back({"甲", "", "", {JudgementRule{}, {}}});
      },
  };
  std::vector<std::string> seen = {hash};
  for (const auto& change : changes) {
    Framework framework = HunanA2017();
    change(framework);
    const std::string changed = Compiled(framework)->content_hash();
    EXPECT_EQ(std::count(seen.begin(), seen.end(), changed), 0) << seen.size();
    seen.push_back(changed);
  }
}

TEST(Framework, ALineBreakInATextIsNotANewField) {
  Framework one = HunanA2017();
  one.display_name = "甲\nversion=7";
  Framework other = HunanA2017();
  other.display_name = "甲";
  EXPECT_NE(CanonicalText(one), CanonicalText(other));
  EXPECT_EQ(CanonicalText(one).find("\nversion=7"), std::string::npos);
}

TEST(Framework, FindsTheSlotOfARow) {
  const auto self_evaluation = Compiled(SelfEvaluation2020());
  const auto slot_name = [](const CompiledFramework& framework, const RowKey& row) {
    const int slot = framework.FindSlot(row);
    return slot < 0 ? std::string("none") : framework.indicators()[static_cast<size_t>(slot)].path;
  };
  EXPECT_EQ(slot_name(*self_evaluation, {"", "产出指标", "数量指标", "甲", ""}), "产出指标");
  EXPECT_EQ(slot_name(*self_evaluation, {"", "产出", "", "甲", ""}), "产出指标");
  EXPECT_EQ(slot_name(*self_evaluation, {"目标一", "效益指标", "", "甲", ""}), "效益指标");
  EXPECT_EQ(slot_name(*self_evaluation, {"", "服务对象满意度指标", "", "甲", ""}), "满意度指标");
  EXPECT_EQ(slot_name(*self_evaluation, {"", "过程", "产出指标", "甲", ""}), "none");
  EXPECT_EQ(slot_name(*self_evaluation, {"", "", "", "甲", ""}), "none");
  const auto hunan = Compiled(HunanA2017());
  EXPECT_EQ(slot_name(*hunan, {"", "效益指标", "社会效益指标", "甲", ""}), "产出及效率/履职效益");
  EXPECT_EQ(slot_name(*hunan, {"", "产出及效率", "履职效益", "甲", ""}), "产出及效率/履职效益");
  EXPECT_EQ(slot_name(*hunan, {"", "产出指标", "数量指标", "甲", ""}), "none");
}

TEST(Framework, TheMoreExactSlotWinsAndAWildcardTakesTheRest) {
  Framework framework = SelfEvaluation2020();
  framework.indicators = {Group("产出指标", 50, {Slot("数量指标", 30), Slot("质量指标", 20)}), Slot("其他", 50, {"*"})};
  const auto compiled = Compiled(framework);
  EXPECT_EQ(compiled->FindSlot({"", "产出指标", "质量指标", "甲", ""}), 2);
  EXPECT_EQ(compiled->FindSlot({"", "产出指标", "时效指标", "甲", ""}), 3);
  EXPECT_EQ(compiled->FindSlot({"", "效益指标", "质量指标", "甲", ""}), 3);
  EXPECT_EQ(compiled->FindSlot({"", "", "", "甲", ""}), 3);
  EXPECT_EQ(compiled->LevelsBelowSlot(2, {"", "产出指标", "质量指标", "甲", ""}), std::vector<std::string>());
  EXPECT_EQ(compiled->LevelsBelowSlot(3, {"目标一", "效益指标", "", "甲", ""}),
            (std::vector<std::string>{"目标一", "效益指标"}));
}

}  // namespace
}  // namespace zhengping::indicator
