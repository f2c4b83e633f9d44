#include "services/reporting/domain/adjustment.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::reporting {
namespace {

const ScoredNode* FindLeaf(const Scorecard& scorecard, const std::string& path) {
  const auto node = std::find_if(scorecard.nodes.begin(), scorecard.nodes.end(), [&](const ScoredNode& candidate) {
    return candidate.is_leaf && candidate.path == path;
  });
  return node == scorecard.nodes.end() ? nullptr : &*node;
}

const Adjustment* FindAdjustment(const std::vector<Adjustment>& adjustments, const std::string& path) {
  const auto found = std::find_if(adjustments.begin(), adjustments.end(),
                                  [&](const Adjustment& candidate) { return candidate.path == path; });
  return found == adjustments.end() ? nullptr : &*found;
}

bool Contains(const GradeBand& band, const Rational& total) {
  if (band.low.has_value() && (total < *band.low || (band.is_low_open && total == *band.low))) return false;
  return !band.high.has_value() || total < *band.high || (band.is_high_closed && total == *band.high);
}

}  // namespace

absl::Status CheckAdjustment(const Scorecard& scorecard, const Adjustment& adjustment) {
  const ScoredNode* leaf = FindLeaf(scorecard, adjustment.path);
  if (leaf == nullptr) {
    return Absent({"INDICATOR_NOT_FOUND", "adjustment.path"},
                  absl::StrCat("name an indicator of the lowest level by its whole path; none is ", adjustment.path));
  }
  if (leaf->state == LeafState::kNotApplicable && !leaf->score.has_value()) {
    return Invalid({"SCORE_OUT_OF_RANGE", "adjustment.score"},
                   absl::StrCat(leaf->path, " does not apply and stands outside the sheet: it has no points to give"));
  }
  if (adjustment.score < Rational() || adjustment.score > leaf->weight) {
    return Invalid({"SCORE_OUT_OF_RANGE", "adjustment.score"},
                   absl::StrCat(leaf->path, " has 0 to ", FormatShort(leaf->weight), " points"));
  }
  const bool is_too_long =
      adjustment.evidence.size() > kMostEvidence ||
      std::any_of(adjustment.evidence.begin(), adjustment.evidence.end(),
                  [](const std::string& document) { return document.size() > kMostEvidenceBytes; });
  if (is_too_long) {
    return Invalid({"TEXT_TOO_LONG", "adjustment.evidence"},
                   absl::StrCat("at most ", kMostEvidence, " documents of ", kMostEvidenceBytes, " bytes each"));
  }
  return absl::OkStatus();
}

std::vector<Adjustment> With(std::vector<Adjustment> adjustments, const Adjustment& next) {
  for (Adjustment& adjustment : adjustments) {
    if (adjustment.path != next.path) continue;
    adjustment = next;
    return adjustments;
  }
  adjustments.push_back(next);
  return adjustments;
}

std::optional<Rational> AdjustedTotal(const Scorecard& scorecard, const std::vector<Adjustment>& adjustments) {
  if (adjustments.empty()) return std::nullopt;
  Rational sum;
  for (const ScoredNode& node : scorecard.nodes) {
    if (!node.is_leaf) continue;
    const Adjustment* adjustment = FindAdjustment(adjustments, node.path);
    sum += adjustment != nullptr ? adjustment->score : node.score.value_or(Rational());
  }
  const Total& total = scorecard.total;
  if (total.is_rescaled) {
    constexpr int kDecimals = 2;  // points are printed with two
    const std::optional<Rational> factor = Quotient(total.full_mark, total.full_mark - total.not_applicable_weight);
    if (factor.has_value()) sum = Round(sum * *factor, kDecimals);
  }
  if (!total.caps.empty()) sum = std::min(sum, total.score);
  return sum;
}

std::string AdjustedGrade(const Scorecard& scorecard, const std::vector<Adjustment>& adjustments,
                          const Rational& adjusted_total, const std::vector<GradeBand>& bands) {
  const Total& total = scorecard.total;
  Rational open = total.full_mark - total.scored_weight;
  if (total.is_rescaled) open -= total.not_applicable_weight;
  if (open.is_zero() && total.grade.empty()) return "";
  for (const ScoredNode& node : scorecard.nodes) {
    if (node.is_leaf && FindAdjustment(adjustments, node.path) != nullptr) open -= node.weight - node.scored_weight;
  }
  if (!open.is_zero()) return "";
  const auto band = std::find_if(bands.begin(), bands.end(),
                                 [&](const GradeBand& candidate) { return Contains(candidate, adjusted_total); });
  return band == bands.end() ? "" : band->name;
}

}  // namespace zhengping::reporting
