#include "services/indicator/domain/observation.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {
namespace {

// How many levels a key states beside the last.
int Explicitness(const RowKey& key) { return !key.goal.empty() + !key.level1.empty() + !key.level2.empty(); }

// Whether the levels before the last name end with `given`, the nearest last.
bool EndsWithLevels(const RowKey& key, const std::vector<absl::string_view>& given) {
  const std::string* levels[] = {&key.level2, &key.level1, &key.goal};
  size_t level = 0;
  for (auto name = given.rbegin(); name != given.rend(); ++name) {
    while (level < 3 && levels[level]->empty()) ++level;
    if (level == 3 || *levels[level] != *name) return false;
    ++level;
  }
  return true;
}

Issue IssueAt(size_t row, absl::string_view part, Severity severity, absl::string_view reason, std::string found,
              std::string remedy) {
  Issue issue;
  issue.severity = severity;
  issue.place.field = absl::StrCat("observations[", row, "].", part);
  issue.reason = std::string(reason);
  issue.found = std::move(found);
  issue.remedy = std::move(remedy);
  return issue;
}

bool IsSm3Hex(absl::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

bool HasContent(const Observation& observation) {
  return observation.value || observation.percent || !observation.tier.empty() || !observation.parts.empty() ||
         !observation.text.empty();
}

// A text that says of itself that nothing was reported: "/", 无, 未报.
void CheckSaysReported(const Observation& observation, size_t row, std::vector<Issue>& issues) {
  const bool has_more = observation.value || observation.percent || !observation.tier.empty() ||
                        !observation.parts.empty() || observation.text.empty();
  const ObservationState state = has_more ? ObservationState::kReported : ReadObservedText(observation.text).state;
  if (state == ObservationState::kReported) return;
  const char* right = state == ObservationState::kMissing ? "缺失" : "不适用";
  issues.push_back(
      IssueAt(row, "state", Severity::kError, "OBSERVATION_STATE", observation.text,
              absl::StrCat("完成值为「", observation.text, "」时状态应为", right, "；有完成值的请填完成值")));
}

void CheckDocuments(const Observation& observation, size_t row, std::vector<Issue>& issues) {
  for (size_t i = 0; i < observation.documents.size(); ++i) {
    const EvidenceDocument& document = observation.documents[i];
    const std::string place = absl::StrCat("documents[", i, "].");
    if (document.name.empty() || document.name.size() > static_cast<size_t>(kMostNameBytes)) {
      issues.push_back(IssueAt(row, place + "name", Severity::kError, "EVIDENCE_NAME", document.name,
                               "佐证材料应有文件名，最长 200 字"));
    }
    if (document.sm3.empty() || IsSm3Hex(document.sm3)) continue;
    issues.push_back(IssueAt(row, place + "sm3", Severity::kError, "EVIDENCE_DIGEST", document.sm3,
                             "文件的 SM3 摘要应为 64 位十六进制数字（小写）"));
  }
}

void CheckOne(const Observation& observation, size_t row, std::vector<Issue>& issues) {
  const auto add = [&issues, row](absl::string_view part, Severity severity, absl::string_view reason,
                                  std::string found, std::string remedy) {
    issues.push_back(IssueAt(row, part, severity, reason, std::move(found), std::move(remedy)));
  };
  if (observation.key.level3.empty() || observation.key.level3.size() > static_cast<size_t>(kMostNameBytes)) {
    add("key.level3", Severity::kError, "OBSERVATION_NAME", observation.key.level3,
        "三级指标名称不能为空，最长 200 字");
  }
  const bool is_reported = observation.state == ObservationState::kReported;
  if (is_reported && !HasContent(observation)) {
    add("value", Severity::kError, "OBSERVATION_WITHOUT_VALUE", "",
        "状态为已报而没有完成值；没有数据时状态应为缺失或不适用");
  }
  if (is_reported) CheckSaysReported(observation, row, issues);
  if (!is_reported && (observation.value || observation.percent || !observation.tier.empty())) {
    add("state", Severity::kError, "OBSERVATION_STATE", observation.text, "状态为缺失或不适用时不能再填完成值");
  }
  if (observation.percent && (*observation.percent < Rational() || *observation.percent > Rational(1))) {
    add("percent", Severity::kError, "OBSERVATION_PERCENT", FormatPercent(*observation.percent),
        "得分比例应在 0% 至 100% 之间");
  }
  if (observation.percent && observation.reason.empty() && observation.deviation_reason.empty() &&
      observation.evidence.empty()) {
    add("percent", Severity::kWarning, "OBSERVATION_REASON", FormatPercent(*observation.percent),
        "给出得分比例时应有理由或佐证材料，否则该指标待评判");
  }
  if (observation.value && observation.unit.empty()) {
    add("unit", Severity::kNote, "OBSERVATION_UNIT_MISSING", FormatShort(*observation.value),
        "没有计量单位，按无单位处理，不作猜测");
  }
  CheckDocuments(observation, row, issues);
  if (observation.is_lower_bound) {
    add("value", Severity::kNote, "OBSERVATION_LOWER_BOUND", observation.text,
        "是下限：达到目标值即算完成，但不按比例计分");
  }
}

}  // namespace

std::string ShowObserved(const Observation& observation) {
  if (observation.state == ObservationState::kNotApplicable) return "不适用";
  if (observation.state == ObservationState::kMissing) return "缺失";
  if (!observation.text.empty()) {
    return absl::StrCat(observation.text, absl::EndsWith(observation.text, observation.unit) ? "" : observation.unit);
  }
  if (observation.value && observation.unit == "%") return FormatPercent(*observation.value);
  if (observation.value) {
    return absl::StrCat(FormatShort(*observation.value), observation.is_lower_bound ? "余" : "", observation.unit);
  }
  if (!observation.tier.empty()) return observation.tier;
  return observation.percent ? FormatPercent(*observation.percent) : std::string();
}

ObservationsOf::ObservationsOf(const std::vector<Observation>& observations, Date as_of) {
  by_last_name_.reserve(observations.size());
  for (const Observation& observation : observations) {
    if (observation.date > as_of) continue;
    std::vector<const Observation*>& same_name = by_last_name_[observation.key.level3];
    const auto same_key = std::find_if(same_name.begin(), same_name.end(), [&observation](const Observation* known) {
      return known->key == observation.key;
    });
    if (same_key == same_name.end()) {
      same_name.push_back(&observation);
    } else if (observation.date >= (*same_key)->date) {
      *same_key = &observation;
    }
  }
}

Lookup ObservationsOf::FindRow(const RowKey& key) const {
  const auto same_name = by_last_name_.find(key.level3);
  if (same_name == by_last_name_.end()) return {};
  const Observation* best = nullptr;
  for (const Observation* candidate : same_name->second) {
    if (!CouldMean(candidate->key, key)) continue;
    if (best == nullptr || std::make_tuple(candidate->date, Explicitness(candidate->key)) >=
                               std::make_tuple(best->date, Explicitness(best->key))) {
      best = candidate;
    }
  }
  return best == nullptr ? Lookup() : Lookup{LookupState::kFound, best};
}

Lookup ObservationsOf::FindName(absl::string_view name) const {
  std::vector<absl::string_view> levels;
  auto same_name = by_last_name_.find(name);
  if (same_name == by_last_name_.end()) {
    levels = absl::StrSplit(name, '/');
    same_name = by_last_name_.find(levels.back());
    levels.pop_back();
  }
  if (same_name == by_last_name_.end()) return {};
  Lookup lookup;
  for (const Observation* candidate : same_name->second) {
    if (!EndsWithLevels(candidate->key, levels)) continue;
    if (lookup.state == LookupState::kFound) return {LookupState::kAmbiguous, nullptr};
    lookup = {LookupState::kFound, candidate};
  }
  return lookup;
}

std::vector<Issue> CheckObservations(const std::vector<Observation>& observations) {
  std::vector<Issue> issues;
  std::map<std::tuple<RowKey, Date>, size_t> seen;
  for (size_t i = 0; i < observations.size(); ++i) {
    CheckOne(observations[i], i, issues);
    const auto [earlier, is_first] = seen.emplace(std::make_tuple(observations[i].key, observations[i].date), i);
    if (is_first) continue;
    issues.push_back(IssueAt(i, "date", Severity::kWarning, "OBSERVATION_DUPLICATE", FormatRowKey(observations[i].key),
                             absl::StrCat("同一指标同一日期有两个完成值「", ShowObserved(observations[earlier->second]),
                                          "」和「", ShowObserved(observations[i]), "」，以后一个为准")));
    earlier->second = i;
  }
  return issues;
}

namespace {

// A number at the beginning of `text` and its length; nothing when it begins with none.
struct LeadingNumber {
  Rational value;
  size_t length = 0;
};
std::optional<LeadingNumber> ReadLeadingNumber(absl::string_view text) {
  const size_t length = std::min(text.find_first_not_of("0123456789.,-"), text.size());
  absl::StatusOr<Rational> value = ParseNumber(text.substr(0, length));
  if (length == 0 || !value.ok()) return std::nullopt;
  return LeadingNumber{*std::move(value), length};
}

bool ConsumeAny(absl::string_view* text, std::initializer_list<absl::string_view> choices) {
  return std::any_of(choices.begin(), choices.end(),
                     [text](absl::string_view choice) { return absl::ConsumePrefix(text, choice); });
}

bool IsAnyOf(absl::string_view text, std::initializer_list<absl::string_view> choices) {
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

}  // namespace

ObservedText ReadObservedText(absl::string_view text, absl::string_view unit) {
  ObservedText read;
  read.unit = unit == "％" ? "%" : std::string(unit);
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  if (rest.empty() || IsAnyOf(rest, {"缺失", "未报", "未统计"})) {
    read.state = ObservationState::kMissing;
    return read;
  }
  if (IsAnyOf(rest, {"/", "\\", "无", "不适用", "-", "--", "—", "——"})) {
    read.state = ObservationState::kNotApplicable;
    return read;
  }
  bool is_lower_bound = ConsumeAny(&rest, {"≥", ">=", "不低于", "不少于", "至少"});
  const std::optional<LeadingNumber> number = ReadLeadingNumber(rest);
  if (!number) return read;
  rest.remove_prefix(number->length);
  rest = TrimSpaces(rest);
  const bool has_percent_sign = absl::ConsumePrefix(&rest, "%");
  is_lower_bound = ConsumeAny(&rest, {"余", "多", "以上"}) || is_lower_bound;
  rest = TrimSpaces(rest);
  const bool has_own_unit = has_percent_sign || !rest.empty();
  if (rest.find_first_of("0123456789") != absl::string_view::npos || (has_percent_sign && !rest.empty())) return read;
  if (has_own_unit) read.unit = has_percent_sign ? "%" : std::string(rest);
  read.value = read.unit == "%" ? *Quotient(number->value, Rational(100)) : number->value;
  read.is_lower_bound = is_lower_bound;
  return read;
}

std::vector<ObservedPart> ReadObservedParts(absl::string_view text) {
  std::string narrow = HalfWidth(text);
  std::vector<ObservedPart> parts;
  for (absl::string_view item : absl::StrSplit(narrow, ';')) {
    const std::vector<absl::string_view> sides = absl::StrSplit(item, absl::MaxSplits(':', 1));
    if (sides.size() != 2 || TrimSpaces(sides[0]).empty()) return {};
    ObservedPart part;
    part.name = std::string(TrimSpaces(sides[0]));
    const absl::string_view answer = TrimSpaces(sides[1]);
    if (IsAnyOf(answer, {"是", "达成", "满足", "符合"})) {
      part.is_met = true;
    } else if (IsAnyOf(answer, {"否", "未达成", "不满足", "不符合"})) {
      part.is_met = false;
    } else {
      const ObservedText read = ReadObservedText(answer);
      if (!read.value || read.is_lower_bound) return {};
      part.value = read.value;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace zhengping::indicator
