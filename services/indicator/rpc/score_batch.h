// From the requests of one message of ScoreMany to their answers. What costs the same for one request as for hundreds
// is done once a message: a hop to a working thread, a transaction of the store; memory of one sheet is used for the
// next.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_BATCH_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_BATCH_H_

#include "absl/status/status.h"
#include "common/server/answer.h"
#include "services/indicator/rpc/score_answer.h"

namespace zhengping::indicator::v1 {
class ScoreManyRequest;
class ScoreManyResponse;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// As AnswerScore for each request; what one is refused with stands in its answer. `done` is told what refuses all of
// them: SCORES_TOO_MANY, and that the store cannot be read. An answer that no longer fits the message beside those
// before it is ANSWERS_TOO_LARGE.
void AnswerScores(const v1::ScoreManyRequest& request, const ScoreSources& sources, v1::ScoreManyResponse& response,
                  const server::Done& done);

// The same refusal as the answer to each of the requests.
void RefuseScores(const v1::ScoreManyRequest& request, const absl::Status& refusal, v1::ScoreManyResponse& response);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SCORE_BATCH_H_
