// narrative.md (正文): the chapters of prose, held against the observations of the case.
//
// Issues: those of ParseNarrative; BINDING_UNKNOWN, BINDING_AMBIGUOUS for {{指标名}} that no observation has, or
// several; BINDING_MALFORMED for a fact's name that is none by its shape. Which facts there are, the evaluation knows.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_NARRATIVE_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_NARRATIVE_FILE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

enum class ObservationsKnown {
  kYes,
  kNo,  // observations.csv is there and could not be read: names are not held against it
};

// The text as UTF-8, lines ending in \n; empty when it could not be read.
std::string ReadNarrative(absl::string_view file, absl::string_view bytes,
                          const std::vector<CaseObservation>& observations, ObservationsKnown known,
                          std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_NARRATIVE_FILE_H_
