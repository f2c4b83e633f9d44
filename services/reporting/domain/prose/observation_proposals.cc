#include "services/reporting/domain/prose/observation_proposals.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/text/half_width.h"
#include "services/reporting/domain/prose/sentence.h"

namespace zhengping::reporting {
namespace {

using Words = std::initializer_list<absl::string_view>;

bool ContainsAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [text](absl::string_view word) { return absl::StrContains(text, word); });
}
bool EndsWithAny(absl::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [text](absl::string_view word) { return absl::EndsWith(text, word); });
}

class TextReader {
 public:
  explicit TextReader(int fiscal_year) : fiscal_year_(fiscal_year) {}

  std::vector<ObservationProposal> Read(absl::string_view text) {
    int number = 0;
    for (absl::string_view line : absl::StrSplit(text, '\n')) {
      ReadLine(++number, TrimSpaces(line));
      if (found_.size() == kMostProposals) break;
    }
    return std::move(found_);
  }

 private:
  void ReadLine(int number, absl::string_view line) {
    if (IsHeadingLine(line)) is_plan_ = IsPlanHeading(line);
    const std::vector<WrittenNumber> numbers = ReadNumbers(line);
    if (is_plan_ || PlansAhead(line, numbers)) return;
    for (size_t i = 0; i < numbers.size() && found_.size() < kMostProposals; ++i) {
      const bool may_count = numbers[i].kind == NumberKind::kFigure || numbers[i].kind == NumberKind::kDuration;
      if (may_count) ReadOne(number, line, numbers, i);
    }
  }

  // "2024年，街道将…": a paragraph that begins with a later year.
  bool PlansAhead(absl::string_view line, const std::vector<WrittenNumber>& numbers) const {
    return !numbers.empty() && numbers[0].kind == NumberKind::kDate && numbers[0].begin < 3 &&
           absl::EndsWith(line.substr(0, numbers[0].end), "年") && numbers[0].value > Rational(fiscal_year_);
  }

  void ReadOne(int number, absl::string_view line, const std::vector<WrittenNumber>& numbers, size_t index) {
    const WrittenNumber& written = numbers[index];
    ObservationProposal proposal{.subject = SubjectOf(line, numbers, index),
                                 .value = written.value,
                                 .upper = written.upper,
                                 .bound = written.bound,
                                 .as_of = AsOfBefore(line, written.begin, fiscal_year_),
                                 .line = number};
    proposal.unit = UnitOf(written, proposal.subject);
    proposal.text = std::string(line.substr(written.begin, written.end - written.begin));
    const Span sentence = SentenceAround(line, written.begin);
    proposal.context = std::string(FirstCharacters(line.substr(sentence.begin, sentence.end - sentence.begin), 120));
    if (!IsOfTheYear(line, numbers, index) || !IsWork(line, written, proposal)) return;
    proposal.whole = WholeOf(line, numbers, index);
    found_.push_back(std::move(proposal));
  }

  // Not a figure of an earlier year that stands beside this year's.
  bool IsOfTheYear(absl::string_view line, const std::vector<WrittenNumber>& numbers, size_t index) const {
    const WrittenNumber& written = numbers[index];
    const Span clause = ClauseAround(line, written.begin);
    const absl::string_view before = line.substr(clause.begin, written.begin - clause.begin);
    if (ContainsAny(before, {"去年", "上年", "上一年"}) &&
        !ContainsAny(before, {"比", "较", "增长", "增加", "降", "减"})) {
      return false;
    }
    for (size_t i = index; i-- > 0 && numbers[i].begin >= clause.begin;) {
      if (numbers[i].kind != NumberKind::kDate || numbers[i].value < Rational(1900)) continue;
      return numbers[i].value == Rational(fiscal_year_) || ContainsAny(before, {"比", "较", "截至", "截止"});
    }
    return true;
  }

