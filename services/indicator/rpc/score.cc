#include <memory>
#include <utility>

#include "common/server/answer.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/score_question.h"

namespace zhengping::indicator {
namespace {

void Answer(absl::StatusOr<ScoreQuestion> question, int64_t revision, IndicatorStore& store, v1::Scorecard& response,
            const server::Done& done) {
  if (!question.ok()) return done(question.status());
  if (question->sheet.has_value()) return done(AnswerFromSheet(*question, response));
  const auto asked = std::make_shared<const ScoreQuestion>(*std::move(question));
  store.ReadYear(asked->key, revision, [&response, done, asked](const absl::StatusOr<StoredYear>& year) {
    done(year.ok() ? AnswerFromStored(*asked, *year, response) : year.status());
  });
}

}  // namespace

void IndicatorService::AnswerScore(const v1::ScoreRequest& request, v1::Scorecard& response, const server::Done& done) {
  const auto answer = [&request, &response, done, this] {
    Answer(ScoreQuestionFrom(request, catalogue_), request.revision(), store_, response, done);
  };
  if (!request.has_own_framework()) return answer();
  if (!workers_.Submit(answer)) done(server::WorkersBusy());  // a large framework takes a second to compile
}

grpc::ServerUnaryReactor* IndicatorService::Score(grpc::CallbackServerContext* context, const v1::ScoreRequest* request,
                                                  v1::Scorecard* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    AnswerScore(*request, *response, done);
  });
}

}  // namespace zhengping::indicator
