#include "services/indicator/rpc/rule_messages.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/rule.pb.h"

namespace zhengping::indicator {
namespace {

// One rule on its way in: the place and the list of issues go through all of it.
class RuleReader {
 public:
  RuleReader(const std::string& path, std::vector<Issue>& issues) : path_(path), issues_(issues) {}

  Rule Read(const v1::Rule& message) {
    switch (message.kind_case()) {
      case v1::Rule::kProportional:
        return Of(Proportional(message.proportional()));
      case v1::Rule::kStepDeduction:
        return Of(StepDeduction(message.step_deduction()));
      case v1::Rule::kBands:
        return Of(Bands(message.bands()));
      case v1::Rule::kRange:
        return Of(Range(message.range()));
      case v1::Rule::kFaults:
        return Of(FaultsRule{PointsAt(message.faults().deduction(), "deduction")});
      case v1::Rule::kChecklist:
        return Of(Checklist(message.checklist()));
      case v1::Rule::kCompound:
        return Compound(message.compound());
      case v1::Rule::kComparison:
        return Of(Comparison(message.comparison()));
      case v1::Rule::kBetterOf:
        return BetterOf(message.better_of());
      case v1::Rule::kTiers:
        return Of(Tiers(message.tiers()));
      case v1::Rule::kJudgement:
        return Of(JudgementRule{});
      case v1::Rule::kUnread:
        return Of(UnreadRule{});
      case v1::Rule::KIND_NOT_SET:
        break;
    }
    issues_.push_back(
        FieldIssue(path_, "RULE_MALFORMED", "", "规则应写明种类，如 proportional、step_deduction、bands"));
    return Of(UnreadRule{});
  }

 private:
  static Rule Of(RuleBody body) {
    Rule rule;
    rule.body = std::move(body);
    return rule;
  }

  std::string At(absl::string_view part) const { return absl::StrCat(path_, ".", part); }
  std::string At(absl::string_view list, int position) const {
    return absl::StrCat(path_, ".", list, "[", position, "]");
  }

  std::optional<Rational> Number(const std::string& text, absl::string_view part) {
    return ParseDecimalField(text, At(part), issues_);
  }
  Rational Required(const std::string& text, const std::string& place) {
    if (text.empty()) issues_.push_back(FieldIssue(place, "RULE_MALFORMED", "", "这里应有一个数"));
    return ParseDecimalField(text, place, issues_).value_or(Rational());
  }
  Points PointsAt(const v1::Points& points, absl::string_view part) { return FromMessage(points, At(part), issues_); }

  Sense SenseFrom(v1::Sense sense) {
    switch (sense) {
      case v1::SENSE_FORWARD:
        return Sense::kForward;
      case v1::SENSE_REVERSE:
        return Sense::kReverse;
      case v1::SENSE_BOTH_SIDES:
        return Sense::kBothSides;
      case v1::SENSE_UNSPECIFIED:
      case v1::Sense_INT_MIN_SENTINEL_DO_NOT_USE_:
      case v1::Sense_INT_MAX_SENTINEL_DO_NOT_USE_:
        break;
    }
    if (sense != v1::SENSE_UNSPECIFIED) {
      issues_.push_back(
          FieldIssue(At("sense"), "RULE_MALFORMED", absl::StrCat(static_cast<int>(sense)), "没有这个方向"));
    }
    return Sense::kRowDirection;
  }

  ProportionalRule Proportional(const v1::ProportionalRule& message) {
    return {.sense = SenseFrom(message.sense()), .target = Number(message.target(), "target")};
  }

  StepDeductionRule StepDeduction(const v1::StepDeductionRule& message) {
    StepDeductionRule rule;
    rule.sense = SenseFrom(message.sense());
    rule.bound = Number(message.bound(), "bound");
    rule.step = Required(message.step(), At("step"));
    rule.measure = message.is_share_of_bound() ? StepMeasure::kOfBound : StepMeasure::kAbsolute;
    rule.deduction = PointsAt(message.deduction(), "deduction");
    if (message.counting() == v1::StepDeductionRule::STEP_COUNTING_WHOLE) rule.counting = StepCounting::kWhole;
    if (message.counting() == v1::StepDeductionRule::STEP_COUNTING_PARTIAL) rule.counting = StepCounting::kPartial;
    return rule;
  }

  Band BandFrom(const v1::Band& message, const std::string& place) {
    return {FromMessage(message.interval(), place, issues_), FromMessage(message.points(), place + ".points", issues_)};
  }

  BandsRule Bands(const v1::BandsRule& message) {
    BandsRule rule;
    for (int i = 0; i < message.bands_size(); ++i) rule.bands.push_back(BandFrom(message.bands(i), At("bands", i)));
    if (message.has_domain()) rule.domain = FromMessage(message.domain(), At("domain"), issues_);
    return rule;
  }

