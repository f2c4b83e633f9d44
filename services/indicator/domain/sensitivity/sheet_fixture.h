// A department-year under the self-evaluation form of 2020 that stands at 89 points, for the tests here:
//
//   预算执行率 10      paid 500,000.00 of 1,000,000.00 yuan           5
//   产出指标 50        自建房排查栋数 25, ≥585, done 468 (80%)         20
//                      办结率 25, ≥95%, done 95%                       25
//   效益指标 30        安全事故起数 30, ≤0, none                       30
//   满意度指标 10      居民满意度 10, ≥90%, 81%                         9
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_FIXTURE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {

inline PlanRow PlannedRow(const char* level1, const char* level3, Direction direction, Rational target,
                          const char* unit) {
  PlanRow row;
  row.key = {"", level1, "", level3, ""};
  row.direction = direction;
  row.target.value = std::move(target);
  row.unit = unit;
  return row;
}

inline Observation Result(const char* name, Rational value, const char* unit) {
  Observation observation;
  observation.key.level3 = name;
  observation.date = *Date::FromYmd(2023, 12, 31);
  observation.value = std::move(value);
  observation.unit = unit;
  return observation;
}

inline Fact FenFact(const char* name, int64_t fen) {
  Fact fact;
  fact.name = name;
  fact.state = FactState::kDerived;
  fact.value = Rational(fen);
  fact.unit = "fen";
  return fact;
}

struct Sheet89 {
  std::shared_ptr<const CompiledFramework> framework = Compiled(SelfEvaluation2020());
  std::vector<PlanRow> plan = {PlannedRow("产出指标", "自建房排查栋数", Direction::kAtLeast, Rational(585), "栋"),
                               PlannedRow("产出指标", "办结率", Direction::kAtLeast, Fraction(95, 100), "%"),
                               PlannedRow("效益指标", "安全事故起数", Direction::kAtMost, Rational(0), "起"),
                               PlannedRow("满意度指标", "居民满意度", Direction::kAtLeast, Fraction(90, 100), "%")};
  std::vector<Observation> observations = {
      Result("自建房排查栋数", Rational(468), "栋"), Result("办结率", Fraction(95, 100), "%"),
      Result("安全事故起数", Rational(0), "起"), Result("居民满意度", Fraction(81, 100), "%")};
  FactSet facts{{FenFact("payments", 50000000), FenFact("final_budget", 100000000), FenFact("balance", 50000000)}};

  ScoreInput Input() const { return {*framework, plan, observations, facts, *Date::FromYmd(2023, 12, 31)}; }
};

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_SHEET_FIXTURE_H_
