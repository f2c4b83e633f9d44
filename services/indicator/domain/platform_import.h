// Records of a platform's performance tables (BGT_PERF_INDICATOR and the like) taken into a department-year: what they
// add to, change in and take from what their source said before. An import is incremental, unlike a load: records that
// a file does not hold stay. Pure; the same records again change nothing.
//
//   - A record is known by table and id; of two versions the later update_time counts, whenever it comes. is_deleted
//   takes
//     its row away, and an older version that comes later does not bring it back.
//   - What a file says nothing about (an empty cell, a column that its table has not: weight, adjusted target, tier,
//     documents) stays as it is stored.
//   - A record without an id is known by its row's path.
//   - A row that names its third level alone means the one row of the plan that has it.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLATFORM_IMPORT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLATFORM_IMPORT_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/year_content.h"

namespace zhengping::indicator {

// What one row of a file says: a row of the plan, what was achieved, a goal in words, or two of them.
struct ImportedRecord {
  PlatformRecord record;
  bool is_deleted = false;
  Place place;
  std::optional<PlanRow> row;
  std::optional<Observation> observation;
  std::optional<YearGoal> goal;
  // Of a self-evaluation's row, which repeats the plan's: held against it, never stored.
  std::optional<Target> stated_target;
  std::optional<Rational> stated_weight;
};

// Table and id → the version that was taken in last.
struct KnownRecord {
  std::string update_time;
  bool is_deleted = false;

  friend bool operator==(const KnownRecord&, const KnownRecord&) = default;
};
using KnownRecords = std::map<std::pair<std::string, std::string>, KnownRecord>;

enum class RecordOutcome { kAdded, kChanged, kUnchanged, kDeleted, kOutdated, kRefused };

struct PlatformImport {
  YearContent content;                  // of the source, afterwards
  KnownRecords known;                   // new versions only
  std::vector<RecordOutcome> outcomes;  // one a record
  std::vector<Issue> issues;
};

// `own` is what the source says so far, `others` what all other sources say, `known` what of the source was taken in.
// Issues, at the record's place:
//   INDICATOR_UNKNOWN, INDICATOR_AMBIGUOUS  errors: no row, or several, have the third level that is named alone
//   RECORD_REPEATED     error: one id, one version, two contents
//   TARGET_DIFFERS, WEIGHT_DIFFERS          warnings: a self-evaluation repeats another target or weight than the
//   plan's
PlatformImport ImportPlatformRecords(const YearContent& own, const YearContent& others, const KnownRecords& known,
                                     const std::vector<ImportedRecord>& records);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLATFORM_IMPORT_H_
