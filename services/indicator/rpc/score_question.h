// What a ScoreRequest asks, read and checked.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_QUESTION_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_QUESTION_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/date/date.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/roll_up.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/store/indicator_store.h"

namespace zhengping::indicator::v1 {
class ScoreRequest;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

struct ScoreQuestion {
  YearKey key;
  std::shared_ptr<const CompiledFramework> framework;
  std::string project;
  Date as_of;
  FactSet facts;
  std::vector<RollUpPart> roll_up;                 // of them the sheet is made; empty: `project` alone is scored
  std::optional<YearContent> sheet;                // scored in place of what is stored
  SlotWeights slot_weights = SlotWeights::kScale;  // of the sheet
  ScoreDetail detail = ScoreDetail::kExplained;    // kPointsOnly: the answer is the total alone
};

// Refused: RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE, DATE_NOT_IN_CALENDAR, FACT_MALFORMED, FACT_DUPLICATE,
// FACTS_TOO_MANY, ROLL_UP_MALFORMED, FRAMEWORK_NOT_FOUND, FRAMEWORK_CHOICE, FRAMEWORK_INVALID, SHEET_TOO_LARGE,
// SHEET_HAS_ERRORS. Compiling a framework of the request takes up to a second: then not on gRPC's own thread.
absl::StatusOr<ScoreQuestion> ScoreQuestionFrom(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue);
// The same into a question that was another before, whose memory is used again. Refused, it is no question.
absl::Status ReadScoreQuestion(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue,
                               ScoreQuestion& question);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_QUESTION_H_
