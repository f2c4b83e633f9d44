// Chains of SM3 digests, many at once:
//
//   digest after a text = SM3(digest before, its 32 bytes ‖ text), nothing before the first
//
//   Sm3Chain chain(head);             // one for each department-year
//   chain.Add(canonical_text);
//   DigestChains({&chain, …});
//   chain.digests()[k]                // after its k-th text
//
// Within a chain one digest waits for the other, but chains do not wait for each other: sixteen of them lie side by
// side in the lanes of AVX-512 registers, eight in those of AVX2, and take the time of one. Where the processor has
// neither, and for a single chain, OpenSSL digests one text after the other. The answers are the same.
#ifndef ZHENGPING_COMMON_DIGEST_SM3_CHAINS_H_
#define ZHENGPING_COMMON_DIGEST_SM3_CHAINS_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace zhengping {

using Sm3Digest = std::array<char, 32>;

class Sm3Chain {
 public:
  // Empty: nothing was ever chained.
  explicit Sm3Chain(std::optional<Sm3Digest> head = std::nullopt) : head_(head) {}

  // Copies the text; it is kept until it is digested.
  void Add(absl::string_view text);

  size_t text_count() const { return digests_.size() + ends_.size(); }
  size_t undigested_bytes() const { return texts_.size(); }
  // After the last text that was digested.
  const std::optional<Sm3Digest>& head() const { return head_; }
  // After each text that was digested.
  const std::vector<Sm3Digest>& digests() const { return digests_; }

 private:
  friend class Sm3Lane;
  friend void DigestInTurn(Sm3Chain& chain);

  absl::string_view UndigestedText(size_t index) const;
  void Put(const Sm3Digest& digest);
  void DropTexts();

  std::optional<Sm3Digest> head_;
  std::vector<Sm3Digest> digests_;
  std::string texts_;         // not digested, one behind the other
  std::vector<size_t> ends_;  // of each in texts_
};

// Digests what was added to the chains since they were digested last. No chain is given twice.
void DigestChains(absl::Span<Sm3Chain* const> chains);

// The same with lanes of a given width, or 1: for tests and comparisons. False: the processor has none so wide.
bool DigestChainsInLanes(int lanes, absl::Span<Sm3Chain* const> chains);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_DIGEST_SM3_CHAINS_H_
