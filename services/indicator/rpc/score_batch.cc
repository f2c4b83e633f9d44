#include "services/indicator/rpc/score_batch.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/server/grpc_status.h"
#include "common/status/refusal.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/score_question.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::indicator {
namespace {

// The error as a call of its own would end with.
void TellError(const absl::Status& error, v1::ScoreAnswer& answer) {
  answer.clear_scorecard();
  const grpc::Status status = ToGrpcStatus(error, /*field_prefix=*/"");
  google::rpc::Status& message = *answer.mutable_error();
  if (message.ParseFromString(status.error_details())) return;
  message.set_code(status.error_code());
  message.set_message(status.error_message());
}

// Answers with the same indices as the requests, each identified.
void Identify(const v1::ScoreManyRequest& request, v1::ScoreManyResponse& response) {
  response.clear_answers();
  for (const v1::ScoreRequest& one : request.requests()) {
    v1::ScoreAnswer& answer = *response.add_answers();
    answer.set_department(one.department());
    answer.set_fiscal_year(one.fiscal_year());
  }
}

class Batch {
 public:
  Batch(const v1::ScoreManyRequest& request, const ScoreSources& sources, v1::ScoreManyResponse& response)
      : request_(request), sources_(sources), response_(response) {}

  // Answers what brings its sheet along, and lists the others.
  void AnswerSheets() {
    Identify(request_, response_);
    ScoreQuestion question;
    for (int i = 0; i < request_.requests_size(); ++i) {
      const v1::ScoreRequest& request = request_.requests(i);
      const absl::Status read = ReadScoreQuestion(request, sources_.catalogue, question);
      if (!read.ok() || question.sheet.has_value()) {
        Tell(i, read.ok() ? AnswerFromSheet(question, Card(i)) : read);
        continue;
      }
      stored_.push_back({question.key, request.revision()});
      questions_.push_back({i, std::move(question)});
      question = ScoreQuestion();
    }
  }

  const std::vector<YearAtRevision>& stored() const { return stored_; }

  void AnswerStored(size_t position, const absl::StatusOr<const StoredYear*>& year) {
    const Asked& asked = questions_[position];
    Tell(asked.place, year.ok() ? AnswerFromStored(asked.question, **year, Card(asked.place)) : year.status());
  }

  // Answers that would make the message too large go, from the first on that does.
  void KeepWithinMessage() {
    size_t bytes = 0;
    for (int i = 0; i < response_.answers_size(); ++i) {
      bytes += response_.answers(i).ByteSizeLong();
      if (i == 0 || bytes <= kMostAnswersBytes) continue;
      bytes -= response_.answers(i).ByteSizeLong();
      Tell(i, Overloaded({"ANSWERS_TOO_LARGE", absl::StrCat("requests[", i, "]")},
                         "the answers before this one fill a message: ask for it in a message of its own"));
    }
  }

 private:
  struct Asked {
    int place;
    ScoreQuestion question;
  };

  v1::Scorecard& Card(int place) { return *response_.mutable_answers(place)->mutable_scorecard(); }

  void Tell(int place, const absl::Status& status) {
    if (!status.ok()) TellError(status, *response_.mutable_answers(place));
  }

  const v1::ScoreManyRequest& request_;
  const ScoreSources sources_;
  v1::ScoreManyResponse& response_;
  std::vector<YearAtRevision> stored_;
  std::vector<Asked> questions_;  // of `stored_`
};

void Run(const std::shared_ptr<Batch>& batch, IndicatorStore& store, const server::Done& done) {
  batch->AnswerSheets();
  if (batch->stored().empty()) {
    batch->KeepWithinMessage();
    return done(absl::OkStatus());
  }
  store.ReadYears(
      batch->stored(),
      [batch](size_t position, const absl::StatusOr<const StoredYear*>& year) { batch->AnswerStored(position, year); },
      [batch, done](const absl::Status& status) {
        if (status.ok()) batch->KeepWithinMessage();
        done(status);
      });
}

}  // namespace

void AnswerScores(const v1::ScoreManyRequest& request, const ScoreSources& sources, v1::ScoreManyResponse& response,
                  const server::Done& done) {
  if (request.requests_size() > kMostScoresOfMessage) {
    return done(Invalid({"SCORES_TOO_MANY", "requests"},
                        absl::StrCat("a message of ScoreMany has at most ", kMostScoresOfMessage, " requests")));
  }
  const auto batch = std::make_shared<Batch>(request, sources, response);
  const bool is_queued = sources.workers.Submit([batch, &store = sources.store, done] { Run(batch, store, done); });
  if (!is_queued) done(server::WorkersBusy());
}

void RefuseScores(const v1::ScoreManyRequest& request, const absl::Status& refusal, v1::ScoreManyResponse& response) {
  Identify(request, response);
  for (v1::ScoreAnswer& answer : *response.mutable_answers()) TellError(refusal, answer);
}

}  // namespace zhengping::indicator
