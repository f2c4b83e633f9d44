// A department's year, or an evaluation of it, as the user names it: by the department or, offline, by a case's path.
#ifndef ZHENGPING_SERVICES_CLI_EVALUATION_ARGUMENT_H_
#define ZHENGPING_SERVICES_CLI_EVALUATION_ARGUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/cli/session.h"

namespace zhengping::cli {

struct Subject {
  std::string department;  // resource name
  int year = 0;
};

// `argument` is a department, or a case's path that is loaded first (offline, without --data). `year` 0: the case's.
// Refused besides: FISCAL_YEAR_MISSING.
absl::StatusOr<Subject> SubjectOf(Session& session, const std::string& argument, int year);

struct EvaluationRequest {
  int year = 0;           // 0: the case's, when a path was given
  std::string as_of;      // a day; empty: the whole year
  std::string framework;  // "hunan-a-2017"; empty: the case's
  bool is_stored = true;  // false: computed and answered only
};

absl::StatusOr<reporting::v1::Evaluation> EvaluateSubject(Session& session, const Subject& subject,
                                                          const EvaluationRequest& request);

// The name of the latest evaluation of the same subject and day as `request`; empty when there is none.
absl::StatusOr<std::string> FindEarlier(Session& session, const Subject& subject, const EvaluationRequest& request);

absl::StatusOr<reporting::v1::CompareEvaluationsResponse> CompareEvaluations(Session& session, const std::string& name,
                                                                             const std::string& other);

// `argument` as for SubjectOf.
absl::StatusOr<reporting::v1::Evaluation> EvaluateArgument(Session& session, const std::string& argument,
                                                           const EvaluationRequest& request);

// The name of an evaluation: `argument` is one, or a department (its latest), or, offline, a case's path, which is
// loaded and evaluated.
absl::StatusOr<std::string> EvaluationOf(Session& session, const std::string& argument,
                                         const EvaluationRequest& request = {});

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_EVALUATION_ARGUMENT_H_
