#include "services/indicator/domain/platform_import.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

using RecordId = std::pair<std::string, std::string>;

void Keep(const std::string& stored, std::string& text) {
  if (text.empty()) text = stored;
}

// A target whose number is the stored one's, which was never written out, is the stored one.
void Keep(const Target& stored, Target& target) {
  if (stored.text.empty() && stored.value == target.value && stored.upper == target.upper) target.text.clear();
}

// What the file says, and what it says nothing about as it is stored.
PlanRow Merged(PlanRow row, const PlanRow& stored) {
  Keep(stored.target, row.target);
  if (!row.adjusted) {
    row.adjusted = stored.adjusted;
    row.adjust_reason = stored.adjust_reason;
  } else if (stored.adjusted) {
    Keep(*stored.adjusted, *row.adjusted);
  }
  if (!row.baseline) row.baseline = stored.baseline;
  if (!row.weight) row.weight = stored.weight;
  Keep(stored.rule, row.rule);
  Keep(stored.content, row.content);
  Keep(stored.scoring_standard, row.scoring_standard);
  Keep(stored.note, row.note);
  row.is_core = row.is_core || stored.is_core;
  row.is_illustrative = stored.is_illustrative;
  if (row.record.id.empty()) row.record = stored.record;
  return row;
}

Observation Merged(Observation observation, const Observation& stored) {
  const bool is_same_value = stored.value && stored.value == observation.value && stored.unit == observation.unit;
  if (stored.text.empty() && is_same_value) observation.text.clear();
  const std::string& judged = stored.text.empty() ? stored.tier : stored.text;
  if (!stored.value && observation.text == judged) {
    observation.text = stored.text;
    observation.tier = stored.tier;
    observation.percent = stored.percent;
    observation.reason = stored.reason;
    if (observation.parts.empty()) observation.parts = stored.parts;
  }
  Keep(stored.evidence, observation.evidence);
  Keep(stored.deviation_reason, observation.deviation_reason);
  Keep(stored.measure, observation.measure);
  observation.documents = stored.documents;
  observation.is_illustrative = stored.is_illustrative;
  return observation;
}

YearGoal Merged(YearGoal goal, const YearGoal& stored) {
  Keep(stored.target, goal.target);
  Keep(stored.whole_term_target, goal.whole_term_target);
  Keep(stored.achieved, goal.achieved);
  Keep(stored.deviation_reason, goal.deviation_reason);
  Keep(stored.measure, goal.measure);
  if (goal.record.id.empty()) goal.record = stored.record;
  return goal;
}

// With the place and the version of the stored one: the same from another file, or sent again, is the same.
template <typename Row>
Row AsStored(Row row, const Row& stored) {
  row.source = stored.source;
  row.record.update_time = stored.record.update_time;
  return row;
}

Observation AsStored(Observation observation, const Observation& stored) {
  observation.source = stored.source;
  return observation;
}

class Importer {
 public:
  Importer(const YearContent& own, const YearContent& others, const KnownRecords& known,
           const std::vector<ImportedRecord>& records)
      : others_(others), known_(known), records_(records) {
    result_.content = own;
    result_.outcomes.assign(records.size(), RecordOutcome::kUnchanged);
  }

  PlatformImport Run() {
    DropOutdated();
    // Rows of the plan first: an observation of the same file may mean one of them.
    for (const bool is_observation : {false, true}) {
      for (size_t i = 0; i < records_.size(); ++i) {
        if (result_.outcomes[i] == RecordOutcome::kOutdated || result_.outcomes[i] == RecordOutcome::kRefused) continue;
        if (is_observation) {
          TakeObservation(i);
        } else {
          TakePlanAndGoal(i);
        }
      }
    }
    return std::move(result_);
  }

 private:
  // Of the versions of one record the latest stays, and only if it is newer than what was taken in before.
  void DropOutdated() {
    std::map<RecordId, size_t> latest;
    for (size_t i = 0; i < records_.size(); ++i) {
      const PlatformRecord& record = records_[i].record;
      if (record.id.empty()) continue;
      const RecordId id(record.table, record.id);
      const auto known = known_.find(id);
      if (known != known_.end() && record.update_time < known->second.update_time) {
        result_.outcomes[i] = RecordOutcome::kOutdated;
        continue;
      }
      const auto [other, is_first] = latest.emplace(id, i);
      if (is_first) continue;
      const ImportedRecord& before = records_[other->second];
      if (before.record.update_time == record.update_time) {
        RepeatedRecord(other->second, i);
        continue;
      }
      const bool is_newer = before.record.update_time < record.update_time;
      result_.outcomes[is_newer ? other->second : i] = RecordOutcome::kOutdated;
      if (is_newer) other->second = i;
    }
    for (const auto& [id, i] : latest) {
      const KnownRecord version{records_[i].record.update_time, records_[i].is_deleted};
      const auto known = known_.find(id);
      if (known == known_.end() || !(known->second == version)) result_.known[id] = version;
    }
  }

  void RepeatedRecord(size_t first, size_t second) {
    const ImportedRecord& a = records_[first];
    const ImportedRecord& b = records_[second];
    const bool is_same =
        a.is_deleted == b.is_deleted && IsSameRow(a.row, b.row) && a.goal.has_value() == b.goal.has_value();
    result_.outcomes[second] = is_same ? RecordOutcome::kOutdated : RecordOutcome::kRefused;
    if (is_same) return;
    Tell(second, Severity::kError, "RECORD_REPEATED", b.record.id,
         absl::StrCat("同一编号、同一更新时间的记录内容不同，另一处在第 ", a.place.row, " 行"));
  }

