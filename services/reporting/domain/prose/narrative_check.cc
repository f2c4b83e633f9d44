#include "services/reporting/domain/prose/narrative_check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/reporting/domain/prose/binding_proposals.h"
#include "services/reporting/domain/prose/printed_line.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kLeastSubjectBytes = 12;  // four characters: shorter ones (合计, 涉及) say nothing of what is counted

bool ContainsAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](absl::string_view word) { return absl::StrContains(text, word); });
}

// What the line's unit must be for the bound value; empty: nothing is known of it.
std::string UnitExpected(const PrintedBinding& printed) {
  const std::string& format = printed.binding->format;
  if (absl::StrContains(format, "元"))
    return absl::StrContains(format, "万") ? "万元" : absl::StrContains(format, "亿") ? "亿元" : "元";
  if (printed.bound->unit == "fen") return "元";
  return printed.binding->kind == BindingKind::kObservation && format.empty() ? printed.bound->unit : "";
}

class Checker {
 public:
  explicit Checker(const EvaluationContent& content) : content_(content), figures_(BindableFigures(content)) {}

  NarrativeFindings Check(const Narrative& narrative) {
    CheckBlocks(narrative);
    const std::vector<PrintedLine> lines = PrintLines(narrative, content_);
    for (const PrintedLine& line : lines) CheckLine(line);
    for (const CheckResult& check : content_.scorecard.checks) {
      if (check.state == CheckState::kDiffers)
        Add(Severity::kWarning, 0, "CHECK_DIFFERS", check.display_name, check.text);
    }
    return std::move(result_);
  }

 private:
  void Add(Severity severity, int line, std::string reason, std::string found, std::string remedy) {
    result_.issues.push_back({.severity = severity,
                              .place = {.file = "narrative.md", .row = line},
                              .reason = std::move(reason),
                              .found = std::move(found),
                              .remedy = std::move(remedy)});
  }

  void AddUnresolved(int line, const std::string& name, const absl::Status& status) {
    Add(Severity::kError, line, RefusalOf(status).value_or(Refusal{"BINDING_UNKNOWN", "", ""}).reason, name,
        std::string(status.message()));
  }

  // Whole lines {{finding:…}}.
  void CheckBlocks(const Narrative& narrative) {
    for (const NarrativeBlock& block : narrative.blocks) {
      if (block.finding.empty()) continue;
      const absl::StatusOr<BoundText> bound = Resolve({BindingKind::kFinding, block.finding, ""}, content_);
      if (!bound.ok()) AddUnresolved(block.line, block.finding, bound.status());
    }
    for (const Definition& definition : narrative.definitions) {
      const absl::StatusOr<BoundText> bound =
          Resolve({BindingKind::kObservation, definition.name, ""}, content_, narrative.definitions);
      if (!bound.ok()) AddUnresolved(definition.line, definition.name, bound.status());
    }
  }

  void CheckLine(const PrintedLine& line) {
    for (const PrintedBinding& printed : line.bindings) {
      if (!printed.bound.ok()) AddUnresolved(line.line, printed.binding->name, printed.bound.status());
    }
    size_t next_binding = 0;
    for (size_t i = 0; i < line.numbers.size(); ++i) {
      if (result_.numbers.size() == kMostCheckedNumbers) return StopAt(line.line);
      // Bindings that print no number of their own (a day) keep their place in the list.
      while (next_binding < line.bindings.size() && line.bindings[next_binding].place.begin <= line.numbers[i].begin) {
        ListBinding(line.line, line.bindings[next_binding++]);
      }
      if (const PrintedBinding* printed = line.BindingOf(i)) {
        CheckUnit(line, i, *printed);
      } else if (IsFigure(line.numbers[i])) {
        CheckUnbound(line, i);
      }
      if (line.numbers[i].kind == NumberKind::kFigure) {
        CompareWithOthers(line, i);
        CheckParts(line, i);
      }
    }
    while (next_binding < line.bindings.size()) ListBinding(line.line, line.bindings[next_binding++]);
  }

