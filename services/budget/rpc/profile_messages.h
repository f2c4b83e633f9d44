// Import profiles (导入方案) as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_PROFILE_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_PROFILE_MESSAGES_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/budget/store/import_profile_rows.h"

namespace zhengping::budget::v1 {
class ImportProfile;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// "divisions/430503000/importProfiles/payments-2023". RESOURCE_NAME_MALFORMED.
absl::StatusOr<ProfileName> ProfileFromName(absl::string_view name, absl::string_view field);
std::string FormatProfileName(const ProfileName& name);

void ToMessage(const StoredProfile& stored, v1::ImportProfile& message);

// `stored` with the fields of `message` that `fields` names. Refused, field as in ImportProfile: TABLE_UNKNOWN;
// COLUMN_UNKNOWN (a field that no table, or not this one, has); VALUE_UNKNOWN (a meaning that its field cannot have);
// AMOUNT_UNIT_UNKNOWN; CODE_WIDTH_OUT_OF_RANGE; TOO_MANY_COLUMNS; FIELD_MISSING; TEXT_TOO_LONG, TEXT_MALFORMED;
// CODE_NOT_AN_ID.
absl::StatusOr<ImportProfile> WithMessage(ImportProfile stored, const v1::ImportProfile& message,
                                          const std::set<std::string>& fields);
// The changeable fields that are set.
std::set<std::string> PopulatedFields(const v1::ImportProfile& message);
const std::set<std::string>& ChangeableProfileFields();

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_PROFILE_MESSAGES_H_
