#include "services/indicator/domain/scorecard.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

TEST(Scorecard, DiffersInAnyFigure) {
  Scorecard card;
  card.nodes.resize(2);
  card.issues.resize(1);
  Scorecard other = card;
  EXPECT_TRUE(card == other);
  other.nodes[1].explanation.count.emplace(1);
  EXPECT_FALSE(card == other);
  other = card;
  other.issues[0].remedy = "另一处";
  EXPECT_FALSE(card == other);
  other = card;
  other.grade = "优";
  EXPECT_FALSE(card == other);
}

}  // namespace
}  // namespace zhengping::indicator
