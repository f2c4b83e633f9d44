#include "services/budget/store/year_cache.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::budget {
namespace {

std::string TextOf(const YearKey& key) { return absl::StrCat(key.division(), "/", key.code(), "/", key.fiscal_year); }

}  // namespace

std::unique_ptr<CachedYear> YearCache::Take(const YearKey& key) {
  const auto found = by_key_.find(TextOf(key));
  if (found == by_key_.end()) return nullptr;
  const auto kept = found->second;
  std::unique_ptr<CachedYear> year = std::move(kept->year);
  bytes_ -= kept->bytes;
  by_key_.erase(found);
  kept_.erase(kept);
  return year;
}

void YearCache::Put(const YearKey& key, std::unique_ptr<CachedYear> year) {
  const size_t bytes = sizeof(CachedYear) + year->state.memory_bytes();
  Take(key);
  if (bytes > most_bytes_) return;
  kept_.push_front({.key = TextOf(key), .year = std::move(year), .bytes = bytes});
  by_key_.emplace(kept_.front().key, kept_.begin());
  bytes_ += bytes;
  while (bytes_ > most_bytes_) {
    bytes_ -= kept_.back().bytes;
    by_key_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

}  // namespace zhengping::budget
