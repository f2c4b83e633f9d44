// The life of a stored framework: draft → published → retired, and never back. A draft may change and may have errors;
// a published one is without error and never changes; a retired one is kept for the evaluations that were made under
// it.
//
// Which of several applies to a place in a year: its division is the beginning of the place's code, level by level
// (430000000 holds 430503000), its years hold the year. The most specific one counts: the longest part of the code,
// then the later first year, then the higher version.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_LIFE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_LIFE_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

enum class FrameworkState { kDraft, kPublished, kRetired };

// What lists and decisions need of a framework, without its tree.
struct FrameworkHead {
  std::string name;  // the id: "shaoyang-2024"
  FrameworkState state = FrameworkState::kDraft;
  std::string display_name;
  int version = 1;
  std::string division;  // empty: anywhere
  int first_year = 0;    // 0: unbounded
  int last_year = 0;
  std::string source;
  bool is_library = false;
  std::string content_hash;  // of a published or retired one; empty for a draft

  friend bool operator==(const FrameworkHead&, const FrameworkHead&) = default;
};

// A framework's own words; what a store adds (state, hash, titles) is left empty.
FrameworkHead HeadOf(const Framework& framework);

// Refused, field "name":
//   FRAMEWORK_PUBLISHED      it is published or retired: copy it and change the copy
//   FRAMEWORK_NOT_PUBLISHED  a draft, or retired already
absl::Status CheckCanChange(const FrameworkHead& head);
absl::Status CheckCanRetire(const FrameworkHead& head);

// "430503000" → "430503", "430000000" → "43", "" → "". A code that is not of nine digits stays as it is.
absl::string_view DivisionStem(absl::string_view division);
// Whether a framework for `division` counts in `place`; empty: any place.
bool HoldsDivision(absl::string_view division, absl::string_view place);
// 0: any year.
bool HoldsYear(const FrameworkHead& head, int fiscal_year);
// Whether `a` comes before `b`: the more specific one, and by name where nothing else decides.
bool IsMoreSpecific(const FrameworkHead& a, const FrameworkHead& b);

// Whether `other` takes the place of the retired one: it is for the same place, or has its name but for the version,
// and can score.
bool Succeeds(const FrameworkHead& other, const FrameworkHead& retired);

// A name for the next version of `name` that is free: "x-v2", "x-v3" after "x-v2". At most 63 characters.
std::string NextVersionName(absl::string_view name, const std::function<bool(absl::string_view)>& is_taken);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_FRAMEWORK_LIFE_H_
