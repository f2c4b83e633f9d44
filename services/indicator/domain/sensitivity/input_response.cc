#include "services/indicator/domain/sensitivity/input_response.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace zhengping::indicator {
namespace {

constexpr int64_t kFenAYuan = 100;
constexpr int64_t kFarthest = int64_t{1} << 40;  // steps; in yuan more than any budget

Rational Hundredth(int64_t n) { return *Quotient(Rational(n), Rational(100)); }
bool IsPercentage(const SheetInput& input) { return input.unit == "%" || input.unit == "percent"; }

Rational UnitOf(const SheetInput& input) {
  if (IsPercentage(input)) return Hundredth(1);
  if (input.unit == "fen") return Rational(kFenAYuan);
  return input.value.is_whole() ? Rational(1) : Hundredth(1);
}

// How far a value may go; absent: as far as it likes.
std::optional<Rational> BoundOf(const SheetInput& input, bool is_up) {
  if (!is_up) return std::min(Rational(0), input.value);
  if (!IsPercentage(input)) return std::nullopt;
  const Rational bound = std::max(Rational(1), input.value);
  return input.target ? std::max(bound, *input.target) : bound;
}

// Looks along one direction for values that win points.
class Search {
 public:
  Search(const SheetInput& input, const Rational& step, bool is_up, const Rational& present, LeafProbe& probe)
      : input_(input),
        step_(step),
        is_up_(is_up),
        present_(present),
        probe_(probe),
        bound_(BoundOf(input, is_up)),
        last_(Farthest()) {}

  std::vector<Stop> Stops() {
    const std::optional<int64_t> best = NearestBest();
    if (!best) return {};
    const Rational most = GainAt(*best);
    const Rational thinnest = *Quotient(most, Rational(kMostStops));
    std::vector<Stop> stops;
    int64_t at = 0;
    Rational gain;
    while (gain < most) {
      const Rational wanted = std::min(most, gain + thinnest);
      at = Nearest(at, *best, [&gain, &wanted](const Rational& g) { return g > gain && !(g < wanted); });
      gain = GainAt(at);
      stops.push_back({ValueAt(at), gain});
    }
    return stops;
  }

 private:
  // The number of steps to the bound.
  int64_t Farthest() const {
    if (!bound_) return kFarthest;
    const Rational distance = is_up_ ? *bound_ - input_.value : input_.value - *bound_;
    const Rational steps = *Quotient(distance, step_);
    const Rational whole = steps.is_whole() ? steps : Floor(steps) + Rational(1);
    return std::min(kFarthest, whole.ToInt64().value_or(kFarthest));
  }

  Rational ValueAt(int64_t steps) const {
    const Rational moved = Rational(steps) * step_;
    const Rational value = is_up_ ? input_.value + moved : input_.value - moved;
    if (!bound_) return value;
    return is_up_ ? std::min(value, *bound_) : std::max(value, *bound_);
  }

  Rational GainAt(int64_t steps) { return probe_.PointsAt(input_, ValueAt(steps), PointsKind::kRounded) - present_; }

  // The fewest steps that win the most. Looks at doubling distances, at the bound and around the target, so that a rule
  // that is good in a narrow range only is found where the range is the row's own.
  std::optional<int64_t> NearestBest() {
    std::vector<int64_t> looks = {last_};
    for (int64_t steps = 1; steps < last_; steps *= 2) looks.push_back(steps);
    if (input_.target) {
      const Rational distance = is_up_ ? *input_.target - input_.value : input_.value - *input_.target;
      const int64_t steps = Floor(*Quotient(distance, step_)).ToInt64().value_or(0);
      for (const int64_t near : {steps, steps + 1}) {
        if (near > 0 && near <= last_) looks.push_back(near);
      }
    }
    std::sort(looks.begin(), looks.end());
    int64_t best = 0;
    int64_t before = 0;
    Rational most;
    for (size_t i = 0; i < looks.size() && looks[i] > 0; ++i) {
      const Rational gain = GainAt(looks[i]);
      if (!(most < gain)) continue;
      most = gain;
      best = looks[i];
      before = i == 0 ? 0 : looks[i - 1];
    }
    if (best == 0) return std::nullopt;
    return Nearest(before, best, [&most](const Rational& gain) { return !(gain < most); });
  }

  // The fewest steps above `from`, at most `to`, whose gain is `enough`; `to` has it.
  template <typename Enough>
  int64_t Nearest(int64_t from, int64_t to, Enough enough) {
    while (to - from > 1) {
      const int64_t middle = from + (to - from) / 2;
      (enough(GainAt(middle)) ? to : from) = middle;
    }
    return to;
  }

  const SheetInput& input_;
  const Rational& step_;
  const bool is_up_;
  const Rational& present_;
  LeafProbe& probe_;
  const std::optional<Rational> bound_;
  const int64_t last_;
};

}  // namespace

InputResponse ResponseOf(const SheetInput& input, LeafProbe& probe) {
  InputResponse response;
  response.unit = UnitOf(input);
  const Rational step = IsPercentage(input) ? Hundredth(1) * response.unit : response.unit;
  const Rational exact = probe.PointsAt(input, input.value, PointsKind::kExact);
  response.points_per_unit = probe.PointsAt(input, input.value + response.unit, PointsKind::kExact) - exact;
  if (!(input.value < response.unit)) {
    response.points_per_unit_less = probe.PointsAt(input, input.value - response.unit, PointsKind::kExact) - exact;
  }
  const Rational present = probe.PointsAt(input, input.value, PointsKind::kRounded);
  std::vector<Stop> up = Search(input, step, /*is_up=*/true, present, probe).Stops();
  std::vector<Stop> down = Search(input, step, /*is_up=*/false, present, probe).Stops();
  const bool is_up = down.empty() || (!up.empty() && !(up.back().gain < down.back().gain));
  response.stops = is_up ? std::move(up) : std::move(down);
  return response;
}

}  // namespace zhengping::indicator
