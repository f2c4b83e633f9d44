// The shipped frameworks, compiled, and what a test needs to score under one of them.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SHIPPED_FRAMEWORKS_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SHIPPED_FRAMEWORKS_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/indicator/domain/score.h"
#include "services/indicator/rpc/framework_catalogue.h"

namespace zhengping::indicator {

inline const FrameworkCatalogue& ShippedFrameworks() {
  static const FrameworkCatalogue* const catalogue =
      new FrameworkCatalogue(FrameworkCatalogue::FromTexts(ShippedFrameworkTexts()).value());
  return *catalogue;
}

inline Fact ReportedFact(std::string name, Rational value) {
  Fact fact;
  fact.name = std::move(name);
  fact.state = FactState::kReported;
  fact.value = std::move(value);
  return fact;
}

// A department-year under one framework.
struct Sheet {
  std::shared_ptr<const CompiledFramework> framework;
  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
  std::vector<Fact> facts;

  Scorecard Card() const {
    const FactSet fact_set(facts);
    absl::StatusOr<Scorecard> card =
        Score({*framework, plan, observations, fact_set, *Date::FromYmd(2030, 12, 31)}, ScoreOptions());
    EXPECT_TRUE(card.ok()) << card.status();
    return card.ok() ? *std::move(card) : Scorecard();
  }
};

// "1.45", or "0..20" while it is open.
inline std::string PointsText(const Rational& low, const Rational& high) {
  return low == high ? FormatShort(low) : FormatShort(low) + ".." + FormatShort(high);
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SHIPPED_FRAMEWORKS_FIXTURE_H_
