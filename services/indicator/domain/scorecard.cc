#include "services/indicator/domain/scorecard.h"

#include <algorithm>
#include <tuple>

namespace zhengping::indicator {
namespace {

bool SameIssue(const Issue& a, const Issue& b) {
  return a.severity == b.severity && a.place.field == b.place.field && a.reason == b.reason && a.found == b.found &&
         a.remedy == b.remedy;
}

}  // namespace

bool operator==(const Scorecard& a, const Scorecard& b) {
  const auto fields = [](const Scorecard& s) {
    return std::tie(s.framework, s.framework_version, s.framework_hash, s.as_of, s.nodes, s.full_mark, s.sum, s.total,
                    s.low, s.high, s.scored_weight, s.needs_judgement_weight, s.unassessable_weight,
                    s.not_applicable_weight, s.is_rescaled, s.caps, s.grade);
  };
  return fields(a) == fields(b) &&
         std::equal(a.issues.begin(), a.issues.end(), b.issues.begin(), b.issues.end(), SameIssue);
}

}  // namespace zhengping::indicator
