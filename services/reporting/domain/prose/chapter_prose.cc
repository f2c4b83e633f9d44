#include "services/reporting/domain/prose/chapter_prose.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/reporting/domain/binding.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostEffects = 3;  // in a sentence; the table has them all

// <figure> of the finding, <fact:name>, <label:figure> its name in Chinese.
struct KindProse {
  absl::string_view kind;
  absl::string_view problem;  // lines are paragraphs
  absl::string_view remedy;
  absl::string_view assumption;  // of the simulation
};

constexpr KindProse kProse[] = {
    {"coarse_budgeting",
     "年初预算中，未细化到功能科目项级的预算<without_item_amount>，未落实到具体项目的项目支出预算<without_project_"
     "amount>，合计"
     "<coarse_amount>，占年初预算的<coarse_share>。列入“其他”科目的预算<other_codes_amount>，占年初预算的<other_codes_"
     "share>；"
     "金额最大的功能科目占年初预算的<largest_item_share>。年中在科目之间调剂<transfers_between_codes>，占全年预算的"
     "<transfers_between_codes_share>；未细化预算的调出率为<coarse_transfer_rate>，已细化预算的调出率为<fine_transfer_"
     "rate>。",
     "编制年初预算时，将尚未细化的<coarse_amount>"
     "预算细化到功能科目项级和具体项目，压减列入“其他”科目的预算，减少年中科目之间的调"
     "剂，提高预算编制质量。",
     "如年初即按资金实际去向编制预算"},
    {"mid_year_additions",
     "本年度年初预算<fact:initial_budget>，年中先后以<supplement_documents>文件追加预算<supplements>，追加率为<"
     "addition_rate>，年初可预"
     "见度为<predictability>。从追加来源看，上级安排<additions_superior>，政策性增支<additions_policy>，突发事项"
     "<additions_emergency>，本单位事项<additions_own>，未注明来源<additions_unstated>"
     "；剔除政策、突发和上级交办因素后，预算调整率为"
     "<fair_adjustment_rate>。\n"
     "从追加范围看，年初未安排的功能科目有<new_functions>，年初未安排的项目有<new_projects>，涉及资金<new_scope_amount>"
     "，占追加总额的"
     "<new_scope_share>。从追加进度看，第四季度追加占全年追加的<additions_q4_share>"
     "；执行进度与按年初预算均衡安排的进度相比，偏离最大时"
     "相差年初预算的<pace_distance>（<pace_month>末）。以前年度已有的经常性追加<recurring_amount>，占追加总额的<"
     "recurring_share>；连同"
     "可预见的追加，共有<avoidable_amount>可在年初预算中安排而未安排。",
     "编制年初预算时，将经常性和可预见的追加事项<avoidable_amount>纳入部门年初预算，尽量减少年中预算追加。",
     "上述事项如在年初安排"},
    {"release_timing",
     "本年度专项资金共<funds>、<promised>，其中未明确下达时间的<undated_funds>、<undated_amount>，逾期下达的<late_"
     "funds>、"
     "<late_amount>，平均逾期<late_days>，最长逾期<most_late_days>。时间不明确或逾期的资金占专项资金总额的<untimely_"
     "share>。从下达进度"
     "看，春节前下达比例为<festival_release_share>，<label:full_release_share>为<full_release_share>"
     "，第四季度下达占已下达资金的<q4_share>。\n"
     "按用款需求测算，全年有<gap_days>存在资金缺口，<peak_gap_date>缺口最大，为<peak_gap>"
     "。临近年末下达、当年来不及支出的资金"
     "<too_late_amount>，剔除后预算执行率由<execution_rate>变为<corrected_execution_rate>。",
     "建议批复专项资金时一并明确下达时间，对未明确下达时间的<undated_funds>、<undated_amount>"
     "逐项商定下达计划，对逾期下达的"
     "<late_amount>按用款需求提前拨付，减少第四季度集中下达，缓解资金压力。",
     "各项专项资金如均明确下达时间并按期下达"},
    {"scattered_quotas",
     "全年预算分散在<quotas>指标中，其中小额指标<small_quotas>，占指标总数的<small_quota_share>"
     "；单个指标金额的中位数为<median_size>，平"
     "均为<mean_size>。年末有<stranded_quotas>指标结存<stranded_amount>"
     "，而同类指标中已有用完的。年中办理指标之间的调剂<transfers>、"
     "<transfers_amount>；<split_payments>支付须从多个同类指标拆分列支，涉及金额<split_payments_amount>。",
     "建议设置预算指标时结合实际，对现有<quotas>"
     "指标中同一单位、资金性质、功能科目、支出类别和经济科目类的适当统筹合并（专项资金和“三"
     "公”经费指标除外），提高资金使用效率。",
     "相关指标如在年初统筹合并"},
};

const KindProse* FindProse(absl::string_view kind) {
  for (const KindProse& prose : kProse) {
    if (prose.kind == kind) return &prose;
  }
  return nullptr;
}