  RangeRule Range(const v1::RangeRule& message) {
    RangeRule rule;
    if (message.has_full()) rule.full = FromMessage(message.full(), At("full"), issues_);
    for (int i = 0; i < message.by_distance_size(); ++i) {
      rule.by_distance.push_back(BandFrom(message.by_distance(i), At("by_distance", i)));
    }
    return rule;
  }

  ChecklistRule Checklist(const v1::ChecklistRule& message) {
    ChecklistRule rule;
    for (int i = 0; i < message.parts_size(); ++i) {
      const v1::ChecklistRule::Part& part = message.parts(i);
      rule.parts.push_back(
          {part.display_name(), FromMessage(part.points(), At("parts", i) + ".points", issues_), part.condition()});
    }
    return rule;
  }

  Rule Compound(const v1::CompoundRule& message) {
    CompoundRule body;
    Rule rule;
    for (int i = 0; i < message.parts_size(); ++i) {
      const v1::CompoundRule::Part& part = message.parts(i);
      const std::string place = At("parts", i);
      body.parts.push_back({part.display_name(), Required(part.share(), place + ".share"), part.formula()});
      rule.nested.push_back(FromMessage(part.rule(), place + ".rule", issues_));
    }
    rule.body = std::move(body);
    return rule;
  }

  ComparisonRule Comparison(const v1::ComparisonRule& message) {
    ComparisonRule rule;
    for (int i = 0; i < message.cases_size(); ++i) {
      const v1::ComparisonRule::Case& one = message.cases(i);
      rule.cases.push_back({one.condition(), FromMessage(one.points(), At("cases", i) + ".points", issues_)});
    }
    rule.otherwise = PointsAt(message.otherwise(), "otherwise");
    return rule;
  }

  Rule BetterOf(const v1::BetterOfRule& message) {
    BetterOfRule body;
    Rule rule;
    for (int i = 0; i < message.alternatives_size(); ++i) {
      body.alternatives.push_back({message.alternatives(i).formula()});
      rule.nested.push_back(FromMessage(message.alternatives(i).rule(), At("alternatives", i) + ".rule", issues_));
    }
    rule.body = std::move(body);
    return rule;
  }

  TiersRule Tiers(const v1::TiersRule& message) {
    TiersRule rule;
    for (int i = 0; i < message.tiers_size(); ++i) {
      rule.tiers.push_back(FromMessage(message.tiers(i), At("tiers", i), issues_));
    }
    return rule;
  }

  const std::string& path_;
  std::vector<Issue>& issues_;
};

v1::Sense MessageOf(Sense sense) {
  switch (sense) {
    case Sense::kRowDirection:
      return v1::SENSE_UNSPECIFIED;
    case Sense::kForward:
      return v1::SENSE_FORWARD;
    case Sense::kReverse:
      return v1::SENSE_REVERSE;
    case Sense::kBothSides:
      return v1::SENSE_BOTH_SIDES;
  }
  return v1::SENSE_UNSPECIFIED;
}

std::string TextOf(const std::optional<Rational>& value) { return value.has_value() ? FormatDecimal(*value) : ""; }

void BandToMessage(const Band& band, v1::Band& message) {
  ToMessage(band.interval, *message.mutable_interval());
  ToMessage(band.points, *message.mutable_points());
}

// Writes each kind into its field of the oneof.
struct RuleWriter {
  const Rule& rule;
  v1::Rule& message;

