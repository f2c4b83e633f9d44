// Speed of scoring: departments × 25 leaves on one core, in its own time. Measures only; prints leaf evaluations a
// second.
//
//   indicator_score_bench [departments]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {
namespace {

constexpr int kRows = 24;

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

struct Year {
  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
  FactSet facts;
};

Year MakeYear(int seed) {
  Year year;
  std::vector<Fact> facts(2);
  facts[0].name = "payments";
  facts[0].value = Rational(180000000 + seed);
  facts[1].name = "final_budget";
  facts[1].value = Rational(203012000);
  for (Fact& fact : facts) fact.state = FactState::kDerived;
  year.facts = FactSet(facts);
  for (int i = 0; i < kRows; ++i) {
    PlanRow row;
    row.key.level1 = i < 12 ? "产出指标" : i < 20 ? "效益指标" : "满意度指标";
    row.key.level2 = i < 6 ? "数量指标" : "其他指标";
    row.key.level3 = absl::StrCat("指标", i);
    row.direction = i % 3 == 2 ? Direction::kAtMost : Direction::kAtLeast;
    row.target.value = Rational(100 + i);
    row.unit = "个";
    Observation observation;
    observation.key = row.key;
    observation.date = Day(12, 31);
    observation.value = Rational(90 + (i * 7 + seed) % 25);
    observation.unit = "个";
    year.plan.push_back(std::move(row));
    year.observations.push_back(std::move(observation));
  }
  return year;
}

void Measure(const char* what, ScoreDetail detail, int departments, const std::vector<Year>& years) {
  const std::shared_ptr<const CompiledFramework> framework = CompileFramework(SelfEvaluation2020()).compiled;
  const std::clock_t start = std::clock();
  Rational checksum;
  for (int i = 0; i < departments; ++i) {
    const Year& year = years[static_cast<size_t>(i) % years.size()];
    checksum +=
        Score({*framework, year.plan, year.observations, year.facts, Day(12, 31)}, {SlotWeights::kRefuse, detail})
            ->total;
  }
  const int64_t elapsed_us = static_cast<int64_t>(std::clock() - start) * 1000000 / CLOCKS_PER_SEC;
  std::printf("%s: %d departments x %d leaves in %lld ms, %lld leaves/s (checksum %s)\n", what, departments, kRows + 1,
              static_cast<long long>(elapsed_us / 1000),
              static_cast<long long>(departments) * (kRows + 1) * 1000000 / (elapsed_us + 1),
              FormatFixed(checksum, 2).c_str());
}

}  // namespace
}  // namespace zhengping::indicator

int main(int argc, char** argv) {
  using zhengping::indicator::ScoreDetail;
  const int departments = argc > 1 ? std::atoi(argv[1]) : 30000;
  std::vector<zhengping::indicator::Year> years;
  for (int i = 0; i < 1000; ++i) years.push_back(zhengping::indicator::MakeYear(i));
  zhengping::indicator::Measure("points only", ScoreDetail::kPointsOnly, departments, years);
  zhengping::indicator::Measure("explained", ScoreDetail::kExplained, departments, years);
  return 0;
}