  // Something done or reached, not a target, a plan or a bare number.
  static bool IsWork(absl::string_view line, const WrittenNumber& written, const ObservationProposal& proposal) {
    const Span clause = ClauseAround(line, written.begin);
    const absl::string_view before = line.substr(clause.begin, written.begin - clause.begin);
    if (proposal.subject.empty()) return false;
    // 24小时值班 is a manner; 平均办案时限30天 is a result.
    if (written.kind == NumberKind::kDuration) return ContainsAny(before, {"时限", "时长", "用时", "周期", "平均"});
    if (written.bound == NumberBound::kAtMost && absl::StrContains(before, "控制在")) return false;
    const bool is_rate = proposal.unit == "%" || proposal.unit == "‰" || absl::StrContains(proposal.unit, "百分点");
    if (ContainsAny(before, {"力争", "预计", "计划", "拟", "按照每", "标准为"}) && !is_rate) return false;
    if (!is_rate &&
        EndsWithAny(TrimSpaces(before), {"目标", "任务", "任务数", "目标数", "目标任务", "目标值", "指标数", "应"})) {
      return false;
    }
    if (proposal.unit == "分") return ContainsAny(proposal.subject, {"得分", "评分", "满意度", "总分", "成绩"});
    if (!proposal.unit.empty()) return true;
    if (written.is_spelled) return !proposal.value.is_whole();
    return EndsWithAny(proposal.subject,
                       {"金", "款", "费", "额", "数", "量", "率", "收入", "支出", "投资", "资产", "补贴", "补助"});
  }

  // "5件中4件", "5件，其中4件"
  static std::optional<Rational> WholeOf(absl::string_view line, const std::vector<WrittenNumber>& numbers,
                                         size_t index) {
    if (index == 0) return std::nullopt;
    const WrittenNumber& part = numbers[index];
    const WrittenNumber& whole = numbers[index - 1];
    if (whole.kind != NumberKind::kFigure || whole.value < part.value) return std::nullopt;
    const absl::string_view between = line.substr(whole.end, part.begin - std::min(part.begin, whole.end));
    const bool is_part =
        absl::StartsWith(between, "中") || absl::StrContains(between, "其中") || absl::StartsWith(between, "里");
    const bool is_near = FirstCharacters(between, 20).size() == between.size() && !absl::StrContains(between, "。");
    if (!is_part || !is_near || whole.unit.empty()) return std::nullopt;
    const bool same_unit = whole.unit == part.unit || (whole.unit == "件" && part.unit == "起");
    return same_unit ? std::optional<Rational>(whole.value) : std::nullopt;
  }

  const int fiscal_year_;
  bool is_plan_ = false;
  std::vector<ObservationProposal> found_;
};

std::string Quoted(absl::string_view cell) {
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

// Empty: observations.csv has no way to say it.
std::string ValueCell(const ObservationProposal& proposal) {
  if (proposal.bound == NumberBound::kAtMost || proposal.bound == NumberBound::kAbout || proposal.upper) return "";
  std::string value = proposal.unit == "%" ? FormatPercent(proposal.value, 6) : FormatShort(proposal.value, 6);
  if (proposal.unit == "%") value = absl::StrCat(FormatShort(proposal.value * Rational(100), 6), "%");
  return proposal.bound == NumberBound::kAtLeast ? absl::StrCat(value, "余") : value;
}

}  // namespace

std::vector<ObservationProposal> ProposeObservations(absl::string_view text, int fiscal_year) {
  return TextReader(fiscal_year).Read(text);
}

std::string ObservationRows(const std::vector<ObservationProposal>& proposals, int fiscal_year) {
  std::string rows = "kpi_lv1,kpi_lv2,kpi_lv3,date,value,unit,status,evidence\n";
  std::map<std::string, int> seen;
  for (const ObservationProposal& proposal : proposals) {
    const int times = ++seen[proposal.subject];
    const std::string name = times == 1 ? proposal.subject : absl::StrCat(proposal.subject, "（", times, "）");
    const Date day = proposal.as_of.value_or(*Date::FromYmd(fiscal_year, 12, 31));
    const std::string value = ValueCell(proposal);
    absl::StrAppend(&rows, ",,", Quoted(name), ",", FormatIso(day), ",", value, ",", proposal.unit, ",",
                    value.empty() ? "缺失" : "已报", ",",
                    Quoted(absl::StrCat("工作总结第", proposal.line, "行：", proposal.context,
                                        value.empty() ? "（原文不是确数，请核定）" : "")),
                    "\n");
  }
  return rows;
}

}  // namespace zhengping::reporting