bool IsZero(const Quantity& value) {
  if (const Money* money = std::get_if<Money>(&value)) return *money == Money();
  if (const int64_t* count = std::get_if<int64_t>(&value)) return *count == 0;
  if (const Rational* rational = std::get_if<Rational>(&value)) return rational->is_zero();
  return false;
}

// "{{finding:release_timing.late_amount|万元}}万元"
std::string BoundFigure(absl::string_view binding, absl::string_view unit) {
  return absl::StrCat("{{", binding, unit == "fen" ? "|万元}}" : "}}", UnitSuffix(unit));
}

// Fills a template in; parts end with ，；。 and fall away with their figures.
class Template {
 public:
  Template(const Finding& finding, const EvaluationContent& content) : finding_(finding), content_(content) {}

  std::vector<std::string> Paragraphs(absl::string_view text) const {
    std::vector<std::string> paragraphs;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      std::string paragraph;
      for (absl::string_view sentence : absl::StrSplit(line, "。", absl::SkipEmpty()))
        absl::StrAppend(&paragraph, Sentence(sentence));
      if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
    }
    return paragraphs;
  }

 private:
  struct Part {
    std::string text;
    bool has_figures = false;
    bool is_dropped = false;
  };

  std::string Sentence(absl::string_view sentence) const {
    std::string filled;
    bool has_figures = false;
    std::string pending;  // the mark before the next part that stays
    while (!sentence.empty()) {
      const size_t end = std::min(std::min(sentence.find("，"), sentence.find("；")), sentence.size());
      const Part part = Fill(sentence.substr(0, end));
      const absl::string_view mark = sentence.substr(end, std::min<size_t>(3, sentence.size() - end));
      sentence.remove_prefix(std::min(sentence.size(), end + 3));
      if (part.is_dropped) {
        // A stronger mark outlives the part that it ended.
        if (mark == "；" && !pending.empty()) pending = std::string(mark);
        continue;
      }
      absl::StrAppend(&filled, pending, part.text);
      pending = std::string(mark);
      has_figures |= part.has_figures;
    }
    return has_figures ? absl::StrCat(filled, "。") : "";
  }

  Part Fill(absl::string_view text) const {
    Part part;
    bool is_all_zero = true;
    while (!text.empty()) {
      const size_t open = std::min(text.find('<'), text.size());
      absl::StrAppend(&part.text, text.substr(0, open));
      text.remove_prefix(open);
      if (text.empty()) break;
      const size_t close = text.find('>');
      absl::string_view name = text.substr(1, close - 1);
      text.remove_prefix(close + 1);
      if (absl::ConsumePrefix(&name, "label:")) {
        if (const FindingFigure* figure = FigureNamed(name)) absl::StrAppend(&part.text, figure->display_name);
        continue;
      }
      part.has_figures |= !absl::StartsWith(name, "fact:");  // a fact alone says nothing of the finding
      const std::optional<std::string> bound = Bind(name, is_all_zero);
      part.is_dropped |= !bound.has_value();
      absl::StrAppend(&part.text, bound.value_or(""));
    }
    part.is_dropped |= part.has_figures && is_all_zero;
    return part;
  }

  std::optional<std::string> Bind(absl::string_view name, bool& is_all_zero) const {
    if (absl::StartsWith(name, "fact:")) {
      for (const Fact& fact : content_.facts) {
        if (fact.name != name.substr(5) || !fact.value) continue;
        is_all_zero &= IsZero(*fact.value);
        return BoundFigure(name, fact.unit);
      }
      return std::nullopt;
    }
    const FindingFigure* figure = FigureNamed(name);
    if (figure == nullptr || !figure->value) return std::nullopt;
    is_all_zero &= IsZero(*figure->value);
    return BoundFigure(absl::StrCat("finding:", finding_.kind, ".", name), figure->unit);
  }

  const FindingFigure* FigureNamed(absl::string_view name) const {
    for (const FindingFigure& figure : finding_.figures) {
      if (figure.name == name) return &figure;
    }
    return nullptr;
  }

  const Finding& finding_;
  const EvaluationContent& content_;
};

// One side of an effect; 无 where it has no value.
std::string SideOf(const Finding& finding, const SimulatedFigure& figure, absl::string_view side) {
  const std::optional<Quantity>& value = side == "before" ? figure.before : figure.after;
  if (!value) return "无";
  absl::string_view name = figure.name;
  absl::ConsumePrefix(&name, absl::StrCat("finding:", finding.kind, "."));
  return BoundFigure(absl::StrCat("effect:", finding.kind, ".", name, ".", side), figure.unit);
}

