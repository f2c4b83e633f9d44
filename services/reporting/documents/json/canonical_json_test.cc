#include "services/reporting/documents/json/canonical_json.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "absl/strings/match.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

TEST(CanonicalJson, KeysAreSortedAndNothingIsPadded) {
  json value;
  value["b"] = {1, "二", nullptr, true};
  value["a"] = {{"z", ""}, {"B", json::object()}, {"é", json::array()}};
  EXPECT_EQ(CanonicalJson(value).value(), R"({"a":{"B":{},"z":"","é":[]},"b":[1,"二",null,true]})");
}

TEST(CanonicalJson, NumbersThatOthersWouldRoundAreRefusedWithTheirPath) {
  constexpr int64_t kTwo53 = int64_t{1} << 53;
  struct Case {
    const char* what;
    json value;
    const char* path;  // empty: accepted
  };
  const Case cases[] = {
      {"a float", {{"facts", {{{"rate", 0.5}}}}}, "JSON /facts/0/rate:"},
      {"a float alone", 1.0, "JSON /:"},
      {"2^53 - 1", kTwo53 - 1, ""},
      {"2^53", {1, kTwo53}, "JSON /1:"},
      {"-(2^53 - 1)", 1 - kTwo53, ""},
      {"-2^53", -kTwo53, "JSON /:"},
      {"the largest unsigned", std::numeric_limits<uint64_t>::max(), "JSON /:"},
      {"an exact string", "9007199254740993", ""},
  };
  for (const Case& c : cases) {
    const absl::StatusOr<std::string> text = CanonicalJson(c.value);
    EXPECT_EQ(text.ok(), *c.path == '\0') << c.what;
    if (text.ok()) continue;
    EXPECT_TRUE(absl::StrContains(text.status().message(), c.path)) << c.what << text.status();
  }
}

TEST(CanonicalJson, BytesThatAreNotUtf8BecomeVisible) {
  EXPECT_EQ(CanonicalJson(json("a\xFF")).value(), "\"a\uFFFD\"");
}

}  // namespace
}  // namespace zhengping::reporting
