#include "services/indicator/domain/framework_difference.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/indicator/domain/rule_cells.h"
#include "services/indicator/domain/setting_words.h"

namespace zhengping::indicator {
namespace {

using Path = std::vector<std::string>;

struct Node {
  Path path;
  const Indicator* indicator = nullptr;
};

struct AspectWord {
  const char* aspect;
  const char* word;
};

constexpr AspectWord kAspectWords[] = {{"display_name", "名称"},  {"version", "版本"},
                                       {"division", "适用区划"},  {"fiscal_years", "适用年度"},
                                       {"source", "出处"},        {"note", "备注"},
                                       {"is_library", "指标库"},  {"full_mark", "满分"},
                                       {"settings", "设置"},      {"named_rules", "命名规则"},
                                       {"caps", "封顶"},          {"deviation", "偏差"},
                                       {"grades", "等级"},        {"added", "增加"},
                                       {"removed", "删除"},       {"moved", "移动"},
                                       {"weight", "分值"},        {"kind", "行类型"},
                                       {"rule", "评分规则"},      {"formula", "算式"},
                                       {"aliases", "别名"},       {"definition", "指标解释"},
                                       {"rule_text", "评分标准"}, {"is_verified", "已核实"},
                                       {"is_core", "核心指标"}};

void Flatten(const std::vector<Indicator>& indicators, const Path& parent, std::vector<Node>& nodes) {
  for (const Indicator& indicator : indicators) {
    Path path = parent;
    path.push_back(indicator.name);
    nodes.push_back({path, &indicator});
    Flatten(indicator.children, path, nodes);
  }
}

std::string WeightText(const std::optional<Rational>& weight) {
  return weight ? NumberText(*weight, NumberStyle::kPlain) : "";
}

std::string RuleTextOf(const Indicator& indicator) {
  if (!indicator.rule_name.empty()) return absl::StrCat("「", indicator.rule_name, "」");
  if (!indicator.has_rule) return "";
  const bool is_rate = indicator.display == ValueDisplay::kPercent;
  return RuleInWords(indicator.rule, is_rate ? NumberStyle::kPercent : NumberStyle::kPlain);
}

std::string SettingsOf(const Indicator& indicator) {
  return absl::StrJoin(
      {absl::StrCat("0÷0 ", WordOf(indicator.zero_by_zero)), absl::StrCat("x÷0 ", WordOf(indicator.divided_by_zero)),
       absl::StrCat("不适用 ", WordOf(indicator.not_applicable)), absl::StrCat("显示 ", WordOf(indicator.display))},
      "，");
}

std::string YesNo(bool is_so) { return is_so ? "是" : "否"; }

class Comparison {
 public:
  std::vector<FrameworkDifference> Run(const Framework& before, const Framework& after) {
    CompareWholes(before, after);
    std::vector<Node> old_nodes;
    std::vector<Node> new_nodes;
    Flatten(before.indicators, {}, old_nodes);
    Flatten(after.indicators, {}, new_nodes);
    std::map<Path, const Indicator*> new_by_path;
    for (const Node& node : new_nodes) new_by_path.emplace(node.path, node.indicator);
    const std::map<Path, Node> moves = FindMoves(old_nodes, new_nodes, new_by_path);
    std::set<Path> seen;
    for (const Node& node : old_nodes) {
      const auto same = new_by_path.find(node.path);
      if (same != new_by_path.end()) {
        seen.insert(node.path);
        CompareIndicators(node.path, *node.indicator, *same->second);
      } else if (const auto move = moves.find(node.path); move != moves.end()) {
        seen.insert(move->second.path);
        Add(node.path, "moved", absl::StrJoin(node.path, "/"), absl::StrJoin(move->second.path, "/"));
        CompareIndicators(node.path, *node.indicator, *move->second.indicator);
      } else {
        Add(node.path, "removed", WeightText(node.indicator->weight), "");
      }
    }
    for (const Node& node : new_nodes) {
      if (seen.count(node.path) == 0) Add(node.path, "added", "", WeightText(node.indicator->weight));
    }
    return std::move(differences_);
  }

 private:
  // Of those whose path is on one side only, by name where it stands once on each.
  static std::map<Path, Node> FindMoves(const std::vector<Node>& old_nodes, const std::vector<Node>& new_nodes,
                                        const std::map<Path, const Indicator*>& new_by_path) {
    std::set<Path> old_paths;
    for (const Node& node : old_nodes) old_paths.insert(node.path);
    std::map<std::string, std::vector<Node>> gone;
    std::map<std::string, std::vector<Node>> come;
    for (const Node& node : old_nodes) {
      if (new_by_path.count(node.path) == 0) gone[node.path.back()].push_back(node);
    }
    for (const Node& node : new_nodes) {
      if (old_paths.count(node.path) == 0) come[node.path.back()].push_back(node);
    }
    std::map<Path, Node> moves;
    for (const auto& [name, nodes] : gone) {
      const auto there = come.find(name);
      if (nodes.size() == 1 && there != come.end() && there->second.size() == 1) {
        moves.emplace(nodes[0].path, there->second[0]);
      }
    }
    return moves;
  }

