#include "services/indicator/store/canonical.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {
namespace {

class Lines {
 public:
  explicit Lines(absl::string_view type_and_version) : text_(absl::StrCat(type_and_version, "\n")) {}

  // What is put from here on belongs to this element.
  void Begin(absl::string_view list, size_t position) { prefix_ = absl::StrCat(list, "[", position, "]."); }

  void Put(absl::string_view name, absl::string_view value) {
    absl::StrAppend(&text_, prefix_, name, "=");
    for (const char c : value) {
      if (c == '\\') {
        text_ += "\\\\";
      } else if (c == '\n') {
        text_ += "\\n";
      } else if (c == '\r') {
        text_ += "\\r";
      } else {
        text_ += c;
      }
    }
    text_ += '\n';
  }
  void Put(absl::string_view name, const std::optional<Rational>& value) {
    Put(name, value.has_value() ? ColumnOf(*value) : "");
  }
  void PutWhole(absl::string_view name, int64_t value) { Put(name, absl::StrCat(value)); }
  void Put(const RowKey& key) {
    Put("goal", key.goal);
    Put("level1", key.level1);
    Put("level2", key.level2);
    Put("level3", key.level3);
    Put("project", key.project);
  }
  void Put(absl::string_view name, const Target& target) {
    Put(absl::StrCat(name, ".value"), target.value);
    Put(absl::StrCat(name, ".upper"), target.upper);
    Put(absl::StrCat(name, ".text"), target.text);
  }

  void Put(const PlatformRecord& record) {
    Put("record.table", record.table);
    Put("record.id", record.id);
    Put("record.update_time", record.update_time);
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string prefix_;
};

// What version 1 of a plan's form has no line for.
bool HasMore(const PlanRow& row) {
  return !row.content.empty() || !row.scoring_standard.empty() || !row.note.empty() || row.record != PlatformRecord();
}

void Put(const PlanRow& row, Lines& lines) {
  lines.Put(row.key);
  lines.PutWhole("direction", ColumnOf(row.direction));
  lines.Put("target", row.target);
  lines.PutWhole("is_adjusted", row.adjusted.has_value());
  if (row.adjusted.has_value()) lines.Put("adjusted", *row.adjusted);
  lines.Put("adjust_reason", row.adjust_reason);
  lines.Put("unit", row.unit);
  lines.Put("baseline", row.baseline);
  lines.Put("weight", row.weight);
  lines.Put("rule", row.rule);
  lines.PutWhole("is_core", row.is_core);
  lines.PutWhole("is_illustrative", row.is_illustrative);
  lines.Put("source", row.source);
  if (!HasMore(row)) return;
  lines.Put("content", row.content);
  lines.Put("scoring_standard", row.scoring_standard);
  lines.Put("note", row.note);
  lines.Put(row.record);
}

void Put(const Observation& observation, Lines& lines) {
  lines.Put(observation.key);
  lines.Put("date", FormatIso(observation.date));
  lines.PutWhole("state", ColumnOf(observation.state));
  lines.Put("value", observation.value);
  lines.PutWhole("is_lower_bound", observation.is_lower_bound);
  lines.Put("tier", observation.tier);
  lines.Put("percent", observation.percent);
  lines.Put("reason", observation.reason);
  for (size_t i = 0; i < observation.parts.size(); ++i) {
    const ObservedPart& part = observation.parts[i];
    const std::string place = absl::StrCat("parts[", i, "]");
    lines.Put(place + ".name", part.name);
    lines.Put(place + ".is_met", part.is_met.has_value() ? (*part.is_met ? "1" : "0") : "");
    lines.Put(place + ".value", part.value);
  }
  lines.Put("text", observation.text);
  lines.Put("unit", observation.unit);
  lines.Put("source", observation.source);
  lines.Put("evidence", observation.evidence);
  lines.Put("deviation_reason", observation.deviation_reason);
  lines.Put("measure", observation.measure);
  lines.PutWhole("is_illustrative", observation.is_illustrative);
  for (size_t i = 0; i < observation.documents.size(); ++i) {
    const std::string place = absl::StrCat("documents[", i, "]");
    lines.Put(place + ".name", observation.documents[i].name);
    lines.Put(place + ".sm3", observation.documents[i].sm3);
  }
}

}  // namespace

std::string CanonicalPlan(const std::string& source, const std::string& framework, const std::vector<PlanRow>& rows) {
  const bool has_more = std::any_of(rows.begin(), rows.end(), HasMore);
  Lines lines(has_more ? "zhengping.plan/2" : "zhengping.plan/1");
  lines.Put("source", source);
  lines.Put("framework", framework);
  for (size_t i = 0; i < rows.size(); ++i) {
    lines.Begin("rows", i);
    Put(rows[i], lines);
  }
  return lines.text();
}

std::string CanonicalObservations(const std::string& source, const std::vector<Observation>& added,
                                  const std::vector<Observation>& withdrawn) {
  const bool has_documents = std::any_of(added.begin(), added.end(),
                                         [](const Observation& observation) { return !observation.documents.empty(); });
  Lines lines(has_documents ? "zhengping.observations/2" : "zhengping.observations/1");
  lines.Put("source", source);
  for (size_t i = 0; i < added.size(); ++i) {
    lines.Begin("added", i);
    Put(added[i], lines);
  }
  for (size_t i = 0; i < withdrawn.size(); ++i) {
    lines.Begin("withdrawn", i);
    lines.Put(withdrawn[i].key);
    lines.Put("date", FormatIso(withdrawn[i].date));
  }
  return lines.text();
}

std::string CanonicalChecks(const std::string& source, const std::vector<CheckRow>& checks) {
  Lines lines("zhengping.checks/1");
  lines.Put("source", source);
  for (size_t i = 0; i < checks.size(); ++i) {
    lines.Begin("checks", i);
    lines.Put("name", checks[i].name);
    lines.Put("expression", checks[i].expression);
    lines.Put("tolerance", ColumnOf(checks[i].tolerance));
    lines.Put("source", checks[i].source);
  }
  return lines.text();
}

std::string CanonicalGoals(const std::string& source, const std::vector<YearGoal>& goals) {
  Lines lines("zhengping.goals/1");
  lines.Put("source", source);
  for (size_t i = 0; i < goals.size(); ++i) {
    lines.Begin("goals", i);
    lines.Put("project", goals[i].project);
    lines.Put("target", goals[i].target);
    lines.Put("whole_term_target", goals[i].whole_term_target);
    lines.Put("achieved", goals[i].achieved);
    lines.Put("deviation_reason", goals[i].deviation_reason);
    lines.Put("measure", goals[i].measure);
    lines.Put("source", goals[i].source);
    lines.Put(goals[i].record);
  }
  return lines.text();
}

}  // namespace zhengping::indicator
