#include "common/resource_name/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

constexpr size_t kMostIdLength = 63;          // AIP-122
constexpr size_t kMostDepartmentLength = 21;  // agency_code of the platform's field table
constexpr size_t kDigestLength = 16;          // hex digits that tell two shortened codes apart

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsIdCharacter(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || c == '-'; }

bool IsId(absl::string_view text, size_t most = kMostIdLength) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), IsIdCharacter);
}

absl::Status Malformed(absl::string_view pattern, absl::string_view field) {
  return Invalid({"RESOURCE_NAME_MALFORMED", std::string(field)},
                 absl::StrCat("a name reads like ", pattern, ", each id of a-z, 0-9 and -"));
}

// 9 digits, or empty.
std::string CompletedDivision(absl::string_view text) {
  const bool right_length = text.size() == 6 || text.size() == 9;
  if (!right_length || !std::all_of(text.begin(), text.end(), IsDigit)) return "";
  return absl::StrCat(text, text.size() == 6 ? "000" : "");
}

absl::StatusOr<DepartmentName> ToDepartment(absl::string_view division, absl::string_view department,
                                            absl::string_view field) {
  DepartmentName name{.division = CompletedDivision(division), .department = std::string(department)};
  if (name.division.empty() || !IsId(department, kMostDepartmentLength)) {
    return Malformed("divisions/430503000/departments/403 (a division of 6 or 9 digits)", field);
  }
  return name;
}

}  // namespace

absl::StatusOr<DepartmentName> ParseDepartmentName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName("divisions/*/departments/*", name, field));
  return ToDepartment(ids[0], ids[1], field);
}

absl::StatusOr<ChildName> ParseChildName(absl::string_view name, absl::string_view collection,
                                         absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(std::vector<std::string> ids,
                      MatchName(absl::StrCat("divisions/*/departments/*/", collection, "/*"), name, field));
  ZP_ASSIGN_OR_RETURN(DepartmentName parent, ToDepartment(ids[0], ids[1], field));
  return ChildName{.parent = std::move(parent), .id = std::move(ids[2])};
}

absl::StatusOr<std::string> ParseDivisionName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName("divisions/*", name, field));
  std::string division = CompletedDivision(ids[0]);
  if (division.empty()) return Malformed("divisions/430503000 (6 or 9 digits)", field);
  return division;
}

absl::StatusOr<std::vector<std::string>> MatchName(absl::string_view pattern, absl::string_view name,
                                                   absl::string_view field) {
  const std::vector<absl::string_view> expected = absl::StrSplit(pattern, '/');
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != expected.size()) return Malformed(pattern, field);
  std::vector<std::string> ids;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool is_id = expected[i] == "*";
    if (is_id ? !IsId(parts[i]) : parts[i] != expected[i]) return Malformed(pattern, field);
    if (is_id) ids.emplace_back(parts[i]);
  }
  return ids;
}

std::string FormatName(const DepartmentName& name) {
  return absl::StrCat("divisions/", name.division, "/departments/", name.department);
}

std::string FormatName(const ChildName& name, absl::string_view collection) {
  return absl::StrCat(FormatName(name.parent), "/", collection, "/", name.id);
}

std::string IdFromExternalCode(absl::string_view code) {
  std::string id = absl::AsciiStrToLower(code);
  std::replace_if(
      id.begin(), id.end(), [](char c) { return !IsIdCharacter(c); }, '-');
  const bool loses_characters = std::any_of(code.begin(), code.end(), [](char c) { return (c & 0x80) != 0; });
  id.erase(0, id.find_first_not_of('-'));
  id.erase(id.find_last_not_of('-') + 1);
  if (loses_characters || id.size() > kMostIdLength) {
    id.resize(std::min(id.size(), kMostIdLength - kDigestLength - 1));
    absl::StrAppend(&id, id.empty() ? "" : "-", Sm3Hex(code).substr(0, kDigestLength));
  }
  return id;
}

}  // namespace zhengping