// 经测算，上述事项如在年初安排，追加率由57.54%变为9.85%，…。
std::string EffectSentence(const Finding& finding, const KindProse* prose) {
  const Recommendation& recommendation = *finding.recommendation;
  std::string sentence = absl::StrCat(
      "经测算，", prose != nullptr ? std::string(prose->assumption) : absl::StrCat("若", recommendation.assumption));
  size_t told = 0;
  for (const SimulatedFigure& figure : recommendation.effects) {
    if (figure.before == figure.after || told == kMostEffects) continue;
    absl::StrAppend(&sentence, "，", figure.display_name, "由", SideOf(finding, figure, "before"), "变为",
                    SideOf(finding, figure, "after"));
    ++told;
  }
  return absl::StrCat(sentence, told == 0 ? "，各项测算值不变。" : "。");
}

void AppendLines(const std::vector<std::string>& lines, std::string& text) {
  for (const std::string& line : lines) absl::StrAppend(&text, line, "\n");
}

const Finding* FindFinding(const EvaluationContent& content, absl::string_view kind) {
  for (const Finding& finding : content.findings) {
    if (finding.kind == kind) return &finding;
  }
  return nullptr;
}

// The line written out; false: it is no line of a finding.
bool WriteOut(absl::string_view line, const EvaluationContent& content, std::string& text) {
  const bool is_problem = absl::ConsumePrefix(&line, "{{finding:");
  if (!is_problem && !absl::ConsumePrefix(&line, "{{recommendation:")) return false;
  if (!absl::ConsumeSuffix(&line, "}}")) return false;
  const Finding* finding = FindFinding(content, line);
  if (finding == nullptr) return false;
  AppendLines(is_problem ? ProblemProse(*finding, content) : RecommendationProse(*finding, content), text);
  if (is_problem && finding->is_applicable) absl::StrAppend(&text, "{{figures:", line, "}}\n");
  const bool is_simulated = finding->recommendation && !finding->recommendation->effects.empty();
  if (!is_problem && is_simulated) absl::StrAppend(&text, "{{simulation:", line, "}}\n");
  return true;
}

std::string ChaptersText(const EvaluationContent& content) {
  std::string text = "三、部门整体支出绩效评价存在的问题\n";
  int number = 0;
  for (const Finding& finding : content.findings) {
    absl::StrAppend(&text, ++number, "、", finding.display_name, "。\n{{finding:", finding.kind, "}}\n");
  }
  absl::StrAppend(&text, "四、部门整体支出绩效评价提出的改进措施和建议\n");
  number = 0;
  for (const Finding& finding : content.findings) {
    if (!finding.recommendation.has_value()) continue;
    absl::StrAppend(&text, ++number, "、", finding.recommendation->title, "。\n{{recommendation:", finding.kind,
                    "}}\n");
  }
  return text;
}

}  // namespace

std::vector<std::string> ProblemProse(const Finding& finding, const EvaluationContent& content) {
  if (!finding.is_applicable) return {absl::StrCat("经测算，本年度不适用：", finding.inapplicability_reason, "。")};
  const KindProse* prose = FindProse(finding.kind);
  std::vector<std::string> paragraphs;
  if (prose != nullptr) paragraphs = Template(finding, content).Paragraphs(prose->problem);
  if (paragraphs.empty()) paragraphs.push_back(finding.summary);
  return paragraphs;
}

std::vector<std::string> RecommendationProse(const Finding& finding, const EvaluationContent& content) {
  if (!finding.recommendation.has_value()) {
    return {absl::StrCat("经测算，本年度“", finding.display_name, "”", finding.is_applicable ? "未触发阈值" : "不适用",
                         "，不另提建议。")};
  }
  const KindProse* prose = FindProse(finding.kind);
  std::vector<std::string> paragraphs;
  if (prose != nullptr) paragraphs = Template(finding, content).Paragraphs(prose->remedy);
  if (paragraphs.empty()) paragraphs.push_back(finding.recommendation->text);
  if (!finding.recommendation->effects.empty()) paragraphs.push_back(EffectSentence(finding, prose));
  return paragraphs;
}

std::string BareNarrativeText(const EvaluationContent& content) {
  return absl::StrCat(content.fiscal_year, "年度", content.department_display_name, "\n部门整体支出绩效评价报告\n",
                      "一、绩效管理工作开展情况\n本报告根据预算指标账、绩效目标和完成情况编制，尚未填写正文。\n",
                      "二、部门整体支出绩效情况\n各项指标的完成情况和得分见附件。\n", ChaptersText(content));
}

std::string DraftNarrative(absl::string_view stored, const EvaluationContent& content) {
  std::string source = stored.empty() ? BareNarrativeText(content) : std::string(stored);
  bool has_problems = false;
  for (const NarrativeBlock& block : ParseNarrative(source).narrative.blocks) {
    has_problems |= block.kind == BlockKind::kHeading && block.level == 1 && absl::StrContains(block.heading, "问题");
  }
  if (!has_problems) absl::StrAppend(&source, absl::EndsWith(source, "\n") ? "" : "\n", ChaptersText(content));
  std::string text;
  for (absl::string_view line : absl::StrSplit(source, '\n')) {
    if (!WriteOut(line, content, text)) absl::StrAppend(&text, line, "\n");
  }
  text.pop_back();  // of the split
  return text;
}

}  // namespace zhengping::reporting