  void CompareWholes(const Framework& before, const Framework& after) {
    Hold({}, "display_name", before.display_name, after.display_name);
    Hold({}, "version", absl::StrCat(before.version), absl::StrCat(after.version));
    Hold({}, "division", before.division, after.division);
    Hold({}, "fiscal_years", YearsText(before), YearsText(after));
    Hold({}, "source", before.source, after.source);
    Hold({}, "note", before.note, after.note);
    Hold({}, "is_library", YesNo(before.is_library), YesNo(after.is_library));
    Hold({}, "full_mark", WeightText(before.full_mark), WeightText(after.full_mark));
    Hold({}, "settings", SettingsText(before.settings), SettingsText(after.settings));
    Hold({}, "named_rules", NamedRulesText(before), NamedRulesText(after));
    Hold({}, "caps", CapsText(before), CapsText(after));
    Hold({}, "deviation", DeviationText(before.deviation), DeviationText(after.deviation));
    Hold({}, "grades", GradesText(before), GradesText(after));
  }

  static std::string YearsText(const Framework& framework) {
    const auto end = [](int year) { return year == 0 ? std::string() : absl::StrCat(year); };
    return absl::StrCat(end(framework.first_year), "–", end(framework.last_year));
  }

  static std::string SettingsText(const FrameworkSettings& settings) {
    std::vector<std::string> words = {absl::StrCat("小数 ", settings.decimals),
                                      absl::StrCat("0÷0 ", WordOf(settings.zero_by_zero)),
                                      absl::StrCat("x÷0 ", WordOf(settings.divided_by_zero)),
                                      absl::StrCat("不适用 ", WordOf(settings.not_applicable)),
                                      absl::StrCat("无法评分 ", WordOf(settings.unassessed)),
                                      absl::StrCat("计步 ", WordOf(settings.step_counting))};
    Rule tiers;
    tiers.body = TiersRule{settings.tiers};
    words.push_back(RuleInWords(tiers, NumberStyle::kPercent));
    return absl::StrJoin(words, "，");
  }

  static std::string NamedRulesText(const Framework& framework) {
    std::vector<std::string> rules;
    for (const NamedRule& rule : framework.rules) {
      rules.push_back(absl::StrCat(rule.name, "：", RuleInWords(rule.rule, NumberStyle::kPercent), "，", rule.text,
                                   "，", rule.source));
    }
    return absl::StrJoin(rules, "\n");
  }

  static std::string CapsText(const Framework& framework) {
    std::vector<std::string> lines;
    for (const CapRule& cap : framework.caps) {
      std::string line = absl::StrCat(cap.name, "：", cap.measure, "，", cap.source);
      for (const CapStep& step : cap.steps) {
        absl::StrAppend(&line, "；", IntervalText(step.interval, NumberStyle::kPercent), " 最多 ",
                        WeightText(step.at_most), " 分");
      }
      lines.push_back(std::move(line));
    }
    return absl::StrJoin(lines, "\n");
  }

  static std::string DeviationText(const std::optional<DeviationRule>& deviation) {
    if (!deviation) return "";
    const bool deducts = deviation->action == DeviationAction::kDeduct;
    return absl::StrCat("达到目标的 ", NumberText(deviation->from_ratio, NumberStyle::kPercent), "，",
                        deducts ? absl::StrCat("扣 ", PointsText(deviation->deduction)) : "只提示", "，",
                        deviation->source);
  }

  static std::string GradesText(const Framework& framework) {
    std::vector<std::string> grades;
    for (const Grade& grade : framework.grades) {
      grades.push_back(absl::StrCat(grade.name, " ", IntervalText(grade.interval, NumberStyle::kPlain)));
    }
    return absl::StrJoin(grades, "；");
  }

  void CompareIndicators(const Path& path, const Indicator& before, const Indicator& after) {
    Hold(path, "weight", WeightText(before.weight), WeightText(after.weight));
    Hold(path, "kind", std::string(WordOf(before.kind)), std::string(WordOf(after.kind)));
    Hold(path, "rule", RuleTextOf(before), RuleTextOf(after));
    Hold(path, "formula", before.formula, after.formula);
    Hold(path, "aliases", absl::StrJoin(before.aliases, "、"), absl::StrJoin(after.aliases, "、"));
    Hold(path, "definition", before.definition, after.definition);
    Hold(path, "rule_text", before.rule_text, after.rule_text);
    Hold(path, "source", before.source, after.source);
    Hold(path, "is_verified", YesNo(before.is_verified), YesNo(after.is_verified));
    Hold(path, "is_core", YesNo(before.is_core), YesNo(after.is_core));
    Hold(path, "settings", SettingsOf(before), SettingsOf(after));
  }

  void Hold(const Path& path, const char* aspect, std::string before, std::string after) {
    if (before != after) Add(path, aspect, std::move(before), std::move(after));
  }

  void Add(const Path& path, const char* aspect, std::string before, std::string after) {
    differences_.push_back({path, aspect, std::move(before), std::move(after)});
  }

  std::vector<FrameworkDifference> differences_;
};

}  // namespace

std::vector<FrameworkDifference> FindDifferences(const Framework& before, const Framework& after) {
  return Comparison().Run(before, after);
}

std::string FormatDifference(const FrameworkDifference& difference) {
  std::string word = difference.aspect;
  for (const AspectWord& known : kAspectWords) {
    if (difference.aspect == known.aspect) word = known.word;
  }
  const std::string place = difference.path.empty() ? "" : absl::StrJoin(difference.path, "/") + " ";
  if (difference.aspect == "added" || difference.aspect == "removed") return place + word;
  return absl::StrCat(place, word, " ", difference.before, " → ", difference.after);
}

}  // namespace zhengping::indicator
