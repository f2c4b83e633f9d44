#include <variant>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {
namespace {

// One field a line, "path=value"; a line break or a backslash inside a value is escaped, so that no two frameworks
// share a text.
class Writer {
 public:
  void Put(absl::string_view field, absl::string_view value) {
    absl::StrAppend(&text_, prefix_, field, "=");
    for (const char c : value) {
      if (c == '\n') {
        text_ += "\\n";
      } else if (c == '\\') {
        text_ += "\\\\";
      } else {
        text_ += c;
      }
    }
    text_ += '\n';
  }
  void Put(absl::string_view field, const Rational& value) {
    Put(field, absl::StrCat(value.numerator(), "/", value.denominator()));
  }
  void PutWhole(absl::string_view field, int64_t value) { Put(field, absl::StrCat(value)); }
  void Put(absl::string_view field, const std::optional<Rational>& value) {
    if (value) return Put(field, *value);
    Put(field, "none");
  }
  void Put(absl::string_view field, const Points& points) {
    Put(absl::StrCat(field, ".amount"), points.amount);
    PutWhole(absl::StrCat(field, ".unit"), static_cast<int>(points.unit));
  }
  void Put(absl::string_view field, const Interval& interval) {
    Put(absl::StrCat(field, ".low"), interval.low);
    Put(absl::StrCat(field, ".high"), interval.high);
    // The flag of an unbounded end says nothing.
    if (interval.low) PutWhole(absl::StrCat(field, ".low_closed"), interval.low_closed);
    if (interval.high) PutWhole(absl::StrCat(field, ".high_closed"), interval.high_closed);
  }
  void Put(absl::string_view field, const std::vector<Band>& bands) {
    for (size_t i = 0; i < bands.size(); ++i) {
      const std::string place = absl::StrCat(field, "[", i, "]");
      Put(place, bands[i].interval);
      Put(place + ".points", bands[i].points);
    }
  }
  void Put(absl::string_view field, const std::vector<Tier>& tiers) {
    for (size_t i = 0; i < tiers.size(); ++i) {
      const std::string place = absl::StrCat(field, "[", i, "]");
      Put(place + ".name", tiers[i].name);
      Put(place + ".at_least", tiers[i].at_least);
      Put(place + ".at_most", tiers[i].at_most);
    }
  }

  void PutRule(const Rule& rule) {
    PutWhole("kind", static_cast<int>(rule.kind()));
    std::visit([this](const auto& body) { PutBody(body); }, rule.body);
    for (size_t i = 0; i < rule.nested.size(); ++i) {
      Within(absl::StrCat("nested[", i, "]."), [&] { PutRule(rule.nested[i]); });
    }
  }

  void PutIndicator(const Indicator& indicator) {
    PutWhole("kind", static_cast<int>(indicator.kind));
    Put("name", indicator.name);
    for (const std::string& alias : indicator.aliases) Put("alias", alias);
    Put("weight", indicator.weight);
    Put("definition", indicator.definition);
    Put("rule_text", indicator.rule_text);
    Put("source", indicator.source);
    PutWhole("is_verified", indicator.is_verified);
    PutWhole("is_core", indicator.is_core);
    Put("formula", indicator.formula);
    PutWhole("display", static_cast<int>(indicator.display));
    if (indicator.has_rule) Within("rule.", [&] { PutRule(indicator.rule); });
    Put("rule_name", indicator.rule_name);
    PutWhole("zero_by_zero", static_cast<int>(indicator.zero_by_zero));
    PutWhole("divided_by_zero", static_cast<int>(indicator.divided_by_zero));
    PutWhole("not_applicable", static_cast<int>(indicator.not_applicable));
    for (size_t i = 0; i < indicator.children.size(); ++i) {
      Within(absl::StrCat("children[", i, "]."), [&] { PutIndicator(indicator.children[i]); });
    }
  }

  template <typename Body>
  void Within(const std::string& step, const Body& body) {
    const std::string before = prefix_;
    prefix_ += step;
    body();
    prefix_ = before;
  }

  std::string Finish() { return std::move(text_); }

