#include "services/reporting/documents/published/part_digests.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/digest/sm3.h"
#include "services/reporting/documents/published/published_testing.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

TEST(PartDigests, PartsAreNamedByTheWayToThem) {
  const auto parts = PartDigests(SmallFile()).value();
  std::vector<std::string> names;
  for (const auto& [name, digest] : parts) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"content/department_display_name",
                                             "content/facts/payments.q1",
                                             "content/facts/payments.q2",
                                             "content/findings/release_timing",
                                             "content/fiscal_year",
                                             "content/scorecard/nodes/产出指标/数量指标",
                                             "content/scorecard/nodes/效益指标",
                                             "content/scorecard/total/grade",
                                             "content/scorecard/total/score",
                                             "content/special_funds",
                                             "document/title",
                                             "envelope/adjusted_grade",
                                             "envelope/adjusted_total",
                                             "envelope/adjustments/产出指标/数量指标",
                                             "envelope/content_digest",
                                             "envelope/evaluation",
                                             "envelope/publish_time",
                                             "envelope/publisher/name",
                                             "envelope/publisher/role",
                                             "envelope/state",
                                             "figures/1",
                                             "figures/facts/payments.q1"}));
  EXPECT_EQ(parts.at("content/fiscal_year"), Sm3Hex("\"2023\""));
  EXPECT_EQ(parts.at("content/special_funds"), Sm3Hex("[]"));
}

TEST(PartDigests, ALongArrayAndADeepObjectAreOnePart) {
  EXPECT_EQ(PartDigests({{"a", json(std::vector<int>(5000, 1))}}).value().size(), 5000u);
  EXPECT_EQ(PartDigests({{"a", json(std::vector<int>(5001, 1))}}).value().size(), 1u);
  EXPECT_EQ(PartDigests(json::parse(R"({"a":{"b":{"c":{"d":{"e":{"f":{"g":1,"h":2}}}}}}})")).value().begin()->first,
            "a/b/c/d/e/f");
}

TEST(PartDigests, NamesThatWouldMeetAreToldApart) {
  // The fact named "x/y" and the key "y" below the key "x" have one way.
  const auto parts = PartDigests(json::parse(R"({"a":{"x":{"y":1},"x/y":2}})")).value();
  EXPECT_EQ(parts.size(), 2u);
  EXPECT_TRUE(parts.contains("a/x/y"));
  EXPECT_TRUE(parts.contains("a/x/y (2)"));
}

TEST(PartDigests, WhatIsNotCanonicalIsRefused) {
  EXPECT_FALSE(PartDigests({{"a", 1.5}}).ok());
  json wide;
  for (int i = 0; i < 50'001; ++i) wide[std::to_string(i)] = 1;
  EXPECT_FALSE(PartDigests(wide).ok());
  wide.erase("0");
  EXPECT_TRUE(PartDigests(wide).ok());
}

}  // namespace
}  // namespace zhengping::reporting
