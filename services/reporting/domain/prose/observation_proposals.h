// Reads a pasted work summary (工作总结) into proposed observations, for a person to accept: each figure with its
// value, unit and bound, what it counts, its place, and the day that the sentence names (截至11月底).
//
//   "截止11月，有268户425人享受了城市最低生活保障，每月发放低保金额16.78万元"
//     268 户     as of 11-30   享受了城市最低生活保障
//     425 人     as of 11-30   享受了城市最低生活保障
//     16.78 万元 as of 11-30   每月发放低保金额
//
// Left out: what is no figure of the year's work (days, documents, lists, names), what the prose only plans (chapters
// named 工作计划 or 下一步, 力争, a target beside its actual) and figures of earlier years. A figure without a unit is
// proposed without one; nothing is inferred.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_OBSERVATION_PROPOSALS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_OBSERVATION_PROPOSALS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/prose/written_number.h"

namespace zhengping::reporting {

inline constexpr size_t kMostProposals = 2000;  // a long summary has some 200; as many rows as a plan may have

struct ObservationProposal {
  std::string subject;  // 新增就业人员; at most 40 characters
  Rational value;
  std::optional<Rational> upper;  // of a range
  std::string unit;               // empty: none is written
  NumberBound bound = NumberBound::kExact;
  std::optional<Date> as_of;
  std::optional<Rational> whole;  // of "5件中4件": 5
  int line = 0;                   // of the text, from 1
  std::string text;               // as written: "100余人"
  std::string context;            // the sentence
};

// In the order of the text; what is beyond kMostProposals is left out. Any bytes may stand in `text`.
std::vector<ObservationProposal> ProposeObservations(absl::string_view text, int fiscal_year);

// Rows of observations.csv with its heading, for the person to complete and load. A value that the file cannot say
// (近, 约, a range) is left empty with the words beside it.
std::string ObservationRows(const std::vector<ObservationProposal>& proposals, int fiscal_year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_OBSERVATION_PROPOSALS_H_