  void StopAt(int line) {
    if (is_stopped_) return;
    is_stopped_ = true;
    Add(Severity::kNote, line, "NUMBERS_TOO_MANY", absl::StrCat(kMostCheckedNumbers),
        absl::StrCat("正文的数字超过", kMostCheckedNumbers, "个，此后的没有核对"));
  }

  // 三项 and 两名 of running prose are no figures that anybody binds.
  static bool IsFigure(const WrittenNumber& number) {
    return number.kind == NumberKind::kFigure &&
           !(number.is_spelled && number.value < Rational(10) && number.value.is_whole());
  }

  void ListBinding(int line, const PrintedBinding& printed) {
    if (result_.numbers.size() == kMostCheckedNumbers) return StopAt(line);
    CheckedNumber number{.line = line, .binding = NameOf(*printed.binding)};
    if (printed.bound.ok()) {
      number.text = printed.bound->text;
      number.unit = printed.bound->unit;
    }
    result_.numbers.push_back(std::move(number));
    if (!printed.bound.ok() || printed.binding->kind != BindingKind::kObservation || !printed.bound->unit.empty())
      return;
    Add(Severity::kNote, line, "BOUND_WITHOUT_UNIT", printed.bound->text,
        absl::StrCat("「", printed.binding->name, "」没有计量单位，应补充单位，系统不作推断"));
  }

  void CheckUnit(const PrintedLine& line, size_t index, const PrintedBinding& printed) {
    const WrittenNumber& number = line.numbers[index];
    const std::string expected = UnitExpected(printed);
    if (expected.empty() || number.unit.empty() || number.kind != NumberKind::kFigure ||
        IsSameUnit(expected, number.unit))
      return;
    Add(Severity::kWarning, line.line, "BOUND_UNIT_DIFFERS", absl::StrCat(printed.bound->text, number.unit),
        absl::StrCat("「", printed.binding->name, "」的单位是", expected, "，正文写成了", number.unit));
  }

  void CheckUnbound(const PrintedLine& line, size_t index) {
    const WrittenNumber& number = line.numbers[index];
    const std::string unit = UnitOf(number, SubjectOf(line.text, line.numbers, index));
    CheckedNumber checked{.line = line.line, .text = number.text, .unit = unit};
    if (!line.is_plan) checked.proposed = ProposeBinding(line, index, figures_);
    const std::string written = line.text.substr(number.begin, number.end - number.begin);
    const std::string proposal = checked.proposed.empty() ? "" : absl::StrCat("，建议写作 {{", checked.proposed, "}}");
    if (unit.empty()) {
      Add(Severity::kNote, line.line, "NUMBER_WITHOUT_UNIT", written,
          absl::StrCat("“", ContextOf(line, index), "”：数字 ", written, " 没有计量单位，且没有绑定到指标或事实",
                       proposal));
    } else {
      Add(Severity::kNote, line.line, "NUMBER_UNBOUND", written,
          absl::StrCat("“", ContextOf(line, index), "”：数字 ", written, " 没有绑定到指标或事实", proposal));
    }
    if (checked.proposed.empty() && !line.is_plan) {
      if (const BindableFigure* figure = ContradictedFigure(line, index, figures_)) {
        Add(Severity::kWarning, line.line, "NUMBER_CONTRADICTS_DATA", written,
            absl::StrCat("正文写作", written, "，而数据中「", figure->display_name, "」为", TextOf(*figure),
                         "，请核实"));
      }
    }
    result_.numbers.push_back(std::move(checked));
  }

  static std::string TextOf(const BindableFigure& figure) {
    if (figure.unit == "fen") {
      const std::optional<Rational> wanyuan = Quotient(figure.value, Rational(1'000'000));
      return absl::StrCat(FormatShort(*wanyuan, 6), "万元");
    }
    if (figure.unit == "%") return FormatPercent(figure.value);
    return absl::StrCat(FormatShort(figure.value), figure.is_lower_bound ? "余" : "", figure.unit);
  }

  static std::string ContextOf(const PrintedLine& line, size_t index) {
    const Span clause = ClauseAround(line.text, line.numbers[index].begin);
    return std::string(
        FirstCharacters(absl::string_view(line.text).substr(clause.begin, clause.end - clause.begin), 30));
  }

