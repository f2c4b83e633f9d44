// What is signed beside the content when an evaluation is published: which one it is, that it is published, since when
// and by whom, what reviewers changed and what total that makes, which one it corrects, and what was read for it. The
// content's digest stands in it too, so that neither can be put beside another.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PUBLICATION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PUBLICATION_H_

#include <cstdint>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "services/reporting/domain/actor.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// The resource name, "divisions/430503000/departments/403/evaluations/2023-1".
std::string FullNameOf(const Evaluation& evaluation);

// The envelope of `evaluation` as published at `now_ms` by `publisher`. Points are exact: "191/2". Times are RFC 3339,
// UTC. The digest is computed from the content, whatever the head says.
nlohmann::json PublishedEnvelope(const Evaluation& evaluation, const Actor& publisher, int64_t now_ms);

// Whether `envelope`, of a published file, still says what is stored of `evaluation`: name, content, adjustments,
// total. INTERNAL, naming the first that differs.
absl::Status CheckEnvelope(const nlohmann::json& envelope, const Evaluation& evaluation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PUBLICATION_H_
