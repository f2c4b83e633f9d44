#include "services/indicator/rpc/indicator_messages.h"

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/rule_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/framework.pb.h"
#include "zhengping/indicator/v1/plan.pb.h"

namespace zhengping::indicator {
namespace {

ValueDisplay DisplayFrom(v1::ValueDisplay display) {
  if (display == v1::VALUE_DISPLAY_PERCENT) return ValueDisplay::kPercent;
  if (display == v1::VALUE_DISPLAY_YUAN) return ValueDisplay::kYuan;
  if (display == v1::VALUE_DISPLAY_WANYUAN) return ValueDisplay::kWanyuan;
  return ValueDisplay::kNumber;
}

v1::ValueDisplay DisplayToMessage(ValueDisplay display) {
  switch (display) {
    case ValueDisplay::kNumber:
      return v1::VALUE_DISPLAY_UNSPECIFIED;
    case ValueDisplay::kPercent:
      return v1::VALUE_DISPLAY_PERCENT;
    case ValueDisplay::kYuan:
      return v1::VALUE_DISPLAY_YUAN;
    case ValueDisplay::kWanyuan:
      return v1::VALUE_DISPLAY_WANYUAN;
  }
  return v1::VALUE_DISPLAY_UNSPECIFIED;
}

void LeafFrom(const v1::Leaf& leaf, const std::string& path, Indicator& indicator, std::vector<Issue>& issues) {
  indicator.kind = IndicatorKind::kLeaf;
  indicator.formula = leaf.formula();
  indicator.display = DisplayFrom(leaf.display());
  indicator.has_rule = leaf.has_rule();
  if (leaf.has_rule()) indicator.rule = FromMessage(leaf.rule(), path + ".rule", issues);
  indicator.rule_name = leaf.rule_name();
  indicator.zero_by_zero = ZeroAnswerFrom(leaf.zero_by_zero(), ZeroAnswer::kFrameworkSetting);
  indicator.divided_by_zero = ZeroAnswerFrom(leaf.divided_by_zero(), ZeroAnswer::kFrameworkSetting);
  indicator.not_applicable = NotApplicableFrom(leaf.not_applicable(), NotApplicablePolicy::kFrameworkSetting);
}

void LeafToMessage(const Indicator& indicator, v1::Leaf& leaf) {
  leaf.set_formula(indicator.formula);
  leaf.set_display(DisplayToMessage(indicator.display));
  if (indicator.has_rule) ToMessage(indicator.rule, *leaf.mutable_rule());
  if (!indicator.rule_name.empty()) leaf.set_rule_name(indicator.rule_name);
  leaf.set_zero_by_zero(MessageOf(indicator.zero_by_zero));
  leaf.set_divided_by_zero(MessageOf(indicator.divided_by_zero));
  leaf.set_not_applicable(MessageOf(indicator.not_applicable));
}

}  // namespace

ZeroAnswer ZeroAnswerFrom(v1::ZeroAnswer answer, ZeroAnswer unspecified) {
  if (answer == v1::ZERO_ANSWER_FULL) return ZeroAnswer::kFull;
  if (answer == v1::ZERO_ANSWER_ZERO) return ZeroAnswer::kZero;
  if (answer == v1::ZERO_ANSWER_NOT_ASSESSABLE) return ZeroAnswer::kNotAssessable;
  return unspecified;
}

v1::ZeroAnswer MessageOf(ZeroAnswer answer) {
  switch (answer) {
    case ZeroAnswer::kFrameworkSetting:
      return v1::ZERO_ANSWER_UNSPECIFIED;
    case ZeroAnswer::kFull:
      return v1::ZERO_ANSWER_FULL;
    case ZeroAnswer::kZero:
      return v1::ZERO_ANSWER_ZERO;
    case ZeroAnswer::kNotAssessable:
      return v1::ZERO_ANSWER_NOT_ASSESSABLE;
  }
  return v1::ZERO_ANSWER_UNSPECIFIED;
}

NotApplicablePolicy NotApplicableFrom(v1::NotApplicable policy, NotApplicablePolicy unspecified) {
  if (policy == v1::NOT_APPLICABLE_FULL) return NotApplicablePolicy::kFull;
  if (policy == v1::NOT_APPLICABLE_RESCALE) return NotApplicablePolicy::kRescale;
  if (policy == v1::NOT_APPLICABLE_NO_WEIGHT) return NotApplicablePolicy::kNoWeight;
  return unspecified;
}

v1::NotApplicable MessageOf(NotApplicablePolicy policy) {
  switch (policy) {
    case NotApplicablePolicy::kFrameworkSetting:
      return v1::NOT_APPLICABLE_UNSPECIFIED;
    case NotApplicablePolicy::kFull:
      return v1::NOT_APPLICABLE_FULL;
    case NotApplicablePolicy::kRescale:
      return v1::NOT_APPLICABLE_RESCALE;
    case NotApplicablePolicy::kNoWeight:
      return v1::NOT_APPLICABLE_NO_WEIGHT;
  }
  return v1::NOT_APPLICABLE_UNSPECIFIED;
}

Indicator FromMessage(const v1::Indicator& message, const std::string& parent, std::vector<Issue>& issues) {
  const std::string path = parent.empty() ? message.display_name() : absl::StrCat(parent, "/", message.display_name());
  Indicator indicator;
  indicator.name = message.display_name();
  indicator.aliases.assign(message.aliases().begin(), message.aliases().end());
  indicator.weight = ParseDecimalField(message.weight(), path + ".weight", issues);
  indicator.definition = message.definition();
  indicator.rule_text = message.rule_text();
  indicator.source = message.source();
  indicator.is_verified = message.is_verified();
  indicator.is_core = message.is_core();
  switch (message.node_case()) {
    case v1::Indicator::kGroup:
      indicator.kind = IndicatorKind::kGroup;
      for (const v1::Indicator& child : message.group().indicators()) {
        indicator.children.push_back(FromMessage(child, path, issues));
      }
      break;
    case v1::Indicator::kLeaf:
      LeafFrom(message.leaf(), path, indicator, issues);
      break;
    case v1::Indicator::kSlot:
      indicator.kind = IndicatorKind::kSlot;
      indicator.has_rule = message.slot().has_rule();
      if (indicator.has_rule) indicator.rule = FromMessage(message.slot().rule(), path + ".rule", issues);
      indicator.rule_name = message.slot().rule_name();
      break;
    case v1::Indicator::NODE_NOT_SET:
      issues.push_back(FieldIssue(path, "INDICATOR_SHAPE", "", "应写明是 group、leaf 还是 slot"));
      break;
  }
  return indicator;
}

void ToMessage(const Indicator& indicator, v1::Indicator& message) {
  message.set_display_name(indicator.name);
  for (const std::string& alias : indicator.aliases) message.add_aliases(alias);
  if (indicator.weight.has_value()) message.set_weight(FormatDecimal(*indicator.weight));
  message.set_definition(indicator.definition);
  message.set_rule_text(indicator.rule_text);
  message.set_source(indicator.source);
  message.set_is_verified(indicator.is_verified);
  message.set_is_core(indicator.is_core);
  switch (indicator.kind) {
    case IndicatorKind::kGroup:
      for (const Indicator& child : indicator.children) ToMessage(child, *message.mutable_group()->add_indicators());
      break;
    case IndicatorKind::kLeaf:
      LeafToMessage(indicator, *message.mutable_leaf());
      break;
    case IndicatorKind::kSlot: {
      v1::OpenSlot& slot = *message.mutable_slot();
      if (indicator.has_rule) ToMessage(indicator.rule, *slot.mutable_rule());
      if (!indicator.rule_name.empty()) slot.set_rule_name(indicator.rule_name);
      break;
    }
  }
}

RowKey FromMessage(const v1::RowKey& message, const FieldPath& field, std::vector<Issue>& issues) {
  RowKey key;
  ReadMessage(message, field, issues, key);
  return key;
}

void ReadMessage(const v1::RowKey& message, const FieldPath& field, std::vector<Issue>& issues, RowKey& key) {
  CheckLength(message.goal(), kMostNameBytes, field + ".goal", issues);
  CheckLength(message.level1(), kMostNameBytes, field + ".level1", issues);
  CheckLength(message.level2(), kMostNameBytes, field + ".level2", issues);
  CheckLength(message.project(), kMostNameBytes, field + ".project", issues);
  key.goal = message.goal();
  key.level1 = message.level1();
  key.level2 = message.level2();
  key.level3 = message.level3();
  key.project = message.project();
}

void ToMessage(const RowKey& key, v1::RowKey& message) {
  message.set_goal(key.goal);
  message.set_level1(key.level1);
  message.set_level2(key.level2);
  message.set_level3(key.level3);
  message.set_project(key.project);
}

}  // namespace zhengping::indicator
