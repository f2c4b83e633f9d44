#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {

class FrameworkCompiler {
 public:
  explicit FrameworkCompiler(Framework framework) : compiled_(std::make_shared<CompiledFramework>()) {
    compiled_->framework_ = std::move(framework);
  }

  CompileResult Run() {
    const Framework& framework = compiled_->framework_;
    if (framework.indicators.empty()) Fail("indicators", "FRAMEWORK_EMPTY", "", "体系至少有一个指标");
    CheckHead();
    CheckSettings();
    for (size_t i = 0; i < framework.rules.size(); ++i) CompileNamedRule(framework.rules[i], i);
    CompileChildren(framework.indicators, "", -1, 0);
    if (!framework.is_library) CheckSum(framework.indicators, framework.full_mark, "indicators", "满分");
    CheckFormulasApart();
    CompileCaps();
    CheckDeviation();
    CheckGrades();
    if (HasErrors(issues_)) return {std::move(issues_), nullptr};
    compiled_->content_hash_ = Sm3Hex(CanonicalText(framework));
    return {std::move(issues_), std::move(compiled_)};
  }

 private:
  void CheckHead() {
    const Framework& framework = compiled_->framework_;
    const std::string& name = framework.name;
    if (!IsFrameworkName(name)) {
      Fail("name", "FRAMEWORK_NAME", name, "体系的名称由小写字母、数字和连字符组成，最长 63 个字符，如 hunan-a-2017");
    }
    if (framework.full_mark <= Rational()) {
      Fail("full_mark", "FRAMEWORK_SETTINGS", FormatShort(framework.full_mark), "满分应大于 0");
    }
    if (framework.first_year != 0 && framework.last_year != 0 && framework.first_year > framework.last_year) {
      Fail("last_year", "FRAMEWORK_SETTINGS", absl::StrCat(framework.last_year), "适用的最后年度不能早于最初年度");
    }
  }

  void CheckSettings() {
    const FrameworkSettings& settings = compiled_->framework_.settings;
    if (settings.decimals < 0 || settings.decimals > 4) {
      Fail("settings.decimals", "FRAMEWORK_SETTINGS", absl::StrCat(settings.decimals), "得分保留 0 至 4 位小数");
    }
    if (settings.zero_by_zero == ZeroAnswer::kFrameworkSetting ||
        settings.divided_by_zero == ZeroAnswer::kFrameworkSetting ||
        settings.not_applicable == NotApplicablePolicy::kFrameworkSetting ||
        settings.step_counting == StepCounting::kFrameworkSetting) {
      Fail("settings", "FRAMEWORK_SETTINGS", "", "体系的设置应写明取值，只有指标可以沿用体系的设置");
    }
    if (settings.tiers.empty()) Fail("settings.tiers", "TIERS_MALFORMED", "", "应写明定性指标的档次");
    CheckTiers(settings.tiers, "settings.tiers", issues_);
  }

  void CompileNamedRule(const NamedRule& named, size_t position) {
    const std::string path = absl::StrCat("rules[", position, "]");
    RuleCheck check;
    check.place = RulePlace::kRow;
    check.path = path + ".rule";
    CompiledRule compiled = CheckRule(named.rule, check, issues_);
    if (named.name.empty() || named.name.size() > static_cast<size_t>(kMostNameBytes)) {
      return Fail(path + ".name", "NAMED_RULE", named.name, "规则名称不能为空，最长 200 字");
    }
    if (!compiled_->rules_.emplace(named.name, std::move(compiled)).second) {
      Fail(path + ".name", "NAMED_RULE", named.name, "规则名称重复");
    }
  }

  void CompileChildren(const std::vector<Indicator>& children, const std::string& parent_path, int parent, int depth) {
    std::set<std::string> names;
    for (const Indicator& child : children) {
      if (compiled_->indicators_.size() >= static_cast<size_t>(kMostIndicators)) {
        if (!is_too_large_)
          Fail("indicators", "FRAMEWORK_TOO_LARGE", "", absl::StrCat("一个体系最多 ", kMostIndicators, " 个指标"));
        is_too_large_ = true;
        return;
      }
      const std::string path = parent_path.empty() ? child.name : absl::StrCat(parent_path, "/", child.name);
      CheckNames(child, path, names);
      if (depth >= kMostDepth) {
        Fail(path, "FRAMEWORK_TOO_DEEP", "", absl::StrCat("指标最多 ", kMostDepth, " 级"));
        continue;
      }
      CompileIndicator(child, path, parent, depth);
    }
  }

  void CheckNames(const Indicator& child, const std::string& path, std::set<std::string>& names) {
    if (child.name.empty() || child.name.size() > static_cast<size_t>(kMostNameBytes) ||
        absl::StrContains(child.name, '/')) {
      Fail(path + ".name", "INDICATOR_NAME", child.name, "指标名称不能为空，不能含有「/」，最长 200 字");
    }
    std::vector<std::string> all = child.aliases;
    all.push_back(child.name);
    for (const std::string& name : all) {
      if (names.insert(name).second) continue;
      Fail(path, "INDICATOR_DUPLICATE_PATH", name, "同一级下有两个指标同名");
    }
    for (const std::string* text : {&child.definition, &child.rule_text, &child.source}) {
      if (text->size() <= static_cast<size_t>(kMostTextBytes)) continue;
      Fail(path, "FRAMEWORK_TOO_LARGE", text->substr(0, 60), absl::StrCat("文字最长 ", kMostTextBytes, " 字节"));
    }
  }

