#include "common/server/answer.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/score_answer.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::Score(grpc::CallbackServerContext* context, const v1::ScoreRequest* request,
                                                  v1::Scorecard* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    AnswerScore(*request, {catalogue_, store_, workers_}, *response, done);
  });
}

}  // namespace zhengping::indicator