  // 新增就业46人 in one paragraph, 新增就业64人 in another.
  void CompareWithOthers(const PrintedLine& line, size_t index) {
    const WrittenNumber& number = line.numbers[index];
    const Span clause = ClauseAround(line.text, number.begin);
    const absl::string_view words = absl::string_view(line.text).substr(clause.begin, clause.end - clause.begin);
    if (line.is_plan || number.bound != NumberBound::kExact || number.upper || number.unit.empty() ||
        ContainsAny(words,
                    {"目标", "计划", "任务", "去年", "上年", "同期", "增长", "降至", "增至", "由", "占", "若"})) {
      return;
    }
    const std::string subject = SubjectOf(line.text, line.numbers, index);
    if (subject.size() < kLeastSubjectBytes) return;
    const std::string day = AsOfText(line, number);
    const auto [place, is_new] =
        seen_.try_emplace({subject, number.unit, day}, Seen{number.value, number.text, line.line});
    const Seen& first = place->second;
    if (is_new || first.line == line.line || first.value == number.value) return;
    Add(Severity::kWarning, line.line, "NUMBERS_DIFFER", absl::StrCat(number.text, number.unit),
        absl::StrCat("“", subject, "”在第", first.line, "行为", first.text, number.unit, "，这里为", number.text,
                     number.unit, "，前后不一致"));
  }

  static std::string AsOfText(const PrintedLine& line, const WrittenNumber& number) {
    const std::optional<Date> day = AsOfBefore(line.text, number.begin, 2000);
    return day ? FormatIso(*day) : "";
  }

  // numbers[index] as the last part of a whole: 经营性 and 非经营性, or what 其中 begins.
  void CheckParts(const PrintedLine& line, size_t index) {
    const std::vector<WrittenNumber>& numbers = line.numbers;
    if (index < 2) return;
    const WrittenNumber& whole = numbers[index - 2];
    const WrittenNumber& first = numbers[index - 1];
    const WrittenNumber& second = numbers[index];
    for (const WrittenNumber* number : {&whole, &first, &second}) {
      if (number->kind != NumberKind::kFigure || number->bound != NumberBound::kExact || number->upper) return;
    }
    if (whole.unit.empty() || whole.unit != first.unit || whole.unit != second.unit || whole.unit == "%") return;
    if (SentenceAround(line.text, whole.begin).begin != SentenceAround(line.text, second.begin).begin) return;
    const Rational sum = first.value + second.value;
    const absl::string_view between =
        absl::string_view(line.text).substr(whole.end, first.begin - std::min(first.begin, whole.end));
    const bool is_pair = AreOpposites(SubjectOf(line.text, numbers, index - 1), SubjectOf(line.text, numbers, index));
    const bool is_wrong = is_pair ? sum != whole.value : ContainsAny(between, {"其中"}) && first.value > whole.value;
    if (!is_wrong) return;
    Add(Severity::kWarning, line.line, "PARTS_DIFFER_FROM_WHOLE", absl::StrCat(whole.text, whole.unit),
        absl::StrCat("总数", whole.text, whole.unit, "，分项", first.text, "和", second.text, "合计", FormatShort(sum),
                     whole.unit, "，不相等"));
  }

  static bool AreOpposites(const std::string& a, const std::string& b) {
    for (const auto& [one, other] : {std::pair{"男", "女"}, std::pair{"城镇", "农村"}, std::pair{"城市", "农村"},
                                     std::pair{"合格", "不合格"}, std::pair{"已办结", "未办结"}}) {
      if (absl::StartsWith(a, one) && absl::StartsWith(b, other)) return true;
    }
    return !a.empty() && (b == absl::StrCat("非", a) || a == absl::StrCat("非", b));
  }

  struct Seen {
    Rational value;
    std::string text;
    int line = 0;
  };

  const EvaluationContent& content_;
  const std::vector<BindableFigure> figures_;
  std::map<std::tuple<std::string, std::string, std::string>, Seen> seen_;
  bool is_stopped_ = false;
  NarrativeFindings result_;
};

}  // namespace

NarrativeFindings CheckNarrative(const Narrative& narrative, const EvaluationContent& content) {
  return Checker(content).Check(narrative);
}

}  // namespace zhengping::reporting