  static bool IsSameRow(const std::optional<PlanRow>& a, const std::optional<PlanRow>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    PlanRow other = *b;
    other.source = a->source;
    return *a == other;
  }

  void TakePlanAndGoal(size_t i) {
    const ImportedRecord& imported = records_[i];
    if (imported.row) {
      const PlanRow& row = *imported.row;
      Put(i, result_.content.plan, row,
          [&row](const PlanRow& stored) { return IsSameRecord(stored.record, row.record) || stored.key == row.key; });
    }
    if (imported.goal) {
      const YearGoal& goal = *imported.goal;
      Put(i, result_.content.goals, goal, [&goal](const YearGoal& stored) {
        return IsSameRecord(stored.record, goal.record) || stored.project == goal.project;
      });
    }
  }

  void TakeObservation(size_t i) {
    const ImportedRecord& imported = records_[i];
    if (!imported.observation) return;
    Observation observation = *imported.observation;
    const PlanRow* row = FindRow(i, observation.key);
    if (row == nullptr && result_.outcomes[i] == RecordOutcome::kRefused) return;
    if (row != nullptr) observation.key = row->key;
    if (row != nullptr) HoldAgainst(i, *row);
    Put(i, result_.content.observations, observation, [&observation](const Observation& stored) {
      return stored.key == observation.key && stored.date == observation.date;
    });
  }

  static bool IsSameRecord(const PlatformRecord& stored, const PlatformRecord& record) {
    return !record.id.empty() && stored.table == record.table && stored.id == record.id;
  }

  // Puts `row` in the place of what `is_it` finds, takes that away, or adds it.
  template <typename Row, typename IsIt>
  void Put(size_t i, std::vector<Row>& rows, const Row& row, IsIt is_it) {
    const auto stored = std::find_if(rows.begin(), rows.end(), is_it);
    if (records_[i].is_deleted) {
      if (stored == rows.end()) return;
      rows.erase(stored);
      result_.outcomes[i] = RecordOutcome::kDeleted;
      return;
    }
    if (stored == rows.end()) {
      rows.push_back(row);
      Note(i, RecordOutcome::kAdded);
      return;
    }
    Row merged = Merged(row, *stored);
    if (*stored == AsStored(merged, *stored)) return;
    *stored = std::move(merged);
    Note(i, RecordOutcome::kChanged);
  }

  // A record that adds a row and its value is one that was added.
  void Note(size_t i, RecordOutcome outcome) {
    if (result_.outcomes[i] != RecordOutcome::kAdded) result_.outcomes[i] = outcome;
  }

  // The row that a key means; nullptr: none. A key that names its third level alone must mean one.
  const PlanRow* FindRow(size_t i, const RowKey& key) {
    std::vector<const PlanRow*> meant;
    const std::vector<PlanRow>* const plans[] = {&result_.content.plan, &others_.plan};
    for (const std::vector<PlanRow>* plan : plans) {
      for (const PlanRow& row : *plan) {
        if (CouldMean(key, row.key)) meant.push_back(&row);
      }
    }
    if (meant.size() == 1) return meant.front();
    const bool is_named_alone = key.level1.empty() && key.level2.empty();
    if (!is_named_alone && meant.empty()) return nullptr;
    result_.outcomes[i] = RecordOutcome::kRefused;
    if (meant.empty()) {
      Tell(i, Severity::kError, "INDICATOR_UNKNOWN", key.level3,
           "绩效目标中没有这个三级指标；请先导入绩效指标，或填写一级、二级指标");
    } else {
      Tell(i, Severity::kError, "INDICATOR_AMBIGUOUS", key.level3,
           "绩效目标中有几行同名的三级指标，请填写一级、二级指标");
    }
    return nullptr;
  }

  void HoldAgainst(size_t i, const PlanRow& row) {
    const std::optional<Target>& stated = records_[i].stated_target;
    const Target& target = row.effective_target();
    const bool has_numbers = stated && stated->value && target.value;
    const bool is_same = !stated || (has_numbers ? stated->value == target.value && stated->upper == target.upper
                                                 : stated->text == target.text);
    if (!is_same) {
      Tell(i, Severity::kWarning, "TARGET_DIFFERS", stated->text,
           absl::StrCat("绩效目标中的目标值是「", target.text, "」，按绩效目标计分"));
    }
    const std::optional<Rational>& weight = records_[i].stated_weight;
    if (weight && row.weight && *weight != *row.weight) {
      Tell(i, Severity::kWarning, "WEIGHT_DIFFERS", FormatShort(*weight),
           absl::StrCat("绩效目标中的分值是 ", FormatShort(*row.weight), "，按绩效目标计分"));
    }
  }

  void Tell(size_t i, Severity severity, const char* reason, std::string found, std::string remedy) {
    result_.issues.push_back({severity, records_[i].place, reason, std::move(found), std::move(remedy)});
  }

  const YearContent& others_;
  const KnownRecords& known_;
  const std::vector<ImportedRecord>& records_;
  PlatformImport result_;
};

}  // namespace

PlatformImport ImportPlatformRecords(const YearContent& own, const YearContent& others, const KnownRecords& known,
                                     const std::vector<ImportedRecord>& records) {
  return Importer(own, others, known, records).Run();
}

}  // namespace zhengping::indicator
