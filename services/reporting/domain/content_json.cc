#include "services/reporting/domain/content_json.h"

#include <utility>

#include "services/reporting/domain/json_fields.h"

namespace zhengping {
namespace {

template <typename T, typename Wanted>
concept Is = std::is_same_v<std::remove_const_t<T>, Wanted>;

}  // namespace

template <typename Visitor, Is<Place> T>
void Fields(Visitor& visit, T& v) {
  visit("file", v.file);
  visit("row", v.row);
  visit("column", v.column);
  visit("field", v.field);
}

template <typename Visitor, Is<Issue> T>
void Fields(Visitor& visit, T& v) {
  visit("severity", v.severity);
  visit("place", v.place);
  visit("reason", v.reason);
  visit("found", v.found);
  visit("remedy", v.remedy);
}

template <typename Visitor, Is<DepartmentName> T>
void Fields(Visitor& visit, T& v) {
  visit("division", v.division);
  visit("department", v.department);
}

namespace reporting {

template <>
const std::vector<const char*>& EnumNames<Severity>() {
  static const std::vector<const char*> kNames = {"note", "warning", "error"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<FactState>() {
  static const std::vector<const char*> kNames = {"reported", "derived", "missing", "not_applicable"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<FindingSeverity>() {
  static const std::vector<const char*> kNames = {"unassessed", "none", "noted", "serious", "grave"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<RectificationState>() {
  static const std::vector<const char*> kNames = {"open", "in_progress", "done", "verified"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<RectificationVerdict>() {
  static const std::vector<const char*> kNames = {"better", "worse", "same", "unknown"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<OperandOrigin>() {
  static const std::vector<const char*> kNames = {"fact", "finding", "observation", "target", "baseline"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<LeafState>() {
  static const std::vector<const char*> kNames = {"none",           "scored",  "needs_judgement",
                                                  "not_assessable", "missing", "not_applicable"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<CheckState>() {
  static const std::vector<const char*> kNames = {"holds", "differs", "cannot_be_computed"};
  return kNames;
}

template <>
const std::vector<const char*>& EnumNames<ObservationState>() {
  static const std::vector<const char*> kNames = {"reported", "missing", "not_applicable"};
  return kNames;
}

template <typename Visitor, Is<EntryCondition> T>
void Fields(Visitor& visit, T& v) {
  visit("field", v.field);
  visit("values", v.values);
}

template <typename Visitor, Is<EntrySelector> T>
void Fields(Visitor& visit, T& v) {
  visit("department", v.department);
  visit("fiscal_year", v.fiscal_year);
  visit("as_of", v.as_of);
  visit("conditions", v.conditions);
  visit("entry_count", v.entry_count);
  visit("sum", v.sum);
}

template <typename Visitor, Is<Fact> T>
void Fields(Visitor& visit, T& v) {
  visit("name", v.name);
  visit("state", v.state);
  visit("value", v.value);
  visit("unit", v.unit);
  visit("provenance", v.provenance);
  visit("source", v.source);
  visit("display_name", v.display_name);
}

template <typename Visitor, Is<FindingFigure> T>
void Fields(Visitor& visit, T& v) {
  visit("name", v.name);
  visit("display_name", v.display_name);
  visit("definition", v.definition);
  visit("state", v.state);
  visit("value", v.value);
  visit("unit", v.unit);
  visit("why_missing", v.why_missing);
  visit("entries", v.entries);
}

template <typename Visitor, Is<FindingDetail> T>
void Fields(Visitor& visit, T& v) {
  visit("subject", v.subject);
  visit("display_name", v.display_name);
  visit("text", v.text);
  visit("amount", v.amount);
  visit("entries", v.entries);
}

template <typename Visitor, Is<FindingThresholds> T>
void Fields(Visitor& visit, T& v) {
  visit("figure", v.figure);
  visit("noted", v.noted);
  visit("serious", v.serious);
  visit("grave", v.grave);
  visit("source", v.source);
}

template <typename Visitor, Is<SimulatedFigure> T>
void Fields(Visitor& visit, T& v) {
  visit("name", v.name);
  visit("display_name", v.display_name);
  visit("before", v.before);
  visit("after", v.after);
  visit("unit", v.unit);
}

template <typename Visitor, Is<Recommendation> T>
void Fields(Visitor& visit, T& v) {
  visit("title", v.title);
  visit("text", v.text);
  visit("assumption", v.assumption);
  visit("effects", v.effects);
  visit("changes", v.changes);
  visit("change_count", v.change_count);
}

template <typename Visitor, Is<Finding> T>
void Fields(Visitor& visit, T& v) {
  visit("kind", v.kind);
  visit("display_name", v.display_name);
  visit("is_applicable", v.is_applicable);
  visit("inapplicability_reason", v.inapplicability_reason);
  visit("severity", v.severity);
  visit("figures", v.figures);
  visit("thresholds", v.thresholds);
  visit("summary", v.summary);
  visit("details", v.details);
  visit("detail_count", v.detail_count);
  visit("recommendation", v.recommendation);
}

template <typename Visitor, Is<FundRelease> T>
void Fields(Visitor& visit, T& v) {
  visit("document_number", v.document_number);
  visit("release_date", v.release_date);
  visit("amount", v.amount);
}

template <typename Visitor, Is<SpecialFund> T>
void Fields(Visitor& visit, T& v) {
  visit("name", v.name);
  visit("display_name", v.display_name);
  visit("amount", v.amount);
  visit("approved_date", v.approved_date);
  visit("expected_release_date", v.expected_release_date);
  visit("releases", v.releases);
  visit("released", v.released);
}

template <typename Visitor, Is<RowKey> T>
void Fields(Visitor& visit, T& v) {
  visit("goal", v.goal);
  visit("level1", v.level1);
  visit("level2", v.level2);
  visit("level3", v.level3);
  visit("project", v.project);
}

template <typename Visitor, Is<Operand> T>
void Fields(Visitor& visit, T& v) {
  visit("name", v.name);
  visit("display_name", v.display_name);
  visit("origin", v.origin);
  visit("value", v.value);
  visit("is_lower_bound", v.is_lower_bound);
  visit("unit", v.unit);
  visit("source", v.source);
  visit("observed_date", v.observed_date);
  visit("is_illustrative", v.is_illustrative);
}

template <typename Visitor, Is<Explanation> T>
void Fields(Visitor& visit, T& v) {
  visit("rule_kind", v.rule_kind);
  visit("rule_text", v.rule_text);
  visit("formula", v.formula);
  visit("operands", v.operands);
  visit("measured", v.measured);
  visit("target", v.target);
  visit("step", v.step);
  visit("count", v.count);
  visit("deduction", v.deduction);
  visit("exact", v.exact);
  visit("text", v.text);
}

template <typename Visitor, Is<ScoredNode> T>
void Fields(Visitor& visit, T& v) {
  visit("is_leaf", v.is_leaf);
  visit("is_plan_row", v.is_plan_row);
  visit("path", v.path);
  visit("display_name", v.display_name);
  visit("depth", v.depth);
  visit("weight", v.weight);
  visit("score", v.score);
  visit("low", v.low);
  visit("high", v.high);
  visit("scored_weight", v.scored_weight);
  visit("state", v.state);
  visit("reason_code", v.reason_code);
  visit("missing", v.missing);
  visit("is_illustrative", v.is_illustrative);
  visit("is_verified", v.is_verified);
  visit("is_core", v.is_core);
  visit("is_deviation_flagged", v.is_deviation_flagged);
  visit("target_text", v.target_text);
  visit("actual_text", v.actual_text);
  visit("deviation_reason", v.deviation_reason);
  visit("measure", v.measure);
  visit("explanation", v.explanation);
  visit("key", v.key);
}

template <typename Visitor, Is<Total> T>
void Fields(Visitor& visit, T& v) {
  visit("score", v.score);
  visit("full_mark", v.full_mark);
  visit("scored_weight", v.scored_weight);
  visit("needs_judgement_weight", v.needs_judgement_weight);
  visit("unassessable_weight", v.unassessable_weight);
  visit("not_applicable_weight", v.not_applicable_weight);
  visit("low", v.low);
  visit("high", v.high);
  visit("grade", v.grade);
  visit("is_rescaled", v.is_rescaled);
  visit("caps", v.caps);
}

template <typename Visitor, Is<CheckResult> T>
void Fields(Visitor& visit, T& v) {
  visit("display_name", v.display_name);
  visit("expression", v.expression);
  visit("state", v.state);
  visit("left", v.left);
  visit("right", v.right);
  visit("tolerance", v.tolerance);
  visit("missing", v.missing);
  visit("text", v.text);
}

template <typename Visitor, Is<Observation> T>
void Fields(Visitor& visit, T& v) {
  visit("key", v.key);
  visit("observed_date", v.observed_date);
  visit("state", v.state);
  visit("value", v.value);
  visit("is_lower_bound", v.is_lower_bound);
  visit("tier", v.tier);
  visit("percent", v.percent);
  visit("reason", v.reason);
  visit("text", v.text);
  visit("unit", v.unit);
  visit("source", v.source);
  visit("evidence", v.evidence);
  visit("is_illustrative", v.is_illustrative);
}

template <typename Visitor, Is<Scorecard> T>
void Fields(Visitor& visit, T& v) {
  visit("framework", v.framework);
  visit("framework_display_name", v.framework_display_name);
  visit("as_of", v.as_of);
  visit("nodes", v.nodes);
  visit("total", v.total);
  visit("checks", v.checks);
  visit("observations", v.observations);
  visit("notes", v.notes);
}

template <typename Visitor, Is<CaseHead> T>
void Fields(Visitor& visit, T& v) {
  visit("framework", v.framework);
  visit("source", v.source);
  visit("illustrative_tables", v.illustrative_tables);
}

template <typename Visitor, Is<RectificationFollowUp> T>
void Fields(Visitor& visit, T& v) {
  visit("item", v.item);
  visit("display_name", v.display_name);
  visit("measure", v.measure);
  visit("state", v.state);
  visit("figure_display_name", v.figure_display_name);
  visit("figure_unit", v.figure_unit);
  visit("figure_then", v.figure_then);
  visit("figure_now", v.figure_now);
  visit("verdict", v.verdict);
  visit("text", v.text);
}

template <typename Visitor, Is<EvaluationContent> T>
void Fields(Visitor& visit, T& v) {
  visit("department", v.department);
  visit("department_display_name", v.department_display_name);
  visit("fiscal_year", v.fiscal_year);
  visit("as_of", v.as_of);
  visit("project", v.project);
  visit("facts", v.facts);
  visit("findings", v.findings);
  visit("special_funds", v.special_funds);
  visit("data_notes", v.data_notes);
  visit("scorecard", v.scorecard);
  visit("case_head", v.case_head);
  visit("narrative", v.narrative);
  visit("rectification", v.rectification);
}

template <typename Visitor, Is<DepartmentYearMark> T>
void Fields(Visitor& visit, T& v) {
  visit("service", v.service);
  visit("department", v.department);
  visit("fiscal_year", v.fiscal_year);
  visit("revision", v.revision);
  visit("digest", v.digest);
}

template <typename Visitor, Is<Watermark> T>
void Fields(Visitor& visit, T& v) {
  visit("marks", v.marks);
  visit("framework_hash", v.framework_hash);
  visit("settings_hash", v.settings_hash);
  visit("narrative_revision", v.narrative_revision);
  visit("prose_digest", v.prose_digest);
}

namespace {

template <typename T>
absl::StatusOr<T> FromJson(absl::string_view canonical) {
  T value;
  try {
    const nlohmann::json json = nlohmann::json::parse(canonical.begin(), canonical.end());
    JsonReader::Decode(json, value);
  } catch (const nlohmann::json::exception& error) {
    return absl::InternalError(absl::StrCat("stored evaluation: ", error.what()));
  } catch (const MalformedContent& error) {
    return absl::InternalError(absl::StrCat("stored evaluation: ", error.what()));
  }
  return value;
}

class Restorer {
 public:
  explicit Restorer(const Watermark& watermark) : watermark_(watermark) {}

  void operator()(std::optional<EntrySelector>& selector) const {
    if (selector.has_value()) (*this)(*selector);
  }
  void operator()(EntrySelector& selector) const {
    for (const DepartmentYearMark& mark : watermark_.marks) {
      if (mark.service == "budget" && mark.department == selector.department &&
          mark.fiscal_year == selector.fiscal_year) {
        selector.revision = mark.revision;
      }
    }
  }

 private:
  const Watermark& watermark_;
};

}  // namespace

nlohmann::json ContentToJson(const EvaluationContent& content) { return JsonWriter::Encode(content); }
nlohmann::json WatermarkToJson(const Watermark& watermark) { return JsonWriter::Encode(watermark); }

std::string CanonicalBytes(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

absl::StatusOr<EvaluationContent> ContentFromJson(absl::string_view canonical) {
  return FromJson<EvaluationContent>(canonical);
}
absl::StatusOr<Watermark> WatermarkFromJson(absl::string_view canonical) { return FromJson<Watermark>(canonical); }

void RestoreRevisions(const Watermark& watermark, EvaluationContent& content) {
  const Restorer restore(watermark);
  for (Fact& fact : content.facts) restore(fact.provenance);
  for (Finding& finding : content.findings) {
    for (FindingFigure& figure : finding.figures) {
      for (EntrySelector& selector : figure.entries) restore(selector);
    }
    for (FindingDetail& detail : finding.details) restore(detail.entries);
  }
}

}  // namespace reporting
}  // namespace zhengping
