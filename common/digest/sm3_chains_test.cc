#include "common/digest/sm3_chains.h"

#include <gtest/gtest.h>

#include <random>

#include "absl/strings/escaping.h"
#include "common/digest/sm3.h"

namespace zhengping {
namespace {

std::string HexOf(const Sm3Digest& digest) {
  return absl::BytesToHexString(absl::string_view(digest.data(), digest.size()));
}

std::vector<Sm3Chain*> PointersTo(std::vector<Sm3Chain>& chains) {
  std::vector<Sm3Chain*> pointers;
  for (Sm3Chain& chain : chains) pointers.push_back(&chain);
  return pointers;
}

// Widths that this processor has.
std::vector<int> Widths() {
  std::vector<int> widths;
  for (const int lanes : {1, 8, 16}) {
    if (DigestChainsInLanes(lanes, {})) widths.push_back(lanes);
  }
  return widths;
}

TEST(Sm3Chains, AFirstTextHasNothingBeforeIt) {
  for (const int lanes : Widths()) {
    SCOPED_TRACE(lanes);
    Sm3Chain chain;
    chain.Add("abc");
    ASSERT_TRUE(DigestChainsInLanes(lanes, {&chain}));
    // GB/T 32905-2016 appendix A, example 1.
    EXPECT_EQ(HexOf(*chain.head()), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  }
}

// Every length around the ends of blocks, in chains of different lengths: digest by digest what OpenSSL says of the
// digest before and the text.
TEST(Sm3Chains, EveryDigestIsThatOfTheOneBeforeAndTheText) {
  std::mt19937 random(7);
  for (const int lanes : Widths()) {
    SCOPED_TRACE(lanes);
    std::vector<Sm3Chain> chains(41);
    std::vector<std::vector<std::string>> texts(chains.size());
    for (size_t i = 0; i < chains.size(); ++i) {
      if (i % 3 == 1) chains[i] = Sm3Chain(Sm3Bytes("", "before"));
      for (size_t size = i % 7; size < 5 * i; size += 1 + i % 5) {
        std::string text;
        for (size_t byte = 0; byte < size; ++byte) text += static_cast<char>(random());
        chains[i].Add(text);
        texts[i].push_back(std::move(text));
      }
    }
    ASSERT_TRUE(DigestChainsInLanes(lanes, PointersTo(chains)));
    for (size_t i = 0; i < chains.size(); ++i) {
      std::string before = i % 3 == 1 ? Sm3Hex("before") : "";
      ASSERT_EQ(chains[i].digests().size(), texts[i].size());
      for (size_t k = 0; k < texts[i].size(); ++k) {
        before = Sm3Hex(absl::HexStringToBytes(before) + texts[i][k]);
        ASSERT_EQ(HexOf(chains[i].digests()[k]), before) << "chain " << i << " text " << k;
      }
    }
  }
}

TEST(Sm3Chains, AChainGoesOnWhereItWasDigestedLast) {
  std::vector<Sm3Chain> at_once(3);
  std::vector<Sm3Chain> in_parts(3);
  for (int part = 0; part < 4; ++part) {
    for (size_t i = 0; i < at_once.size(); ++i) {
      const std::string text(static_cast<size_t>(part) * 40 + i, 'x');
      at_once[i].Add(text);
      in_parts[i].Add(text);
    }
    DigestChains(PointersTo(in_parts));
  }
  DigestChains(PointersTo(at_once));
  for (size_t i = 0; i < at_once.size(); ++i) {
    EXPECT_EQ(in_parts[i].digests(), at_once[i].digests());
    EXPECT_EQ(in_parts[i].head(), at_once[i].head());
    EXPECT_EQ(in_parts[i].text_count(), 4u);
    EXPECT_EQ(in_parts[i].undigested_bytes(), 0u);
  }
}

TEST(Sm3Chains, WithoutTextsNothingIsDigested) {
  std::vector<Sm3Chain> chains(20);
  DigestChains(PointersTo(chains));
  DigestChains({});
  for (const Sm3Chain& chain : chains) EXPECT_FALSE(chain.head().has_value());
}

}  // namespace
}  // namespace zhengping