  void operator()(const ProportionalRule& body) const {
    v1::ProportionalRule& out = *message.mutable_proportional();
    out.set_sense(MessageOf(body.sense));
    out.set_target(TextOf(body.target));
  }
  void operator()(const StepDeductionRule& body) const {
    v1::StepDeductionRule& out = *message.mutable_step_deduction();
    out.set_sense(MessageOf(body.sense));
    out.set_bound(TextOf(body.bound));
    out.set_step(FormatDecimal(body.step));
    out.set_is_share_of_bound(body.measure == StepMeasure::kOfBound);
    ToMessage(body.deduction, *out.mutable_deduction());
    if (body.counting == StepCounting::kWhole) out.set_counting(v1::StepDeductionRule::STEP_COUNTING_WHOLE);
    if (body.counting == StepCounting::kPartial) out.set_counting(v1::StepDeductionRule::STEP_COUNTING_PARTIAL);
  }
  void operator()(const BandsRule& body) const {
    v1::BandsRule& out = *message.mutable_bands();
    for (const Band& band : body.bands) BandToMessage(band, *out.add_bands());
    if (body.domain != Interval()) ToMessage(body.domain, *out.mutable_domain());
  }
  void operator()(const RangeRule& body) const {
    v1::RangeRule& out = *message.mutable_range();
    if (body.full.has_value()) ToMessage(*body.full, *out.mutable_full());
    for (const Band& band : body.by_distance) BandToMessage(band, *out.add_by_distance());
  }
  void operator()(const FaultsRule& body) const {
    ToMessage(body.deduction, *message.mutable_faults()->mutable_deduction());
  }
  void operator()(const ChecklistRule& body) const {
    v1::ChecklistRule& out = *message.mutable_checklist();
    for (const ChecklistPart& part : body.parts) {
      v1::ChecklistRule::Part& to = *out.add_parts();
      to.set_display_name(part.name);
      ToMessage(part.points, *to.mutable_points());
      to.set_condition(part.condition);
    }
  }
  void operator()(const CompoundRule& body) const {
    v1::CompoundRule& out = *message.mutable_compound();
    for (size_t i = 0; i < body.parts.size(); ++i) {
      v1::CompoundRule::Part& to = *out.add_parts();
      to.set_display_name(body.parts[i].name);
      to.set_share(FormatDecimal(body.parts[i].share));
      to.set_formula(body.parts[i].formula);
      ToMessage(rule.nested[i], *to.mutable_rule());
    }
  }
  void operator()(const ComparisonRule& body) const {
    v1::ComparisonRule& out = *message.mutable_comparison();
    for (const ComparisonCase& one : body.cases) {
      v1::ComparisonRule::Case& to = *out.add_cases();
      to.set_condition(one.condition);
      ToMessage(one.points, *to.mutable_points());
    }
    ToMessage(body.otherwise, *out.mutable_otherwise());
  }
  void operator()(const BetterOfRule& body) const {
    v1::BetterOfRule& out = *message.mutable_better_of();
    for (size_t i = 0; i < body.alternatives.size(); ++i) {
      v1::BetterOfRule::Alternative& to = *out.add_alternatives();
      to.set_formula(body.alternatives[i].formula);
      ToMessage(rule.nested[i], *to.mutable_rule());
    }
  }
  void operator()(const TiersRule& body) const {
    v1::TiersRule& out = *message.mutable_tiers();
    for (const Tier& tier : body.tiers) ToMessage(tier, *out.add_tiers());
  }
  void operator()(const JudgementRule&) const { message.mutable_judgement(); }
  void operator()(const UnreadRule&) const { message.mutable_unread(); }
};

}  // namespace

Interval FromMessage(const v1::Interval& message, const std::string& path, std::vector<Issue>& issues) {
  Interval interval;
  interval.low = ParseDecimalField(message.low(), path + ".low", issues);
  interval.high = ParseDecimalField(message.high(), path + ".high", issues);
  interval.low_closed = !message.low_open();
  interval.high_closed = message.high_closed();
  return interval;
}

void ToMessage(const Interval& interval, v1::Interval& message) {
  message.set_low(TextOf(interval.low));
  message.set_high(TextOf(interval.high));
  message.set_low_open(!interval.low_closed);
  message.set_high_closed(interval.high_closed);
}

Points FromMessage(const v1::Points& message, const std::string& path, std::vector<Issue>& issues) {
  const bool is_share = message.amount_case() == v1::Points::kShareOfWeight;
  const std::string& text = is_share ? message.share_of_weight() : message.points();
  if (text.empty())
    issues.push_back(FieldIssue(path, "RULE_MALFORMED", "", "应写明分数 points 或占分值的比例 share_of_weight"));
  return {ParseDecimalField(text, path, issues).value_or(Rational()),
          is_share ? PointsUnit::kShareOfWeight : PointsUnit::kPoints};
}

void ToMessage(const Points& points, v1::Points& message) {
  const std::string amount = FormatDecimal(points.amount);
  if (points.unit == PointsUnit::kPoints) message.set_points(amount);
  if (points.unit == PointsUnit::kShareOfWeight) message.set_share_of_weight(amount);
}

Tier FromMessage(const v1::Tier& message, const std::string& path, std::vector<Issue>& issues) {
  return {message.display_name(),
          ParseDecimalField(message.at_least(), path + ".at_least", issues).value_or(Rational()),
          ParseDecimalField(message.at_most(), path + ".at_most", issues).value_or(Rational())};
}

void ToMessage(const Tier& tier, v1::Tier& message) {
  message.set_display_name(tier.name);
  message.set_at_least(FormatDecimal(tier.at_least));
  message.set_at_most(FormatDecimal(tier.at_most));
}

Rule FromMessage(const v1::Rule& message, const std::string& path, std::vector<Issue>& issues) {
  return RuleReader(path, issues).Read(message);
}

void ToMessage(const Rule& rule, v1::Rule& message) { std::visit(RuleWriter{rule, message}, rule.body); }

}  // namespace zhengping::indicator