  void CompileIndicator(const Indicator& indicator, const std::string& path, int parent, int depth) {
    const int position = static_cast<int>(compiled_->indicators_.size());
    CompiledIndicator compiled;
    compiled.indicator = &indicator;
    compiled.path = path;
    compiled.depth = depth;
    compiled.parent = parent;
    compiled.key = KeyOf(indicator.name, parent);
    CheckWeight(indicator, path);
    const bool is_group = indicator.kind == IndicatorKind::kGroup;
    if (is_group == indicator.children.empty()) {
      Fail(path, "INDICATOR_SHAPE", "", is_group ? "有下级的指标不能没有下级" : "评分的指标和填报目标的位置不能有下级");
    }
    if (!is_group && !indicator.is_verified) {
      Add(path, Severity::kNote, "ROW_UNVERIFIED", "", "这一行没有见到出处，未经核实");
    }
    if (!is_group) CompileScoring(indicator, compiled);
    compiled_->indicators_.push_back(std::move(compiled));
    if (indicator.kind == IndicatorKind::kSlot) AddSlot(position);
    if (is_group) CompileChildren(indicator.children, path, position, depth + 1);
  }

  RowKey KeyOf(const std::string& name, int parent) const {
    RowKey key;
    key.level3 = name;
    for (std::string* level : {&key.level2, &key.level1, &key.goal}) {
      if (parent < 0) break;
      const CompiledIndicator& above = compiled_->indicators_[static_cast<size_t>(parent)];
      *level = above.indicator->name;
      parent = above.parent;
    }
    return key;
  }

  void AddSlot(int position) {
    CompiledFramework::Slot slot;
    slot.position = position;
    for (int at = position; at >= 0; at = compiled_->indicators_[static_cast<size_t>(at)].parent) {
      slot.path.insert(slot.path.begin(), compiled_->indicators_[static_cast<size_t>(at)].indicator);
    }
    compiled_->slots_.push_back(std::move(slot));
  }

  void CheckWeight(const Indicator& indicator, const std::string& path) {
    if (!indicator.weight) {
      if (!compiled_->framework_.is_library) Fail(path + ".weight", "WEIGHT_MISSING", "", "没有分值");
      return;
    }
    if (*indicator.weight <= Rational()) {
      Fail(path + ".weight", "WEIGHT_NOT_POSITIVE", FormatShort(*indicator.weight), "分值应大于 0");
    }
    if (!indicator.children.empty()) CheckSum(indicator.children, *indicator.weight, path + ".weight", "本级分值");
  }

  void CheckSum(const std::vector<Indicator>& children, const Rational& whole, const std::string& path,
                absl::string_view what) {
    Rational sum;
    for (const Indicator& child : children) {
      if (!child.weight) return;  // said already, or a library
      sum += *child.weight;
    }
    if (sum == whole) return;
    Fail(path, "WEIGHT_SUM", FormatShort(sum),
         absl::StrCat("下级分值合计 ", FormatShort(sum), "，应等于", what, " ", FormatShort(whole)));
  }

  // The formula and the rule of a leaf, or the rule of a slot.
  void CompileScoring(const Indicator& indicator, CompiledIndicator& compiled) {
    const bool is_leaf = indicator.kind == IndicatorKind::kLeaf;
    if (is_leaf && !indicator.formula.empty()) {
      const std::string path = compiled.path + ".formula";
      std::optional<Expression> formula = CheckExpression(indicator.formula, RulePlace::kLeaf, path, issues_);
      if (formula && formula->result() != ExpressionResult::kNumber)
        Fail(path, "RULE_MALFORMED", indicator.formula, "指标的算式应得出数值，不能是判断或日期");
      if (formula) compiled.formula = *std::move(formula);
    }
    if (!indicator.rule_name.empty()) {
      const CompiledRule* named = compiled_->FindRule(indicator.rule_name);
      if (named != nullptr) compiled.rule = *named;
      if (named == nullptr)
        Fail(compiled.path + ".rule_name", "RULE_UNKNOWN", indicator.rule_name, "体系中没有声明这个规则");
    } else if (indicator.has_rule) {
      RuleCheck check;
      check.place = is_leaf ? RulePlace::kLeaf : RulePlace::kRow;
      if (is_leaf) check.weight = indicator.weight;
      if (is_leaf) check.formula = indicator.formula;
      check.path = compiled.path + ".rule";
      compiled.rule = CheckRule(indicator.rule, check, issues_);
    } else if (is_leaf && !compiled_->framework_.is_library) {
      Fail(compiled.path + ".rule", "RULE_MISSING", "", "没有评分规则；读不到原文时应注明未读到");
    }
    CheckTexts(indicator, compiled);
  }

