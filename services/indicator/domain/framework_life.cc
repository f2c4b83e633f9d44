#include "services/indicator/domain/framework_life.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostNameSize = 63;
constexpr absl::string_view kVersionMark = "-v";

struct VersionedName {
  absl::string_view stem;
  int version = 1;
};

// "x-v2" is version 2 of "x"; "x" is its version 1.
VersionedName Versioned(absl::string_view name) {
  int version = 1;
  const size_t mark = name.rfind(kVersionMark);
  if (mark != absl::string_view::npos && mark > 0 && name.size() - mark <= kVersionMark.size() + 4 &&
      absl::SimpleAtoi(name.substr(mark + kVersionMark.size()), &version) && version > 0) {
    return {name.substr(0, mark), version};
  }
  return {name, 1};
}

}  // namespace

FrameworkHead HeadOf(const Framework& framework) {
  FrameworkHead head;
  head.name = framework.name;
  head.version = framework.version;
  head.division = framework.division;
  head.first_year = framework.first_year;
  head.last_year = framework.last_year;
  head.is_library = framework.is_library;
  return head;
}

absl::Status CheckCanChange(const FrameworkHead& head) {
  if (head.state == FrameworkState::kDraft) return absl::OkStatus();
  return NotNow({"FRAMEWORK_PUBLISHED", "name"},
                absl::StrCat(head.name, " is published and never changes; copy it and change the copy"));
}

absl::Status CheckCanRetire(const FrameworkHead& head) {
  if (head.state == FrameworkState::kPublished) return absl::OkStatus();
  return NotNow({"FRAMEWORK_NOT_PUBLISHED", "name"},
                absl::StrCat(head.name, head.state == FrameworkState::kDraft ? " is a draft" : " is retired already",
                             "; only a published framework can be retired"));
}

absl::string_view DivisionStem(absl::string_view division) {
  if (division.size() != 9) return division;
  if (absl::EndsWith(division, "000")) division.remove_suffix(3);
  while (division.size() <= 6 && absl::EndsWith(division, "00")) division.remove_suffix(2);
  return division;
}

bool HoldsDivision(absl::string_view division, absl::string_view place) {
  return absl::StartsWith(place, DivisionStem(division));
}

bool HoldsYear(const FrameworkHead& head, int fiscal_year) {
  if (fiscal_year == 0) return true;
  return (head.first_year == 0 || head.first_year <= fiscal_year) &&
         (head.last_year == 0 || fiscal_year <= head.last_year);
}

bool IsMoreSpecific(const FrameworkHead& a, const FrameworkHead& b) {
  const auto rank = [](const FrameworkHead& head) {
    return std::make_tuple(DivisionStem(head.division).size(), head.first_year, head.version);
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return a.name < b.name;
}

bool Succeeds(const FrameworkHead& other, const FrameworkHead& retired) {
  if (other.is_library || other.name == retired.name) return false;
  const bool is_of_place = !retired.division.empty() && DivisionStem(other.division) == DivisionStem(retired.division);
  return is_of_place || Versioned(other.name).stem == Versioned(retired.name).stem;
}

std::string NextVersionName(absl::string_view name, const std::function<bool(absl::string_view)>& is_taken) {
  auto [stem, version] = Versioned(name);
  while (true) {
    const std::string ending = absl::StrCat(kVersionMark, ++version);
    std::string next = absl::StrCat(stem.substr(0, std::min(stem.size(), kMostNameSize - ending.size())), ending);
    if (!is_taken(next)) return next;
  }
}

}  // namespace zhengping::indicator
