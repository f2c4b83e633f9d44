#include "services/reporting/store/compression.h"

#include <gtest/gtest.h>

#include "common/status/refusal.h"
#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

TEST(Compression, GivesBackWhatItTook) {
  for (const std::string& bytes : {std::string(), std::string("绩效"), std::string(100000, 'a')}) {
    const std::string compressed = Compress(bytes);
    EXPECT_THAT(Decompress(compressed, static_cast<int64_t>(bytes.size())), IsOkAndHolds(bytes));
  }
  EXPECT_LT(Compress(std::string(100000, 'a')).size(), 1000u);
}

TEST(Compression, WhatIsDamagedIsInternal) {
  const std::string compressed = Compress("绩效评价");
  std::string flipped = compressed;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  const struct {
    const char* what;
    std::string bytes;
    int64_t size;
  } cases[] = {
      {"a flipped bit", flipped, 12},
      {"cut off", compressed.substr(0, compressed.size() - 1), 12},
      {"one byte less claimed", compressed, 11},
      {"one byte more claimed", compressed, 13},
      {"a negative size", compressed, -1},
      {"more than any content has", compressed, kMostContentBytes + 1},
      {"no zlib at all", "plain", 5},
  };
  for (const auto& c : cases) {
    const absl::StatusOr<std::string> bytes = Decompress(c.bytes, c.size);
    EXPECT_THAT(bytes, StatusIs(absl::StatusCode::kInternal)) << c.what;
    EXPECT_FALSE(RefusalOf(bytes.status()).has_value()) << c.what;
  }
}

}  // namespace
}  // namespace zhengping::reporting
