#include "common/server/answer.h"
#include "common/server/grpc_status.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/score_answer.h"

namespace zhengping::indicator {
namespace {

void Identify(const v1::ScoreRequest& request, v1::ScoreManyResponse& response) {
  response.set_department(request.department());
  response.set_fiscal_year(request.fiscal_year());
}

// The error as a call of its own would end with.
void TellError(const v1::ScoreRequest& request, const absl::Status& error, v1::ScoreManyResponse& response) {
  Identify(request, response);
  const grpc::Status status = ToGrpcStatus(error, /*field_prefix=*/"");
  google::rpc::Status& message = *response.mutable_error();
  if (message.ParseFromString(status.error_details())) return;
  message.set_code(status.error_code());
  message.set_message(status.error_message());
}

}  // namespace

grpc::ServerBidiReactor<v1::ScoreRequest, v1::ScoreManyResponse>* IndicatorService::ScoreMany(
    grpc::CallbackServerContext* context) {
  return server::AnswerEach<v1::ScoreRequest, v1::ScoreManyResponse>(
      context,
      [this](const server::CallContext&, const v1::ScoreRequest& request, v1::ScoreManyResponse& response,
             const server::Done& done) {
        Identify(request, response);
        AnswerScore(request, {catalogue_, store_, workers_}, *response.mutable_scorecard(), done);
      },
      TellError);
}

}  // namespace zhengping::indicator
