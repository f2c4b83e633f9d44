#include "common/server/answer.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/score_batch.h"

namespace zhengping::indicator {

grpc::ServerBidiReactor<v1::ScoreManyRequest, v1::ScoreManyResponse>* IndicatorService::ScoreMany(
    grpc::CallbackServerContext* context) {
  return server::AnswerEach<v1::ScoreManyRequest, v1::ScoreManyResponse>(
      context,
      [this](const server::CallContext&, const v1::ScoreManyRequest& request, v1::ScoreManyResponse& response,
             const server::Done& done) {
        AnswerScores(request, {catalogue_, store_, workers_}, response, done);
      },
      RefuseScores);
}

}  // namespace zhengping::indicator