  // A formula sees facts and observations, never what another formula gives.
  void CheckFormulasApart() {
    absl::flat_hash_set<absl::string_view> computed;
    for (const CompiledIndicator& indicator : compiled_->indicators_) {
      if (!indicator.formula.empty()) computed.insert(indicator.indicator->name);
    }
    for (const CompiledIndicator& indicator : compiled_->indicators_) {
      if (indicator.formula.empty()) continue;
      for (const std::string& name : indicator.formula.names()) {
        if (computed.count(name.substr(name.rfind('/') + 1)) == 0) continue;
        Add(indicator.path + ".formula", Severity::kWarning, "FORMULA_OF_FORMULA", name,
            "这个指标也是用算式计算的；算式只能用事实和完成情况，不能用别的算式的结果，除非另有同名的完成情况");
      }
    }
  }

  void CheckTexts(const Indicator& indicator, const CompiledIndicator& compiled) {
    const Framework& framework = compiled_->framework_;
    const std::string path = compiled.path + ".rule_text";
    CheckYears(indicator.rule_text, framework.first_year, framework.last_year, path, issues_);
    CheckYears(indicator.definition, framework.first_year, framework.last_year, compiled.path + ".definition", issues_);
    if (!indicator.weight || indicator.rule_text.empty()) return;
    CheckRuleText(indicator.rule_text, *indicator.weight, path, issues_);
    if (indicator.kind == IndicatorKind::kLeaf && compiled.rule.rule != nullptr) {
      CheckRuleTextAgainstRule(indicator.rule_text, *compiled.rule.rule, *indicator.weight, path, issues_);
    }
  }

  void CompileCaps() {
    const Framework& framework = compiled_->framework_;
    for (size_t i = 0; i < framework.caps.size(); ++i) {
      const CapRule& cap = framework.caps[i];
      const std::string path = absl::StrCat("caps[", i, "]");
      std::optional<Expression> measure = CheckExpression(cap.measure, RulePlace::kLeaf, path + ".measure", issues_);
      if (measure && measure->result() != ExpressionResult::kNumber)
        Fail(path + ".measure", "CAP_MALFORMED", cap.measure, "应得出数值");
      compiled_->cap_measures_.push_back(std::move(measure).value_or(Expression()));
      if (cap.steps.empty()) Fail(path + ".steps", "CAP_MALFORMED", "", "至少有一档");
      std::vector<NumberedInterval> intervals;
      for (size_t step = 0; step < cap.steps.size(); ++step) {
        intervals.push_back({static_cast<int>(step), cap.steps[step].interval});
        const Rational& at_most = cap.steps[step].at_most;
        if (at_most >= Rational() && at_most <= framework.full_mark) continue;
        Fail(absl::StrCat(path, ".steps[", step, "].at_most"), "CAP_MALFORMED", FormatShort(at_most),
             "应在 0 与满分之间");
      }
      CheckIntervals(std::move(intervals), std::nullopt, path + ".steps", issues_);
    }
  }

  void CheckDeviation() {
    const std::optional<DeviationRule>& deviation = compiled_->framework_.deviation;
    if (!deviation) return;
    if (deviation->from_ratio <= Rational(1)) {
      Fail("deviation.from_ratio", "DEVIATION_MALFORMED", FormatShort(deviation->from_ratio), "应大于 1，如 13/10");
    }
    const bool deducts = deviation->action == DeviationAction::kDeduct;
    if (deducts && deviation->deduction.amount <= Rational()) {
      Fail("deviation.deduction", "DEVIATION_MALFORMED", FormatShort(deviation->deduction.amount), "扣分应大于 0");
    }
  }

  void CheckGrades() {
    const Framework& framework = compiled_->framework_;
    if (framework.grades.empty()) return;
    Interval whole;
    whole.low = Rational();
    whole.high = framework.full_mark;
    whole.high_closed = true;
    std::vector<NumberedInterval> intervals;
    for (size_t i = 0; i < framework.grades.size(); ++i) {
      intervals.push_back({static_cast<int>(i), framework.grades[i].interval});
      if (framework.grades[i].name.empty())
        Fail(absl::StrCat("grades[", i, "].name"), "GRADES_MALFORMED", "", "等级没有名称");
    }
    CheckIntervals(std::move(intervals), whole, "grades", issues_);
  }

  void Fail(absl::string_view path, absl::string_view reason, std::string found, std::string remedy) {
    Add(path, Severity::kError, reason, std::move(found), std::move(remedy));
  }

  void Add(absl::string_view path, Severity severity, absl::string_view reason, std::string found, std::string remedy) {
    issues_.push_back(IssueAt(path, severity, reason, std::move(found), std::move(remedy)));
  }

  std::shared_ptr<CompiledFramework> compiled_;
  std::vector<Issue> issues_;
  bool is_too_large_ = false;
};

CompileResult CompileFramework(Framework framework) { return FrameworkCompiler(std::move(framework)).Run(); }

}  // namespace zhengping::indicator
