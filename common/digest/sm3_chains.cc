#include "common/digest/sm3_chains.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "common/digest/sm3.h"
#include "common/digest/sm3_lanes.h"

namespace zhengping {

void Sm3Chain::Add(absl::string_view text) {
  texts_.append(text.data(), text.size());
  ends_.push_back(texts_.size());
}

absl::string_view Sm3Chain::UndigestedText(size_t index) const {
  const size_t begin = index == 0 ? 0 : ends_[index - 1];
  return absl::string_view(texts_).substr(begin, ends_[index] - begin);
}

void Sm3Chain::Put(const Sm3Digest& digest) {
  digests_.push_back(digest);
  head_ = digest;
}

void Sm3Chain::DropTexts() {
  texts_.clear();
  ends_.clear();
}

// Goes through the texts of one chain after another, block by block.
class Sm3Lane {
 public:
  bool is_idle() const { return chain_ == nullptr; }
  void Begin(Sm3Chain& chain) {
    chain_ = &chain;
    text_index_ = 0;
    BeginText();
  }

  // The next block of the text that runs, with the digest before it and the padding after it (5.2).
  void TakeBlock(char* block) {
    size_t filled = 0;
    if (is_at_start_ && chain_->head_.has_value()) {
      std::memcpy(block, chain_->head_->data(), sizeof(Sm3Digest));
      filled = sizeof(Sm3Digest);
    }
    is_at_start_ = false;
    const size_t taken = std::min(kSm3BlockBytes - filled, rest_.size());
    std::memcpy(block + filled, rest_.data(), taken);
    rest_.remove_prefix(taken);
    filled += taken;
    if (filled == kSm3BlockBytes) return;
    if (!is_marked_) block[filled++] = '\x80';
    is_marked_ = true;
    std::memset(block + filled, 0, kSm3BlockBytes - filled);
    is_last_ = kSm3BlockBytes - filled >= sizeof(bits_);
    if (!is_last_) return;
    for (size_t i = 0; i < sizeof(bits_); ++i) block[kSm3BlockBytes - 1 - i] = static_cast<char>(bits_ >> (8 * i));
  }
  bool is_at_start() const { return is_at_start_; }
  bool is_at_end() const { return is_last_; }

  // Of the text that is at its end; then the chain's next one runs, or none.
  void Finish(const Sm3Digest& digest) {
    chain_->Put(digest);
    ++text_index_;
    BeginText();
  }

 private:
  void BeginText() {
    if (text_index_ == chain_->ends_.size()) {
      chain_->DropTexts();
      chain_ = nullptr;
      return;
    }
    rest_ = chain_->UndigestedText(text_index_);
    bits_ = 8 * uint64_t{rest_.size() + (chain_->head_.has_value() ? sizeof(Sm3Digest) : 0)};
    is_at_start_ = true;
    is_marked_ = false;
    is_last_ = false;
  }

  Sm3Chain* chain_ = nullptr;
  size_t text_index_ = 0;
  absl::string_view rest_;  // of the text that runs
  uint64_t bits_ = 0;       // of what is digested
  bool is_at_start_ = false;
  bool is_marked_ = false;  // the bit after the text is set
  bool is_last_ = false;    // the block taken last ends it
};

void DigestInTurn(Sm3Chain& chain) {
  for (size_t i = 0; i < chain.ends_.size(); ++i) {
    const absl::string_view before = chain.head_ ? absl::string_view(chain.head_->data(), chain.head_->size()) : "";
    chain.Put(Sm3Bytes(before, chain.UndigestedText(i)));
  }
  chain.DropTexts();
}

namespace {

template <int kLanes>
class LaneGroup {
 public:
  // The longest first, so that the lanes end at about the same time.
  explicit LaneGroup(std::vector<Sm3Chain*> chains) : chains_(std::move(chains)) {
    std::sort(chains_.begin(), chains_.end(),
              [](const Sm3Chain* a, const Sm3Chain* b) { return a->undigested_bytes() > b->undigested_bytes(); });
  }

  void Run() {
    while (LoadBlocks()) {
      CompressSm3(lanes_);
      for (int lane = 0; lane < kLanes; ++lane) {
        Sm3Lane& at = at_[static_cast<size_t>(lane)];
        if (!at.is_idle() && at.is_at_end()) at.Finish(DigestOf(lane));
      }
    }
  }

 private:
  // False: no lane has anything left.
  bool LoadBlocks() {
    bool is_busy = false;
    char block[kSm3BlockBytes];
    for (int lane = 0; lane < kLanes; ++lane) {
      Sm3Lane& at = at_[static_cast<size_t>(lane)];
      if (at.is_idle() && next_ < chains_.size()) at.Begin(*chains_[next_++]);
      if (at.is_idle()) continue;
      is_busy = true;
      for (int i = 0; at.is_at_start() && i < 8; ++i) lanes_.state[i][lane] = kSm3Start[i];
      at.TakeBlock(block);
      for (int i = 0; i < 16; ++i) {
        uint32_t word;
        std::memcpy(&word, block + 4 * i, sizeof(word));
        lanes_.block[i][lane] = __builtin_bswap32(word);
      }
    }
    return is_busy;
  }

  Sm3Digest DigestOf(int lane) const {
    Sm3Digest digest;
    for (size_t i = 0; i < 8; ++i) {
      const uint32_t word = __builtin_bswap32(lanes_.state[i][lane]);
      std::memcpy(digest.data() + 4 * i, &word, sizeof(word));
    }
    return digest;
  }

  std::vector<Sm3Chain*> chains_;
  size_t next_ = 0;  // the chain that a free lane begins
  std::array<Sm3Lane, kLanes> at_;
  Sm3Lanes<kLanes> lanes_ = {};
};

}  // namespace

bool DigestChainsInLanes(int lanes, absl::Span<Sm3Chain* const> chains) {
  if (lanes != 1 && !HasSm3Lanes(lanes)) return false;
  std::vector<Sm3Chain*> with_texts;
  for (Sm3Chain* chain : chains) {
    if (chain->text_count() > chain->digests().size()) with_texts.push_back(chain);
  }
  if (lanes == 16) LaneGroup<16>(std::move(with_texts)).Run();
  if (lanes == 8) LaneGroup<8>(std::move(with_texts)).Run();
  if (lanes == 1) std::for_each(with_texts.begin(), with_texts.end(), [](Sm3Chain* chain) { DigestInTurn(*chain); });
  return true;
}

void DigestChains(absl::Span<Sm3Chain* const> chains) {
  static const int lanes = HasSm3Lanes(16) ? 16 : HasSm3Lanes(8) ? 8 : 1;
  // Two chains in lanes take about as long as one after the other.
  DigestChainsInLanes(chains.size() > 2 ? lanes : 1, chains);
}

}  // namespace zhengping