 private:
  void PutBody(const ProportionalRule& rule) {
    PutWhole("sense", static_cast<int>(rule.sense));
    Put("target", rule.target);
  }
  void PutBody(const StepDeductionRule& rule) {
    PutWhole("sense", static_cast<int>(rule.sense));
    Put("bound", rule.bound);
    Put("step", rule.step);
    PutWhole("measure", static_cast<int>(rule.measure));
    Put("deduction", rule.deduction);
    PutWhole("counting", static_cast<int>(rule.counting));
  }
  void PutBody(const BandsRule& rule) {
    Put("bands", rule.bands);
    Put("domain", rule.domain);
  }
  void PutBody(const RangeRule& rule) {
    if (rule.full) Put("full", *rule.full);
    Put("by_distance", rule.by_distance);
  }
  void PutBody(const FaultsRule& rule) { Put("deduction", rule.deduction); }
  void PutBody(const ChecklistRule& rule) {
    for (const ChecklistPart& part : rule.parts) {
      Put("part.name", part.name);
      Put("part.points", part.points);
      Put("part.condition", part.condition);
    }
  }
  void PutBody(const CompoundRule& rule) {
    for (const CompoundPart& part : rule.parts) {
      Put("part.name", part.name);
      Put("part.share", part.share);
      Put("part.formula", part.formula);
    }
  }
  void PutBody(const ComparisonRule& rule) {
    for (const ComparisonCase& one : rule.cases) {
      Put("case.condition", one.condition);
      Put("case.points", one.points);
    }
    Put("otherwise", rule.otherwise);
  }
  void PutBody(const BetterOfRule& rule) {
    for (const Alternative& alternative : rule.alternatives) Put("alternative.formula", alternative.formula);
  }
  void PutBody(const TiersRule& rule) { Put("tiers", rule.tiers); }
  void PutBody(const JudgementRule&) {}
  void PutBody(const UnreadRule&) {}

  std::string prefix_;
  std::string text_;
};

void PutHead(const Framework& framework, Writer& writer) {
  writer.Put("name", framework.name);
  writer.Put("display_name", framework.display_name);
  writer.PutWhole("version", framework.version);
  writer.Put("division", framework.division);
  writer.PutWhole("first_year", framework.first_year);
  writer.PutWhole("last_year", framework.last_year);
  writer.Put("source", framework.source);
  writer.Put("note", framework.note);
  writer.PutWhole("is_library", framework.is_library);
  writer.Put("full_mark", framework.full_mark);
  const FrameworkSettings& settings = framework.settings;
  writer.PutWhole("settings.decimals", settings.decimals);
  writer.PutWhole("settings.zero_by_zero", static_cast<int>(settings.zero_by_zero));
  writer.PutWhole("settings.divided_by_zero", static_cast<int>(settings.divided_by_zero));
  writer.PutWhole("settings.not_applicable", static_cast<int>(settings.not_applicable));
  writer.PutWhole("settings.unassessed", static_cast<int>(settings.unassessed));
  writer.PutWhole("settings.step_counting", static_cast<int>(settings.step_counting));
  writer.Put("settings.tiers", settings.tiers);
}

void PutSheetRules(const Framework& framework, Writer& writer) {
  for (const CapRule& cap : framework.caps) {
    writer.Put("cap.name", cap.name);
    writer.Put("cap.measure", cap.measure);
    writer.Put("cap.source", cap.source);
    for (const CapStep& step : cap.steps) {
      writer.Put("cap.step", step.interval);
      writer.Put("cap.step.at_most", step.at_most);
    }
  }
  if (framework.deviation) {
    writer.Put("deviation.from_ratio", framework.deviation->from_ratio);
    writer.PutWhole("deviation.action", static_cast<int>(framework.deviation->action));
    writer.Put("deviation.deduction", framework.deviation->deduction);
    writer.Put("deviation.source", framework.deviation->source);
  }
  for (const Grade& grade : framework.grades) {
    writer.Put("grade.name", grade.name);
    writer.Put("grade", grade.interval);
  }
}

}  // namespace

std::string CanonicalText(const Framework& framework) {
  Writer writer;
  writer.Put("format", "zhengping-framework-1");
  PutHead(framework, writer);
  for (size_t i = 0; i < framework.rules.size(); ++i) {
    writer.Within(absl::StrCat("rules[", i, "]."), [&] {
      writer.Put("name", framework.rules[i].name);
      writer.Put("text", framework.rules[i].text);
      writer.Put("source", framework.rules[i].source);
      writer.PutRule(framework.rules[i].rule);
    });
  }
  for (size_t i = 0; i < framework.indicators.size(); ++i) {
    writer.Within(absl::StrCat("indicators[", i, "]."), [&] { writer.PutIndicator(framework.indicators[i]); });
  }
  PutSheetRules(framework, writer);
  return writer.Finish();
}

}  // namespace zhengping::indicator
