// Evaluations for the wire.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_EVALUATION_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_EVALUATION_MESSAGES_H_

#include "services/reporting/domain/evaluation.h"
#include "services/reporting/store/evaluation_rows.h"

namespace zhengping::reporting::v1 {
class Evaluation;
enum Evaluation_State : int;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

v1::Evaluation_State MessageOf(EvaluationState state);

// Whole. One without an id, which was not stored, has neither name, state, etag nor time.
void ToMessage(const Evaluation& evaluation, v1::Evaluation& message);
// The head, with the total of the score and what names the subject.
void ToMessage(const EvaluationSummary& summary, v1::Evaluation& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_EVALUATION_MESSAGES_H_
