// From a ScoreRequest to its answer: the one way of Score and ScoreMany.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_ANSWER_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_ANSWER_H_

#include "absl/status/status.h"
#include "common/server/answer.h"
#include "common/server/workers.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/rpc/score_question.h"
#include "services/indicator/store/indicator_store.h"

namespace zhengping::indicator::v1 {
class Scorecard;
class ScoreRequest;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// What answers are made from; outlives them.
struct ScoreSources {
  const FrameworkCatalogue& catalogue;
  IndicatorStore& store;
  server::Workers& workers;  // for what takes long: a framework of the request that is to be compiled
};

// `request` and `response` stay until `done` was called. Refused: what ScoreQuestionFrom refuses, FRAMEWORK_IS_LIBRARY,
// REVISION_NOT_FOUND, and PLAN_HAS_ERRORS: at "sheet.plan_rows[…]" for the sheet of the request, not now for a stored
// plan, which was not asked.
void AnswerScore(const v1::ScoreRequest& request, const ScoreSources& sources, v1::Scorecard& response,
                 const server::Done& done);

// The two ways from a question that was read: from its own sheet, and from what is stored.
absl::Status AnswerFromSheet(const ScoreQuestion& question, v1::Scorecard& response);
absl::Status AnswerFromStored(const ScoreQuestion& question, const StoredYear& year, v1::Scorecard& response);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_ANSWER_H_
