// What was achieved (实际完成值): dated values, corrected by later ones and never edited.
//
// Of the observations of one row the one with the latest date up to the day of scoring counts; of two with one date the
// one that stands later in the list (the stores list by revision). An observation that says kMissing takes an earlier
// value back.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_OBSERVATION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_OBSERVATION_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "common/status/issue.h"
#include "services/indicator/domain/indicator.h"

namespace zhengping::indicator {

enum class ObservationState { kReported, kMissing, kNotApplicable };

// One part of a checklist or of a compound indicator.
struct ObservedPart {
  std::string name;               // as the rule names it
  std::optional<bool> is_met;     // of a checklist
  std::optional<Rational> value;  // of a compound

  friend bool operator==(const ObservedPart&, const ObservedPart&) = default;
};

// 佐证材料 that can be checked: who has the document can compute its digest again.
struct EvidenceDocument {
  std::string name;
  std::string sm3;  // 64 lower-case hex digits; empty: not given

  friend bool operator==(const EvidenceDocument&, const EvidenceDocument&) = default;
};

struct Observation {
  RowKey key;
  Date date;
  ObservationState state = ObservationState::kReported;
  std::optional<Rational> value;    // 38.64% is 0.3864 with unit "%"
  bool is_lower_bound = false;      // 100余
  std::string tier;                 // 档次 of a qualitative row
  std::optional<Rational> percent;  // share of the weight, 0–1, for tiers and judgement
  std::string reason;               // why that tier and percent
  std::vector<ObservedPart> parts;
  std::string text;  // as written: "100余人", "达成预期指标"
  std::string unit;  // empty: none was given, and none is guessed
  std::string source;
  std::string evidence;          // 佐证材料
  std::string deviation_reason;  // 偏差原因
  std::string measure;           // 改进措施
  bool is_illustrative = false;
  std::vector<EvidenceDocument> documents;

  friend bool operator==(const Observation&, const Observation&) = default;
};

// Why a name or a row has no single observation.
enum class LookupState { kFound, kNone, kAmbiguous };

struct Lookup {
  LookupState state = LookupState::kNone;
  const Observation* observation = nullptr;  // kFound
};

// The observations that count on a day. Points into `observations`, which must outlive it.
class ObservationsOf {
 public:
  ObservationsOf(const std::vector<Observation>& observations, Date as_of);

  // The observation of the row `key`: levels that an observation leaves empty do not stand against it. The most
  // explicit of those that could mean the row wins; two equally explicit ones are ambiguous.
  Lookup FindRow(const RowKey& key) const;
  // By a name in an expression: the last name, or "一级/二级/三级" or a tail of it.
  Lookup FindName(absl::string_view name) const;

 private:
  absl::flat_hash_map<absl::string_view, std::vector<const Observation*>> by_last_name_;
};

// Issue::place.field = "observations[3].value". Reasons (errors unless said otherwise):
//   OBSERVATION_NAME          level3 is empty or too long
//   OBSERVATION_WITHOUT_VALUE reported, but with neither value, tier, percent, parts nor text
//   OBSERVATION_PERCENT       outside 0–100%
//   OBSERVATION_STATE         a value beside 缺失 or 不适用; reported, with nothing but "/", 无 or the like for a text
//   OBSERVATION_UNIT_MISSING  note: a number without a unit stays without (30278)
//   OBSERVATION_LOWER_BOUND   note: 100余 meets a target of 100 and is never scaled
//   OBSERVATION_REASON        a percent without a reason (warning: the score waits for judgement)
//   OBSERVATION_DUPLICATE     two of one key and date (warning: the later counts; both values are told)
//   EVIDENCE_NAME, EVIDENCE_DIGEST   a document without a name; a digest that is not 64 hex digits
std::vector<Issue> CheckObservations(const std::vector<Observation>& observations);

// The value as people read it: "55户", "38.64%", 不适用, 缺失.
std::string ShowObserved(const Observation& observation);

// A value as reports write it. `value` and `unit` are what can be read of it without guessing:
//
//   "585栋"      585, 栋              "38.64%"  0.3864, %            "98" in a column of unit "%"   0.98, %
//   "100余人"    at least 100, 人     "≥95%"    at least 0.95, %     "30278"                        30278, no unit
//   "4.7万元"    4.7, 万元            "6栋56户", "约50", "已办结"    text: no value
//   "/", 无, 不适用                   not applicable                 empty, 缺失                    missing
struct ObservedText {
  ObservationState state = ObservationState::kReported;
  std::optional<Rational> value;
  bool is_lower_bound = false;
  std::string unit;  // as written after the number, else `unit`
};
ObservedText ReadObservedText(absl::string_view text, absl::string_view unit = "");

// "制度健全:是；执行有效:否" or "签约率:98%；体检率:92%": the parts of a checklist or of a compound indicator. Empty
// when the text is not such a list.
std::vector<ObservedPart> ReadObservedParts(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_OBSERVATION_H_
