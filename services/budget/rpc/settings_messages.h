// Analysis settings as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_SETTINGS_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_SETTINGS_MESSAGES_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "services/budget/store/settings_rows.h"

namespace zhengping::budget::v1 {
class AnalysisSettings;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

std::string FormatSettingsName(const DivisionYear& key);
absl::StatusOr<DivisionYear> SettingsFromName(absl::string_view name, absl::string_view field);

void ToMessage(const DivisionYear& key, const StoredSettings& stored, v1::AnalysisSettings& message);

// `stored` with the fields of `message` that `fields` names; what a named list leaves out goes back to the house
// default. The first error as a refusal, field as in AnalysisSettings: FINDING_UNKNOWN, FINDING_REPEATED,
// PARAMETER_UNKNOWN, PARAMETER_REPEATED, FIELD_MISSING, numbers, dates, texts.
absl::StatusOr<FindingSettings> WithMessage(FindingSettings stored, const v1::AnalysisSettings& message,
                                            const std::set<std::string>& fields);
// The changeable fields that are set.
std::set<std::string> PopulatedFields(const v1::AnalysisSettings& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_SETTINGS_MESSAGES_H_
