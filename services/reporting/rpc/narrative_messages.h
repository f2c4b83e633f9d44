// Narratives between the wire and the domain, and what a check of one found.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_NARRATIVE_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_NARRATIVE_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/narrative.h"
#include "services/reporting/store/narrative_store.h"

namespace zhengping::reporting::v1 {
class Narrative;
class NarrativeCheck;
class UpdateNarrativeRequest;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

// Refused, INVALID_ARGUMENT: RESOURCE_NAME_MALFORMED, FIELD_MISSING for no text, the first error of ParseNarrative with
// its line; ABORTED: ETAG_STALE for an etag that was never given.
absl::StatusOr<NarrativeChange> FromMessage(const v1::UpdateNarrativeRequest& message);

// Refused: NARRATIVE_NOT_FOUND (NOT_FOUND), field "name", when there is no prose.
absl::Status ToMessage(const YearKey& key, const KeptYear& kept, v1::Narrative& message);

// Every number of the prose in its order, and what is wrong when it is held against `content`.
void ToMessage(const ParsedNarrative& parsed, const EvaluationContent& content, v1::NarrativeCheck& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_NARRATIVE_MESSAGES_H_
