#include "services/reporting/store/columns.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace zhengping::reporting {

int64_t ColumnOf(EvaluationState state) {
  switch (state) {
    case EvaluationState::kDraft:
      return 1;
    case EvaluationState::kSubmitted:
      return 2;
    case EvaluationState::kReturned:
      return 3;
    case EvaluationState::kReviewed:
      return 4;
    case EvaluationState::kPublished:
      return 5;
    case EvaluationState::kCorrected:
      return 6;
  }
  std::abort();
}

absl::StatusOr<EvaluationState> StateFromColumn(int64_t number) {
  for (const EvaluationState state :
       {EvaluationState::kDraft, EvaluationState::kSubmitted, EvaluationState::kReturned, EvaluationState::kReviewed,
        EvaluationState::kPublished, EvaluationState::kCorrected}) {
    if (ColumnOf(state) == number) return state;
  }
  return absl::InternalError(absl::StrCat("stored evaluation: no state has the number ", number));
}

std::string FractionColumnOf(const Rational& value) {
  return absl::StrCat(value.numerator(), "/", value.denominator());
}

absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(fraction, absl::MaxSplits('/', 1));
  absl::StatusOr<Rational> value = ParseFraction(parts.first, parts.second);
  if (!value.ok()) return absl::InternalError(absl::StrCat("stored evaluation: ", fraction, " is no fraction"));
  return value;
}

}  // namespace zhengping::reporting
